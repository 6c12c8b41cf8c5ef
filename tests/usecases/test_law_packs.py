"""Packs of law: read whole first, asked for by name, unknown in both directions past their last day."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pratique.errors import InvalidInput, UsageError
from pratique.law.book import Book
from pratique.law.data import LAW
from pratique.law.export import export_book, read_book
from pratique.law.instrument import Instrument
from pratique.usecases.book.books import book_of
from pratique.usecases.check import check
from pratique.usecases.data.packs import diff, export_pack, import_pack, status
from tests.running import EXAMPLES, run

BARRED = str(EXAMPLES / "shanghai-app/dossier.toml")
UNION = '[[transactions]]\nact = "import"\ndate = 2026-03-01\ninto = "DE"\n'


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    return tmp_path


def pack(folder: Path, name: str, expires: str = "2099-01-01") -> Path:
    return export_pack(
        LAW,
        folder / name,
        name=name,
        expires_on=date.fromisoformat(expires),
        made_on=min(date(2026, 11, 1), date.fromisoformat(expires)),
    )


def without(made: Path, instrument: str, cite: str) -> Path:
    """The pack without one provision, its hashes set anew: what somebody who keeps up the law would send."""
    book = read_book(made / "law-book.json")
    kept = tuple(_without(each, cite) if each.id == instrument else each for each in book)
    text = export_book(Book(kept, book.law_on))
    (made / "law-book.json").write_bytes(text)
    manifest = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps(manifest | {"sha256": hashlib.sha256(text).hexdigest()}))
    return made


def _without(instrument: Instrument, cite: str) -> Instrument:
    return replace(instrument, provisions=tuple(each for each in instrument.provisions if each.cite != cite))


def test_importing_says_what_changes_and_which_dossiers_it_touches(kept: Path) -> None:
    (kept / "union.toml").write_text(UNION)
    made = without(pack(kept, "amended"), "us.cfr15_791d", "15 CFR 791.303(b)")
    found = import_pack(made, dossiers=[BARRED, str(kept / "union.toml")])
    assert [(each.row, each.change) for each in found.changes] == [("us.cfr15_791d 15 CFR 791.303(b)", "gone")]
    assert found.touches == (BARRED,)
    assert diff(LAW, str(made)) == found.changes
    assert next(each for each in status() if each.table == LAW).origin == "pack amended"


def test_it_decides_where_it_is_named_and_nowhere_else(kept: Path) -> None:
    import_pack(without(pack(kept, "amended"), "us.cfr15_791d", "15 CFR 791.303(b)"))
    assert check(BARRED).verdict.best == "prohibited"
    under = check(BARRED, book=book_of("pack:amended"))
    assert "15 CFR 791.303(b)" not in {each.cite for each in under.decided_by}
    assert under.law_book.origin == "pack:amended"
    ran = run("check", BARRED, "--law-book", "pack:amended")
    assert "pack:amended" in ran.err
    with pytest.raises(UsageError, match="there is amended"):
        book_of("pack:other")


def test_past_its_last_day_it_neither_bars_nor_clears(kept: Path) -> None:
    import_pack(pack(kept, "old", "2026-01-31"))
    found = check(BARRED, book=book_of("pack:old"))
    assert (found.verdict.worst, found.exit_status) == ("prohibited", 3)
    assert "legal.law_pack.after_its_last_day" in {each.name for each in found.open_facts}
    assert next(each for each in status() if each.table == LAW).state.startswith("expired")


def test_what_is_no_law_book_is_never_kept(kept: Path) -> None:
    made = pack(kept, "broken")
    (made / "law-book.json").write_text('{"schema_version": "1", "instruments": []}')
    text = (made / "law-book.json").read_bytes()
    manifest = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps(manifest | {"sha256": hashlib.sha256(text).hexdigest()}))
    with pytest.raises(InvalidInput) as caught:
        import_pack(made)
    assert [each.code for each in caught.value.findings] == ["law_book.invalid"]
    assert not (kept / "kept").exists()
