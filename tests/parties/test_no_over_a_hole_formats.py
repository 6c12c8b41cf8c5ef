"""Nothing is ruled out over a hole, in every format that a register comes in: small files with their truth.

The question is always whether a German company is controlled from China. A table beside each file says that the
company sits in Germany, that the rest of its shares lies with holders below 5 percent, and that nobody stands above
the German `b`; so a record that is lost, undated or replaced by nobody would read as "no".
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.parties.nexus import party_facts
from pratique.parties.readers.any import read_registries

YES, NO = TRUE, FALSE
HEAD = "kind,subject,holder,share,organised,headquarters,principal_place,concert,name,lei,identifiers,decisive\n"
ON = date(2026, 6, 1)


def asked(folder: Path, data: str | bytes, subject: str = "s", more: str = "", floating: bool = True) -> Truth:
    table = f"party,{subject},,,DE,DE,DE\nparty,b,,,DE,DE,DE\nparty,x,,,DE,DE,DE\ncomplete,b\n"
    if floating:
        table += f"dispersed,{subject},,5,,,,no\ndispersed,x,,5,,,,no\n"
    (folder / "asked").write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "beside.csv").write_text(HEAD + table + more, encoding="utf-8")
    registry = read_registries([folder / "asked", folder / "beside.csv"])
    return party_facts(registry, subject, ON, None, {"CN", "HK"}).controlled_by_linked


# BODS ---------------------------------------------------------------------------------------------


def entity(name: str, country: str) -> dict[str, Any]:
    details = {"entityType": {"type": "registeredEntity"}, "name": name, "jurisdiction": {"code": country}}
    return statement(name, "entity", details)


def statement(name: str, kind: str, details: dict[str, Any], day: str = "2024-01-01") -> dict[str, Any]:
    return {
        "recordId": name,
        "recordType": kind,
        "recordStatus": "new",
        "statementDate": day,
        "recordDetails": details,
    }


def holds(
    name: str, holder: str, *interests: dict[str, Any], subject: str = "s", day: str = "2024-01-01", **more: Any
) -> dict[str, Any]:
    details = {"subject": subject, "interestedParty": holder, "interests": list(interests), **more}
    return statement(name, "relationship", details, day)


def votes(share: Any, how: str = "direct", kind: str = "votingRights") -> dict[str, Any]:
    stated = share if isinstance(share, dict) else {"exact": share}
    return {"type": kind, "directOrIndirect": how, "share": stated}


PARTIES = [entity("a", "CN"), entity("b", "DE"), entity("x", "DE"), entity("s", "DE")]
THROUGH_X = holds("r", "a", votes(60, "indirect"), componentRecords=["q1", "q2"])
CLOSED = {**holds("q2", "a", votes(60), subject="x", day="2025-01-01"), "recordStatus": "closed"}


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([holds("r", "a", votes(60))], YES),
        ([holds("r", "a", votes({"exact": 10, "minimum": 50})), holds("q", "b", votes(40))], UNKNOWN),
        # A version without a day, or with a year, may be the last one.
        ([holds("r", "a", votes(10), day="2020-01-01"), holds("r", "a", votes(60), day="")], UNKNOWN),
        ([holds("r", "a", votes(10), day="2020-01-01"), holds("r", "a", votes(60), day="soon")], UNKNOWN),
        ([holds("r", "a", votes(60), day="2020-06-01"), holds("r", "a", votes(10), day="2020")], UNKNOWN),
        ([holds("r", "a", votes(10), day="2020"), holds("r", "a", votes(60), day="2021")], YES),
        # Components that have ended, lead elsewhere or carry less do not stand for what is stated.
        ([THROUGH_X, holds("q1", "x", votes(60)), holds("q2", "a", votes(60), subject="x"), CLOSED], YES),
        ([THROUGH_X, holds("q1", "b", votes(10)), holds("q2", "b", votes(10), subject="x")], YES),
        ([THROUGH_X, holds("q1", "x", votes(10)), holds("q2", "a", votes(100), subject="x")], YES),
        ([THROUGH_X, holds("q1", "x", votes(60)), holds("q2", "a", votes(60), subject="x")], YES),
        # A nominee decides nothing of its own: who stands behind it counts.
        ([holds("r", "b", votes(60), {"type": "nominee"})], UNKNOWN),
        ([holds("r", "b", votes(60), {"type": "nominee"}), holds("n", "a", {"type": "nominator"})], YES),
    ],
)
def test_statements(tmp_path: Path, rows: list[Any], truth: Truth) -> None:
    assert asked(tmp_path, json.dumps([*PARTIES, *rows])) is truth


# GLEIF --------------------------------------------------------------------------------------------

S, A, B = "529900SUB00000000012", "300300ALPHA000000020", "529900BETA0000000041"


def lei_record(lei: str, country: str, status: str = "ISSUED", successor: str = "") -> dict[str, Any]:
    entity = {"legalName": {"name": lei}, "jurisdiction": country, "headquartersAddress": {"country": country}}
    entity["successorEntity"] = {"lei": successor or None}
    return {"type": "lei-records", "attributes": {"lei": lei, "entity": entity, "registration": {"status": status}}}


def consolidated(parent: str) -> dict[str, Any]:
    nodes = {"startNode": {"id": S}, "endNode": {"id": parent}, "type": "IS_ULTIMATELY_CONSOLIDATED_BY"}
    return {"type": "relationship-records", "attributes": {"relationship": {**nodes, "status": "ACTIVE"}}}


@pytest.mark.parametrize(
    ("rows", "more", "truth"),
    [
        ([lei_record(B, "DE"), consolidated(B)], {}, NO),
        ([lei_record(A, "CN"), consolidated(A)], {}, YES),
        ([lei_record(B, "DE", "RETIRED"), consolidated(B)], {}, UNKNOWN),
        ([lei_record(B, "DE", "MERGED", A), lei_record(A, "CN"), consolidated(B)], {}, YES),
        ([lei_record(B, "DE", "DUPLICATE", A), lei_record(A, "CN"), consolidated(B)], {}, UNKNOWN),
        ([lei_record(B, "DE"), {**consolidated(A), "type": ""}], {}, UNKNOWN),
        ([lei_record(B, "DE")], {"meta": {"pagination": {"currentPage": 1, "lastPage": 3}}}, UNKNOWN),
    ],
)
def test_lei_records(tmp_path: Path, rows: list[Any], more: dict[str, Any], truth: Truth) -> None:
    assert asked(tmp_path, json.dumps({"data": rows, **more}), S, f"party,{B},,,DE,DE,DE\ncomplete,{B}\n") is truth


def test_all_pages_of_an_answer_are_no_hole(tmp_path: Path) -> None:
    rows = [[lei_record(B, "DE")], [consolidated(B)]]
    for number, page in enumerate(rows, 1):
        meta = {"pagination": {"currentPage": number, "lastPage": 2}}
        (tmp_path / f"{number}.json").write_text(json.dumps({"data": page, "meta": meta}))
    (tmp_path / "t.csv").write_text(
        f"{HEAD}party,{S},,,DE,DE,DE\nparty,{B},,,DE,DE,DE\ncomplete,{B}\ndispersed,{S},,5,,,,no\n"
    )
    registry = read_registries(sorted(tmp_path.iterdir()))
    assert party_facts(registry, S, ON, None, {"CN"}).controlled_by_linked is FALSE


# Companies House and FollowTheMoney ---------------------------------------------------------------

COMPANY = "GB-COH-01234567"


def psc(**more: Any) -> dict[str, Any]:
    data = {
        "kind": "individual-person-with-significant-control",
        "name": "Li Wei",
        "nationality": "Chinese",
        "country_of_residence": "China",
        "natures_of_control": ["ownership-of-shares-75-to-100-percent"],
        "links": {"self": "/company/01234567/psc/1"},
        **more,
    }
    return {"company_number": "01234567", "data": data}


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        (json.dumps(psc()), YES),
        (json.dumps([psc()]), YES),
        (json.dumps(psc()).encode("utf-16"), YES),
        (json.dumps({"items": [psc()["data"]], "total_results": 1}), YES),
        (json.dumps({"items": [psc(ceased_on="2020-01-01")["data"]], "total_results": 2}), UNKNOWN),
        (json.dumps(psc(ceased=True)), UNKNOWN),
        (json.dumps(psc(ceased_on="2026")), UNKNOWN),
        (
            json.dumps(psc())[:-9] + "\n" + json.dumps(psc(nationality="German", country_of_residence="Germany")),
            UNKNOWN,
        ),
    ],
)
def test_persons_with_significant_control(tmp_path: Path, text: str | bytes, truth: Truth) -> None:
    assert asked(tmp_path, text, COMPANY) is truth


def ftm(schema: str, id_: str = "o", **properties: Any) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": properties}


ALPHA = ftm("Company", "a", name=["Alpha"], jurisdiction=["cn"])
OWNS = {"owner": ["a"], "asset": ["s"], "percentage": ["60"]}


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([ftm("Ownership", **OWNS)], YES),
        ([ftm("Ownership", **OWNS, endDate=["2020-01-01", "2027-01-01"])], UNKNOWN),
        ([ftm("Ownership", **OWNS, startDate=["2030", "2020-01-01"])], UNKNOWN),
        ([ftm("ownership", **OWNS)], UNKNOWN),
        ([ftm("Shareholding", **OWNS)], UNKNOWN),
        ([ftm("Company", "s", name=["Sub"], parent=["a"])], UNKNOWN),
        ([ftm("Company", "a2", subsidiaries=["s"], jurisdiction=["cn"])], UNKNOWN),
        ([ftm("Company", "s", ownershipAsset=[ftm("Ownership", **OWNS)])], YES),
        ([ftm("Succession", predecessor=["s"], successor=["a"])], UNKNOWN),
        ([ftm("Succession", predecessor=["a"], successor=["s"])], UNKNOWN),
        # What was seen on a day was there by then; what a year says is any of its days; what is over proves nothing.
        ([ftm("Ownership", **OWNS, date=["2020"])], YES),
        ([ftm("Ownership", **OWNS, date=["2026"])], UNKNOWN),
        ([ftm("Ownership", **OWNS, date=["2027-01-01"])], UNKNOWN),
        ([ftm("Ownership", **OWNS, date=["2026"], startDate=["2020"])], YES),
        ([ftm("Ownership", **OWNS, status=["historic"])], UNKNOWN),
        ([ftm("Ownership", **OWNS, role=["no longer a nominal holder"])], UNKNOWN),
        ([ftm("Ownership", **OWNS, role=["shareholder, formerly known as Alpha"])], YES),
    ],
)
def test_entities(tmp_path: Path, rows: list[Any], truth: Truth) -> None:
    assert asked(tmp_path, "\n".join(json.dumps(row) for row in [ALPHA, *rows])) is truth


# Tables -------------------------------------------------------------------------------------------

NAMED = "party,h1,,,DE,DE,DE,,Beta AG\ncomplete,h1\nvotes,s,h1,60\n"


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        (NAMED, NO),
        # Nothing tells the second Beta AG from the first, and it has an owner or a seat of its own.
        (NAMED + "party,h2,,,DE,DE,DE,,Beta AG\nvotes,h2,a,100\n", UNKNOWN),
        (NAMED + "party,h2,,,DE,CN,DE,,Beta Aktiengesellschaft\n", UNKNOWN),
        (NAMED + "votes,Beta AG,a,100\n", UNKNOWN),
        (NAMED + "party,h2,,,DE,DE,DE,,Beta AG\n", NO),
        (NAMED + "party,h2,,,FR,CN,FR,,Beta AG\nvotes,h2,a,100\n", NO),
        (NAMED + "party,h2,,,DE,DE,DE,,Beta AG\nvotes,h2,a,100\nsame_as,h1,h2,,,,,,,,,no\n", NO),
        (NAMED + "party,h2,,,DE,DE,DE,,Beta AG\nvotes,h2,a,100\nsame_as,h1,h2,,,,,,,,,yes\n", YES),
        (NAMED.replace("Beta AG", "Beta AG,,DE-HRB:1") + "party,h2,,,DE,CN,DE,,Beta AG,,DE-HRB:2\n", NO),
        ("votes,s,a,46\nvotes,s,b,44\nvotes,s,x,10\nvotes,x,s,100\ncomplete,x\n", UNKNOWN),
        ("votes,s,b,60\nnominee,s,b\n", UNKNOWN),
        ("votes,s,b,60\nnominee,s,b\nnominator,s,a,,,,,,,,,yes\n", YES),
        ("votes,s,a,0.6\nvotes,s,b,0.4\n", UNKNOWN),
    ],
)
def test_rows(tmp_path: Path, rows: str, truth: Truth) -> None:
    assert asked(tmp_path, f"{HEAD}party,a,,,CN,CN,CN\n{rows}") is truth


@pytest.mark.parametrize("preface", ["sep=,\r\n", "\n\n", "# typed from the register\n", '"sep=,"\n'])
def test_what_stands_before_a_header_hides_nothing(tmp_path: Path, preface: str) -> None:
    assert asked(tmp_path, f"{preface}{HEAD}party,a,,,CN,CN,CN\nvotes,s,a,60\n") is YES


@pytest.mark.parametrize(
    "text",
    [
        *("50%+1", "50 % + 1", "50%+1股", "50 % plus 1", "百分之六十", "百分之五十一点五", "wholly-owned subsidiary"),
        *("100 per cent.", "50<x<=75", "(50, 75]", "]50; 75]", "全资子公司", "60 percent of the voting rights"),
        *("majority stake", "sole shareholder", "持股60%", "more than 50 % of the votes"),
        *(
            "51 v.H.",
            "über 50 Prozent",
            "plus de 50 pour cent",
            "51 процентов",
            "60 パーセント",
            "drei Viertel",
            "独资",
        ),
        *(
            "meer dan de helft",
            "więcej niż 50 %",
            "över hälften",
            "více než 50 %",
            "mais do que 50 %",
            "plus de la moitié",
        ),
        *("más del 50 %", "mehr als die Hälfte", "более половины", "510 ‰", "3 out of 5", "٦٠٪", "۵۱٫۵ ٪", "過半数"),
        *("50%超", "51%以上", "50% 초과", "과반수", "51%以上75%未満", "50%超75%以下", "50 초과"),
        *("六成", "6成", "六成以上", "超过五成", "五成五", "6割", "6割5分", "3 of 5", "60 of 100"),
        *("Alleingesellschafter", "zwischen 51 und 75 %", "свыше 50 %", "50 % + 1 Aktie", "过半"),
    ],
)
def test_shares_as_people_write_them(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, f'{HEAD}party,a,,,CN,CN,CN\nvotes,s,a,"{text}"\n') is YES


@pytest.mark.parametrize(
    "text",
    [
        *("nie więcej niż 60 %", "niet meer dan 60 %", "inte mer än 60 %", "não mais de 60 %", "50%以上", "60%未満"),
        *("25%以上75%未満", "die Hälfte", "не более половины", "2 out of 5", "ca. 60 %", "nicht die Mehrheit"),
        "[50, 75]",
        "50/50",
        "51:49",
        "50 % minus one share",
        "(50;50)",
        "百分之",
        "some",
        "zur Hälfte",
        "k. A.",
        "不详",
        "bis zu 60 %",
        "moins de 50 %",
        "60 oder 40",
    ],
)
def test_a_text_that_is_no_majority_proves_none(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, f'{HEAD}party,a,,,CN,CN,CN\nvotes,s,a,"{text}"\n') is UNKNOWN


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ("votes,s,b,40\ndispersed,s,,5,,,,no,,,,,60\n", NO),
        ("votes,s,b,40.2\ndispersed,s,,5,,,,no,,,,,59.5\n", NO),
        ("votes,s,a,40\nvotes,s,b,40\ndispersed,s,,5,,,,no,,,,,20\npassive,s,a\n", NO),
        # The same with a row deleted.
        ("votes,s,b,40\ndispersed,s,,5,,,,no,,,,,20\n", UNKNOWN),
        ("dispersed,s,,5,,,,no,,,,,60\n", UNKNOWN),
        ("capital,s,b,40\ndispersed,s,,5,,,,no,,,,,0\n", UNKNOWN),
    ],
)
def test_a_float_shows_a_holder_that_is_missing(tmp_path: Path, rows: str, truth: Truth) -> None:
    head = HEAD.replace("\n", ",float\n")
    assert asked(tmp_path, f"{head}party,a,,,CN,CN,CN\n{rows}", floating=False) is truth


@pytest.mark.parametrize("text", ["五成", "约六成", "六成多", "五成以下", "1 of 2", "60%（间接）", "60% (via b)"])
def test_shares_that_are_round_or_said_of_another_prove_no_majority(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, f'{HEAD}party,a,,,CN,CN,CN\nvotes,s,a,"{text}"\n') is UNKNOWN
