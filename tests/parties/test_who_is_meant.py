"""Ids, numbers and names under which registers hide one party: nothing is ruled out over them, plain or stored.

The question is whether a German company is controlled from China; a table says that it and `B` sit in Germany and
that the rest of its shares lies below 5 percent, so whatever is lost on the way would read as "no".
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.running import run

from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.usecases.ownership.own import OwnQuestion, own
from pratique.usecases.ownership.store import store_registries

YES, NO = TRUE, FALSE
COLUMNS = (
    "kind,subject,holder,share,organised,headquarters,principal_place,concert,name,lei,identifiers,decisive,"
    "held_for,note,end,reason"
)
GERMAN, CHINESE = (f"organised={at} headquarters={at} principal_place={at}" for at in ("DE", "CN"))
S, A, B = "529900SUB00000000012", "300300ALPHA000000020", "529900BETA0000000041"
ON = date(2026, 6, 1)


def row(text: str) -> str:
    """`votes S A share=60 note=held_in_trust` as a line of the table; underscores of a value stand for blanks."""
    kind, subject, *others = text.split()
    cells = {"kind": kind, "subject": subject}
    if others and "=" not in others[0]:
        cells["holder"] = others.pop(0)
    cells |= {name: value.replace("_", " ") for name, _, value in (each.partition("=") for each in others)}
    return ",".join(cells.get(name, "") for name in COLUMNS.split(","))


BASE = (
    f"party S {GERMAN}",
    f"party A {CHINESE}",
    f"party B {GERMAN}",
    "complete B",
    "dispersed S share=5 concert=no",
)


def asked(folder: Path, rows: tuple[str, ...], *others: str) -> tuple[Truth, Truth]:
    """The answer from plain files and from a stored graph of them."""
    (folder / "table.csv").write_text("\n".join([COLUMNS, *map(row, rows)]) + "\n", encoding="utf-8")
    for number, text in enumerate(others):
        (folder / f"other{number}").write_text(text, encoding="utf-8")
    paths = [folder / "table.csv", *(folder / f"other{number}" for number in range(len(others)))]
    store_registries(paths, folder / "stored.db")

    def answer(registries: list[Path]) -> Truth:
        found = own("S", OwnQuestion(registries, on=ON, countries=("CN=CN,HK,MO",)))
        return found.facts["CN"].controlled_by_linked

    return answer(paths), answer([folder / "stored.db"])


@pytest.mark.parametrize(
    ("more", "truth"),
    [
        (("votes S B share=60",), NO),
        (("votes S A share=60",), YES),
        # Ids that a person reads as one.
        (("votes s A share=60", "votes S B share=40"), UNKNOWN),
        (("votes S\u200b A share=60",), YES),
        (("votes S\u00a0 A share=60",), YES),
        # Names with and without their legal form spelt out.
        (("party S name=Sigma_GmbH", "party T name=SIGMA_Gesellschaft_mit_beschränkter_Haftung",
          "votes T A share=60"),
         UNKNOWN),
        (("party S name=ООО_Сигма", "party T name=СИГМА_ООО", "votes T A share=60"), UNKNOWN),
        (("party S name=西格玛有限公司", "party T name=西格玛_有限公司", "votes T A share=60"), UNKNOWN),
        # LEIs: one of two records, a misprint on either side, another number that is no misprint.
        ((f"party S lei={S}", f"votes {S} A share=60"), YES),
        ((f"party S lei={S}", f"votes XI-LEI-{S} A share=60"), YES),
        ((f"party S lei={S}", f"party T lei={S[:-1]}3", "votes T A share=60"), UNKNOWN),
        ((f"party S lei={S[:-1]}3", f"party T lei={S}", "votes T A share=60"), UNKNOWN),
        ((f"party S lei={S}", f"party T lei={B}", "votes T A share=60", "votes S B share=60"), NO),
        ((f"party S lei={S}", f"party T lei={B[:-1]}3", "votes T A share=60", "votes S B share=60"), NO),
        # Numbers of a register as people write them, and as an id.
        (("party S identifiers=GB-COH:01234567", "party T identifiers=GB-COH:0123-4567", "votes T A share=60"), YES),
        (("party S identifiers=GB-COH:1234567", "votes GB-COH-01234567 A share=60"), YES),
        # Held for somebody.
        (("votes S B share=60 note=held_in_trust",), UNKNOWN),
        (("votes S B share=60 note=as_nominee_for_a_client",), UNKNOWN),
        (("votes S B share=60 note=not_as_nominee",), NO),
        (("votes S B share=60 note=代持",), UNKNOWN),
        # Somebody is there who is not named.
        (("votes S B share=40", "rest S reason=NON_PUBLIC"), UNKNOWN),
        (("votes S B share=40", "rest S reason=noBeneficialOwners"), NO),
        # No day at all stands for the last one.
        (("votes S A share=60 end=0001-01-01",), UNKNOWN),
        (("votes S A share=60 end=1900-01-01",), UNKNOWN),
        (("votes S A share=60 end=1970-01-01",), UNKNOWN),
        (("votes S A share=60 end=1999-01-01",), NO),
        # A large part of a board, as of the votes.
        (("votes S B share=60", "board S A share=40"), UNKNOWN),
        (("votes S B share=60", "board S A share=40", "passive S A"), NO),
    ],
)  # fmt: skip
def test_tables(tmp_path: Path, more: tuple[str, ...], truth: Truth) -> None:
    plain, stored = asked(tmp_path, (*BASE, *more))
    assert (plain, stored) == (truth, truth)


# GLEIF --------------------------------------------------------------------------------------------

TAGS = ("Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType")
RR = "http://www.gleif.org/data/schema/rr/2016"


def as_csv(child: str, parent: str, kind: str) -> str:
    return f"{','.join(TAGS)},Relationship.RelationshipStatus\n{child},{parent},{kind},ACTIVE\n"


def as_xml(child: str, parent: str, kind: str, record: str = "RelationshipRecord") -> str:
    nodes = f"<StartNode><NodeID>{child}</NodeID></StartNode><EndNode><NodeID>{parent}</NodeID></EndNode>"
    inner = f"{nodes}<RelationshipType>{kind}</RelationshipType><RelationshipStatus>ACTIVE</RelationshipStatus>"
    rows = f"<{record}><Relationship>{inner}</Relationship></{record}>"
    return f'<RelationshipData xmlns="{RR}"><RelationshipRecords>{rows}</RelationshipRecords></RelationshipData>'


def as_answer(child: str, parent: str, kind: str) -> str:
    relation = {"startNode": {"id": child}, "endNode": {"id": parent}, "type": kind, "status": "ACTIVE"}
    return json.dumps({"data": [{"type": "relationship-records", "attributes": {"relationship": relation}}]})


def as_golden(child: str, parent: str, kind: str, **more: Any) -> str:
    relation = {
        "StartNode": {"NodeID": {"$": child}, "NodeIDType": {"$": "LEI"}},
        "EndNode": {"NodeID": {"$": parent}},
        "RelationshipType": {"$": kind},
        "RelationshipStatus": {"$": "ACTIVE"},
        **more,
    }
    return json.dumps({"relations": [{"RelationshipRecord": {"Relationship": relation}}]})


@pytest.mark.parametrize("written", [as_csv, as_xml, as_answer, as_golden])
@pytest.mark.parametrize(
    ("child", "parent", "kind", "truth"),
    [
        (S, A, "IS_DIRECTLY_CONSOLIDATED_BY", YES),
        (S, B, "IS_DIRECTLY_CONSOLIDATED_BY", NO),
        (S, A, "IS_SOMEHOW_TIED_TO", UNKNOWN),
        (S, "", "IS_DIRECTLY_CONSOLIDATED_BY", UNKNOWN),
        (f"{S[:-1]}3", A, "IS_DIRECTLY_CONSOLIDATED_BY", UNKNOWN),
        (S, f"{B[:-1]}3", "IS_DIRECTLY_CONSOLIDATED_BY", UNKNOWN),
    ],
)
def test_relations_alone(tmp_path: Path, written: Any, child: str, parent: str, kind: str, truth: Truth) -> None:
    """A file of relations names its parties by their LEIs and nothing else."""
    more = (f"party S lei={S}", f"party A lei={A}", f"party B lei={B}")
    plain, stored = asked(tmp_path, (*BASE, *more), written(child, parent, kind))
    assert (plain, stored) == (truth, truth)


PERIODS = [
    {"StartDate": {"$": "2010-01-01"}, "EndDate": {"$": "2015-01-01"}, "PeriodType": {"$": "RELATIONSHIP_PERIOD"}},
    {"StartDate": {"$": "2016-01-01"}, "PeriodType": {"$": "RELATIONSHIP_PERIOD"}},
]


@pytest.mark.parametrize(
    ("other", "truth"),
    [
        (as_golden(S, A, "IS_DIRECTLY_CONSOLIDATED_BY", RelationshipPeriods={"RelationshipPeriod": PERIODS}), YES),
        (as_golden(S, A, "IS_DIRECTLY_CONSOLIDATED_BY", RelationshipPeriods={"RelationshipPeriod": PERIODS[:1]}), NO),
        (as_xml(S, A, "IS_DIRECTLY_CONSOLIDATED_BY", "RelationRecord"), UNKNOWN),
        (json.dumps({"relations": ["?"]}), UNKNOWN),
        (json.dumps({"relations": [{"Relationship": {}}]}), UNKNOWN),
        (json.dumps({"header": {"RecordCount": {"$": "2"}}, "relations": []}), UNKNOWN),
        (json.dumps({"exceptions": [{"LEI": {"$": S}, "ExceptionReason": {"$": "NON_PUBLIC"}}]}), UNKNOWN),
        (json.dumps({"exceptions": [{"LEI": {"$": S}, "ExceptionReason": {"$": "NO_KNOWN_PERSON"}}]}), NO),
    ],
)
def test_golden_copies(tmp_path: Path, other: str, truth: Truth) -> None:
    more = (f"party S lei={S}", f"party A lei={A}")
    plain, stored = asked(tmp_path, (*BASE, *more), other)
    assert (plain, stored) == (truth, truth)


@pytest.mark.parametrize(("kind", "truth"), [("nominee", UNKNOWN), ("shareholder", NO), ("trustee", UNKNOWN)])
def test_edges_of_nominees(tmp_path: Path, kind: str, truth: Truth) -> None:
    edge = {"owner": ["B"], "asset": ["S"], "percentage": ["60"], "ownershipType": [kind]}
    line = json.dumps({"id": "o", "schema": "Ownership", "properties": edge})
    assert asked(tmp_path, BASE, line) == (truth, truth)


LEI = "529900T8BM49AURSDO55"
HARMLESS = "Harmless Blech GmbH"
REGISTER = f"""\
kind,subject,holder,organised,headquarters,principal_place,name,lei,identifiers,decisive
party,s1,,DE,DE,DE,{HARMLESS},{LEI},DE-HRB:111,
party,s2,,DE,DE,DE,Nordlicht GmbH,,DE-HRB:222,
complete,s1
complete,s2
acts_for,CN,s1,,,,,,,no
acts_for,CN,s2,,,,,,,no
"""


@pytest.mark.parametrize(
    ("head", "row", "linked"),
    [
        ("name,lei", f"{HARMLESS},{LEI}", "no"),
        ("name,lei,identifiers", f"{HARMLESS},{LEI},DE-HRB:111", "no"),
        ("name,country", f"{HARMLESS},DE", "no"),
        # A number of another party, another country, two numbers of two parties: it may be somebody else.
        ("name,lei", f"Cayman Telematics Ltd,{LEI}", "unknown"),
        ("name,lei,identifiers", f"{HARMLESS},{LEI},DE-HRB:222", "unknown"),
        ("name,lei,identifiers", f"{HARMLESS},{LEI},DE-HRB:333", "unknown"),
        ("name,country", f"{HARMLESS},CN", "unknown"),
    ],
)
def test_a_supplier_that_may_be_another_is_not_called_unlinked(
    tmp_path: Path, head: str, row: str, linked: str
) -> None:
    register, suppliers, kept = tmp_path / "r.csv", tmp_path / "suppliers.csv", tmp_path / "kept"
    register.write_text(REGISTER, encoding="utf-8")
    suppliers.write_text(f"{head}\n{row}\n", encoding="utf-8")
    assert run("graph", "build", "-o", kept, "--registry", register).status == 0
    for file in (register, kept):
        found = run("own", suppliers, "--registry", file, "--country", "CN", "--on", "2026-06-01", "--format", "json")
        assert (json.loads(found.out)[0]["linked_CN"], found.status) == (linked, 0 if linked == "no" else 3)
