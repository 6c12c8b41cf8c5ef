"""Every command that answers says on a page what its text says, and in its text what its data decide."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from ..running import EXAMPLES, KNOWN, inside, run

DAY = ("--on", "2026-11-22")
STAKES = "tyre-sensor/stakes.csv"
ASKED: dict[str, tuple[str, ...]] = {
    "own": ("own", "pirelli", "--registry", STAKES, *DAY, "--tests", "all"),
    "duty": ("duty", "model-bev/model.toml", "--into", "EU", "--on", "2026-11-01", *KNOWN),
    "when": ("when", "shanghai-app/dossier.toml", "--from", "2025-01-01", "--to", "2028-12-31", *KNOWN),
    "what-if": ("what-if", "shanghai-app/dossier.toml", *KNOWN),
    "needs": ("needs", "aurora/dossier.toml", "--verbose", *KNOWN),
    "compare": ("compare", "aurora/dossier.toml", "shanghai-app/dossier.toml", *KNOWN),
    "calendar": ("calendar", "aurora/dossier.toml", "--from", "2026-11-22", "--to", "2028-12-31", *KNOWN),
}
DECIDES: dict[str, tuple[str, ...]] = {
    "duty": ("cite",),
    "when": ("provisions",),
    "what-if": ("fact", "label"),
    "needs": ("fact",),
    "calendar": ("day", "cite"),
}
"""The keys of JSON each value of which a person reads."""


def words(text: str) -> str:
    """What a person reads of a text or a page: without marks, blanks and breaks."""
    text = re.sub(r"(?s)<style.*?</style>|<head.*?</head>", "", text)
    text = re.sub(r"<wbr/?>|\u200b|\u00ad", "", text)
    return re.sub(r"[\s`*\\_|#-]+", "", html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", text)))


def shown(name: str, *more: str) -> str:
    with inside(EXAMPLES):
        return run(*ASKED[name], *more).out


def leaves(data: object, keys: tuple[str, ...]) -> list[str]:
    """Every text that stands under one of the keys, in lists too."""
    if isinstance(data, dict):
        own = [data[each] for each in keys if each in data]
        flat = [one for each in own for one in (each if isinstance(each, list) else [each])]
        below = [one for each in data.values() for one in leaves(each, keys)]
        return [each for each in flat if isinstance(each, str)] + below
    return [one for each in data for one in leaves(each, keys)] if isinstance(data, list) else []


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("name", ASKED)
def test_a_page_says_each_line_of_the_text(name: str, form: str) -> None:
    page = words(shown(name, "--format", form))
    lines = [words(each) for each in shown(name).splitlines()]
    assert len(lines) > 3
    assert [each for each in lines if each not in page] == []


@pytest.mark.parametrize("name", DECIDES)
def test_the_text_says_what_the_data_decide(name: str) -> None:
    text = words(shown(name))
    said = leaves(json.loads(shown(name, "--format", "json")), DECIDES[name])
    assert said
    assert sorted({each for each in said if words(each) not in text}) == []


def test_a_list_that_was_screened_is_told_alike(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name,country\nAster Motor Co.,CN\nNobody GmbH,DE\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("name\nAster Motor Co.\n", encoding="utf-8")
    asked = ("screen", "names.csv", "--list", "list.csv", "--format")
    with inside(tmp_path):
        forms = {form: words(run(*asked, form).out) for form in ("text", "json", "html", "md")}
    for name in ("Aster Motor Co.", "Nobody GmbH"):
        assert {words(name) in each for each in forms.values()} == {True}, name


def test_a_page_of_needs_has_every_question() -> None:
    """A screen is cut; a page and Markdown have what JSON has without being asked for it."""
    asked = ASKED["needs"]
    with inside(EXAMPLES):
        brief = run(*[each for each in asked if each != "--verbose"], "--format", "html").out
    facts = leaves(json.loads(shown("needs", "--format", "json")), ("fact",))
    assert [each for each in set(facts) if words(each) not in words(brief)] == []
