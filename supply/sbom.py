"""The bill of materials of the program itself, and the licences of what it needs, from the lock and the machine.

`python supply/sbom.py` writes `supply/pratique.cdx.json` (CycloneDX 1.6) and `supply/licences.csv`; run it where all
extras are installed, after the lock was made again. Nothing is fetched.
"""

from __future__ import annotations

import csv
import json
import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution, metadata
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9_.\-\[\]]+)==([^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def pins() -> dict[str, tuple[str, list[str]]]:
    """Each package of the lock with its version and the hashes of its files."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in LOCK.read_text("utf-8").splitlines():
        if pin := _PIN.match(line):
            name = pin[1].partition("[")[0].lower().replace("_", "-").replace(".", "-")
            found[name] = (pin[2], [])
        found[name][1].extend(_HASH.findall(line))
    return found


TEXTS = {
    "Apache License": "Apache-2.0",
    "Permission is hereby granted, free of charge": "MIT",
    "Redistribution and use in source and binary forms": "BSD",
    "Mozilla Public License": "MPL-2.0",
}
"""How the text of a licence is known, first come first told."""
NOT_HERE = "not installed where this list was made (another system or Python)"
UNSTATED = "not stated in what is installed"


def licence(name: str) -> str:
    """What an installed package says of its licence, in its metadata or else in the file of it."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return NOT_HERE
    return _stated(told) or _read(name) or UNSTATED


def _read(name: str) -> str:
    """The licence whose text an installed package holds; empty where it holds none that is known."""
    held = distribution(name)
    files = (each for each in held.files or () if re.search(r"(?i)(^|/)(licen[cs]e|copying)", str(each)))
    texts = [Path(str(held.locate_file(each))).read_text("utf-8", "replace") for each in files]
    known = (
        f"{short} (read from its licence file)" for mark, short in TEXTS.items() for text in texts if mark in text
    )
    return next(known, "")


def _stated(told: PackageMetadata) -> str:
    classes = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or [] if each.startswith("License ::")
    ]
    short = (told.get("License") or "").strip().split("\n")[0]
    return told.get("License-Expression") or "; ".join(classes) or short[:80]


def main() -> None:
    """Write both files."""
    rows, components = [], []
    for name, (version, hashes) in sorted(pins().items()):
        said = licence(name)
        rows.append((name, version, said))
        purl = f"pkg:pypi/{name}@{version}"
        component = {
            "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
            "properties": [{"name": "sha256-of-a-file", "value": each} for each in hashes],
        }  # fmt: skip
        if said not in (NOT_HERE, UNSTATED):
            component["licenses"] = [{"license": {"name": said}}]
        components.append(component)
    bom = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "pratique", "name": "pratique"}},
        "components": components,
        "dependencies": [{"ref": "pratique", "dependsOn": [each["bom-ref"] for each in components]}],
        "compositions": [{"aggregate": "complete", "assemblies": ["pratique"]}],
    }  # fmt: skip
    (HERE / "pratique.cdx.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", "utf-8")
    with open(HERE / "licences.csv", "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([("package", "version", "licence"), *rows])


if __name__ == "__main__":
    main()
