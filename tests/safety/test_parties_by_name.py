"""Who somebody is said to be against what he is called, and who decides over him by a registry: neither settles."""

from __future__ import annotations

import copy
import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pratique
from pratique.dossier.build import cases_of
from pratique.dossier.called_parties import OF_A_PARTY, OF_AN_ACT, USES_CALLED, _listed
from pratique.dossier.read import dossier_from
from pratique.facts.authority import may_state
from tests.cases.runner import all_cases
from tests.safety.inputs import clears, outcome
from tests.safety.test_registries_beside import HEAD, beside

KNOWN_ON = date(2026, 11, 22)
THERE, MILITARY, GERMAN = (
    "Huawei Technologies Co., Ltd.",
    "PLA Air Force Engineering University",
    "Acme Mobility GmbH",
)
SAID: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "conflict.actor_in_china": (False, "actor", (THERE, "武汉星河有限公司", "Shenzhen Star Co., Ltd.")),
    "conflict.counterparty_chinese": (False, "consignee", (THERE, "星河研究院", "Quectel")),
    "bulk.counterparty": ("other_foreign", "end_user", (THERE, "Quectel Wireless")),
    "radio.on_covered_list": (False, "actor", (THERE, "ZTE (USA) Inc.", "海康威视")),
    "radio.holds_covered_module": (False, "elsewhere", (THERE, "Fibocom Wireless")),
    "procurement.party_on_1260h": (False, "consignee", (THERE, "CATL", "Autel Robotics")),
    "procurement.contains_goods_of_1260h": (False, "elsewhere", (THERE, "宁德时代")),
    "credit.single_holder_percent": (0, "actor", ("CATL Kentucky LLC", "BYD Motors LLC")),
    "mapping.actor_foreign_invested": (False, "actor", (GERMAN, "Star Mobility Inc.", "ООО Звезда", "株式会社ほし")),
    "consortium.recipient_foreign_invested": (False, "consignee", (GERMAN, "Star Mobility AB & KG GmbH")),
    "holding.foreign_share_percent": (0, "actor", (GERMAN, "Star plc")),
    "export.end_uses": ([], "end_user", (MILITARY, "Ministry of Defence", "国防科技大学")),
    "vehicle.maker_adversary_controlled": (False, "vehicle", ("BYD Seal", "比亚迪海豹", "Geely EX5")),
    "act.party_on_screening_list": (False, "consignee", (THERE, "Hikvision Europe B.V.")),
    "party.on_entity_list": (False, "consignee", (THERE, MILITARY, "哈尔滨工业大学")),
    "party.on_other_us_list": ("none", "consignee", (THERE, MILITARY)),
    "party.foreign_to_us": (False, "consignee", (THERE, "Quectel")),
    "party.us_person": (True, "actor", ("Acme (China) Holding", "星河有限公司")),
    "party.approved_ic_designer": (True, "consignee", (THERE, "Cambricon")),
}  # fmt: skip
"""For each fact of the tables what lets an act pass, of whom it is said, and names that stand against it."""
PLAIN = "Zeta Works"


def said(fact: str, name: str, basis: str) -> dict[str, Any]:
    value, role, _ = SAID[fact]
    its = {"value": value, "basis": basis, "source": "register 7"}
    act: dict[str, Any] = {"id": "a", "act": "export", "date": "2026-11-22", "into": "SG", "out_of": "US"}
    data: dict[str, Any] = {"transactions": [act], "parties": [{"id": "p", "name": name}]}
    if role == "actor":
        act["actor"] = "p"
    elif role == "vehicle":
        data["vehicles"], act["vehicle"], data["parties"] = [{"id": "v", "name": name}], "v", []
    elif role != "elsewhere":
        act["parties"] = {role: "p"}
    (data["parties"][0] if fact.startswith("party.") else data).setdefault("facts", {})[fact] = its
    return data


def differing(data: dict[str, Any]) -> set[str]:
    made = cases_of(dossier_from(copy.deepcopy(data)), KNOWN_ON)
    return {name for _, name, _ in made.evidence.conflicts()}


def test_every_row_is_tried() -> None:
    assert {row.fact.name for row in (*OF_AN_ACT, *OF_A_PARTY)} == SAID.keys()
    assert all(may_state("own dossier", name) for name in SAID)


@pytest.mark.parametrize("fact", SAID)
def test_a_bare_word_stands_against_a_name(fact: str) -> None:
    for name in SAID[fact][2]:
        assert fact in differing(said(fact, name, "asserted")), name
        assert fact not in differing(said(fact, name, "documented")), name
    assert not differing(said(fact, PLAIN, "asserted"))


def test_words_of_no_party_mean_nothing() -> None:
    """Places, and parts of longer words, are no names."""
    for name in ("Acme Shanghai Street", "Apolloniadis", "Army-green Paints", "Inca Foods", "Courtney & Sons"):
        for fact in set(SAID) - {"mapping.actor_foreign_invested"}:
            if name.startswith("Army") and SAID[fact][2][-1] != THERE:
                continue
            assert fact not in differing(said(fact, name, "asserted")), (name, fact)


CLEARED = {
    "the permit of another": (
        "cn/permits/robotaxi", "Wuhan, 1 July 2023", "actor", ("Pony.ai Inc.", "小马智行", "WeRide", "Acme Taxi"),
        ("Baidu Apollo", "百度智行科技", "萝卜快跑"),
    ),
    "data for a listed company": (
        "known/data_of_vehicles", "sold to another foreign company that promises not to sell on", "consignee",
        ("Huawei Cloud", "阿里巴巴"), ("Acme Data",),
    ),
    "a module of a covered maker": (
        "us/regimes/fcc", "a module that is on no list, attested: 47 CFR 2.911 (attestation)", "actor",
        ("ZTE Corporation", "移远通信"), ("Acme Radio",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CLEARED)
def test_whoever_is_called_otherwise_is_not_cleared(kind: str) -> None:
    file, name, role, others, own = CLEARED[kind]
    cases = [case for case in all_cases() if str(case.file).endswith(f"{file}.toml") and case.name == name]
    for called in (*others, *own):
        for case in cases:
            act = case.data["transactions"][0]
            its = [each for each in case.data.get("parties", []) if each["id"] != "who"]
            case.data["parties"] = [*its, {"id": "who", "name": called}]
            act |= {"actor": "who"} if role == "actor" else {"parties": {**act.get("parties", {}), role: "who"}}
            assert clears(outcome(case.data, on=case.on, construe=case.construe)) is (called in own), called
    assert cases


SERVES = {
    "military": ("PLA Rocket Force", "武警部队"),
    "military_intelligence": ("Ministry of State Security", "国家安全部"),
    "supercomputer": ("National Supercomputing Center Guangzhou", "国家超级计算无锡中心", "Jülich HPC Centre"),
    "missile": ("Institute of Space Launch Technology", "运载火箭技术研究院", "Rocket Propulsion Works"),
    "nuclear": ("Nuclear Power Institute", "中国核动力研究设计院", "Uranium Enrichment Plant"),
    "chemical_or_biological": ("Institute of Virology", "病毒研究所"),
    "chip_making_equipment": ("Star Semiconductor Equipment", "上海微电子装备", "NAURA Technology"),
    "chip_production_node_unknown": ("Star Semiconductor Manufacturing", "华虹宏力", "Star Silicon Foundry"),
}  # fmt: skip
"""Of each use that a licence is asked for, who is called after it."""


def test_whoever_is_called_after_a_use_serves_it_until_a_document_says_otherwise() -> None:
    assert set(SERVES) == set(USES_CALLED)
    fact = "export.end_uses"
    for use, names in SERVES.items():
        for name in names:
            assert fact in differing(said(fact, name, "asserted")), (use, name)
            assert fact not in differing(said(fact, name, "documented")), name
    for name in (
        "Atomic Design",
        "核心科技",
        "杭州核桃科技",
        "Rocket Internet SE",
        "Foundry Coffee",
        "Reactor Studios",
    ):
        assert fact not in differing(said(fact, name, "asserted")), name


def test_nobody_under_a_listed_name_is_presumed_to_be_on_no_list() -> None:
    (case,) = [each for each in all_cases() if each.name.startswith("RTX 4090 D in April 2024")]
    for name in ("Acme Lab", THERE, MILITARY):
        data = copy.deepcopy(case.data)
        (lab,) = [each for each in data["parties"] if each["id"] == "lab"]
        del lab["on_entity_list"], lab["listed_ownership_percent"]
        lab["name"] = name
        found = outcome({**data, "presume": ["ordinary"]}, on=case.on, construe=case.construe)
        assert clears(found) is (name == "Acme Lab"), name


def test_a_name_in_full_is_listed_where_its_letters_are() -> None:
    """Of each acronym that is read as a listed name, the name that it stands for is read as one too."""
    with (Path(pratique.__file__).parent / "parties" / "names" / "acronyms.csv").open(encoding="utf-8") as rows:
        names = [row for row in csv.DictReader(rows) if row["name"].isascii()]
    listed = [row for row in names if _listed(row["acronym"])]
    assert len(listed) >= 8
    assert [row["name"] for row in listed if not _listed(row["name"])] == []
    assert not any(map(_listed, ("International Semiconductor Holding", "Aviation Club", "China Electric Taxi")))


@pytest.mark.parametrize(
    "name",
    [
        "Semiconductor Manufacturing International Corp.",
        "Semiconductor Manufacturing International (Shanghai)",
        "SMIC",
    ],
)
def test_a_listed_name_in_full_stands_against_a_bare_denial(name: str) -> None:
    (case,) = [each for each in all_cases() if each.name.startswith("one hundredth below 4800")]
    for called, expected in ((name, False), ("Acme Fab", True)):
        data = copy.deepcopy(case.data)
        data["parties"][1] |= {"name": called}
        assert clears(outcome(data, on=case.on, construe=case.construe)) is expected


def test_a_documented_permit_is_not_that_of_another_holder() -> None:
    (case,) = [each for each in all_cases() if each.name == "Wuhan, 1 July 2023"]
    for name, clear in (
        ("Pony.ai Inc.", False),
        ("文远知行", False),
        ("Baidu Apollo", True),
        ("Acme Wuhan Taxi", True),
    ):
        case.data["parties"] = [{"id": "who", "name": name}]
        case.data["transactions"][0]["actor"] = "who"
        case.data["facts"]["service.holder"] = {"value": "baidu", "basis": "documented", "source": "permit"}
        assert clears(outcome(case.data)) is clear, name


@pytest.mark.parametrize(
    "name",
    ["Hu\u0430wei Tech", "Hua Wei", "H-u-a-w-e-i Ltd", "Ｈｕａｗｅｉ", "Hua\u200bwei", "H U A W E I", "Hu&#97;wei"],
)
def test_a_name_is_read_as_it_looks(name: str) -> None:
    for fact in ("party.on_entity_list", "bulk.counterparty", "radio.on_covered_list"):
        assert fact in differing(said(fact, name, "asserted")), fact
        assert fact not in differing(said(fact, "Hua Lian Wei Gardens", "asserted"))


def test_an_answer_is_a_word_like_another(tmp_path: Path) -> None:
    for fact, value in (("party.controlled_from_prc_or_russia", False), ("party.linked", "no")):
        act = {"id": "a", "act": "import", "date": "2031-01-02", "into": "US", "actor": "p"}
        data = {"transactions": [act], "parties": [{"id": "p", "name": "Quectel Wireless"}]}
        answer = {"entity": "p", "fact": fact, "value": value, "source": "desk"}
        assert differing({**data, "answers": [answer]}) == {fact}
        assert not differing({**data, "answers": [{**answer, "basis": "documented", "document": "permit 7"}]})


ROWS: dict[str, tuple[str, bool]] = {
    "whoever has a majority": ("party,p,Parent,,,,\nvotes,x,,,p,60,", False),
    "a name that has no row of its own": ("votes,x,,,Parent,60,", False),
    "whoever decides over the board": ("party,p,Parent,,,,\nboard,x,,,p,,yes", False),
    "whoever stands above a German holder": (
        "party,p,P,DE,,,\nparty,q,Q,,,,\nvotes,x,,,p,100,\nvotes,p,,,q,100,",
        False,
    ),
    "a holder in Germany": ("party,p,Parent,DE,,,\nvotes,x,,,p,100,", True),
    "half, which decides nothing": ("party,p,Parent,,,,\nvotes,x,,,p,50,", True),
    "nobody": ("", True),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_holder_whom_nobody_places_stands_against_a_bare_no(row: str, tmp_path: Path) -> None:
    rows, cleared = ROWS[row]
    text = f"{HEAD}party,x,Acme,DE,,,\n{rows}\n"
    assert clears(outcome(beside(tmp_path / "a", "r.csv", text))) is cleared
    told = {"value": False, "basis": "documented", "source": "opinion of counsel"}
    assert clears(outcome(beside(tmp_path / "b", "r.csv", text, controlled_from_prc_or_russia=told)))
