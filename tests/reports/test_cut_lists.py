"""Whatever an answer cuts it counts: parts at which a provision decides, facts of a reason, every provision."""

from __future__ import annotations

import html as escapes
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from pratique.deciding.decision import Decided, decided
from pratique.reports.brief import brief
from pratique.reports.html import html
from pratique.reports.markdown import markdown
from pratique.reports.sarif import sarif
from pratique.reports.text import by_provision, text
from pratique.usecases.answer import reasons
from pratique.usecases.answer.answer import Answer, Deciding
from pratique.usecases.check import answer_of
from pratique.usecases.papers.declare import declare

from ..running import DOSSIERS

KNOWN = date(2026, 11, 22)
SAYINGS = ("LTE modem", "bracket", "microcontroller", "antenna", "resistor")


def board(folder: Path, parts: int, sayings: tuple[str, ...] = SAYINGS) -> Path:
    """A dossier of one import with so many parts, a few of which say something else."""
    rows = [f"U{n},{sayings[n % len(sayings)]} {n},Maker {n % 7},{'CN' if n % 11 == 0 else ''}" for n in range(parts)]
    (folder / "board.csv").write_text("\n".join(("Reference,Value,Manufacturer,Origin", *rows)) + "\n")
    (folder / "board.columns.toml").write_text(
        '[columns]\nReference = "designators"\nValue = "name"\nManufacturer = "supplier"\nOrigin = "origin"\n'
    )
    path = folder / "dossier.toml"
    path.write_text(
        'title = "Board"\n[[products]]\nid = "board"\n'
        'boms = [{ file = "board.csv", mapping = "board.columns.toml" }]\n'
        '[[transactions]]\nid = "entry"\nact = "import"\nrole = "importer"\ninto = "US"\ndate = 2029-06-01\n'
        'product = "board"\n'
    )
    return path


def found_of(path: Path) -> Decided:
    return decided(path, known_on=KNOWN)


def pages(answer: Answer) -> dict[str, str]:
    made = {"text": text(answer), "md": markdown(answer), "html": html(answer), "brief": brief(answer)}
    return {name: " ".join(escapes.unescape(re.sub(r"<[^>]+>", " ", page)).split()) for name, page in made.items()}


def decides_at(found: Decided) -> Counter[tuple[str, str, str]]:
    """At how many nodes each provision decides an act, every node looked at by itself."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for case, outcome in found.outcomes:
        worst, best = outcome.range.worst, outcome.range.best
        nodes = [each for each in outcome.nodes if each.range.worst is worst or each.range.best is best]
        every = [each for node in nodes for each in reasons.deciders_of(outcome.instrument, node)]
        kept = [each for each in every if each.level >= worst] or every
        counted.update((case.id, outcome.instrument.id, each.cite) for each in kept)
    return counted


@pytest.mark.parametrize("parts", [1, 4, 60, 150])
@pytest.mark.parametrize("most", [1, 40])
def test_a_provision_is_counted_at_every_part_it_decides(tmp_path, monkeypatch, parts, most):
    monkeypatch.setattr(reasons, "MOST_DECIDING", most)
    found = found_of(board(tmp_path, parts))
    answer, told = answer_of(found), decides_at(found)
    said: Counter[tuple[str, str, str]] = Counter()
    for each in answer.decided_by:
        said[each.transaction, each.instrument, each.cite] += 1 + each.not_listed
    assert said
    assert said == {key: told[key] for key in said}
    shown = pages(answer)
    for its in by_provision(answer)[:1]:
        more = len(its) - 1 + sum(each.not_listed for each in its)
        assert not more or f"also at {more} more" in shown["brief"]
        if left := sum(each.not_listed for each in its):
            assert f"and at {left} more" in shown["md"]
            assert f"and at {left} more" in shown["html"]


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
def test_no_provision_is_lost_to_the_bound(path, monkeypatch):
    found = found_of(path)
    whole = answer_of(found)
    monkeypatch.setattr(reasons, "MOST_DECIDING", 1)
    cut = answer_of(found)
    assert {each.cite for each in cut.decided_by} == {each.cite for each in whole.decided_by}


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
def test_the_facts_of_a_reason_are_counted(path, monkeypatch):
    whole = answer_of(found_of(path))
    monkeypatch.setattr(reasons, "MOST_FACTS", 2)
    cut = answer_of(found_of(path))
    shown = pages(cut)
    for one, other in zip(whole.decided_by, cut.decided_by, strict=True):
        for all_of_it, some in zip(one.because, other.because, strict=True):
            assert len(some.facts) + some.facts_left_out == len(all_of_it.facts) + all_of_it.facts_left_out
            if some.facts_left_out:
                assert f"({len(all_of_it.facts)} facts)" in shown["html"]
                assert f"and {some.facts_left_out} more" in shown["html"]
                assert f"and {some.facts_left_out} more" in shown["md"]


def test_a_result_for_a_code_host_says_for_how_many_it_stands(tmp_path):
    answer = answer_of(found_of(board(tmp_path, 60)))
    left = [each.not_listed for each in answer.decided_by if each.not_listed]
    assert left
    results = json.loads(sarif(answer))["runs"][0]["results"]
    told = " ".join(each["message"]["text"] for each in results)
    assert all(f"and {number} more" in told for number in left)


def test_a_declaration_names_every_unit_it_may_be_owed_for(tmp_path):
    made = declare(board(tmp_path, 60), draft=True, known_on=KNOWN)
    owed = next(each.value for each in made.fields if each.name == "VCS hardware")
    assert not [n for n in range(60) if f"{SAYINGS[n % len(SAYINGS)]} {n}" not in owed]


@pytest.mark.parametrize("weak", [0, 25, 59, None])
def test_the_weakest_basis_is_that_of_every_part_shown_or_not(tmp_path, monkeypatch, weak):
    monkeypatch.setattr(reasons, "MOST_DECIDING", 2)
    path = board(tmp_path, 60, ("bracket",))
    answers = [
        f'[[answers]]\nentity = "U{n}"\npart = "bracket {n}"\nfact = "part.vcs_hardware"\nvalue = "no"\n'
        f'source = "file {n}"\nbasis = "{"attested" if n == weak else "registry"}"\n'
        for n in range(60)
    ]
    act = '[facts]\n"act.concerns_vehicle" = false\n"actor.informed_by_bis" = false\n'
    path.write_text(path.read_text().replace("[[transactions]]", "parts_complete = true\n[[transactions]]") + act)
    path.write_text(path.read_text() + "\n".join(answers))
    found = found_of(path)
    answer = answer_of(found)
    assert any(each.not_listed for each in answer.decided_by)
    its = [of_parts(each) for each in answer.decided_by]
    assert reasons.weakest(its, found.cases.evidence) == ("registry" if weak is None else "attested")


def of_parts(each: Deciding) -> Deciding:
    """The same with what is concluded of parts alone."""
    told = [[fact for fact in reason.facts if fact.name == "part.vcs_hardware"] for reason in each.because]
    because = [replace(reason, facts=tuple(its)) for reason, its in zip(each.because, told, strict=True)]
    return replace(each, because=tuple(because))
