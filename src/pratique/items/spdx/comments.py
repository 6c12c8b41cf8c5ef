"""The comments of a document of tags or in YAML: no element holds them, and what they say of the list counts.

Rule: a comment is looked at as a remark beside the list is; one that says that something was left out opens it.
"""

from __future__ import annotations

from pratique.items.bill import Beside, Bill
from pratique.items.excerpt import EXCERPT, says_excerpt, says_lacking

LONGEST_QUOTE = 120


def keep_comments(text: str, bill: Bill) -> None:
    """Keep beside the list of a bill what the lines of its text say that begin with `#`."""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip().strip("#").strip() if line.lstrip().startswith("#") else ""
        if not said:
            continue
        if says_excerpt(said) or says_lacking(said):
            bill.names(said[:LONGEST_QUOTE], EXCERPT, f"line {number}")
        bill.beside.append(Beside(f"line {number}", said, "note"))
