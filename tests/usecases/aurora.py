"""The shipped example in a folder of its own, with replies that settle it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from pratique.dossier.answers import answers_file, append_answers

EXAMPLE = Path(__file__).parents[2] / "examples/aurora"
KNOWN_ON = date(2026, 11, 22)
_BILL = "urn:cdx:6f1c2f0e-5b1d-4c59-9d0a-3a8f3f0f2027/1#"
SETTLING: tuple[dict[str, Any], ...] = (
    {"entity": f"{_BILL}modem-fw/other source", "fact": "source.present", "value": False, "source": "mail 1"},
    {"entity": f"{_BILL}telematics-app/other source", "fact": "source.present", "value": False, "source": "mail 1"},
    {"entity": "acme-telematik", "fact": "party.controlled_from_prc_or_russia", "value": False, "source": "mail 2"},
    {"entity": "wifi-driver", "fact": "part.software_class", "value": "firmware", "source": "data sheet 77"},
)
"""Nobody else has a hand in Acme's software, nobody in China has one in Acme, the driver is firmware."""
DECIDES = "15 CFR 791.305 (vehicles)"


def aurora(folder: Path, *answers: dict[str, Any]) -> Path:
    """The path of a copy of the example's dossier below `folder`, with these answers beside it."""
    shutil.copytree(EXAMPLE, folder / "aurora")
    path = folder / "aurora" / "dossier.toml"
    answers_file(path).unlink(missing_ok=True)
    if answers:
        append_answers(answers_file(path), answers)
    return path
