"""Duty answers: ranges where facts are open, three sums kept apart, announcements that change nothing."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pratique.dossier.model import model_of, read_model
from pratique.dossier.producers import listed, producer_value
from pratique.errors import InvalidInput
from pratique.usecases.markets.duty import duty
from tests.timeline.test_markets_timeline import KNOWN_ON, variant

EXAMPLE = Path(__file__).parents[2] / "examples/model-bev/model.toml"
DAY = date(2026, 3, 1)


def test_unknown_maker_leaves_every_rate() -> None:
    found = duty(variant(producer=None), "EU", on=date(2025, 3, 1), known_on=KNOWN_ON)
    assert found.rate_at_entry == {"one_of": [Decimal(r) for r in ("17.8", "27", "28.8", "30.7", "45.3")]}
    assert [each.name for each in found.open_facts] == ["trade.producer"]
    assert not found.settled


def test_nothing_known_is_no_rate_and_asks() -> None:
    found = duty(model_of({"vehicle": {}}), "EU", on=DAY, known_on=KNOWN_ON)
    assert "max" not in found.rate_at_entry  # type: ignore[operator]
    assert {"trade.hs6", "trade.origin"} <= {each.name for each in found.open_facts}


def test_label_does_not_settle_what_turns_the_wheels() -> None:
    model = variant(powertrain="EREV", hs_code="870360")
    found = duty(model, "EU", on=DAY, known_on=KNOWN_ON)
    assert found.rate_at_entry == {"one_of": [Decimal(10), Decimal(27)]}
    assert [each.name for each in found.open_facts] == ["trade.engine_can_drive_wheels"]


def test_provisional_duty_is_a_security() -> None:
    on = date(2024, 8, 1)
    found = duty(variant(), "EU", on=on, known_on=KNOWN_ON)
    assert (found.rate_at_entry, found.security) == (Decimal(10), Decimal("17.4"))
    assert found.finally_owed == Decimal(10)  # Art. 2 of the definitive regulation released it
    assert duty(variant(), "EU", on=on, known_on=date(2024, 9, 1)).finally_owed == Decimal("27.4")


def test_what_a_court_undid_was_paid_and_is_not_owed() -> None:
    on = date(2025, 5, 1)
    before = duty(variant(), "US", on=on, known_on=date(2026, 2, 19))
    after = duty(variant(), "US", on=on, known_on=date(2026, 2, 20))
    assert before.rate_at_entry == after.rate_at_entry == before.finally_owed == Decimal("147.5")
    assert after.finally_owed == Decimal("127.5")


def test_section_232_displaces_the_others() -> None:
    found = duty(variant(), "US", on=date(2026, 8, 1), known_on=KNOWN_ON)
    assert [(each.id, each.displaced_by) for each in found.displaced] == [("us.s301_labour", "us.s232")]


@pytest.mark.parametrize(("origin", "on"), [("KR", "2026-03-01"), ("DE", "2026-06-01")])
def test_an_announcement_changes_nothing(origin: str, on: str) -> None:
    found = duty(variant(origin=origin), "US", on=date.fromisoformat(on), known_on=KNOWN_ON)
    assert found.rate_at_entry == Decimal(15)
    assert any("announced, not law" in each.note for each in found.watch)


def test_press_opens_a_legal_fact_and_decides_nothing() -> None:
    model = variant(powertrain="PHEV", hs_code="870360", engine_can_drive_wheels=True)
    found = duty(model, "EU", on=KNOWN_ON, known_on=KNOWN_ON)
    assert found.rate_at_entry == Decimal(10)
    assert [(each.name, each.decides) for each in found.open_facts] == [
        ("legal.eu.phev_countervailing_adopted", False)
    ]
    assert "2026-07-06" in found.watch[0].note
    assert any("later act is not known" in each.note for each in found.staleness)


def test_what_counsel_says_was_adopted_counts_at_a_rate_nobody_read() -> None:
    model = variant(powertrain="PHEV", hs_code="870360", engine_can_drive_wheels=True)
    adopted = {"eu.phev_countervailing_adopted": "adopted"}
    found = duty(model, "EU", on=KNOWN_ON, known_on=KNOWN_ON, construe=adopted)
    assert found.rate_at_entry == {"min": Decimal(10)}
    assert [each.id for each in found.layers] == ["eu.mfn", "eu.phev"]
    assert not found.watch
    none = duty(model, "EU", on=KNOWN_ON, known_on=KNOWN_ON, construe="usual")
    assert (none.rate_at_entry, none.watch, none.open_facts) == (Decimal(10), (), ())


def test_dispute_gives_both_sums_until_construed() -> None:
    on = date(2025, 11, 22)
    assert duty(variant(), "TR", on=on, known_on=KNOWN_ON).rate_at_entry == {"one_of": [Decimal(40), Decimal(80)]}
    fixed = {"tr.china_duty_after_decision_10436": "replaced"}
    assert duty(variant(), "TR", on=on, known_on=KNOWN_ON, construe=fixed).rate_at_entry == Decimal(40)


def test_minimum_without_a_value_has_no_upper_end() -> None:
    model = variant(origin="IN", customs_value=None)
    found = duty(model, "TR", on=date(2025, 12, 1), known_on=KNOWN_ON)
    assert found.rate_at_entry == {"min": Decimal(40)}
    assert [each.name for each in found.open_facts] == ["trade.customs_value_usd"]


def test_what_is_remembered_is_not_certain() -> None:
    model = variant(preference="agreement")
    found = duty(model, "VN", on=KNOWN_ON, known_on=KNOWN_ON)
    assert found.rate_at_entry == {"min": Decimal(0), "known": [Decimal(0)]}
    assert duty(model, "VN", on=KNOWN_ON, known_on=KNOWN_ON, construe="usual").rate_at_entry == Decimal(0)


def test_where_memory_is_wrong_the_rate_without_it_holds() -> None:
    model = variant(origin="JP", preference="agreement")
    found = duty(model, "EU", on=KNOWN_ON, known_on=KNOWN_ON)
    assert found.rate_at_entry == found.finally_owed == {"one_of": [Decimal(0), Decimal(10)]}
    assert [each.legal for each in found.open_facts] == [True]
    assert duty(model, "EU", on=KNOWN_ON, known_on=KNOWN_ON, construe="cautious").rate_at_entry == Decimal(10)


def test_goods_that_the_book_does_not_hold_have_an_unknown_rate() -> None:
    found = duty(variant(hs_code="8471 30", powertrain=None), "EU", on=DAY, known_on=KNOWN_ON)
    assert found.rate_at_entry == {"min": Decimal(0)}
    assert not found.covered


def test_a_disputed_first_day_is_open_between_its_candidates() -> None:
    model = variant(powertrain="ICE", hs_code="870323")
    found = duty(model, "TR", on=date(2024, 7, 7), known_on=KNOWN_ON)
    assert found.rate_at_entry == {"one_of": [Decimal(10), Decimal(50)]}
    assert found.open_facts[0].legal


def test_json_holds_exact_numbers() -> None:
    found = json.loads(duty(variant(), "CA", on=date(2025, 1, 1), known_on=KNOWN_ON).to_json(), parse_float=Decimal)
    assert [(each["rate"], each["operator"]) for each in found["layers"]] == [(Decimal("6.1"), "add"), (100, "add")]
    assert all(each["cite"] for each in found["layers"])
    assert (found["rate_at_entry"], found["finally_owed"]) == (Decimal("106.1"), Decimal("106.1"))
    assert found["staleness"]


def test_answers_to_a_measure_by_date() -> None:
    names = {each.measure: each.status for each in duty(variant(), "CA", on=date(2025, 3, 20)).answered_by}
    assert names == {"cn.canada_surtax": "in force"}
    assert not duty(variant(), "CA", on=date(2025, 3, 19)).answered_by


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Changsha BYD Auto Co., Ltd.", "byd"), ("TESLA (SHANGHAI) CO LTD", "tesla_shanghai"),
        ("Volkswagen (Anhui) Automotive Company Limited", "vw_anhui"),
        ("BMW Brilliance Automotive Ltd.", "other_cooperating"),
    ],
)  # fmt: skip
def test_a_listed_entity_has_its_entry(name: str, entry: str) -> None:
    assert producer_value(name)["value"] == entry


def test_a_brand_is_no_entity() -> None:
    assert producer_value("BYD")["one_of"] == ["byd", "other_cooperating", "all_other"]
    assert len(producer_value("Somebody")["one_of"]) == 8


def test_a_related_company_that_is_not_named_pays_the_rate_of_all_others() -> None:
    assert producer_value("Zhejiang Geely Holding Group Co., Ltd.")["value"] == "all_other"


@pytest.mark.parametrize(
    ("name", "entry", "like"),
    [
        ("Tesla Shanghai", "tesla_shanghai", "Tesla (Shanghai) Co., Ltd"),
        ("BMW Brilliance Automotive Co., Ltd.", "other_cooperating", "BMW Brilliance Automotive Ltd."),
    ],
)
def test_a_near_name_narrows_and_says_what_it_is_like(name: str, entry: str, like: str) -> None:
    found = producer_value(name)
    assert set(found["one_of"]) == {entry, "all_other"}
    assert like in found["source"]


def test_every_entity_of_the_published_list_is_named() -> None:
    assert len(listed()) == 62  # 61 entities, and one that recital 1345 leaves out by its name


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("SAIC General Motors Co., Ltd.", "45.3"),
        ("Zhejiang Geely Automobile Co., Ltd.", "28.8"),
        ("Leapmotor Automobile Co., Ltd.", "30.7"),
    ],
)
def test_the_rate_of_an_entity_that_the_list_names(name: str, rate: str) -> None:
    found = duty(variant(producer=None, manufacturer=name), "EU", on=date(2025, 3, 1), known_on=KNOWN_ON)
    assert found.rate_at_entry == Decimal(rate)


def test_a_registry_knows_the_entity_by_its_name_on_the_list(tmp_path: Path) -> None:
    shipped = EXAMPLE.parents[1] / "export-affiliate/model.toml"
    found = duty(shipped, "EU", on=DAY, known_on=KNOWN_ON)
    assert (found.rate_at_entry, found.settled) == (Decimal(27), True)
    # The same file without that name in the registry: any entry is possible.
    for file in ("model.toml", "registry.csv"):
        text = (shipped.parent / file).read_text(encoding="utf-8")
        renamed = text.replace("Changsha BYD Auto Co.", "Changsha Aster Auto Co.")
        (tmp_path / file).write_text(renamed, encoding="utf-8")
    other = duty(tmp_path / "model.toml", "EU", on=date(2025, 3, 1), known_on=KNOWN_ON)
    assert [each.name for each in other.open_facts] == ["trade.producer"]


@pytest.mark.parametrize(
    ("changes", "days"),
    [({}, ["2029-10-30"]), ({"origin": "US"}, ["2026-07-01", "2030-01-01"]), ({"origin": "HU"}, [])],
)
def test_only_days_that_change_this_duty_are_told(changes: dict[str, str], days: list[str]) -> None:
    assert list(duty(variant(**changes), "EU", on=DAY, known_on=KNOWN_ON).changes_on) == days


STAKES = """kind,holder,subject,name,type,share
party,,maker,Aster Motor (Changsha) Co. Ltd.,entity,
party,,holding,Aster Holding,entity,
party,,group,BYD Company Limited,entity,
votes,holding,maker,,,80
votes,group,holding,,,{share}
"""


@pytest.mark.parametrize(("share", "rates"), [("51", ["45.3"]), ("50", None)])
def test_who_the_ownership_graph_puts_under_a_group_and_the_list_does_not_name_pays_as_all_others(
    tmp_path: Path, share: str, rates: list[str] | None
) -> None:
    (tmp_path / "stakes.csv").write_text(STAKES.format(share=share))
    model = variant(producer=None, manufacturer="Aster Motor (Changsha) Co. Ltd.")
    given = {**model.data, "registries": ["stakes.csv"]}
    found = duty(model_of(given, str(tmp_path / "model.toml")), "EU", on=date(2025, 3, 1), known_on=KNOWN_ON)
    every = ["17.8", "27", "28.8", "30.7", "45.3"]
    shown = found.rate_at_entry
    assert (shown["one_of"] if isinstance(shown, dict) else [shown]) == [Decimal(each) for each in rates or every]


def codes(error: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {each.code for each in error.value.findings}


def test_every_fault_at_once() -> None:
    raw = {
        "colour": "red",
        "vehicle": {"powertrain": "BEV"},
        "trade": {"hs_code": "8703801", "customs_value": "cheap"},
        "into": {"CA": {"quota_year": 1999}, "Atlantis": {}},
    }
    with pytest.raises(InvalidInput) as error:
        model_of(raw)
    assert codes(error) == {
        "model.key", "model.hs", "model.price", "model.quota.year", "model.quota.permit", "market.no-book",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("trade", "code"),
    [
        ({"non_us_share": 130}, "dossier.fact.value"),
        ({"wheels": 4}, "dossier.fact.unknown"),
        ({"hs_code": "8703 23"}, "model.hs.drive"),
        ({"hs6": "870340"}, "model.hs.drive"),
        ({"trade.hs6": "870360"}, "model.hs.drive"),
        ({"origin": "Lilliput"}, "dossier.fact.value"),
    ],
)
def test_what_makes_no_sense_is_refused(trade: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput) as error:
        duty(model_of({"vehicle": {"powertrain": "BEV"}, "trade": trade}), "US", on=DAY, known_on=KNOWN_ON)
    assert code in codes(error)


@pytest.mark.parametrize(
    "raw",
    [
        {"trade": "x"}, {"into": {"CA": 5}}, {"into": []}, {"markets": "EU"}, {"vehicle": []}, [],
        {"trade": {"customs_value": "20000 EUR"}}, {"markets": [5]}, {"trade": {"quota_year": 2026}},
        {"construe": ["usual"]}, {"construe": 3}, {"construe": True}, {"construe": {"legal.x": 3}},
    ],
)  # fmt: skip
def test_any_shape_is_refused_with_findings(raw: object) -> None:
    with pytest.raises(InvalidInput) as error:
        model_of(raw)  # type: ignore[arg-type]
    assert all(each.next_step for each in error.value.findings)


@pytest.mark.parametrize(("text", "market"), [("uk", "GB"), ("Germany", "EU"), ("SA", "GCC"), ("Türkiye", "TR")])
def test_a_market_by_any_of_its_names(text: str, market: str) -> None:
    assert duty(variant(), text, on=DAY, known_on=KNOWN_ON).market == market


def test_a_market_without_a_book_names_the_nearest() -> None:
    with pytest.raises(InvalidInput) as error:
        duty(read_model(EXAMPLE), "Noway", on=DAY)
    assert "NO" in error.value.findings[0].next_step


def test_a_member_is_its_union() -> None:
    assert duty(variant(), "DE", on=DAY, known_on=KNOWN_ON).market == "EU"


CHIP = """title = "chip"
[vehicle]
[trade]
origin = "TW"
hs_code = "8542 31"
[into.US]
[facts]
"trade.chip_tpp" = {tpp}
"trade.chip_dram_bandwidth_gbs" = {bandwidth}
"trade.chip_use" = "{use}"
"""


@pytest.mark.parametrize(
    ("tpp", "bandwidth", "use", "day", "rate"),
    [
        (15_000, 4_800, "other", date(2026, 1, 15), "25"),
        (15_000, 4_800, "other", date(2026, 1, 14), "0"),
        (14_000, 4_800, "other", date(2026, 1, 15), "0"),
        (21_000, 6_000, "other", date(2026, 1, 15), "25"),
        (21_000, 6_200, "other", date(2026, 1, 15), "0"),
        (15_000, 4_800, "us_data_center", date(2026, 1, 15), "0"),
    ],
)
def test_the_duty_on_advanced_chips(tmp_path: Path, tpp: int, bandwidth: int, use: str, day: date, rate: str) -> None:
    (tmp_path / "chip.toml").write_text(CHIP.format(tpp=tpp, bandwidth=bandwidth, use=use))
    found = duty(tmp_path / "chip.toml", "US", on=day, known_on=KNOWN_ON)
    found_rates = [str(each.rate) for each in found.layers if each.id == "us.chip_duty"]
    assert (found_rates or ["0"]) == [rate]


@pytest.mark.parametrize(("permit", "outcome"), [(False, "licence required"), (True, "authorized")])
def test_a_gate_is_said_beside_a_duty(permit: bool, outcome: str) -> None:
    found = duty(variant(permit_held=permit), "CA", on=date(2026, 11, 20), known_on=KNOWN_ON)
    assert [(each.outcome, each.cite) for each in found.gates] == [
        (outcome, "Notice to Importers 1162 (Import Control List)")
    ]


def test_without_a_gate_none_is_said() -> None:
    assert duty(variant(), "CA", on=date(2026, 2, 28), known_on=KNOWN_ON).gates == ()
