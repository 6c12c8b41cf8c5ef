"""How much of a name is looked at, and whether a name is longer than that.

Rule: what stands beyond is not compared, so that nobody hides behind words without end; whoever bears such a name is
called neither listed nor absent for it.
"""

from __future__ import annotations

import re

LONGEST_NAME = 1_000
"""Characters of a name that are looked at."""
MOST_WORDS = 64
"""Words of a name that are looked at, each East Asian letter for one."""
MOST_NAMES = 1_000
"""Further names of one party that are looked at."""
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def is_overlong(text: str) -> bool:
    """Whether a name has more characters or words than are looked at."""
    if len(text) <= MOST_WORDS:
        return False
    return len(text) > LONGEST_NAME or sum(1 for _ in _WORDS.finditer(text)) > MOST_WORDS


OVERLONG = f"more than {LONGEST_NAME:,} characters or {MOST_WORDS} words"
"""What is said of such a name."""
