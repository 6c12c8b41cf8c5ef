"""Less is never "no", whatever format it stands in: the same holdings as a table, BODS, FollowTheMoney, GLEIF, PSC.

Property: a record that is lost, a date that is lost or coarser never turns "yes" or "unknown" into "no"; neither the
order of records nor a file given twice matters; a finer date never widens; a stored graph answers as the file does.
Holdings of one company make the whole at most: rows that contradict each other are no loss where one of them goes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.running import run

CHECK = settings(max_examples=60, deadline=None, derandomize=True)
SUBJECT = "GB-COH-01234567"
"""The company that is asked about, under a name that every format can bear."""
LEI = {SUBJECT: "529900SUB00000000012", "a": "300300ALPHA000000020", "b": "529900BETA0000000041"}
COUNTRY = {"a": "CN", "b": "DE"}


@dataclass(frozen=True)
class Held:
    """Who holds how much, from when to when ("" where that is not said)."""

    holder: str
    share: int
    start: str = ""
    end: str = ""


Rows = Sequence[Held]
DAYS = st.sampled_from(("", "2024", "2026-06", "2026-06-10", "2026-06-20", "2027"))
HOLDERS = st.lists(
    st.builds(Held, st.sampled_from("ab"), st.sampled_from((9, 26, 34, 50, 51, 60, 100)), DAYS, DAYS),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row.holder,
).filter(lambda rows: sum(row.share for row in rows) <= 100)


def table(rows: Rows) -> str:
    held = (f"votes,{SUBJECT},{row.holder},{row.share},{row.start},{row.end}" for row in rows)
    return "\n".join(["kind,subject,holder,share,start,end", *held]) + "\n"


def shareholders(rows: Rows) -> str:
    held = (f"{row.holder};{SUBJECT};{row.share} %;{row.start};{row.end}" for row in rows)
    return "\n".join(["股东名称;公司名称;表决权比例;start;end", *held]) + "\n"


def workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for line in table(rows).splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def statements(rows: Rows) -> list[Any]:
    found = []
    for row in rows:
        interest = {"type": "votingRights", "directOrIndirect": "direct", "share": {"exact": row.share}}
        days = {"startDate": row.start, "endDate": row.end}
        interest |= {name: text for name, text in days.items() if text}
        details = {"subject": SUBJECT, "interestedParty": row.holder, "interests": [interest]}
        record = {"recordId": f"r-{row.holder}", "recordType": "relationship", "recordStatus": "new"}
        found.append({**record, "statementDate": "2024-01-01", "recordDetails": details})
    return found


def entities(rows: Rows) -> str:
    found = []
    for row in rows:
        properties = {"owner": [row.holder], "asset": [SUBJECT], "percentage": [str(row.share)]}
        properties |= {"ownershipType": ["voting"]}
        properties |= {name: [text] for name, text in (("startDate", row.start), ("endDate", row.end)) if text}
        found.append(json.dumps({"id": f"o-{row.holder}", "schema": "Ownership", "properties": properties}))
    return "\n".join(found) + "\n"


def persons(rows: Rows) -> str:
    found = []
    for row in rows:
        band = "75-to-100" if row.share >= 75 else "50-to-75" if row.share > 50 else "25-to-50"
        data = {
            "kind": "corporate-entity-person-with-significant-control",
            "name": row.holder,
            "identification": {"country_registered": "China" if row.holder == "a" else "Germany"},
            "natures_of_control": [f"voting-rights-{band}-percent"] if row.share > 25 else ["voting-rights"],
            "links": {"self": f"/company/01234567/psc/{row.holder}"},
        }
        days = {"notified_on": row.start, "ceased_on": row.end}
        data |= {name: text for name, text in days.items() if text}
        found.append(json.dumps({"company_number": "01234567", "data": data}))
    return "\n".join(found) + "\n"


def relations(rows: Rows) -> str:
    stem = "Relationship."
    head = f"{stem}StartNode.NodeID,{stem}EndNode.NodeID,{stem}RelationshipType,{stem}RelationshipStatus,"
    head += f"{stem}Period.1.startDate,{stem}Period.1.endDate,{stem}Period.1.periodType\n"
    found = []
    for row in rows:
        kind = "IS_DIRECTLY_CONSOLIDATED_BY" if row.share > 50 else "IS_FUND-MANAGED_BY"
        days = f"{row.start},{row.end},RELATIONSHIP_PERIOD"
        found.append(f"{LEI[SUBJECT]},{LEI[row.holder]},{kind},ACTIVE,{days}")
    return head + "\n".join(found) + "\n"


def documents(rows: Rows) -> str:
    space, records = "http://www.gleif.org/data/schema/rr/2016", []
    for row in rows:
        kind = "IS_DIRECTLY_CONSOLIDATED_BY" if row.share > 50 else "IS_FUND-MANAGED_BY"
        days = "".join(
            f"<rr:{title}>{text}</rr:{title}>"
            for title, text in (("StartDate", row.start), ("EndDate", row.end))
            if text
        )
        nodes = "".join(
            f"<rr:{title}><rr:NodeID>{LEI[name]}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:{title}>"
            for title, name in (("StartNode", SUBJECT), ("EndNode", row.holder))
        )
        period = (
            f"<rr:RelationshipPeriod>{days}<rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>"
        )
        records.append(
            f"<rr:RelationshipRecord><rr:Relationship>{nodes}<rr:RelationshipType>{kind}</rr:RelationshipType>"
            f"<rr:RelationshipPeriods>{period}</rr:RelationshipPeriods>"
            "<rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus></rr:Relationship></rr:RelationshipRecord>"
        )
    every = "".join(records)
    return (
        f'<rr:RelationshipData xmlns:rr="{space}"><rr:RelationshipRecords>{every}</rr:RelationshipRecords>'
        "</rr:RelationshipData>"
    )


FORMATS: dict[str, Callable[[Rows], str | bytes]] = {
    "table.csv": table,
    "shareholders.csv": shareholders,
    "workbook.xlsx": workbook,
    "bods.json": lambda rows: json.dumps(statements(rows)),
    "bods.jsonl": lambda rows: "".join(json.dumps(each) + "\n" for each in statements(rows)),
    "entities.json": entities,
    "psc.jsonl": persons,
    "gleif.csv": relations,
    "gleif.xml": documents,
}
GLEIF = ("gleif.csv", "gleif.xml")
PLACES = "kind,subject,holder,share,organised,headquarters,principal_place,concert,lei,float\n"


def beside(closed: str) -> str:
    """Who everybody is; the rest of the company is open, or lies with dispersed holders of so much together."""
    rows = [f"party,{name},,,{place},{place},{place},,{LEI[name]}," for name, place in COUNTRY.items()]
    rows += [f"party,{SUBJECT},,,DE,DE,DE,,{LEI[SUBJECT]},", "complete,b", "complete,a"]
    return PLACES + "\n".join([*rows, *([f"widely_held,{SUBJECT},,5,,,,,,{closed}"] if closed else [])]) + "\n"


def answers(
    name: str, rows: Rows, closed: str = "", *, stored: bool = False, twice: bool = False, those: str = ""
) -> dict[str, str]:
    """What `pratique own` says of each prong."""
    with TemporaryDirectory() as room:
        folder = Path(room)
        data = FORMATS[name](rows)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        (folder / "beside.csv").write_text(those or beside(closed), encoding="utf-8")
        (folder / f"again-{name}").write_bytes((folder / name).read_bytes())
        files = [folder / name, folder / "beside.csv", *([folder / f"again-{name}"] if twice else [])]
        given = [part for each in files for part in ("--registry", each)]
        if stored:
            assert run("graph", "build", "-o", folder / "kept", *given).status in (0, 4)
            given = ["--registry", folder / "kept"]
        found = run("own", SUBJECT, *given, "--country", "CN", "--on", "2026-06-15", "--format", "json")
    said = json.loads(found.out)
    assert found.status == (0 if said["linked"]["CN"] != "unknown" else 3)
    answer: dict[str, str] = said["nexus"]["CN"] | said["linked"]
    return answer


def never_cleared(before: dict[str, str], after: dict[str, str]) -> bool:
    return all(after[name] != "no" or outcome == "no" for name, outcome in before.items())


formats = st.sampled_from(sorted(FORMATS))
DAY = st.sampled_from(("2026-06-10", "2026-06-20", "2025-12-31"))


@CHECK
@given(formats, HOLDERS, st.booleans(), st.data())
def test_a_record_that_is_lost_clears_nothing(name: str, rows: list[Held], floats: bool, data: st.DataObject) -> None:
    held = sum(row.share for row in rows)
    closed = str(100 - held) if floats and name not in GLEIF and not any(row.start or row.end for row in rows) else ""
    spot = data.draw(st.integers(0, len(rows) - 1))
    left = [row for number, row in enumerate(rows) if number != spot]
    # A parent that consolidates is the register's word for who decides, with or without the other records.
    assume(name not in GLEIF or all(row.share <= 50 for row in left))
    if left or name not in ("workbook.xlsx", "bods.json", "bods.jsonl", "entities.json", "psc.jsonl"):
        assert never_cleared(answers(name, rows, closed), answers(name, left, closed))


@CHECK
@given(
    formats, HOLDERS, st.sampled_from(("start", "end")), st.sampled_from(("2026-06-10", "2026-06-20", "2025-12-31"))
)
def test_a_date_that_is_lost_or_coarser_clears_nothing_and_a_finer_one_never_widens(
    name: str, rows: list[Held], which: str, day: str
) -> None:
    fine, month, year, none = (
        answers(name, [replace(rows[0], start=text) if which == "start" else replace(rows[0], end=text), *rows[1:]])
        for text in (day, day[:7], day[:4], "")
    )
    for finer, coarser in ((fine, month), (month, year)):
        assert never_cleared(finer, coarser)
        assert all(coarser[prong] in ("unknown", outcome) for prong, outcome in finer.items())
    start, end = (day, rows[0].end) if which == "start" else (rows[0].start, day)
    if rows[0].holder == "a" and not (end and start[:4] > end[:4]):
        # Whoever has left is there again; that is less only of somebody who is asked for. What ends before it begins
        # is told and left open: without one of its days it contradicts nothing.
        assert never_cleared(year, none)


@settings(CHECK, max_examples=24)
@given(formats, HOLDERS, st.data())
def test_a_batch_says_what_own_says(name: str, rows: list[Held], data: st.DataObject) -> None:
    spot = data.draw(st.integers(0, len(rows) - 1))
    for left in (rows, [row for number, row in enumerate(rows) if number != spot]):
        with TemporaryDirectory() as room:
            folder = Path(room)
            made = FORMATS[name](left)
            (folder / name).write_bytes(made if isinstance(made, bytes) else made.encode())
            (folder / "beside.csv").write_text(beside(""), encoding="utf-8")
            (folder / "suppliers.csv").write_text(f"name,lei\nThe one,{LEI[SUBJECT]}\n", encoding="utf-8")
            given = ("--registry", folder / name, "--registry", folder / "beside.csv")
            on = ("--country", "CN", "--on", "2026-06-15", "--format", "json")
            try:
                alone = run("own", SUBJECT, *given, *on)
                said = json.loads(alone.out)
            except ValueError:
                assert alone.status == 4, "an empty file is refused"
                continue
            batch = run("own", folder / "suppliers.csv", *given, *on)
            (row,) = json.loads(batch.out)
        assert (row["linked_CN"], row["controlled_CN"]) == (said["linked"]["CN"], said["nexus"]["CN"]["controlled"])
        assert batch.status == alone.status


@CHECK
@given(formats, HOLDERS)
def test_neither_order_nor_repetition_nor_storing_matters(name: str, rows: list[Held]) -> None:
    before = answers(name, rows)
    assert answers(name, rows[::-1]) == before
    assert answers(name, rows, twice=True) == before
    assert answers(name, rows, stored=True) == before


@settings(CHECK, max_examples=40)
@given(formats, HOLDERS, st.sampled_from(("lei", "organised", "headquarters", "principal_place", "all of a")))
def test_an_identifier_or_a_column_that_is_lost_clears_nothing(name: str, rows: list[Held], column: str) -> None:
    whole = beside("")
    lines = [line.split(",") for line in whole.splitlines()]
    if column == "all of a":
        less = [line for line in lines if line[:2] != ["party", "a"]]
    else:
        spot = lines[0].index(column)
        less = [line[:spot] + line[spot + 1 :] for line in lines]
    assert never_cleared(answers(name, rows), answers(name, rows, those="\n".join(map(",".join, less)) + "\n"))
