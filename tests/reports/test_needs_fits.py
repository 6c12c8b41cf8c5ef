"""`needs` fits a screen: what to ask first, whom to ask, each question once; what is cut is counted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import pratique
from pratique.facts.wording import text_of
from pratique.reports.needs import needs_digest
from pratique.reports.questions import asked_of, needs_text
from pratique.usecases.missing.missing import Matter
from pratique.usecases.missing.needs import Needs
from pratique.usecases.questions import BesideFiles, one_question

from ..running import DOSSIERS, EXAMPLES

DAY = date(2026, 11, 22)
LOTS = "lot,day,HTS,description\nL1,2027-01-05,8517.62,telematics unit\nL2,2027-06-05,8517.62,telematics unit\n"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Needs:
    path = tmp_path_factory.mktemp("bare") / "model.toml"
    path.write_text('title = "Ours"\n\n[vehicle]\nname = "Ours"\n\n[trade]\n')
    return asking(path, {})


def asking(path: Path, said: dict[str, str | None]) -> Needs:
    """What is missing of a file that is no dossier, with what is said beside it."""
    asked = one_question(str(path), BesideFiles(said, on=DAY), stdin=bytes)
    return pratique.needs(asked.dossiers[0], known_on=DAY)


@pytest.fixture(scope="module")
def aurora() -> Needs:
    return pratique.needs(EXAMPLES / "aurora" / "dossier.toml", known_on=DAY)


def kinds(found: Needs) -> set[tuple[str, str]]:
    return {(each.known_by, each.fact) for each in found.matters if each != found.next}


def told(page: str) -> set[str]:
    """The facts whose questions a page tells below what is asked first."""
    return set(re.findall(r" \[([a-z0-9_.]+)\]", page.partition("\nAsk first")[2].partition("\n\n")[2]))


def test_a_bare_model_and_a_dossier_fit(bare: Needs, aurora: Needs) -> None:
    assert needs_digest(bare).count("\n") <= 40
    assert needs_digest(aurora).count("\n") <= 30
    assert len(bare.matters) > 1000, "the answer itself is not cut"


def test_two_lots_fit_and_share_their_questions(tmp_path: Path) -> None:
    (tmp_path / "lots.csv").write_text(LOTS)
    found = asking(tmp_path / "lots.csv", {"act": "import", "into": "US"})
    short, whole = needs_digest(found), needs_text(found)
    assert short.count("\n") <= 40 < whole.count("\n")
    assert "telematics unit and 1 like it" in " ".join(short.split())


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda each: each.parent.name)
def test_no_digest_is_longer_than_the_whole(path: Path) -> None:
    found = pratique.needs(path, known_on=DAY)
    assert needs_digest(found).count("\n") <= needs_text(found).count("\n")


@pytest.mark.parametrize("name", ["bare", "aurora"])
def test_what_is_not_told_is_counted_and_told_by_verbose(name: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(name)
    page = " ".join(needs_digest(found).split())
    shown = told(needs_digest(found))
    cut = re.search(r"Not shown: (\d+) questions \((\d+) facts\); `--verbose` tells all\.", page)
    assert cut
    assert int(cut[1]) == len(kinds(found)) - len(shown) > 0
    left = [each for each in found.matters if each != found.next]
    assert int(cut[2]) == sum(each.fact not in shown for each in left)
    for knower in {each for each, _ in kinds(found)}:
        its = sum(each == knower for each, _ in kinds(found))
        assert re.search(rf"{knower} \((\d+ of )?{its} question", page), "everybody is named with how much is asked"
    whole = " ".join(needs_text(found).split())
    assert "--format json" not in whole
    for each in found.matters:
        assert f"? {each.fact}: " in whole
        assert each.entity == "law" or asked_of(each) in whole


def test_what_is_asked_first_is_in_words_with_what_it_settles(aurora: Needs) -> None:
    assert aurora.next
    page = " ".join(needs_digest(aurora).split())
    assert f"? {text_of(aurora.next.fact)[0]} [{aurora.next.fact}] of {aurora.next.label} = yes: prohibited" in page


def test_what_is_known_of_a_union_is_not_which_member(bare: Needs) -> None:
    unions = [each for each in bare.matters if each.fact == "act.into" and each.known == "EU"]
    assert unions
    assert asked_of(unions[0]).endswith("(known: EU, not which member state)")
    single = Matter(fact="act.into", entity="a", label="a", meaning="", known_by="you", proof="", known="DE",
                    legal=False, entities=("a",), parties=())  # fmt: skip
    assert asked_of(single) == "a (known: DE)"
