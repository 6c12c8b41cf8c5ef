"""What is pinned, looked up in an offline copy of an advisory database; nothing is fetched.

`python supply/advisories.py FOLDER` reads every advisory in the OSV format (JSON, one a file, as exports of the PyPI
advisories are) below FOLDER, or below PRATIQUE_ADVISORIES. Status 1 where a pinned version is in one that was not
withdrawn, or where the folder that is named holds no advisory; 0 where none is in one, and 0 with a word where no
folder is named: not looked up is not the same as clean.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from packaging.version import Version

LOCK = Path(__file__).parent / "requirements.lock"
_PIN = re.compile(r"(?m)^([A-Za-z0-9_.\-]+)(?:\[[^]]*\])?==([^ ;\\]+)")


def plain(name: str) -> str:
    """A name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text: str) -> dict[str, str]:
    """Name -> version of a lock."""
    return {plain(name): version for name, version in _PIN.findall(text)}


def found(folder: Path, versions: dict[str, str]) -> tuple[int, list[str]]:
    """How many advisories were read, and a line for each that a pinned version is in; a file that is none is told."""
    from packaging.version import InvalidVersion, Version

    read, lines = 0, []
    for file in sorted(folder.rglob("*.json")):
        try:
            advisory = json.loads(file.read_text("utf-8"))
            rows = [] if advisory.get("withdrawn") else advisory.get("affected", [])
            for row in rows:
                package = row.get("package", {})
                name = plain(package.get("name", ""))
                if package.get("ecosystem", "PyPI").partition(":")[0] != "PyPI" or name not in versions:
                    continue
                if _is_in(Version(versions[name]), row):
                    summary = advisory.get("summary") or advisory.get("details", "")[:80]
                    lines.append(f"{name} {versions[name]}: {advisory.get('id', file.stem)} {summary}")
            read += 1
        except (ValueError, AttributeError, TypeError, InvalidVersion, OSError) as error:
            lines.append(f"{file}: no advisory that can be read: {error}")
    return read, lines


def _is_in(version: Version, row: dict[str, Any]) -> bool:
    """Whether a version is listed, or lies in a range from where a fault came in to before it was mended.

    Events count in the order of their versions, as OSV says, and not as they are written.
    """
    from packaging.version import Version

    if any(_same(version, each) for each in row.get("versions", ())):
        return True
    for span in row.get("ranges", ()):
        if span.get("type") not in ("ECOSYSTEM", "SEMVER"):
            continue
        events = [(Version(at), kind) for event in span.get("events", ()) for kind, at in event.items()]
        inside = False
        for at, kind in sorted(events):
            if kind == "introduced" and version >= at:
                inside = True
            if (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
                inside = False
        if inside:
            return True
    return False


def _same(version: Version, written: str) -> bool:
    """Whether a version is the one that is written, however many zeros it ends with."""
    from packaging.version import InvalidVersion, Version

    try:
        return version == Version(written)
    except InvalidVersion:
        return str(version) == written


def main() -> int:
    """Print what was found."""
    named = next(iter(sys.argv[1:]), os.environ.get("PRATIQUE_ADVISORIES", ""))
    if not named:
        print(
            "No advisory database is here (PRATIQUE_ADVISORIES names a folder of OSV files): nothing was looked up."
        )
        return 0
    versions = pinned(LOCK.read_text("utf-8"))
    read, lines = found(Path(named), versions)
    if not read:
        print(f"{named} holds no advisory in the OSV format: nothing was looked up.")
    elif not lines:
        print(f"{len(versions)} pinned packages, none in one of {read:,} advisories.")
    print("\n".join(lines))
    return int(bool(lines) or not read)


if __name__ == "__main__":
    sys.exit(main())
