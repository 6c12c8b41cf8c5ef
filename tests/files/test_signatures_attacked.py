"""A signature that is not the one `sign` made of the very file is a finding, never silence.

Rule: what lies where a signature belongs is a signature or refused; each field is turned in every way that leaves a
JSON, and none is read as signed. Honest names pass.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput, UsageError
from pratique.files.secrets import kept_key, sender_key
from pratique.files.signatures import new_key, sign, signature_file, signature_of

pytest.importorskip("cryptography")
DATA = b"what is signed"
ONE = "01" + "00" * 31
"""The key of the neutral point: under it one signature fits every text."""


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    file = tmp_path / "book.json"
    file.write_bytes(DATA)
    new_key(tmp_path / "firm.key")
    sign(file, tmp_path / "firm.key", "Acme")
    return file


WIDE = {0x30 + digit: 0xFF10 + digit for digit in range(10)}
ANYTHING = "01" + "00" * 63
TURNED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another name": lambda one: one | {"by": "Acme2"},
    "no name": lambda one: one | {"by": ""},
    "a name that is no text": lambda one: one | {"by": ["Acme"]},
    "no format": lambda one: {key: one[key] for key in one if key != "format"},
    "another format": lambda one: one | {"format": "pratique signature 2"},
    "a key in capitals": lambda one: one | {"public_key": one["public_key"].upper()},
    "a key with blanks": lambda one: one | {"public_key": " ".join(one["public_key"])},
    "a key in wide digits": lambda one: one | {"public_key": one["public_key"].translate(WIDE)},
    "a key that is cut": lambda one: one | {"public_key": one["public_key"][:62]},
    "a signature that is cut": lambda one: one | {"signature": one["signature"][:126]},
    "no signature": lambda one: one | {"signature": None},
    "two signatures": lambda one: [one, one],
    "a list of signatures": lambda one: one | {"signature": [one["signature"]] * 2},
    "more fields": lambda one: one | {"also_by": "Counsel"},
    "a key under which everything is signed": lambda one: one | {"public_key": ONE, "signature": ANYTHING},
    "the same, its sign turned": lambda one: one | {"public_key": ONE[:62] + "80", "signature": ANYTHING},
    "the same, above the prime": lambda one: one | {"public_key": "ee" + "ff" * 30 + "7f", "signature": ANYTHING},
}


@pytest.mark.parametrize("how", TURNED)
def test_a_turned_signature_is_refused(how: str, signed: Path) -> None:
    file = signature_file(signed)
    file.write_text(json.dumps(TURNED[how](json.loads(file.read_text()))))
    with pytest.raises(InvalidInput) as caught:
        signature_of(signed, DATA)
    assert [each.code.partition(".")[0] for each in caught.value.findings] == ["signature"]


def _pipe(file: Path) -> None:
    os.mkfifo(file)


NOT_FILES: dict[str, Callable[[Path], None]] = {
    "a folder": Path.mkdir,
    "a link to nothing": lambda file: file.symlink_to("nowhere"),
    "a link to itself": lambda file: file.symlink_to(file.name),
    "a device": lambda file: file.symlink_to("/dev/null"),
    "nothing in it": Path.touch,
    "a pipe": _pipe,
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("what", NOT_FILES)
def test_what_lies_in_its_place_and_is_none_is_told(what: str, signed: Path) -> None:
    signature_file(signed).unlink()
    assert signature_of(signed, DATA) is None
    NOT_FILES[what](signature_file(signed))
    with pytest.raises(InvalidInput):
        signature_of(signed, DATA)


def test_a_signature_of_another_file_or_of_this_one_changed_is_refused(signed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(b"something else")
    signature_file(other).write_bytes(signature_file(signed).read_bytes())
    for file, data in ((other, b"something else"), (signed, DATA + b"\n")):
        with pytest.raises(InvalidInput, match="does not fit"):
            signature_of(file, data)


@pytest.mark.parametrize(
    "by",
    [
        "",
        "  ",
        "Acme\nMAY CROSS",
        "\x1b[2JAcme",
        "Ac\u202eme",
        "Acme (key 3b6a27bcceb6a42d)",
        "Acme （Key 1",
        "a" * 201,
    ],
)
def test_nobody_signs_under_what_reads_otherwise(by: str, signed: Path, tmp_path: Path) -> None:
    before = signature_file(signed).read_bytes()
    with pytest.raises(UsageError):
        sign(signed, tmp_path / "firm.key", by)
    assert signature_file(signed).read_bytes() == before


@pytest.mark.parametrize(
    "by", ["Acme (Shanghai) Co., Ltd.", "上海 赵", "Key Components, Inc.", "J. O'Neill <j@x.example>"]
)
def test_whoever_signs_is_called_as_they_are(by: str, signed: Path, tmp_path: Path) -> None:
    sign(signed, tmp_path / "firm.key", by)
    found = signature_of(signed, DATA)
    assert (found and found.by) == by


@pytest.mark.skipif(os.name != "posix", reason="a mode says who may read")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o602, 0o610])
def test_a_key_that_others_may_use_signs_nothing_and_marks_nothing(mode: int, tmp_path: Path) -> None:
    (tmp_path / "book.json").write_bytes(DATA)
    new_key(tmp_path / "firm.key")
    sender_key(tmp_path / "d.toml")
    for each in ("firm.key", "d.key"):
        (tmp_path / each).chmod(mode)
    with pytest.raises(InvalidInput) as refused:
        sign(tmp_path / "book.json", tmp_path / "firm.key", "Acme")
    assert [each.code for each in refused.value.findings] == ["key.readable"]
    assert not signature_file(tmp_path / "book.json").exists()
    for ask in (sender_key, kept_key):
        with pytest.raises(InvalidInput) as refused:
            ask(tmp_path / "d.toml")
        assert [each.code for each in refused.value.findings] == ["key.readable"]


@pytest.mark.skipif(os.name != "posix", reason="a mode says who may read")
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_key_that_its_owner_alone_may_use_signs(mode: int, tmp_path: Path) -> None:
    (tmp_path / "book.json").write_bytes(DATA)
    new_key(tmp_path / "firm.key")
    sender_key(tmp_path / "d.toml")
    for each in ("firm.key", "d.key"):
        (tmp_path / each).chmod(mode)
    assert sign(tmp_path / "book.json", tmp_path / "firm.key", "Acme").by == "Acme"
    assert sender_key(tmp_path / "d.toml") == kept_key(tmp_path / "d.toml")
