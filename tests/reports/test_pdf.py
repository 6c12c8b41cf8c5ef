"""A page as PDF: the same bytes twice, nothing loaded, and the words of the page in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import EXAMPLES, KNOWN, run

APP = EXAMPLES / "shanghai-app" / "dossier.toml"


@pytest.fixture(autouse=True)
def needs_weasyprint() -> None:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"no PDF here: {error}")


def test_an_answer_as_pdf_is_whole_and_the_same_twice(tmp_path: Path) -> None:
    first = run("check", APP, "--format", "pdf", *KNOWN, "-o", tmp_path / "a.pdf")
    assert first.status == 1
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    run("check", APP, "--format", "pdf", *KNOWN, "-o", tmp_path / "b.pdf")
    assert (tmp_path / "b.pdf").read_bytes() == data


def test_a_page_loads_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    from pratique.reports.pdf import pdf

    (tmp_path / "secret.png").write_bytes(b"x")
    made = pdf(f"<img src='file://{tmp_path / 'secret.png'}'><img src='http://127.0.0.1:9/x.png'><p>Text</p>")
    assert made.startswith(b"%PDF-")
    refused = [each.getMessage() for each in caplog.records if "Failed to load image" in each.getMessage()]
    assert len(refused) == 2
    assert all("protocol" in each for each in refused)


def test_several_answers_do_not_make_one_page() -> None:
    ran = run("check", APP, APP, "--format", "pdf", *KNOWN)
    assert (ran.status, "pdf of one file at a time" in ran.err) == (2, True)
