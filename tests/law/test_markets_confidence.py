"""Nothing in the book is surer than the law file, unless a source found since is named here.

The law file tags each statement C, S or M. A row or provision may be less sure than its tag and never more; what is
remembered there and read here stands in `READ_SINCE` with where it was read.
"""

from __future__ import annotations

import re

import pytest
from tests.law.test_markets_coverage import ENCODED, FILE, GATES

from pratique.law import book
from pratique.law.provision import Confidence
from pratique.law.rate import SCHEDULES, Row, schedule_of

SURENESS = {"C": Confidence.CONFIRMED, "S": Confidence.SINGLE_SOURCE, "M": Confidence.MEMORY}
ORDER = list(Confidence)
PARTS = {  # statements of one row of the file that are less sure than its first
    "us.s301/hybrid": "M", "us.s301/electric_other": "M", "us.s301/electric_heavy": "M",
    "us.s301/electric_bus from 2024-09-27": "M", "us.s232/part": "S",
    "us.s232/part_of_deal": "S", "eu.mfn/us_car": "C", "eu.mfn/us_car from 2026-07-01": "M",
    "eu.mfn/agreement_car": "M",
    "eu.mfn/agreement_battery": "M", "ca.mfn/agreement": "M", "gb.mfn/agreement": "M", "br.origin/agreement": "M",
    "ru.duty/electric_entity": "M", "ru.duty/other": "M", "in.bcd/ev_high": "S", "in.bcd/other": "S",
    "za.duty/agreement": "M", "br.gecex/skd": "S", "br.gecex/ckd": "S", "br.value_quota/kit": "S",
    "th.duty/bev_acfta": "M", "th.duty/other": "M", "id.duty/bev": "M", "id.duty/bev_relief": "M",
    "id.duty/bev_acfta": "M", "id.duty/other": "M", "vn.duty/bev_acfta": "M", "vn.duty/other": "M",
    "au.duty/chafta": "M", "au.duty/general": "M", "au.duty/plug_in": "M", "nz.duty/china": "M",
    "nz.duty/general": "M", "no.duty/bev": "M", "no.duty/other": "M", "ch.duty/car": "M", "gcc.duty/car": "S",
    "il.duty/car": "M", "jp.duty/car": "M", "us.ieepa_china/all from 2025-03-04": "M", "us.col1/bus": "M",
    "us.ieepa_china/all from 2025-11-10": "M", "eu.phev/plug_in": "S",
}  # fmt: skip
READ_SINCE = {
    "us.s301/electric_other": "US note 31(d), HTS 2026 Rev. 20, read in excerpt (teshnair/thelogisticsmindset)",
    "us.s301/electric_bus from 2024-09-27": "US note 31(d), HTS 2026 Rev. 20, read in excerpt (the same)",
    "us.col1/light_truck": "two trade reports on the 25 percent duty on trucks (just-auto, automotive.com)",
    "us.ieepa_china/all from 2025-03-04": "customs statement of 8 March 2025; CSMS 64299816 in a law firm's alert",
    "us.ieepa_china/all from 2025-11-10": "order of 4 November 2025 as printed; trade report of the same week",
    "au.duty/chafta": "policies database of the IEA",
    "au.duty/general": "Customs Tariff Proposal (No. 5) 2022; an industry profile",
    "au.duty/plug_in": "Customs Tariff Proposal (No. 5) 2022; Customs Notice 2022/34",
    "nz.duty/china": "policies database of the IEA",
    "no.duty/bev": "Reuters as carried by two papers, January 2025",
    "ch.duty/car": "State Secretariat for Economic Affairs; a law firm that names cars",
    "jp.duty/car": "two reports of 2017 and 2026",
    "th.duty/bev_acfta": "a law journal and a newspaper",
    "id.duty/bev": "two papers of 2025",
}
GATES_READ_SINCE = {
    "UN.R155": "automotiveworld.com, 15 August 2022",
    "UN.R171": "UNECE as carried, September 2024",
}


def rows() -> list[Row]:
    return [row for market in SCHEDULES for layer in schedule_of(market).layers for row in layer.rows]


def key_of(row: Row) -> str:
    dated = f"{row.layer}/{row.key} from {row.start}"
    return dated if dated in PARTS else f"{row.layer}/{row.key}"


def tags() -> dict[str, str]:
    """The first tag of each row of the file that has one."""
    if not FILE.exists():
        pytest.skip("the law file is not beside the repository")
    found = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.strip().strip("|").split("|")]
        if line.startswith("| ") and re.fullmatch(r"[A-Z]{2}\.[A-Za-z0-9.]+", cells[0]):
            tag = re.match(r"[CSM]\b", cells[-1])
            if tag:
                found[cells[0]] = tag[0]
    return found


def test_no_row_is_surer_than_the_law_file() -> None:
    told = {ENCODED[name]: tag for name, tag in tags().items() if name in ENCODED} | PARTS
    surer = [
        f"{row.id}: {row.confidence}"
        for row in rows()
        if (tag := told.get(key_of(row))) is not None
        and ORDER.index(row.confidence) < ORDER.index(SURENESS[tag])
        and key_of(row) not in READ_SINCE
    ]
    assert surer == []


def test_every_row_that_was_raised_needed_it() -> None:
    told = {ENCODED[name]: tag for name, tag in tags().items() if name in ENCODED} | PARTS
    raised = {
        key_of(row)
        for row in rows()
        if (tag := told.get(key_of(row))) and ORDER.index(row.confidence) < ORDER.index(SURENESS[tag])
    }
    assert raised == READ_SINCE.keys()


def test_no_gate_is_surer_than_the_law_file() -> None:
    found = tags()
    for name, (instrument, cite) in GATES.items():
        if name not in found or instrument.startswith("cn."):
            continue
        (law,) = book.load([instrument])
        sure = min(ORDER.index(each.confidence) for each in law.provisions if cite in each.cite)
        assert sure >= ORDER.index(SURENESS[found[name]]) or name in GATES_READ_SINCE, name


def test_what_is_remembered_is_never_certain() -> None:
    """A remembered row that holds a rate opens a legal fact, and one in the payer's favour says what else holds."""
    for row in rows():
        if row.confidence is not Confidence.MEMORY or not row.is_known or row.status != "in force":
            continue
        assert set(row.otherwise) != set(row.rates), row.id
        if row.rates == (0,) and row.key.startswith("agreement"):
            assert row.otherwise or row.layer == "br.origin" or row.key == "agreement_battery", row.id
