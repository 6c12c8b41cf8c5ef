"""Whose word an answer rests on is seen in every format, and no word that cannot be checked makes a declaration."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pratique.deciding.overlay import encodings, instrument_citing
from pratique.errors import InvalidInput
from pratique.law.book import load
from pratique.law.export import export_book, read_book
from tests.running import KNOWN, SMALL, run

FORMATS = ("text", "json", "html", "md", "sarif", "junit")
CITE = "15 CFR 791.303(b)"


def smooth(path: Path, *instruments: str) -> Path:
    """A law book from which somebody took the bars, with its hash made to fit."""
    path.write_bytes(_smoothed(*instruments))
    return path


@functools.cache
def _smoothed(*instruments: str) -> bytes:
    plain = json.loads(export_book(load(instruments or None)))
    for each in plain["instruments"]:
        each["provisions"] = [p for p in each["provisions"] if p["severity"] != "prohibited"]
    from pratique.law.book import Book
    from pratique.law.export import _instrument

    plain["hash"] = Book(tuple(_instrument(each) for each in plain["instruments"])).hash
    return msgspec.json.encode(plain, order="deterministic")


def test_a_law_book_whose_hash_does_not_fit_is_refused(tmp_path: Path) -> None:
    plain = json.loads(_smoothed())
    plain["instruments"] = plain["instruments"][:1]
    (tmp_path / "b.json").write_bytes(msgspec.json.encode(plain))
    with pytest.raises(InvalidInput, match="hash"):
        read_book(tmp_path / "b.json")


@pytest.mark.parametrize("form", FORMATS)
def test_a_foreign_law_book_is_named_in_every_format(form: str, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    book = smooth(tmp_path / "smooth.json", "us.cfr15_791d")
    ran = run("check", tmp_path / "d.toml", "--law-book", book, *KNOWN, "--format", form)
    said = " ".join(ran.out.replace("\\", "").split())
    assert "smooth.json" in said
    assert "otherwise than the program" in said
    assert "smooth.json" in ran.err


def test_a_foreign_law_book_makes_no_declaration(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    ran = run(
        "declare",
        tmp_path / "d.toml",
        "--law-book",
        smooth(tmp_path / "b.json", "us.cfr15_791d"),
        "-o",
        tmp_path / "pk",
        *KNOWN,
    )
    assert ran.status == 3
    assert "no declaration is made under it" in ran.err
    assert not (tmp_path / "pk").exists()


def signoff(text_file: str = "", mark: str = "0" * 64, **fixed: str) -> str:
    encoding = encodings(instrument_citing(CITE))[CITE]  # type: ignore[arg-type]
    told = "".join(f'"{name}" = "{value}"\n' for name, value in fixed.items())
    file = f'text_file = "{text_file}"\n' if text_file else ""
    head = f'[[signoffs]]\ncite = "{CITE}"\nby = "Nobody"\non = "2026-11-20"\ntext_sha256 = "{mark}"\n'
    return f'{head}encoding_sha256 = "{encoding}"\n{file}[signoffs.constructions]\n{told}'


@pytest.mark.parametrize("form", FORMATS)
def test_who_settled_a_doubt_and_on_what_text_is_seen(form: str, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    fixed = {"legal.us.cfr15_791d.legacy_on_the_cutoff_day": "counts_as_before"}
    (tmp_path / "d.overlay.toml").write_text(signoff(**fixed))
    ran = run("check", tmp_path / "d.toml", *KNOWN, "--format", form)
    said = " ".join(ran.out.replace("\\", "").split())
    for word in ("d.overlay.toml", "Nobody", "2026-11-20", "not here to be checked", "legacy_on_the_cutoff_day"):
        assert word in said.replace("<wbr>", "")


def test_a_sign_off_without_its_text_makes_no_declaration(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    (tmp_path / "d.overlay.toml").write_text(signoff())
    without = run("declare", tmp_path / "d.toml", "-o", tmp_path / "pk", *KNOWN)
    assert "does not lie beside the overlay" in without.err
    (tmp_path / "rule.txt").write_text("the text")
    mark = hashlib.sha256(b"the text").hexdigest()
    (tmp_path / "d.overlay.toml").write_text(signoff("rule.txt", mark))
    assert (
        "does not lie beside the overlay"
        not in run("declare", tmp_path / "d.toml", "-o", tmp_path / "pk", *KNOWN).err
    )


def test_one_law_hash_whatever_the_order_of_transactions(tmp_path: Path) -> None:
    other = (
        SMALL.partition("[[transactions]]")[2].replace('id = "s"', 'id = "t"').replace('into = "US"', 'into = "BR"')
    )
    head, _, mine = SMALL.partition("[[transactions]]")
    found = []
    for acts in ((mine, other), (other, mine)):
        (tmp_path / "d.toml").write_text(head + "".join(f"[[transactions]]{each}\n" for each in acts))
        found.append(json.loads(run("check", tmp_path / "d.toml", *KNOWN, "--format", "json").out)["law_book"])
    assert found[0] == found[1]


# --- packs and signatures -----------------------------------------------------------------------------------------


def test_a_pack_is_verified_and_what_was_done_to_it_is_told(tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    (tmp_path / "d.toml").write_text(SMALL)
    pack = tmp_path / "pk"
    assert run("declare", tmp_path / "d.toml", "--draft", "-o", pack, *KNOWN).status == 0
    assert "nobody signed it" in run("verify", pack).out
    public = run("sign", "--new-key", tmp_path / "k").out.split()[-1]
    assert run("sign", pack, "--key", tmp_path / "k", "--by", "Acme").status == 0
    ran = run("verify", pack, "--key", public)
    assert (ran.status, f"signed by Acme (key {public[:16]})" in ran.out) == (0, True)
    assert run("verify", pack, "--key", "0" * 64).status == 4
    (pack / "extra").write_text("x")
    assert "pack.added" in run("verify", pack).err
    (pack / "extra").unlink()
    (pack / "report.html").write_text("x")
    assert "pack.changed" in run("verify", pack).err
    (pack / "report.html").unlink()
    assert "pack.missing" in run("verify", pack).err
    manifest = pack / "manifest.json"
    manifest.write_text(manifest.read_text().replace("draft", "declaration"))
    assert "signature.wrong" in run("verify", pack).err


def test_a_signed_book_says_so_and_a_changed_one_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    book = smooth(tmp_path / "b.json", "us.cfr15_791d")
    run("sign", "--new-key", tmp_path / "k")
    assert run("sign", book, "--key", tmp_path / "k", "--by", "Counsel").status == 0
    (tmp_path / "d.toml").write_text(SMALL)
    assert "signed by Counsel" in " ".join(run("check", tmp_path / "d.toml", "--law-book", book, *KNOWN).out.split())
    book.write_bytes(book.read_bytes() + b"\n")
    assert "signature.wrong" in run("check", tmp_path / "d.toml", "--law-book", book, *KNOWN).err


# --- the server of an assistant -----------------------------------------------------------------------------------


def served(folder: Path) -> dict[str, Any]:
    from pratique.usecases.tools import served_in

    return {tool.__name__: tool for tool in served_in(folder)}


def test_a_server_reads_in_its_folder_and_echoes_no_content(tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    secret = tmp_path / "served" / "secrets.json"
    secret.write_text('{"transactions": "tok_live_SECRET", "known_on": "pin-4711", "pass-key": 1}')
    outside = tmp_path / "outside.json"
    outside.write_text(secret.read_text())
    check = served(tmp_path / "served")["check_crossing"]
    for path in ("secrets.json", str(secret), str(outside), "../outside.json"):
        told = json.dumps(check(path))
        assert "findings" in told
        assert not any(word in told for word in ("SECRET", "4711", "pass-key"))
    (tmp_path / "served" / "notes.txt").write_text("root:x:0:0:private\n")
    vehicle = {"id": "v", "boms": ["notes.txt"]}
    asked = {
        "transactions": [{"act": "sale", "into": "US", "date": "2026-12-22", "vehicle": "v"}],
        "vehicles": [vehicle],
    }
    assert "private" not in json.dumps(check(asked))
    assert "private" not in json.dumps(check({**asked, "vehicles": [{"id": "v", "boms": ["/etc/passwd"]}]}))


def test_a_server_serves_no_whole_machine() -> None:
    from pratique.errors import UsageError
    from pratique.usecases.tools import served_in

    for folder in ("/", str(Path.home()), "/no/such/folder"):
        with pytest.raises(UsageError):
            served_in(folder)


def test_a_dossier_given_as_data_honours_the_files_it_names(tmp_path: Path) -> None:
    asked = {"transactions": [{"act": "sale", "into": "US", "date": "2026-12-22"}], "answers_files": ["none.toml"]}
    assert "none.toml" in json.dumps(served(tmp_path)["check_crossing"](asked)["findings"])
    from pratique.errors import InvalidInput
    from pratique.usecases.check import check

    with pytest.raises(InvalidInput, match=r"none\.toml"):
        check(asked)
