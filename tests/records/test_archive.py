"""The archive: checked by `sha256sum`, by its own script without this program, and by the library of its format."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("cryptography")

from pratique.errors import InvalidInput
from pratique.records import alone
from pratique.records.archive import archive, bag_faults, bag_of, entries_in, zipped
from pratique.records.chain import Chained, faults, next_entry
from pratique.records.checkpoint import signed
from pratique.records.sealing import REDACTION, sealed
from tests.records.ledgers import LEDGER, SIGNER, ledger

STEP = 1 if os.environ.get("PRATIQUE_PROOF") else 7
"""Of the longer files every byte is tried by `make proof`."""
ABOUT, VALUES = sealed({}, {"person": "Ada Lovelace", "mail": "a@example.org"})


def _entries() -> list[Chained]:
    entries = ledger(5)
    for kind, about in (
        ("reply", ABOUT),
        (REDACTION, {"redacted": [{"record": 6, "pointer": "/person"}], "reason": "asked by the person"}),
    ):
        after = entries[-1]
        entries.append(
            next_entry(LEDGER, after.seq + 1, after.sha256, kind=kind, at="2026-11-28T14:00:00Z", who="", about=about)
        )
    return entries


ENTRIES = _entries()
BAG = archive(
    ENTRIES,
    sealed={6: [each for each in VALUES if each.pointer == "/mail"]},
    checkpoints=[signed(SIGNER, LEDGER, [each.sha256 for each in ENTRIES[:size]]) for size in (3, 7)],
    key=SIGNER.key,
    beside={"blobs/x.json": b"{}"},
)


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """The archive, unpacked."""
    with zipfile.ZipFile(_zip(tmp_path)) as zipper:
        zipper.extractall(tmp_path)
    return tmp_path / "w1"


def _zip(folder: Path) -> Path:
    (folder / "w1.zip").write_bytes(zipped(BAG, "w1"))
    return folder / "w1.zip"


def verify(folder: Path) -> tuple[int, str]:
    """The archive's own script, with nothing but the standard library to be found."""
    asked = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False, cwd="/")
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


@pytest.mark.skipif(not shutil.which("openssl"), reason="the script checks signatures with openssl")
def test_the_archive_verifies_without_this_program(bag: Path) -> None:
    status, told = verify(bag)
    assert (status, told.startswith("7 records hold, signed by desk.example/w1")) == (0, True), told
    assert "1 values were redacted" in told


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_files_verify_with_sha256sum(bag: Path) -> None:
    asked = ["sha256sum", "--quiet", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    assert subprocess.run(asked, cwd=bag, check=False, capture_output=True).returncode == 0


def test_the_bag_is_one_for_the_library_of_its_format(bag: Path) -> None:
    bagit = pytest.importorskip("bagit")
    assert bagit.Bag(str(bag)).validate()


def test_the_records_come_back_as_they_were(bag: Path) -> None:
    back = entries_in(bag_of(bag))
    assert [(each.seq, each.body, each.sha256) for each in back] == [
        (each.seq, each.body, each.sha256) for each in ENTRIES
    ]
    assert faults(back, LEDGER) == ()


def test_the_program_checks_an_archive_too_as_a_folder_and_as_a_zip(bag: Path, tmp_path: Path) -> None:
    assert bag_faults(bag_of(bag)) == bag_faults(bag_of(_zip(tmp_path))) == ()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 no zip", zipped({"other.txt": b""}, "w1"), zipped(BAG, "w1")[:-900]]
)
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(InvalidInput):
        bag_of(tmp_path / "x.zip")


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert zipped(BAG, "w1") == zipped(BAG, "w1")


@pytest.mark.parametrize("name", [each for each in BAG if each not in ("verify.py", "README.txt")])
def test_every_byte_of_every_file_changed_is_told(
    name: str, bag: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "signature_holds", lambda *_: True)  # two processes a byte; tried below
    data = BAG[name]
    for place in range(0, len(data), STEP if len(data) > 400 else 1):
        (bag / name).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert alone.main(bag) == 1, place
        told = capsys.readouterr().out
        assert name in told or "manifest" in name or "cannot be read" in told, (place, told)
        if place % 5 == 0:
            assert bag_faults(bag_of(bag)), place


def test_a_changed_record_is_named_though_every_manifest_was_made_anew(
    bag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = BAG["data/records.jsonl"].replace(b"J. Rivera", b"J. Riviera", 3).replace(b"J. Riviera", b"J. Rivera", 2)
    (bag / "data/records.jsonl").write_bytes(lines)
    assert alone.main(bag) == 1
    assert "record 3 was changed" in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("openssl"), reason="the script checks signatures with openssl")
def test_another_key_in_the_archive_is_told(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pratique.records.checkpoint import Signer

    (bag / "data/key.txt").write_text(Signer(SIGNER.name, b"\2" * 32).key)
    assert alone.main(bag) == 1
    assert "not signed by the key" in capsys.readouterr().out


def test_a_file_added_or_missing_is_told(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / "data/more.txt").write_text("x")
    (bag / "data/blobs/x.json").unlink()
    assert alone.main(bag) == 1
    told = capsys.readouterr().out
    assert "data/more.txt: was added" in told
    assert "data/blobs/x.json: is missing" in told


def test_a_value_that_went_without_a_record_is_told(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / "data/sealed.jsonl").write_bytes(b"")
    assert alone.main(bag) == 1
    assert "/mail is gone without a redaction" in capsys.readouterr().out
