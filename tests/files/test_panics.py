"""What a reader of another language says of its own panic is not shown, and nothing else is held back."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from pratique.files.panics import without_panics
from tests.running import run

PANIC = (
    b"\nthread '<unnamed>' (7) panicked at crates/x.rs:1:2:\ncalled `Option::unwrap()`\nstack backtrace:\n  0: a\n"
)


@pytest.mark.parametrize(
    ("written", "shown"), [(b"", b""), (b"a note\n", b"a note\n"), (b"a note" + PANIC, b"a note")]
)
def test_only_a_panic_is_held_back(written: bytes, shown: bytes, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with without_panics():
        os.write(2, written)
    assert capfdbinary.readouterr().err == shown


def failing() -> None:
    with without_panics():
        os.write(2, b"before" + PANIC)
        raise ValueError("x")


def test_what_fails_inside_still_fails(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(ValueError, match="x"):
        failing()
    os.write(2, b" after")
    assert capfdbinary.readouterr().err == b"before after"


@pytest.mark.parametrize("at", ["act.kind", "case"])
@pytest.mark.parametrize("byte", [b"\xc7", b"\xff", b"\x00"])
def test_a_column_that_is_called_by_no_text_is_a_finding(
    at: str, byte: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / "case.parquet"
    polars.DataFrame({"case": [1, 2], "act.kind": ["sale", None]}).write_parquet(path)
    path.write_bytes(path.read_bytes().replace(at.encode(), at[:2].encode() + byte + at[3:].encode()))
    ran = run("bulk", path, "-o", tmp_path / "out.parquet")
    assert ran.status in (0, 1, 3) if byte == b"\x00" and at == "act.kind" else ran.status == 4, ran.err
    assert "panicked" not in ran.err + capfd.readouterr().err


def test_a_type_that_polars_has_not_is_a_finding(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    wide = arrow.array([Decimal("1e40"), None], arrow.decimal256(76, 10))
    columns = {"case": [1, 2], "part.radio_frequency_max": wide}
    parquet.write_table(arrow.table({**columns, "act.kind": ["sale", None]}), tmp_path / "case.parquet")
    ran = run("bulk", tmp_path / "case.parquet", "-o", tmp_path / "out.parquet")
    assert (ran.status, "bulk.parquet" in ran.err) == (4, True)
    assert "panicked" not in ran.err + capfd.readouterr().err


class Panic(BaseException):
    """As a library of another language raises it: no `Exception`."""


def test_a_panic_is_a_defect_and_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object) -> None:
        raise Panic("at the disco")

    monkeypatch.setattr("pratique.cli.commands.main", panic)
    ran = run("schema", "dossier")
    assert (ran.status, "defect of pratique" in ran.err) == (5, True)
