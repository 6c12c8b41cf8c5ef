"""What the pages of a supplier say, in English and Chinese: `words.csv`, one row a text."""

from __future__ import annotations

import csv
from importlib import resources

LANGUAGES = ("en", "zh")


def _read() -> dict[str, dict[str, str]]:
    source = resources.files("pratique.desk").joinpath("words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(source.splitlines()))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


WORDS = _read()
"""By language, then by key."""
