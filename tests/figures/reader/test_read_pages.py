"""Pages, clutter, encodings and hostile input."""

from __future__ import annotations

import pytest

from pratique.errors import InvalidInput
from pratique.figures.reader import read_data, read_text
from pratique.figures.reader.text.clutter import sort_blocks

SENTENCE = "China exported 1.42 million vehicles from January to March 2025, up 7.3 percent year on year."
PAGE = (
    "<!doctype html><html><head><title>Exports rise in the first quarter</title><script>var x = '9 "
    "million vehicles';"
    "</script></head><body><nav><a href='/'>Home</a><a href='/auto'>Auto</a></nav><article><h1>Exports "
    "rise in the first"
    "&nbsp;quarter</h1><p>China exported <b>1.42&nbsp;million</b> vehicles from January to March 2025, "
    "up 7.3 percent"
    " year&#45;on-year.</p><p>The harbour was busy, and the ships were full of cars that had waited "
    "for weeks in the rain"
    " of an early spring.</p></article><aside><a href='/x'>Rival sells 5 million "
    "vans</a></aside></body></html>"
)


def codes(data: bytes) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        read_data(data, "input")
    assert raised.value.exit_status == 4
    return [finding.code for finding in raised.value.findings]


def test_a_page_is_read_and_spans_point_into_its_markup() -> None:
    (figure,) = read_text(PAGE).figures
    assert (figure.value, figure.yoy_percent) == (1_420_000, read_text(SENTENCE).figures[0].yoy_percent)
    assert PAGE[figure.span[0] : figure.span[1]] == "1.42&nbsp;million</b> vehicles"


def test_what_stands_beside_the_article_is_not_read() -> None:
    assert [figure.value for figure in read_text(PAGE).figures] == [1_420_000]


def test_headlines_of_other_stories_are_left_out() -> None:
    text = (
        f"Exports rise\n\n{SENTENCE}\n\nRead more:\n\nIndia sold 5 million cars in 2024\n\nJapan "
        f"sold 4 million cars\n"
    )
    reading = read_text(text)
    assert [figure.value for figure in reading.figures] == [1_420_000]
    assert {why for _, why in reading.left_out} == {"headlines of other stories", "menu, tag or byline"}


def test_an_inline_headline_is_left_out_and_the_article_goes_on() -> None:
    text = (
        f"Exports rise in spring\n\n{SENTENCE}\n\nAlso on this site: Japan sold 4 million "
        f"cars\n\nIn 2024 China exported 5.859 million vehicles.\n"
    )
    assert [figure.value for figure in read_text(text).figures] == [1_420_000, 5_859_000]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2020 Example Daily. All Rights Reserved. Hotline: 8621-52920043",
        "沪ICP备05050403号-5",
        "Three cars are shown. [A WRITER/EXAMPLE DAILY]",
        "A car is pictured at a fair. Photo: Agency",
        "Jo Doe is an editor who has written of cars for 30 years.",
    ],
)
def test_frame_captions_and_author_notes_are_clutter(line: str) -> None:
    text = f"A title of four words\n\n{SENTENCE}\n\n{line}"
    assert sort_blocks(text)[-1].role == "clutter"


def test_a_line_said_twice_is_read_once() -> None:
    assert len(read_text(f"{SENTENCE}\n\n{SENTENCE}\n").figures) == 1


def test_chinese_in_gb18030_and_utf16_is_decoded() -> None:
    text = "2025年1-3月，我国汽车出口142万辆，同比增长7.3%。其中新能源汽车出口44.1万辆，同比增长43.9%。"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert [f.value for f in read_data(text.encode(encoding), "x").figures] == [1_420_000, 441_000]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(64), b"%PDF-1.7 ...", b"PK\x03\x04zip", bytes(range(256)) * 8]
)
def test_binary_files_are_refused(data: bytes) -> None:
    assert codes(data) == ["read.binary"]


def test_wrong_encoding_is_refused_with_its_offset() -> None:
    assert codes(b"Exports rose 5 percent at the caf\x81") == ["file.encoding"]


@pytest.mark.parametrize("data", [b"", b" \n\t \n", b"Home\nAuto\nTech\n"])
def test_nothing_to_read_is_a_finding(data: bytes) -> None:
    assert codes(data) == ["read.empty"]


def test_an_oversized_text_or_page_is_refused_before_it_is_parsed() -> None:
    assert codes(SENTENCE.encode() * 10_000) == ["read.too-large"]
    assert codes(b"<html><body><table>" + b"<tr><td>1</td></tr>" * 60_000) == ["page.too-large"]


def test_scripts_do_not_count_towards_the_limit() -> None:
    script = "<script>" + "var a=1;" * 300_000 + "</script>"
    assert [f.value for f in read_text(PAGE.replace("<nav>", script + "<nav>")).figures] == [1_420_000]


@pytest.mark.parametrize("text", ["<script " * 20_000, "<!-- " * 20_000, "<" * 15_000, "<div>" * 15_000])
def test_broken_markup_ends(text: str) -> None:
    assert codes(f"<html><body><p>x</p><p>{text}".encode()) in (["page.no-article"], ["read.empty"])


@pytest.mark.parametrize(
    "text",
    [
        "9" * 50_000,
        "1,000," * 9_000,
        "million " * 7_000,
        "from January to " * 3_000,
        "A a " * 12_000,
        "增长万辆百分之一" * 6_000,
    ],
)
def test_endless_lines_end(text: str) -> None:
    assert read_text(f"The title of a text\n\n{text} and so on it goes.").figures == ()
