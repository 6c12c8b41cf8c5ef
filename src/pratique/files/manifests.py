"""The manifest of a pack: what a folder says of itself and of the one file in it, read and held to it.

Rule: a field that is missing, a name that leads elsewhere, a day that is none, days that contradict each other and a
file that is not the one that was marked refuse the pack, all of them told at once; nothing of it is read before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from unicodedata import is_normalized

from pratique.errors import Finding, InvalidInput, Place
from pratique.files.documents import load_json
from pratique.files.regular import contained, read_bytes
from pratique.value_class import dataclass

FOLDER = "PRATIQUE_DATA"
"""The variable of the environment that names the folder of imported packs; without it nothing is imported."""
MANIFEST = "manifest.json"
AGAIN = "Ask for the pack again."
_DAYS = ("made_on", "checked_on", "expires_on")
"""The days of a manifest, each no earlier than the one before it."""
_TEXTS = ("file", "sha256", *_DAYS)
_PLAIN = re.compile(r"[^\W_](?:[\w .-]{0,78}[\w-])?")
_TAKEN = ("lists", MANIFEST, "index.lists")
"""What stands in a folder of packs, or in a pack, under a name of its own."""
_MOST = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself: a list has `replaces` empty.

    `expires_on` is its last day; `signature` a mark under a key that two parties share.
    """

    name: str
    file: str
    sha256: str
    made_on: date
    checked_on: date
    expires_on: date
    replaces: str = ""
    source: str = ""
    signature: str = ""

    def has_expired(self, on: date) -> bool:
        return self.expires_on < on

    def written(self) -> dict[str, str]:
        """The manifest -> the table that is read as it."""
        said = {"schema_version": "1", "name": self.name, "replaces": self.replaces, "file": self.file}
        said |= {"sha256": self.sha256, **{key: getattr(self, key).isoformat() for key in _DAYS}}
        return {
            key: each for key, each in {**said, "source": self.source, "signature": self.signature}.items() if each
        }


def is_plain_name(text: str) -> bool:
    """Whether a pack or its file may be called so: a name within one folder that is no other's, and shows itself."""
    return bool(_PLAIN.fullmatch(text)) and is_normalized("NFC", text) and text.casefold() not in _TAKEN


def packs_in(folder: Path) -> list[Path]:
    """A folder -> those in it that hold a pack, by name."""
    return [each for each in sorted(folder.iterdir()) if each.name[0] != "." and (each / MANIFEST).is_file()]


def refuse_two_of_one(packs: Iterable[tuple[Path, Manifest]], many: Sequence[str] = ("",)) -> None:
    """Raise InvalidInput where two packs of a folder are called alike, or replace one thing that is none of `many`.

    Which of the two counts nobody can know, and each place that reads them may take another.
    """
    seen: dict[str, Path] = {}
    for folder, manifest in packs:
        for what in (
            f"called {manifest.name!r}",
            *((f"of {manifest.replaces}",) if manifest.replaces not in many else ()),
        ):
            first = seen.setdefault(what.casefold(), folder)
            if first is not folder:
                message = f"Two packs are {what}: {first.name} and {folder.name}; which of them counts is not known."
                place, step = Place(str(folder / MANIFEST)), "Take the one that does not count out of the folder."
                raise InvalidInput([Finding("pack.twice", message, place, step)])


def read_manifest(folder: Path, replaceable: tuple[str, ...] = ()) -> Manifest:
    """The manifest of the pack in `folder`, of a table that is `replaceable` where there are such.

    Raises InvalidInput with every fault of it.
    """
    place = Place(str(folder / MANIFEST))
    raw = load_json(read_bytes(folder / MANIFEST, _MOST), place)
    if faults := list(_faults(raw, replaceable)):
        raise InvalidInput([Finding("pack.manifest", each, place, AGAIN) for each in faults])
    made, checked, expires = (date.fromisoformat(raw[key]) for key in _DAYS)
    return Manifest(
        name=raw["name"],
        file=raw["file"],
        sha256=raw["sha256"],
        made_on=made,
        checked_on=checked,
        expires_on=expires,
        replaces=raw["replaces"] if replaceable else "",
        source=str(raw.get("source", "")),
        signature=str(raw.get("signature", "")),
    )


def read_marked(folder: Path, manifest: Manifest, most: int | None = None) -> bytes:
    """The bytes (at most `most`) of the file of a pack. Raises InvalidInput where it is another than was marked."""
    path = contained(folder, manifest.file)
    data = read_bytes(path) if most is None else read_bytes(path, most)
    if hashlib.sha256(data).hexdigest() != manifest.sha256:
        says = f"{manifest.file!r} is not what the manifest of the pack {manifest.name!r} says: its SHA-256 differs."
        raise InvalidInput([Finding("pack.content", says, Place(str(folder / MANIFEST)), AGAIN)])
    return data


def _faults(raw: object, replaceable: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with a manifest that was read."""
    if not isinstance(raw, dict):
        yield "The manifest of a pack is a table of its fields."
        return
    for key in ("name", *(("replaces",) if replaceable else ()), *_TEXTS):
        if not isinstance(raw.get(key), str) or not raw[key]:
            yield f"The manifest says no {key}."
    for key in ("name", "file"):
        if isinstance(said := raw.get(key), str) and said and not is_plain_name(said):
            yield f"The {key} {said[:80]!r} is no plain name: letters, digits, blanks and -_., at most 80 of them."
    if isinstance(said := raw.get("replaces"), str) and replaceable and said not in replaceable:
        yield f"No pack can replace {said!r}; it can replace {', '.join(replaceable)}."
    if (said := raw.get("schema_version", "1")) not in ("1", 1):
        yield f"The manifest is of version {str(said)[:20]!r}, which is not read here; 1 is."
    days: list[date] = []
    for key in _DAYS:
        try:
            days.append(date.fromisoformat(str(raw.get(key, "2000-01-01"))))
        except ValueError:
            yield f"{key} {raw[key]!r} is no day, as 2027-06-30."
    if days != sorted(days) and len(days) == len(_DAYS):
        yield "It was checked before it was made, or ran out before it was checked."
