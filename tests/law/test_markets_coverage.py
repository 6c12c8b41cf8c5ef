"""Every measure that the law file names is a layer or a provision, or stands in coverage with its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pratique.law import book
from pratique.law.rate import SCHEDULES, schedule_of
from pratique.law.us.duties import COVERAGE

FILE = Path(__file__).resolve().parents[3] / "shared/law/other-markets.md"
ENCODED = {
    "US.MFN.8703": "us.col1/car", "US.MFN.8507.60": "us.col1/battery", "US.MFN.8704": "us.col1/light_truck",
    "US.S301.L1": "us.s301/combustion", "US.S301.N31d": "us.s301/electric_read", "US.S301.N31b": "us.s301/ev_battery",
    "US.S301.N31g": "us.s301/other_battery", "US.S232.AUTO": "us.s232/car", "US.S232.PART": "us.s232/part",
    "US.S232.MHDV": "us.s232/heavy_truck", "US.S232.EU": "us.s232/eu_car", "US.S232.JP": "us.s232/jp_car",
    "US.S232.KR": "us.s232/kr_car", "US.S232.UK": "us.s232/gb_car_in_quota", "US.S232.UKPART": "us.s232/part_of_deal",
    "US.S232.USMCA": "us.s232/usmca_content", "US.IEEPA.FENT.CN": "us.ieepa_china/all",
    "US.IEEPA.RECIP": "us.reciprocal/all", "US.S122": "us.s122/all", "US.S301.FL": "us.s301_labour/cn",
    "US.S301.BR": "us.s301_brazil/all", "US.S338.CA": "us.s338_canada/all",
    "EU.MFN.8703": "eu.mfn/car", "EU.MFN.8507.60": "eu.mfn/battery", "EU.REG.BEV": "eu.registration/all",
    "EU.CVD.PROV": "eu.cvd_provisional/byd", "EU.CVD.DEF": "eu.cvd/byd", "EU.CVD.VWANHUI": "eu.cvd/undertaking",
    "EU.US.ZERO": "eu.mfn/us_car", "EU.CVD.PHEV": "eu.phev/plug_in",
    "CA.MFN": "ca.mfn/car", "CA.SURTAX": "ca.surtax/car",
    "MX.LIGIE.BEV": "mx.ligie/battery_car", "MX.LIGIE.PHEV": "mx.ligie/other_car",
    "MX.LIGIE.BUS": "mx.ligie/battery_bus",
    "MX.LIGIE.2026": "mx.ligie/battery_car",
    "TR.IGV.BEV.CN": "tr.china/battery_car", "TR.IGV.ALL.CN": "tr.china/engine_car",
    "TR.EMY.ICEHEV": "tr.liability/engine_or_hybrid", "TR.EMY.PHEV": "tr.liability/plug_in",
    "TR.EMY.BEV": "tr.liability/battery_car",
    "BR.GECEX.BEV": "br.gecex/bev", "BR.GECEX.PHEV": "br.gecex/phev", "BR.GECEX.HEV": "br.gecex/hev",
    "BR.GECEX.ETRUCK": "br.gecex/etruck", "BR.value": "br.value_quota/vehicle",
    "GB.MFN": "gb.mfn/car", "IN.BCD.EV": "in.bcd/ev_low", "ZA.MFN": "za.duty/car", "MY.CBU.EV": "my.duty/bev_acfta",
    "AU.CHAFTA": "au.duty/chafta",
}  # fmt: skip
GATES = {
    "CA.EVPERMIT": ("ca.ev_quota", "Notice to Importers 1162"),
    "TR.PERMIT.EV": ("tr.ev_import_permit", "OG 2023-11-29"),
    "EU.WVTA": ("eu.type_approval", "2018/858"), "UN.R155": ("eu.type_approval", "UN R155"),
    "UN.R156": ("eu.type_approval", "UN R156"), "UN.R157": ("eu.type_approval", "UN R157"),
    "UN.R171": ("eu.type_approval", "UN R171"),
    "EU.ADS": ("eu.type_approval", "2022/1426"), "CN.EXPORTLIC.BEV": ("cn.export", "54"),
}  # fmt: skip
LEFT_OUT = {
    "CA.EVQUOTA.Y1": "quota quantities", "CA.EVQUOTA.Yn": "quota quantities", "EU.GSR2": "2019/2144",
    "UN.ADS": "UN regulation on automated driving systems", "EU.CRA": "2024/2847",
    "EU.BATT": "2023/1542", "EU.CSA2": "EU.CSA2", "EU.ICTTB": "EU.ICTTB", "EU.IAA": "EU.IAA", "PL.MIL": "PL.MIL",
    "IL.IDF": "IL.IDF", "UK.MOD": "UK.MOD", "CA.CV": "CA.CV", "AU.CV": "Australia, other",
}  # fmt: skip


def rows() -> set[str]:
    return {f"{row.layer}/{row.key}" for m in SCHEDULES for layer in schedule_of(m).layers for row in layer.rows}


def coverage() -> str:
    notes = [*COVERAGE, *(each for instrument in book.load() for each in instrument.coverage)]
    return "\n".join(each.cite for each in notes)


def test_what_is_encoded_is_there() -> None:
    assert set(ENCODED.values()) <= rows()
    for name, cite in GATES.values():
        (instrument,) = book.load([name])
        assert any(cite in each.cite for each in instrument.provisions), name


def test_what_is_left_out_says_why() -> None:
    said = coverage()
    assert not [name for name, words in LEFT_OUT.items() if words not in said]


def test_every_measure_of_the_law_file_is_accounted_for() -> None:
    if not FILE.exists():
        pytest.skip("the law file is not beside the repository")
    text = FILE.read_text(encoding="utf-8")
    named = set(
        re.findall(r"^\| ((?:US|EU|CA|MX|TR|BR|UN|PL|IL|UK|AU)\.[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)", text, re.M)
    )
    named |= set(re.findall(r"\b((?:GB|IN|ZA|MY|AU|CN)\.[A-Z]{3,}(?:\.[A-Z]+)*)\b", text)) | {"EU.CVD.PHEV"}
    assert len(named) > 60
    assert not named - ENCODED.keys() - GATES.keys() - LEFT_OUT.keys()


@pytest.mark.parametrize("name", [name for name in book.INSTRUMENTS if name[:2] not in ("us", "cn")])
def test_every_instrument_covers_and_cites(name: str) -> None:
    (instrument,) = book.load([name])
    assert instrument.id == name
    assert instrument.coverage
    assert all(each.note for each in instrument.coverage)
    assert len({each.cite for each in instrument.provisions}) == len(instrument.provisions)
