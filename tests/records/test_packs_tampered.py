"""A signed pack of each kind, changed in one place: `verify` says so, whatever the place.

Rule: one byte of each file, a file emptied, dropped, lengthened, renamed, put in the place of another, made a folder
or a link, one added under any name; and a manifest that is written in another way than the program does.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running import KNOWN, SMALL, run

PACKS = {
    "declare": ("declare", "@d.toml", "--draft", *KNOWN),
    "apply": ("apply", "@d.toml", "--kind", "opinion", "--draft", *KNOWN),
    "attest": ("attest", "@bom.csv", "--into", "US", "--act", "sale", "--on", "2026-11-22", *KNOWN),
}
FLIPS = 3


@pytest.fixture(scope="module", params=PACKS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that is signed."""
    pytest.importorskip("cryptography")
    folder = tmp_path_factory.mktemp("packs")
    (folder / "d.toml").write_text(SMALL)
    (folder / "bom.csv").write_text("ref,name,type,supplier\na,Unit,device,Acme\n")
    words = (str(folder / each[1:]) if each[0] == "@" else each for each in PACKS[request.param])
    assert run(*words, "-o", folder / "pack").status == 0
    assert run("sign", "--new-key", folder / "key").status == 0
    assert run("sign", folder / "pack", "--key", folder / "key", "--by", "Acme").status == 0
    return folder / "pack"


@pytest.fixture
def pack(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "pack")
    return tmp_path / "pack"


def wrongs(pack: Path) -> Iterator[str]:
    """Nothing where `verify` refuses the pack as it must, else what it says."""
    ran = run("verify", pack)
    if ran.status != 4 or "Internal error" in ran.err:
        yield f"{ran.status} {ran.out} {ran.err}"


def changes(file: Path, dice: random.Random) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each change of a file that is there; whoever asks puts it back."""
    data = file.read_bytes()
    for at in (0, len(data) - 1, *(dice.randrange(len(data)) for _ in range(FLIPS))):
        flipped = bytes((*data[:at], data[at] ^ 1, *data[at + 1 :]))
        yield f"byte {at}", lambda flipped=flipped: file.write_bytes(flipped)  # type: ignore[misc]
    yield "emptied", lambda: file.write_bytes(b"")
    yield "a folder", lambda: (file.unlink(), file.mkdir())
    yield "a link", lambda: (file.unlink(), os.symlink("/etc/hosts", file))
    yield "in capitals", lambda: file.rename(file.with_name(file.name.upper()))
    if not file.name.endswith(".sig"):  # a pack that nobody signed is whole, and says so
        yield "dropped", file.unlink
        yield "longer", lambda: file.write_bytes(data + b"\n")


def test_every_file_changed_is_told(pack: Path, made: Path) -> None:
    dice = random.Random(4711)
    found = []
    assert run("verify", pack).status == 0
    for file in sorted(pack.iterdir()):
        for what, change in changes(file, dice):
            change()
            found += [f"{file.name}: {what}: {each}" for each in wrongs(pack)]
            shutil.rmtree(pack)
            shutil.copytree(made, pack)
    assert found == []


def test_two_files_exchanged_are_told(pack: Path) -> None:
    files = sorted(pack.iterdir())
    found = []
    for one, other in ((one, other) for one in files for other in files if one.name < other.name):
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second), other.write_bytes(first)
        found += [f"{one.name} and {other.name}: {each}" for each in wrongs(pack)]
        one.write_bytes(first), other.write_bytes(second)
    assert found == []


@pytest.mark.parametrize("name", ["extra", ".hidden", "sub/inner.txt", "MANIFEST.json", "manifest.json.SIG", "a b "])
def test_a_file_that_was_added_is_told(name: str, pack: Path) -> None:
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_text("x")
    assert list(wrongs(pack)) == []
    assert "pack.added" in run("verify", pack).err


def manifests(said: dict[str, str], outside: Path) -> dict[str, object]:
    """What may stand in a manifest in the place of the files and their hashes."""
    first = min(said)
    return {
        "hashes in capitals": {name: mark.upper() for name, mark in said.items()},
        "half of each hash": {name: mark[:32] for name, mark in said.items()},
        "longer hashes": {name: f"{mark}00" for name, mark in said.items()},
        "no hash": dict.fromkeys(said, ""),
        "a number": {**said, first: 5},
        "a name in capitals": {name.upper() if name == first else name: mark for name, mark in said.items()},
        "one fewer": {name: mark for name, mark in said.items() if name != first},
        "one that is not there": {**said, "other.json": "0" * 64},
        "one above": {**said, f"../{outside.name}": said[first]},
        "one elsewhere": {**said, str(outside): said[first]},
        "itself": {**said, "manifest.json": "0" * 64},
        "no name": {**said, "": "0" * 64},
        "the folder": {**said, ".": "0" * 64},
        "a zero": {**said, "a\0b": "0" * 64},
        "a name without end": {**said, "a" * 5_000: "0" * 64},
        "a list": list(said),
        "nothing": {},
        "no table": None,
    }


@pytest.mark.parametrize("how", manifests({"": ""}, Path("x")))
def test_a_manifest_that_is_odd_is_refused(how: str, pack: Path, tmp_path: Path) -> None:
    (pack / "manifest.json.sig").unlink()
    assert run("verify", pack).status == 0
    plain = json.loads((pack / "manifest.json").read_text())
    (tmp_path / "outside").write_bytes((pack / min(plain["sha256"])).read_bytes())
    plain["sha256"] = manifests(plain["sha256"], tmp_path / "outside")[how]
    (pack / "manifest.json").write_text(json.dumps(plain))
    assert list(wrongs(pack)) == []


def test_a_manifest_that_lists_twice_is_refused(pack: Path) -> None:
    (pack / "manifest.json.sig").unlink()
    text = (pack / "manifest.json").read_text()
    (pack / "manifest.json").write_text(text.replace('"sha256"', '"sha256": {}, "sha256"', 1))
    assert list(wrongs(pack)) == []
