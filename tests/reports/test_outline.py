"""Every question that is told in lines has a page and Markdown that say what its lines say, no more and no less."""

from __future__ import annotations

import html as escapes
import re
from pathlib import Path

import pytest

from pratique.reports.outline import markdown_of, outlined, page_of
from pratique.reports.wrapping import WIDTH, unwrapped, wrapped

from ..running import DOSSIERS, EXAMPLES, KNOWN, run

STAKES = EXAMPLES / "tyre-sensor" / "stakes.csv"
MODEL = EXAMPLES / "model-bev" / "model.toml"


def of(name: str) -> Path:
    return next(each for each in DOSSIERS if each.parent.name == name)


QUESTIONS: dict[str, tuple[object, ...]] = {
    "duty": ("duty", MODEL, "--into", "EU,US,MX", "--on", "2026-03-01", *KNOWN),
    "own": ("own", "pirelli", "--registry", STAKES, "--on", "2026-11-22", "--tests", "all"),
    "permits": ("permits", "--city", "wuhan", "--on", "2026-11-22"),
    "screen": ("screen", "--name", "Example Ltd", "--list", EXAMPLES / "nowhere.csv"),
    "compare": ("compare", of("aurora"), of("shanghai-app"), *KNOWN),
    "when": ("when", of("shanghai-app"), "--from", "2026-01-01", "--to", "2029-12-31", *KNOWN),
    "explain": ("explain", of("export-chips"), *KNOWN),
    "what-if": ("what-if", of("data-export"), *KNOWN),
    "needs": ("needs", of("tyre-sensor"), "--verbose", *KNOWN),
    "needs, all of it": ("needs", of("aurora"), "--verbose", *KNOWN),
    "exposure": ("exposure", "us.cfr15_791d", "--on", "2026-11-22"),
    "classify chip": ("classify", "chip", "NVIDIA H20 SXM", "--on", "2026-11-22"),
    "classify model": ("classify", "model", "--training-ops", "1e25", "--on", "2026-11-22"),
    "classify automation": ("classify", "automation", EXAMPLES / "automation/assisted.toml", "--on", "2026-11-22"),
    "figures check": ("figures", "check"),
    "figures show": ("figures", "show", "sales:nev:CN", "2023-01"),
    "figures series": ("figures", "series", "sales:nev:CN"),
    "calendar": ("calendar", of("aurora"), "--from", "2026-11-22", "--to", "2027-12-31", *KNOWN),
    "read": ("read", "bulletin.txt"),
    "classify chips": ("classify", "chips", "chips.csv", "--on", "2026-11-22"),
    "needs of what is settled": ("needs", of("mapping"), *KNOWN),
}


WRITTEN = {
    "read": (
        "bulletin.txt",
        "In October 2026 China exported 201,000 battery electric cars, up 12.5% year on year.\n",
    ),
    "classify chips": ("chips.csv", "name,tops,die_mm2\nA,1979@8,814\nB,300@8,400\n"),
}
"""Files of a question, by what its arguments call them."""


def words(page: str) -> str:
    return "".join(page.replace("`", "").split())


def of_page(page: str) -> str:
    body = page.partition("<body>")[2]
    return words(escapes.unescape(re.sub(r"<[^>]+>", "", body)))


def of_markdown(page: str) -> str:
    rows = re.sub(r"^\s*(\|[ |-]*\|)$", "", re.sub(r"\\?@<!-- ?-->", "@", page), flags=re.MULTILINE)
    plain = re.sub(r"^\s*(#+|-|\|) | \|$| \| ", " ", rows, flags=re.MULTILINE)
    return words(escapes.unescape(re.sub(r"\\(.)", r"\1", plain)))


@pytest.mark.usefixtures("short_proofs")
@pytest.mark.parametrize("question", QUESTIONS)
def test_page_and_markdown_say_what_the_lines_say(question: str, tmp_path: Path) -> None:
    arguments = [*QUESTIONS[question]]
    if question == "screen":
        arguments[-1] = tmp_path / "list.csv"
        (tmp_path / "list.csv").write_text("name,country\nExample Limited,CN\n")
    if question in WRITTEN:
        arguments[arguments.index(WRITTEN[question][0])] = tmp_path / WRITTEN[question][0]
        (tmp_path / WRITTEN[question][0]).write_text(WRITTEN[question][1])
    told = {form: run(*arguments, "--format", form) for form in ("text", "html", "md")}
    assert len({each.status for each in told.values()}) == 1
    said = words(re.sub(r"^\s*- ", "", told["text"].out, flags=re.MULTILINE))
    assert len(said) > 60
    assert of_page(told["html"].out) == said
    assert of_markdown(told["md"].out) == said
    assert "<script" not in told["html"].out


def test_what_an_input_says_is_escaped() -> None:
    def told() -> str:
        return "<b>Title</b>\n\nPart\n  - a | b <i> [x](http://y)\n  name        <u>\n"

    page, said = page_of(told), markdown_of(told)
    assert "<b>" not in page + said
    assert "<i>" not in page + said
    assert "](http" not in said


def test_a_paragraph_is_one_line_within_and_wrapped_without() -> None:
    text = "word " * 60
    with unwrapped():
        assert wrapped(text, "  - ", "    ") == [f"  - {text.strip()}"]
        assert wrapped("", "  ") == []
    assert max(map(len, wrapped(text, "  - ", "    "))) <= WIDTH


def test_what_lines_are() -> None:
    lines = (
        "Title\n\nHeading\n  - one\n    more\n  at entry    10 %\n  in the end  20 %\n\nalone\n\n\nSecond\n\nend\n"
    )
    assert [(each.kind, each.text or each.rows) for each in outlined(lines)] == [
        ("title", "Title"),
        ("heading", "Heading"),
        ("item", "one"),
        ("text", "more"),
        ("table", (("at entry", "10 %"), ("in the end", "20 %"))),
        ("text", "alone"),
        ("title", "Second"),
        ("text", "end"),
    ]
