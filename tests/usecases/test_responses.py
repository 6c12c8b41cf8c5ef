"""Measures that answer other measures: each pair on the days it begins and ends; "necessary measures" by date."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from importlib.resources import files

import pytest

from pratique.law.book import INSTRUMENTS
from pratique.law.rate import SCHEDULES, schedule_of
from pratique.usecases.book.look_up import look_up
from pratique.usecases.markets.responses import responses_to

PAIRS = [  # what answers what, the day it began, the day after it ended
    ("wto.ds630", "eu.bev_countervailing", "2024-11-04", None),
    ("cn.brandy_antidumping", "eu.bev_countervailing", "2024-10-11", None),
    ("eu.price_undertakings", "eu.bev_countervailing", "2026-02-11", None),
    ("ca.ev_quota", "ca.surtax", "2026-03-01", None), ("us.refunds", "us.ieepa_china", "2026-02-24", None),
    ("cn.canada_surtax", "ca.surtax", "2025-03-20", "2026-03-01"),
    ("wto.ds629", "tr.additional_duty", "2024-10-08", None),
    ("wto.ds629", "tr.ev_import_permit", "2024-10-08", None),
    ("cn.barrier_probe_mexico", "mx.import_tariff", "2025-09-25", "2026-06-25"),
    ("cn.notices_55_62", "us.ear", "2025-10-09", "2025-11-07"),
    ("cn.notice_70", "us.ear", "2025-11-07", "2026-11-10"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "answers", "since", "until"), PAIRS)
def test_necessary_measures_by_date(measure: str, answers: str, since: str, until: str | None) -> None:
    def status(on: date) -> str | None:
        return {each.measure: each.status for each in responses_to({answers}, on)}.get(measure)

    began = date.fromisoformat(since)
    assert status(began - timedelta(days=1)) is None
    assert status(began) in ("in force", "pending", "announced")
    if until is not None:
        last = date.fromisoformat(until) - timedelta(days=1)
        assert status(last) == status(began) != status(date.fromisoformat(until))


def test_every_pair_names_a_measure_of_the_book() -> None:
    text = files("pratique.law").joinpath("responses.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    layers = {layer.id for market in SCHEDULES for layer in schedule_of(market).layers}
    assert {row["responds_to"] for row in rows} <= layers | set(INSTRUMENTS)
    assert [(row["measure"], row["responds_to"]) for row in rows] == [pair[:2] for pair in PAIRS]


def test_an_instrument_says_what_answered_it() -> None:
    (entry,) = look_up("us.ear", on=date(2025, 10, 9)).instruments
    assert [each.about for each in entry.answered_by] == ["2025-10-09 CN cn.notices_55_62"]
    assert not look_up("us.ear", on=date(2025, 10, 8)).instruments[0].answered_by
