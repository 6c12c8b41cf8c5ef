"""The table of permits and the command over it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.running import invoked

from pratique.cli import commands
from pratique.errors import InvalidInput
from pratique.facts.cn.service import CITIES, HOLDERS, SERVICES, STAGES
from pratique.law.cn.permits.tables import UNSETTLED, local_law, permits
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.usecases.check import check
from pratique.usecases.markets.permits import PermitsAsked, list_permits


def _run(*arguments: str) -> dict[str, object]:
    result = invoked(
        commands, ["permits", *arguments, "--format", "json"], catch_exceptions=False, standalone_mode=False
    )
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def _cities(**asked: object) -> list[str]:
    found = list_permits(PermitsAsked(**asked))  # type: ignore[arg-type]
    return [city for city, listed in found.cities.items() if any(each.fits is TRUE for each in listed)]


def test_rows_use_the_words_of_the_vocabulary() -> None:
    for row in permits():
        assert row.district in CITIES[row.city]
        assert row.holder in HOLDERS
        assert row.stage in (*STAGES, UNSETTLED)
        assert row.service in SERVICES
        assert row.on_board in ("driver_seat", "passenger_seat", "rear_seat", "none", "unknown")
        assert row.since is None or row.possible_from <= row.since
    assert {row.city for row in local_law()} == set(CITIES)


def test_a_district_belongs_to_one_city() -> None:
    named = [district for each in CITIES.values() for district in each]
    assert len(named) == len(set(named))


def test_shenzhen_was_the_fourth_city_with_nobody_on_board_and_the_third_where_that_was_paid() -> None:
    day = date(2023, 7, 1)
    assert _cities(on=day, service="driverless") == ["wuhan", "chongqing", "beijing", "shenzhen"]
    assert _cities(on=day, service="driverless", paid=True) == ["wuhan", "chongqing", "shenzhen"]
    assert _cities(on=date(2023, 6, 15), service="driverless") == ["wuhan", "chongqing", "beijing"]


def test_paid_and_driverless_are_kept_apart() -> None:
    found = list_permits(PermitsAsked(on=date(2023, 7, 1), service="driverless", paid=True))
    almost = {(each.city, each.on_board, each.paid) for each in found.almost}
    assert ("beijing", "none", False) in almost
    assert ("beijing", "passenger_seat", True) in almost
    assert not any(each.paid and each.on_board == "none" for each in found.almost)


def test_a_permit_that_may_be_held_is_never_listed_as_held() -> None:
    row = next(row for row in permits() if row.city == "wuhan")
    told = [row.held(date.fromisoformat(day)) for day in ("2022-08-07", "2022-08-08", "2026-03-30", "2026-03-31")]
    assert told == [FALSE, TRUE, TRUE, UNKNOWN]


def test_json_lists_holder_stage_district_hours_and_dates() -> None:
    data = _run("--service", "driverless", "--paid", "--on", "2023-07-01")
    shenzhen = next(each for each in data["cities"] if each["city"] == "shenzhen")  # type: ignore[attr-defined]
    row = shenzhen["permits"][0]
    told = (row["holder"], row["stage"], row["district"], row["hours"])
    assert told == ("baidu", "commercial_pilot", "pingshan", "07:00-22:00")
    assert (row["possible_from"], row["from"], row["held"]) == ("2023-06-01", "2023-06-16", "yes")
    assert shenzhen["order"] == 3


@pytest.mark.parametrize(
    ("arguments", "code", "near"),
    [
        (["--city", "shenzen"], "permits.city", "shenzhen"),
        (["--city", "wuhan", "--district", "pingshan"], "permits.district_of_another_city", "shenzhen"),
        (["--city", "shenzhen", "--district", "pinshan"], "permits.district", "pingshan"),
        (["--holder", "bidu"], "permits.holder", "baidu"),
    ],
)
def test_bad_words_are_findings_with_the_nearest_choice(arguments: list[str], code: str, near: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        invoked(commands, ["permits", *arguments], catch_exceptions=False, standalone_mode=False)
    (finding,) = refused.value.findings
    assert finding.code == code
    assert near in finding.next_step + finding.message


@pytest.mark.parametrize(
    ("city", "district", "code"),
    [("wuhan", "pingshan", "permits.district_of_another_city"), ("wuhann", "wuchang", "dossier.fact.value")],
)
def test_a_dossier_with_a_wrong_place_is_refused(city: str, district: str, code: str) -> None:
    dossier = {
        "transactions": [{"act": "operate_service", "into": "CN", "date": "2023-07-01"}],
        "facts": {"service.city": city, "service.district": district},
    }
    with pytest.raises(InvalidInput) as refused:
        check(dossier)
    assert code in {each.code for each in refused.value.findings}


def test_a_share_above_the_whole_is_refused() -> None:
    dossier = {
        "transactions": [{"act": "acquire_holding", "into": "CN", "date": "2020-01-01"}],
        "facts": {"holding.foreign_share_percent": 101},
    }
    with pytest.raises(InvalidInput):
        check(dossier)


def test_a_name_is_read_as_people_write_it() -> None:
    found = list_permits(PermitsAsked(on=date(2023, 7, 1), city="Shenzhen", district="Pingshan", holder="Baidu"))
    assert list(found.cities) == ["shenzhen"]


def test_no_permit_is_certain_for_ever() -> None:
    assert all(row.doubt_from or row.until for row in permits())
    assert _cities(on=date(2027, 1, 1)) == []
