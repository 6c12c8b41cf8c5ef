"""Puerto Rico lies in the customs territory of the United States, Guam does not; an export leaves both."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest

from pratique.errors import UsageError
from pratique.facts.act import into, out_of
from pratique.facts.reading import read_value
from pratique.facts.territories import OF_THE_US
from pratique.logic.values import Choice
from pratique.usecases.check import check
from tests.running import run
from tests.safety.inputs import dossier

KNOWN_ON = date(2026, 11, 22)
OUTSIDE = tuple(each for each in OF_THE_US if each != "PR")


def entry(**act: str) -> dict[str, object]:
    data = dossier()
    data["transactions"][0] |= act
    return copy.deepcopy(data)


@pytest.mark.parametrize("written", ["PR", "pr", "Puerto Rico", "US-PR"])
def test_what_is_brought_into_puerto_rico_is_brought_into_the_united_states(written: str) -> None:
    there, here = check(entry(into=written), known_on=KNOWN_ON), check(entry(), known_on=KNOWN_ON)
    assert (there.verdict, there.exit_status) == (here.verdict, here.exit_status)
    assert [each.note for each in there.findings if "19 CFR 101.1" in each.note]
    assert not [each for each in here.findings if "19 CFR 101.1" in each.note]


@pytest.mark.parametrize("code", OUTSIDE)
def test_an_entry_into_another_territory_is_refused_with_the_reason(code: str) -> None:
    with pytest.raises(UsageError, match=r"no part of the customs territory.*19 CFR 101\.1"):
        check(entry(into=code), known_on=KNOWN_ON)


@pytest.mark.parametrize("code", OF_THE_US)
def test_what_leaves_a_territory_leaves_the_united_states(code: str) -> None:
    part = {"ref": "c", "chip": "NVIDIA H100 SXM5"}
    act = {"id": "a", "act": "export", "into": "CN", "date": "2026-03-01", "parts": [part], "parts_complete": True}
    there = check({"transactions": [{**act, "out_of": code}]}, known_on=KNOWN_ON)
    here = check({"transactions": [{**act, "out_of": "US"}]}, known_on=KNOWN_ON)
    assert there.verdict == here.verdict
    assert there.exit_status == here.exit_status != 0


def test_what_is_left_out_is_left_out_and_no_more() -> None:
    for fact, code in ((into, "PR"), (out_of, "GU")):
        for written in (f"not({code})", {"not": [code]}):
            assert read_value(fact, written) == Choice(fact.values - {code})
        for written in (f"one-of({code}|DE)", {"one_of": [code, "DE"]}):
            assert read_value(fact, written) == Choice(frozenset({"US", "DE"}))
    assert read_value(into, "GU") == Choice(frozenset({"GU"}))


def test_a_model_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(
        'title = "m"\nmarkets = ["US"]\n[vehicle]\npowertrain = "BEV"\nnew = true\n'
        '[trade]\norigin = "DE"\nhs6 = "870380"\ncategory = "M1"\nseats = 5\n'
    )
    words = ("duty", path, "--on", "2026-03-01", "--known-on", "2026-11-22", "--format", "json", "--into")
    assert run(*words, "PR").out == run(*words, "US").out != ""
    refused = run(*words, "GU")
    assert "customs territory" in " ".join(f"{refused.out} {refused.err}".split())
