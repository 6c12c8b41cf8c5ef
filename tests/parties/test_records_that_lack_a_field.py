"""A record, a field or a value that is left out never turns "yes" or "unknown" into "no", in every format.

Property: for a small registry in each format, whatever one field is deleted, emptied or garbled, the answer of `own`
is "no" only if it was, and a file that is no registry any more is refused. A table beside it says that the list of
owners is complete, so that what is missing can show; the last version of a record is not left out, since what is then
left is another true file.
`check` with the registry and a list follows: it exits 0 only if it did before.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.parties.test_no_over_a_hole_formats import (
    COMPANY,
    PARTIES,
    A,
    S,
    asked,
    consolidated,
    ftm,
    holds,
    lei_record,
    psc,
    votes,
)
from tests.running import ROOT, run

from pratique.errors import InvalidInput
from pratique.logic.truth import FALSE

FOUND = {
    "bods": [*PARTIES, holds("r1", "a", votes(60)), holds("r2", "b", votes(40))],
    "bods, a version replaced": [
        *PARTIES,
        holds("r1", "b", votes(100), day="2020-01-01"),
        holds("r1", "a", votes(100), day="2021-01-01"),
    ],
    "bods, through another": [
        *PARTIES,
        holds("r", "a", votes(60, "indirect"), componentRecords=["q1", "q2"]),
        holds("q1", "x", votes(60)),
        holds("q2", "a", votes(60), subject="x"),
        holds("q3", "b", votes(40)),
    ],
    "ftm": [
        ftm("Company", "a", name=["Alpha"], jurisdiction=["cn"]),
        ftm("Ownership", "o1", owner=["a"], asset=["s"], percentage=["49"], startDate=["2020-01-01"]),
        ftm("Ownership", "o2", owner=["b"], asset=["s"], percentage=["51"], startDate=["2020-01-01"]),
    ],
    "ftm, nested": [
        ftm(
            "Company",
            "s",
            name=["Sub"],
            jurisdiction=["de"],
            ownershipAsset=[
                ftm("Ownership", "o1", owner=[ftm("Company", "a", jurisdiction=["cn"])], percentage=["60"]),
                ftm("Ownership", "o2", owner=["b"], asset=["s"], percentage=["40"]),
            ],
        )
    ],
    "gleif": {"data": [lei_record(S, "DE"), lei_record(A, "CN"), consolidated(A)]},
    "psc": [
        psc(natures_of_control=["voting-rights-50-to-75-percent"]),
        psc(
            name="Hans",
            nationality="German",
            country_of_residence="Germany",
            natures_of_control=["voting-rights-25-to-50-percent"],
            links={"self": "/company/01234567/psc/2"},
        ),
    ],
}
SUBJECTS = {"gleif": S, "psc": COMPANY}
NOBODY_LEFT = {(0,), (0, "properties"), (0, "properties", "ownershipAsset")}
"""Where all edges of a nested entity go at once: what is left names no holder, as a list of owners may."""
LAST_VERSION = {(5,), (5, "recordDetails", "subject"), (5, "recordDetails", "interestedParty")}


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for name, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*here, name)
        if isinstance(each, dict | list):
            yield from paths(each, (*here, name))


def without(document: Any, path: tuple[Any, ...], how: str) -> Any:
    changed = copy.deepcopy(document)
    owner = changed
    for step in path[:-1]:
        owner = owner[step]
    if how == "deleted":
        del owner[path[-1]]
    else:
        owner[path[-1]] = {"empty": "", "null": None, "garbled": "???"}[how]
    return changed


def text_of(name: str, document: Any) -> str:
    lines = name in ("ftm", "psc")
    return "\n".join(json.dumps(each) for each in document) if lines else json.dumps(document)


def closed(name: str) -> str:
    subject = SUBJECTS.get(name, "s")
    more = f"votes,{S},b,40\n" if name == "gleif" else ""
    return f"complete,{subject}\ncomplete,x\n{more}"


@pytest.mark.parametrize("name", FOUND)
def test_whatever_field_is_left_out_or_garbled(tmp_path: Path, name: str) -> None:
    subject = SUBJECTS.get(name, "s")

    def ruled_out(document: Any) -> bool:
        try:
            return asked(tmp_path, text_of(name, document), subject, closed(name), floating=False) is FALSE
        except InvalidInput:
            return False

    assert not ruled_out(FOUND[name])
    lost = [
        (path, how)
        for path in paths(FOUND[name])
        for how in ("deleted", "empty", "garbled")
        if not (name == "bods, a version replaced" and path in LAST_VERSION)
        and not (name == "ftm, nested" and path in NOBODY_LEFT and how != "garbled")
        and ruled_out(without(FOUND[name], path, how))
    ]
    assert lost == []


DOSSIER = (ROOT / "examples" / "tyre-sensor" / "dossier.toml").read_text("utf-8")
LIST = "source,_id,type,name,alt_names,ids\nList (OWN),1,Entity,Orion Marine Services Ltd,,\n"


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(FOUND)), st.data())
def test_check_is_never_cleared_by_what_is_left_out(name: str, data: st.DataObject) -> None:
    from tempfile import TemporaryDirectory

    document = FOUND[name]
    path = data.draw(st.sampled_from(list(paths(document))))
    how = data.draw(st.sampled_from(("deleted", "empty", "null", "garbled")))
    subject = SUBJECTS.get(name, "s")

    def status(text: str) -> int:
        with TemporaryDirectory() as folder:
            at = Path(folder)
            dossier = DOSSIER.replace('"pirelli"', f'"{subject}"').replace("Pirelli & C. S.p.A.", "Sensor Works GmbH")
            dossier = dossier.replace('registries = ["stakes.csv"]\n', "")
            (at / "dossier.toml").write_text(dossier, encoding="utf-8")
            (at / "asked.json").write_text(text, encoding="utf-8")
            head = "kind,subject,holder,share,organised,headquarters,principal_place,concert,name\n"
            table = f"{head}party,{subject},,,DE,DE,DE,,Sensor Works GmbH\nparty,b,,,DE,DE,DE\ncomplete,b\n"
            (at / "beside.csv").write_text(f"{table}{closed(name)}", encoding="utf-8")
            (at / "list.csv").write_text(LIST, encoding="utf-8")
            files = ("--registry", at / "asked.json", "--registry", at / "beside.csv", "--list", at / "list.csv")
            return run("check", at / "dossier.toml", *files, "--construe", "usual").status

    before = status(text_of(name, document))
    assert before in (1, 3)
    nobody = name == "ftm, nested" and path in NOBODY_LEFT
    if not (name == "bods, a version replaced" and path in LAST_VERSION) and not nobody:
        assert status(text_of(name, without(document, path, how))) != 0
