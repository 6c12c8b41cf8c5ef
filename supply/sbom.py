"""The bill of materials of the program itself, and the licences of what it needs, from the lock and the machine.

`python supply/sbom.py` writes `supply/pratique.cdx.json` (CycloneDX 1.6) and `supply/licences.csv`; run it where all
extras are installed, after the lock was made again. Nothing is fetched.
"""

from __future__ import annotations

import csv
import json
import re
from importlib.metadata import PackageNotFoundError, metadata
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


def licence(name: str) -> str:
    """What an installed package says of its licence; empty where it is not installed."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classes = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or [] if each.startswith("License ::")
    ]
    short = (told.get("License") or "").strip().split("\n")[0]
    return told.get("License-Expression") or "; ".join(classes) or short[:80]


def main() -> None:
    """Write both files."""
    rows, components = [], []
    for name, (version, hashes) in sorted(pins().items()):
        said = licence(name) or "not installed here, or not stated"
        rows.append((name, version, said))
        purl = f"pkg:pypi/{name}@{version}"
        component = {
            "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
            "properties": [{"name": "sha256-of-a-file", "value": each} for each in hashes],
        }  # fmt: skip
        if said:
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
