"""Texts in the encodings and documents that people have: what is read of them, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.figures.reader import read_data
from pratique.figures.reader.text import word
from pratique.usecases.bulletins import read_many, texts_of

SIMPLIFIED = "2025年5月，中国汽车出口55.1万辆，同比增长14.5%；新能源汽车出口21.2万辆，同比增长1.2倍。"
TRADITIONAL = "2025年5月，中國汽車出口55.1萬輛，同比增長14.5%；新能源汽車出口21.2萬輛，同比增長1.2倍。"
ENGLISH = (
    "China’s exports – 551,000 vehicles in May 2025 – rose 14.5 percent, the association of makers said in a café."
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _values(data: bytes) -> list[object]:
    return [figure.value for figure in read_data(data).figures]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_a_simplified_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert _values(SIMPLIFIED.encode(encoding)) == [551_000, 212_000]


@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-8"])
def test_a_traditional_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert _values(TRADITIONAL.encode(encoding)) == [551_000, 212_000]


@pytest.mark.parametrize("encoding", ["big5", "gbk", "utf-8"])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    page = f'<html><head><meta charset="{encoding}"></head><body><article><p>{text}</p></article></body></html>'
    assert _values(page.encode(encoding)) == [551_000, 212_000]


def test_western_quotes_and_accents_do_not_hide_an_english_text() -> None:
    assert _values(ENGLISH.encode("cp1252")) == [551_000]


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)) * 4, "自動車輸出は増えた。".encode("shift_jis"), b"ok \xff\x81"]
)
def test_bytes_that_show_nothing_are_refused_with_their_place(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_data(data)
    assert [finding.code for finding in refused.value.findings] == ["file.encoding"]


def _document(body: str, part: str = word.PART) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def test_a_word_document_is_read_paragraph_by_paragraph_without_what_is_deleted() -> None:
    body = (
        "<w:p><w:r><w:t>Exports rise</w:t></w:r></w:p>"
        "<w:p><w:r><w:t xml:space='preserve'>China exported 551,000 </w:t></w:r><w:del><w:r><w:delText>cars"
        "</w:delText></w:r></w:del><w:r><w:t>vehicles in May 2025, CAAM said.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>NEV exports came to 212,000 units.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    reading = read_data(_document(body), "bulletin.docx")
    assert [figure.value for figure in reading.figures] == [551_000, 212_000]
    assert [reading.text[slice(*figure.span)] for figure in reading.figures] == ["551,000 vehicles", "212,000 units"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_document("<w:p>"), "xml.syntax"),
        (_document("")[:-30], "read.binary"),
        (_document("", "xl/workbook.xml"), "read.binary"),
        (_document(""), "read.empty"),
        (b"%PDF-1.7 x", "read.binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_data(data)
    assert [finding.code for finding in refused.value.findings] == [code]


def test_a_document_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PART", 100)
    with pytest.raises(InvalidInput) as refused:
        read_data(_document("<w:p/>" * 50))
    assert [finding.code for finding in refused.value.findings] == ["read.word"]


def test_a_folder_gives_its_documents_too(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>China exported 551,000 cars in May 2025.</w:t></w:r></w:p>"
    (tmp_path / "a.docx").write_bytes(_document(body))
    (tmp_path / "b.md").write_text("# Exports\n\nChina exported 551,000 cars in May 2025.\n")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    assert [Path(each).name for each in texts_of([tmp_path])] == ["a.docx", "b.md"]
    assert [len(reading.figures) for reading in read_many([tmp_path])] == [1, 1]
