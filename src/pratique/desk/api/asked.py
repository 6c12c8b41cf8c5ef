"""A question with its files, as it is sent; laid out in a folder for as long as it is answered.

Rule: a file has a base name and nothing that leads out of the folder; what is told names files from that folder, so
that an answer is the same bytes as that of the command run beside the same files.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath

import msgspec

from pratique.desk.api.problems import Stop
from pratique.desk.folders import may_be_called
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput
from pratique.files import scratch, write_whole
from pratique.usecases.answer.beside import findings_beside

LARGEST_TEXT = 2 * 1024**2
"""Bytes of the file that asks; what it names may be larger."""


class AskedFiles(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Files by name: as text, as base64, or - the file that asks alone - as the object that it holds."""

    files: dict[str, str] = {}
    encoded: dict[str, str] = {}
    dossier: Plain | None = None
    main: str = "dossier.toml"

    def plain(self) -> dict[str, bytes]:
        """The bytes of each file. Raises Stop for a name that leads elsewhere, or for what is no base64."""
        found: dict[str, bytes] = {}
        for name, text in self.files.items():
            found[_base(name)] = text.encode("utf-8", "surrogatepass")
        for name, text in self.encoded.items():
            if name in found:
                raise Stop(422, f"The file {name!r} is sent twice, as text and as base64; send it once.")
            try:
                found[_base(name)] = base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError) as error:
                raise Stop(422, f"The file {name!r} is no base64.") from error
        if self.dossier is not None:
            if "dossier.json" in found or self.main in found:
                raise Stop(422, "The dossier is sent twice, as a file and as an object; send it once.")
            found["dossier.json"] = msgspec.json.encode(self.dossier)
        return found

    def asking(self) -> str:
        """The name of the file that asks."""
        return "dossier.json" if self.dossier is not None else _base(self.main)


class AskedQuestion(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A dossier with its files, and the options of `pratique check`."""

    on: date | None = None
    law_on: date | None = None
    known_on: date | None = None
    construe: str | dict[str, str] | None = None
    presume: tuple[str, ...] = ()
    revoke: tuple[str, ...] = ()

    def options(self) -> Plain:
        """Those that were given."""
        names = ("on", "law_on", "known_on", "construe", "presume", "revoke")
        return {name: value for name in names if (value := getattr(self, name))}


def _base(name: str) -> str:
    plain = PurePosixPath(name)
    if plain.name != name or "\\" in name or not may_be_called(name):
        raise Stop(422, f"{name!r} is no name of a file: send base names.")
    return name


@contextmanager
def laid(asked: AskedFiles) -> Iterator[Path]:
    """The file that asks, in a folder with the others. Raises Stop, and InvalidInput naming files from the folder."""
    files = asked.plain()
    main = asked.asking()
    if main not in files:
        raise Stop(422, f"There is no file {main!r} among those that were sent.")
    if len(files[main]) > LARGEST_TEXT and main.endswith((".toml", "dossier.json")):
        raise Stop(413, f"{main} is larger than {LARGEST_TEXT} bytes; send bills as files of their own.")
    with scratch() as folder:
        for each, data in files.items():
            write_whole(folder / each, data)
        try:
            yield folder / main
        except InvalidInput as error:
            raise InvalidInput(findings_beside(error.findings, folder)) from error


def without(data: bytes, folder: Path) -> bytes:
    """Bytes with files named from the folder."""
    return data.replace(f"{folder}/".encode(), b"")
