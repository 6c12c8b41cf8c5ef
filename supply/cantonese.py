"""Make the table of Hong Kong syllables out of a table of characters.

`python supply/cantonese.py charToRoman.json` writes `src/pratique/parties/names/cantonese.csv`. The file is in the
package cantonese-romanisation (MIT): characters with their spellings in the Hong Kong Government's romanisation. Of
each syllable the pinyin of the common characters (Big5, level 1) that are spelt so is kept, the most usual first.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from anyascii import anyascii

TABLE = Path(__file__).parent.parent / "src" / "pratique" / "parties" / "names" / "cantonese.csv"
LEAST_PART, MOST = 0.12, 4
"""A pinyin that fewer of the characters have is left out; more than so many are not kept."""
IN_NAMES = {"tai": "da"}
"""What the table of characters lacks and every second name has."""


def common() -> list[str]:
    """The characters of Big5, level 1."""
    pairs = (
        bytes([first, second]) for first in range(0xA4, 0xC7) for second in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    found = (pair.decode("big5", "ignore") for pair in pairs)
    return [char for char in found if "\u4e00" <= char <= "\u9fff"]


def main() -> None:
    spelt = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for char in common():
        for syllable in spelt.get(char) or ():
            table[syllable][anyascii(char).strip().lower()] += 1
    rows = ["syllable,pinyin"]
    for syllable, counts in sorted(table.items()):
        total = sum(counts.values())
        ranked = sorted(counts, key=lambda read: (-counts[read], read))
        kept = [
            read for read in ranked if counts[read] >= LEAST_PART * total and (counts[read] > 1 or total <= 6)
        ] or ranked[:1]
        known = [IN_NAMES[syllable]] if syllable in IN_NAMES else []
        if syllable.isascii() and syllable.isalpha():
            rows.append(f"{syllable},{';'.join(dict.fromkeys([*known, *kept[: MOST - len(known)]]))}")
    TABLE.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
