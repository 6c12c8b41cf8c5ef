"""One door in, one door out, one clock: nothing in the sources goes around them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "pratique"
DOORS: dict[str, tuple[str, set[str]]] = {
    "what a command prints": (r"\bclick\.s?echo\(|(?<![.\w])print\(", {"cli/say.py"}),
    "the clock": (r"\bdate\.today\(|\bdatetime\.(now|today|utcnow)\(|\btime\.time\(", {"files/clock.py"}),
    "files opened to be read": (
        r"(?<![.\w])open\((?!self)|\.open\(\"r|\.read_bytes\(|\.read_text\((?!\"utf-8\"\)|encoding=|path\))",
        {"files", "figures/reader/text/lexicon.py", "dossier/document.py"},
    ),
    "TOML": (r"\btomllib\.load", {"files"}),
    "JSON": (
        r"(?<!ms)(?<!gspec\.)\bjson\.loads?\(",
        {"files", "cli/mcp_wire.py", "usecases/missing/replies.py", "deciding/overlay.py", "records/canonical.py"},
    ),
    "tables": (r"\bcsv\.(reader|DictReader)\(", {"files"}),
    "workbooks": (r"\bload_workbook\(", {"files"}),
    "XML": (
        r"\b(fromstring|iterparse|DefusedXMLParser)\(",
        {"files", "parties/readers/gleif_xml.py", "parties/lists/ofac_xml.py"},
    ),
    "files moved over others": (r"\bos\.(replace|rename)\(|\.write_(bytes|text)\(", {"files"}),
}  # fmt: skip
"""What goes through a door: how it is written, and the rooms that are the door or read what the program brings."""
WITHOUT_THE_HOUSE = "records/alone.py"
"""The script of an archive: it runs where the program is not, and so has no door to go through."""


@pytest.mark.parametrize("door", DOORS)
def test_nothing_goes_around_the_door(door: str) -> None:
    pattern, allowed = DOORS[door]
    around = []
    for path in sorted(SOURCES.rglob("*.py")):
        room, text = path.relative_to(SOURCES).as_posix(), path.read_text(encoding="utf-8")
        if re.search(r"importlib|files\(|table_text\(|shipped_text\(", text) and door in (
            "TOML",
            "tables",
            "files opened to be read",
        ):
            continue  # reads what comes with the program
        if room == WITHOUT_THE_HOUSE or any(room == each or room.startswith(f"{each}/") for each in allowed):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(pattern, line) and not line.lstrip().startswith("#"):
                around.append(f"{room}:{number} {line.strip()}")
    assert around == []
