"""What the quick reader of shipped words says is what the standard reader says, or nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.files import shipped

ROOT = Path(shipped.__file__).parents[1]
SHIPPED = sorted(ROOT.rglob("*.toml"))
LINES = st.sampled_from(
    (
        "",
        "# words",
        "  # words",
        "[a]",
        "[a.b]",
        "[[a]]",
        "[ a ]",
        'x = "one"',
        'x = ["one", "two"]',
        "x = 'one'",
        "x = [\n  'one',  \n  \"t'wo\",\n]",
        "x = []",
        "x = [\n  # words, \"two\"\n  'one',\n\n# more\n  'two # no remark'\n  # end\n]",
        "x = [\"one\", 'a\\b'] # words",
        'x = "o\\u0041"',
        "x = 1",
        "y = '''\nlong 'text'\nof two'''",
        "y = ''''''",
        'y = """one"""',
        "y = ['a' 'b']",
        "y = ['a',, 'b']",
        '"y z" = "one"',
        '"y z" = ["a", ["b"]]',
        "a = 'one'",
        "a.b = 'one'",
    )
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_file_reads_as_by_the_standard_reader(path: Path) -> None:
    text = path.read_text("utf-8")
    assert shipped._words_of(text) in (None, tomllib.loads(text))


def test_the_long_ones_are_read_quickly() -> None:
    read = {path.name for path in SHIPPED if shipped._words_of(path.read_text("utf-8")) is not None}
    assert {"headers.toml", "words.toml", "located.toml", "stakes_words.toml", "case_headers.toml"} <= read


@given(st.lists(LINES, max_size=6))
def test_lines_in_any_order_read_as_by_the_standard_reader(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    found = shipped._words_of(text)
    if found is not None:
        assert found == tomllib.loads(text)
