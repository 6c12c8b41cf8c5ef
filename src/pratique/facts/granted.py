"""Whether a fact, by its full name, says that an agency has spoken.

Rule: to suppose that it has is the last thing to advise and never the first to ask; what can be found out or done
without it comes before. Names say it: what is held, granted, approved, obtained or passed is somebody else's act.
"""

from __future__ import annotations

import re

HELD = ("authorization.", "export.licence_held", "item.named_in_letter")
"""What a person is not asked first: it comes after what can be found out."""
GRANTED = re.compile(
    r"licen[cs]e(_held)?$|permit_held$|granted|approved_(by|for)|on_approved_list$|approval|_obtained$|_passed$"
    r"|^access\.(on_|ccc)"
)


def is_granted(name: str) -> bool:
    """Whether a fact says that an agency has spoken.

    >>> is_granted("authorization.specific_granted"), is_granted("part.programmable")
    (True, False)
    """
    return name.startswith(HELD) or GRANTED.search(name) is not None
