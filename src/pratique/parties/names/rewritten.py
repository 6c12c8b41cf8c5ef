"""Other ways in which the name of an organisation is written: words parted, what it was named after left out.

Rule: each is one more reading beside the name as it stands, never the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_INNER_CAPITAL = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})|(?<=[a-z]{3})(?=(?:AG|SE|SA|NV|BV|AB|AS|OY|KG|SAS|LLC|LLP|PLC|JSC|SpA|GmbH)\b)"
)
"""Where a word or a legal form begins within another ("HesaiTech", "SiemensAG")."""
_HONOUR = re.compile(
    r"[\s,(]+(?:named (?:after|for|in honou?r of)|name of|imeni|im\.|имени|им\.|імені|ім\.)\s.*$", re.IGNORECASE
)
"""After whom an institute or a works is named, which stands last and is left out where it is spoken of."""
SHORTEST = 12
"""Letters of a name that is one without such a tail."""


def rewritten(name: str) -> Iterator[str]:
    """The other writings of a name, its capitals kept."""
    if (parted := _INNER_CAPITAL.sub(" ", name)) != name:
        yield parted
    if len(bare := _HONOUR.sub("", name)) >= SHORTEST and bare != name:
        yield bare
