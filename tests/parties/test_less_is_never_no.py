"""Less is never "no": what is garbled, undated or repeated leaves a question open at most, through the commands.

Property: a row that cannot be read, a date that is left out or coarser, a column of evidence that is missing never
turns "yes" or "unknown" into "no"; neither the order of rows nor the same file given twice matters; a row that
stands twice in one file may be two holdings, and clears nothing; a stored graph answers as the file that it was made
of does, and so does a BODS export of the answer; a finer date never widens an answer.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.running import run

HEAD = "kind,subject,holder,share,decisive,indirect,concert,start,end,type,organised,headquarters,principal_place\n"
PARTIES = tuple(
    f"party,{name},,,,,,,,{kind},{seat},{seat},{seat}"
    for name, kind, seat in (
        ("s", "entity", "DE"),
        ("x", "entity", "NL"),
        ("a", "entity", "CN"),
        ("b", "entity", "DE"),
        ("c", "entity", ""),
    )
)
SHARES = ("10", "25", "34", "49.9", "50", "50.1", "60", "100", "more than 50", "25-50", "?")
DAYS = ("", "2024", "2026", "2026-06", "2026-06-10", "2026-06-20")
stakes = st.builds(
    "{},{},{},{},,{},,{},{},,,,".format,
    st.sampled_from(("votes", "capital")),
    st.sampled_from("sx"),
    st.sampled_from("abcx"),
    st.sampled_from(SHARES),
    st.sampled_from(("", "", "yes")),
    st.sampled_from(DAYS),
    st.sampled_from(DAYS),
)
others = st.sampled_from(
    (
        "complete,s,,,,,,,,,,,",
        "complete,b,,,,,,,,,,,",
        "complete,x,,,,,,,,,,,",
        "widely_held,s,,5,,,,,,,,,",
        "dispersed,x,,5,,,no,,,,,,",
        "important_matters,s,a,,no,,,,,,,,",
        "board,s,a,50,,,,,,,,,",
        "consolidation,s,b,,yes,,,,,,,,",
        "acts_for,CN,b,,no,,,,,,,,",
    )
)
tables = st.lists(st.one_of(stakes, stakes, others), min_size=1, max_size=6, unique=True)
RANK = {"no": 0, "unknown": 1, "yes": 2}
CHECK = settings(max_examples=40, deadline=None, derandomize=True)


def prongs(rows: list[str], on: str = "2026-06-15", stored: bool = False, twice: bool = False) -> dict[str, str]:
    """What `pratique own s` says of each prong for China."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(HEAD + "\n".join([*PARTIES, *rows]) + "\n", encoding="utf-8")
        if stored:
            kept = Path(folder) / "x.db"
            assert run("graph", "build", "-o", kept, "--registry", path).status in (0, 4)
            path = kept
        again = Path(folder) / "again.csv"
        again.write_bytes(path.read_bytes())
        more = ("--registry", again) if twice else ()
        found = run("own", "s", "--registry", path, *more, "--country", "CN=CN,HK,MO", "--on", on, "--format", "json")
    said = json.loads(found.out)
    assert found.status == (0 if said["linked"]["CN"] != "unknown" else 3)
    answer: dict[str, str] = said["nexus"]["CN"] | said["linked"]
    return answer


def cells(row: str, place: int, text: str) -> str:
    found = row.split(",")
    found[place] = text
    return ",".join(found)


def never_cleared(before: dict[str, str], after: dict[str, str]) -> bool:
    return all(after[name] != "no" or outcome == "no" for name, outcome in before.items())


@CHECK
@given(tables, st.data())
def test_a_row_that_cannot_be_read_clears_nothing(rows: list[str], data: st.DataObject) -> None:
    spot = data.draw(st.integers(0, len(rows) - 1))
    how = data.draw(st.sampled_from(("kind", "empty kind", "share", "holder", "cut", "more")))
    row = rows[spot]
    garbled = {
        "kind": cells(row, 0, "votez"),
        "empty kind": cells(row, 0, ""),
        "share": cells(row, 3, "some"),
        "holder": cells(row, 2, ""),
        "cut": row.split(",")[0],
        "more": row + ",more,and more",
    }[how]
    after = prongs([*rows[:spot], garbled, *rows[spot + 1 :]])
    assert never_cleared(prongs(rows), after)


def ends_before_it_begins(row: str) -> bool:
    """Whether the dates of a row contradict each other: a coarser one may agree with the other, and then settles."""
    start, end = row.split(",")[7:9]
    return bool(start and end) and start[: len(end)] > end


def test_a_row_that_ends_before_it_begins_is_open_and_a_coarser_date_that_agrees_settles() -> None:
    ended, rest = (
        "votes,s,a,60,,,,{},2026-06-10,,,,",
        ("votes,s,b,100,,,,2026-06-11,,,,,", "complete,s,,,,,,,,,,,", "complete,b,,,,,,,,,,,"),
    )
    assert prongs([ended.format("2026-06-20"), *rest])["controlled"] == "unknown"
    assert prongs([ended.format("2026-06"), *rest])["controlled"] == "no"
    assert ends_before_it_begins(ended.format("2026-06-20"))
    assert not ends_before_it_begins(ended.format("2026-06"))


@CHECK
@given(tables, st.data())
def test_a_date_left_out_or_coarser_clears_nothing_and_a_finer_one_never_widens(
    rows: list[str], data: st.DataObject
) -> None:
    spot = data.draw(st.integers(0, len(rows) - 1))
    place = data.draw(st.sampled_from((7, 8)))
    day = data.draw(st.sampled_from(("2026-06-10", "2026-06-20", "2026-03-01", "2025-12-31")))
    assume(not ends_before_it_begins(cells(rows[spot], place, day)))
    fine, month, year = (
        prongs([*rows[:spot], cells(rows[spot], place, text), *rows[spot + 1 :]]) for text in (day, day[:7], day[:4])
    )
    for finer, coarser in ((fine, month), (month, year)):
        assert never_cleared(finer, coarser)
        assert all(coarser[name] in ("unknown", outcome) for name, outcome in finer.items())


@CHECK
@given(tables, st.permutations(range(6)))
def test_order_and_repetition_clear_nothing_stored_or_not(rows: list[str], order: list[int]) -> None:
    before = prongs(rows)
    assert prongs([rows[spot] for spot in order if spot < len(rows)]) == before
    assert prongs(rows, twice=True) == before
    assert prongs(rows, stored=True) == before
    assert never_cleared(before, prongs([*rows, rows[0]]))


@CHECK
@given(tables, st.sampled_from(("", "votez,s,a,10", "concert,s,a;b,,?", "party,c,,,,,,,,entity,DE,FR,FR")))
def test_what_is_exported_as_bods_is_read_back_with_the_same_answer(rows: list[str], more: str) -> None:
    with TemporaryDirectory() as folder:
        path, made = Path(folder) / "x.csv", Path(folder) / "made.json"
        path.write_text(HEAD + "\n".join([*PARTIES, *rows, more]) + "\n", encoding="utf-8")
        usual = ("--country", "CN=CN,HK,MO", "--on", "2026-06-15", "--format", "json")
        first = json.loads(run("own", "s", "--registry", path, *usual, "--bods", made).out)
        subject = json.loads(made.read_text("utf-8"))[0]["declarationSubject"]
        again = json.loads(run("own", subject, "--registry", made, *usual).out)
    assert again["nexus"] == first["nexus"]


LIST = (
    "source,_id,type,name,alt_names,addresses,ids,dates_of_birth\n"
    'List (OWN),1,Entity,Orion Marine Services Ltd,Orion Offshore,"Road 1, KP","Tax ID No., 7707083893",\n'
    'List (OWN),2,Individual,"KIM, Chol Su",,,,1970-01-01\n'
)
NAMES = ("Orion Marine", "Orion Marine Servces", "Orion Bakery", "Kim Chol Su", "Kim Chol", "Harmless AG", "海洋")


@CHECK
@given(
    st.sampled_from(NAMES),
    st.sampled_from(("DE", "KP", "CN")),
    st.sampled_from(("entity", "person")),
    st.sampled_from(("1999", "1970", "1970-01-01")),
    st.sampled_from(("", "7707083893", "1234567890")),
    st.lists(st.sampled_from(("country", "kind", "born")), unique=True),
)
def test_evidence_that_is_missing_or_against_never_clears_a_name(
    name: str, country: str, kind: str, born: str, number: str, left_out: list[str]
) -> None:
    row = {"name": name, "country": country, "kind": kind, "born": born, "tax id": number}

    def status(columns: dict[str, str]) -> str:
        with TemporaryDirectory() as folder:
            path, wanted = Path(folder) / "own.csv", Path(folder) / "wanted.csv"
            path.write_text(LIST, encoding="utf-8")
            wanted.write_text(",".join(columns) + "\n" + ",".join(columns.values()) + "\n", encoding="utf-8")
            found = run("screen", wanted, "--list", path, "--format", "json")
        said: str = json.loads(found.out)[0]["status"]
        assert found.status == {"listed": 1, "unknown": 3, "not listed": 0}[said]
        return said

    whole = status(row)
    less = status({column: text for column, text in row.items() if column not in left_out})
    assert (less == "not listed") == (whole == "not listed")
    alone = status({"name": name})
    assert whole != "not listed" or alone == "not listed"


COMPLETE = "complete,s,,,,,,,,,,,"


@pytest.mark.parametrize(
    ("once", "again"),
    [("50", "50"), ("50", "50 %"), ("50", "50.1"), ("40", "60"), ("49.9", "50.1"), ("25-50", "50"), ("60", "40")],
)
@pytest.mark.parametrize("start", ["", "2020"])
@pytest.mark.parametrize("holder", ["a", "b"])
def test_a_list_is_not_whole_because_somebody_stands_in_it_twice(
    holder: str, start: str, once: str, again: str
) -> None:
    """Two rows of one holder may be one holding stated twice: nobody said that they are two classes."""
    row = f"votes,s,{holder},{once},,,,,,,,,"
    twice = prongs([row, f"votes,s,{holder},{again},,,,{start},,,,,", COMPLETE])
    assert never_cleared(prongs([row, COMPLETE]), twice)
    assert twice["controlled"] != "no", "the list contradicts itself"
    assert twice["organised_or_seated"] == "no", "where it sits is stated, whoever holds it"


CONTRADICTED = {
    "beyond the whole": ("votes,s,b,60,,,,,,,,,", "votes,s,x,60,,,,,,,,,"),
    "short of the whole": ("votes,s,b,60,,,,,,,,,", COMPLETE),
    "a float that is short": ("votes,s,b,60,,,,,,,,,", "dispersed,s,,20,,,no,,,,,,"),
    "somebody beside all of it": ("votes,s,b,100,,,,,,,,,", "votes,s,x,?,,,,,,,,,"),
}


@pytest.mark.parametrize("rows", CONTRADICTED.values(), ids=CONTRADICTED)
@pytest.mark.parametrize("vague", [(3, "some"), (8, "2026-06"), (8, "2026"), (8, "soon"), (7, "2026-06"), (2, "")])
def test_shares_that_contradict_each_other_open_who_is_above_and_not_where_the_party_sits(
    rows: tuple[str, str], vague: tuple[int, str]
) -> None:
    """A vaguer row takes the contradiction away: what it opened stays open by the row, and nothing else was open."""
    found = prongs([*rows])
    assert found["controlled"] == found["CN"] == "unknown"
    assert found["organised_or_seated"] == found["citizen_or_resident"] == "no"
    assert never_cleared(found, prongs([cells(rows[0], *vague), rows[1]]))
    above = prongs(["votes,s,x,100,,,,,,,,,", *(row.replace(",s,", ",x,", 1) for row in rows)])
    assert above["controlled"] == above["CN"] == "unknown", "and so of whoever is above"


def test_a_list_is_whole_where_one_of_its_rows_stands_there_twice_and_the_others_make_the_rest() -> None:
    once, again, rest = "votes,s,b,60,,,,,,,,,", "votes,s,b,60 %,,,,,,,,,", "votes,s,x,40,,,,,,,,,"
    whole = prongs([once, rest, COMPLETE])
    assert prongs([once, again, rest, COMPLETE]) == whole
    assert whole["organised_or_seated"] == "no"
