"""Every template can be read: what is wrong with one shows here and not to a supplier."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pratique.desk
from pratique.facts.wording import plural

TEMPLATES = sorted(each.name for each in (Path(pratique.desk.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name: str) -> None:
    from django.template.loader import get_template

    assert get_template(name)
    text = (Path(pratique.desk.__file__).parent / "templates" / name).read_text("utf-8")
    assert "|safe" not in text
    for block in re.findall(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL):
        assert "|lines" in block or "{% for" in block, "a text whose lines are made one cannot be read, nor verified"
    assert " style=" not in text
    assert "onclick" not in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"), (False, "no"), ({"unknown": "not-asked"}, "not known: not asked"), ([], "none of them"),
        (["VCS", "ADS"], "VCS, ADS"), ("cellular_modem_or_module", "cellular modem or module"),
        ("DE", "Germany (DE)"),
        ({"min": 25, "max": 30}, "25 to 30"), (5, "5"), ("2026-01-01", "2026-01-01"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_people_say_it(value: object, words: str) -> None:
    from pratique.desk.shown import question_text, said

    assert question_text("part.that_no_book_has", "x") == "x"
    assert said(value) == words


def test_lines_stay_lines_and_what_is_said_on_a_page_names_no_command() -> None:
    from pratique.desk.shown import lines, spoken

    assert lines("a <b>\n  c\x07\u202e") == "a &lt;b&gt;\n  c\\x07\\u202e"
    assert spoken("See what would change it: `pratique what-if`; or apply.") == "See what would change it; or apply."
    assert spoken("Say: y? (x). `pratique ask` has the rest.") == "Say: y? (x)."
    assert [plural(n, "fact") for n in (0, 1, 2)] == ["0 facts", "1 fact", "2 facts"]
