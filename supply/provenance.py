"""Where a wheel comes from: an in-toto statement (SLSA provenance 1) beside it, and the check of one.

`python supply/provenance.py dist/pratique-*.whl` builds the wheel twice from the commit checked out, under that
commit's own time; it writes `WHEEL.provenance.json` only where both have the bytes of the one that is given.
`python supply/provenance.py --check WHEEL` says whether a wheel is the one that its statement is about.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TYPE = "https://slsa.dev/provenance/v1"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def built(source: Path, into: Path, epoch: str) -> Path:
    """The wheel of a source folder, with `hatchling` of this Python, as of the second `epoch`."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    subprocess.run(command, cwd=source, env=env, capture_output=True, check=True)
    (wheel,) = into.glob("*.whl")
    return wheel


def statement(wheel: Path, commit: str, epoch: str, source: Path = ROOT) -> dict[str, Any]:
    """What a wheel was made of, by which backend, from which commit and as of which second."""
    from hatchling.__about__ import __version__

    lock, bom = source / "supply" / "requirements.lock", source / "supply" / "pratique.cdx.json"
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": wheel.name, "digest": {"sha256": sha256(wheel)}}],
        "predicateType": TYPE,
        "predicate": {
            "buildDefinition": {
                "buildType": "supply/provenance.py",
                "externalParameters": {"SOURCE_DATE_EPOCH": epoch, "target": "wheel"},
                "internalParameters": {"hatchling": __version__},
                "resolvedDependencies": [
                    {"name": "source", "digest": {"gitCommit": commit}},
                    {"name": "requirements.lock", "digest": {"sha256": sha256(lock)}},
                    {"name": "pratique.cdx.json", "digest": {"sha256": sha256(bom)}},
                ],
            },
            "runDetails": {"builder": {"id": "supply/provenance.py"}},
        },
    }


def check(wheel: Path) -> list[str]:
    """What of a wheel's statement is not so; nothing where it is about this wheel."""
    said = json.loads(beside(wheel).read_text("utf-8"))
    (subject,) = said["subject"]
    wrong = [] if said["predicateType"] == TYPE else ["the statement is no provenance"]
    wrong += [] if subject["name"] == wheel.name else [f"the statement is about {subject['name']}"]
    return wrong + ([] if subject["digest"]["sha256"] == sha256(wheel) else ["the wheel has other bytes"])


def beside(wheel: Path) -> Path:
    return wheel.with_name(f"{wheel.name}.provenance.json")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("wheel", type=Path)
    asked.add_argument("--check", action="store_true")
    given = asked.parse_args()
    if given.check:
        wrong = check(given.wheel)
        print("\n".join(wrong) or f"{given.wheel.name} is the wheel of its statement.")
        return 1 if wrong else 0
    commit, epoch = git("rev-parse", "HEAD"), git("log", "-1", "--format=%ct")
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("first", "second"):
            tree = Path(scratch) / name
            git("worktree", "add", "--detach", str(tree), commit)
            try:
                again = built(tree, Path(scratch) / f"{name}-dist", epoch)
            finally:
                git("worktree", "remove", "--force", str(tree))
            if sha256(again) != sha256(given.wheel):
                print(f"{given.wheel.name} is not what commit {commit} gives as of {epoch}: {sha256(again)}.")
                return 1
    beside(given.wheel).write_text(json.dumps(statement(given.wheel, commit, epoch), indent=2) + "\n", "utf-8")
    print(f"{beside(given.wheel)}: built twice with the same bytes from {commit}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
