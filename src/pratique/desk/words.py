"""What the pages of a supplier say, in English and Chinese: `words.csv`, one row a text."""

from __future__ import annotations

import csv
import re
from importlib import resources

LANGUAGES = ("en", "zh")


def _read() -> dict[str, dict[str, str]]:
    source = resources.files("pratique.desk").joinpath("words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(source.splitlines()))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


WORDS = _read()
"""By language, then by key."""
_OTHER = re.compile(r"any other (\w+) of (.+)", re.DOTALL)
_KINDS = {"source": "来源方", "part": "部件", "party": "相关方", "holder": "持有人", "vehicle": "车辆"}


def named_in(about: str, language: str) -> str:
    """What a question is about, in a language: what is not listed is named as such, a name stays as it is."""
    found = _OTHER.fullmatch(about) if language == "zh" else None
    return about if found is None else f"“{named_in(found[2], language)}”的任何其他{_KINDS.get(found[1], found[1])}"
