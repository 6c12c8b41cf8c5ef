"""What is pinned, looked up in an offline copy of an advisory database; nothing is fetched.

`python supply/advisories.py FOLDER` reads every advisory in the OSV format (JSON, one a file, as exports of the PyPI
advisories are) below FOLDER, or below PRATIQUE_ADVISORIES. Status 1 where a pinned version is in one that was not
withdrawn, 0 where none is, and 0 with a word where there is no database: not looked up is not the same as clean.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LOCK = Path(__file__).parent / "requirements.lock"
_PIN = re.compile(r"(?m)^([A-Za-z0-9_.\-]+)(?:\[[^]]*\])?==([^ ;\\]+)")


def plain(name: str) -> str:
    """A name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(text: str) -> dict[str, str]:
    """Name -> version of a lock."""
    return {plain(name): version for name, version in _PIN.findall(text)}


def found(folder: Path, versions: dict[str, str]) -> Iterator[str]:
    """A line for each advisory that a pinned version is in; a file that is none is told."""
    from packaging.version import InvalidVersion, Version

    for file in sorted(folder.rglob("*.json")):
        try:
            advisory = json.loads(file.read_text("utf-8"))
            rows = [] if advisory.get("withdrawn") else advisory.get("affected", [])
            for row in rows:
                name = plain(row.get("package", {}).get("name", ""))
                if name in versions and _is_in(Version(versions[name]), row):
                    summary = advisory.get("summary") or advisory.get("details", "")[:80]
                    yield f"{name} {versions[name]}: {advisory.get('id', file.stem)} {summary}"
        except (ValueError, AttributeError, TypeError, InvalidVersion, OSError) as error:
            yield f"{file}: no advisory that can be read: {error}"


def _is_in(version: object, row: dict[str, object]) -> bool:
    """Whether a version is listed, or lies in a range from where a fault came in to before it was mended."""
    from packaging.version import Version

    if str(version) in row.get("versions", ()):  # type: ignore[operator]
        return True
    for span in row.get("ranges", ()):  # type: ignore[attr-defined]
        inside = False
        for event in span.get("events", ()) if span.get("type") == "ECOSYSTEM" else ():
            if "introduced" in event and version >= Version(event["introduced"]):  # type: ignore[operator]
                inside = True
            if "fixed" in event and version >= Version(event["fixed"]):  # type: ignore[operator]
                inside = False
            if "last_affected" in event and version > Version(event["last_affected"]):  # type: ignore[operator]
                inside = False
        if inside:
            return True
    return False


def main() -> int:
    """Print what was found."""
    named = next(iter(sys.argv[1:]), os.environ.get("PRATIQUE_ADVISORIES", ""))
    if not named or not Path(named).is_dir():
        print(
            "No advisory database is here (PRATIQUE_ADVISORIES names a folder of OSV files): nothing was looked up."
        )
        return 0
    versions = pinned(LOCK.read_text("utf-8"))
    lines = list(found(Path(named), versions))
    print("\n".join(lines) or f"{len(versions)} pinned packages, no advisory.")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
