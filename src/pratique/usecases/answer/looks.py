"""What a part looks like by what its file says of it: plain, one that may connect or compute, of a maker of concern.

Rule: a look orders what is shown and asked first, and settles nothing: a resistor is one once somebody says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from pratique.items.doubt.words import brands_of_concern
from pratique.logic.entities import Entity
from pratique.patterns import regex

if TYPE_CHECKING:
    from pratique.dossier.prints import Prints

Look = Callable[[Entity], int]
"""What comes first of several elements that decide alike: the smallest."""

_PLAIN_PLACES = regex(
    r"(?:R|C|L|D|Q|F|S|J|P|X|Y|H|K|RN|RV|RT|CN|CON|FB|SW|TP|MH|LED|BTN|FID|XTAL|JP|LS|BT|TVS|ZD)\d+[A-Z]?",
    re.IGNORECASE,
)
"""Designators (IEEE 315) of parts of one function: resistors, capacitors, switches, connectors, holes."""
_PLAIN_WORDS = regex(
    r"\b(?:resistor|widerstand|capacitor|kondensator|mlcc|inductor|ferrite|choke|diode|led|transistor|fuse|crystal"
    r"|(?:push|tact\w*) ?button|button|taster|switch|schalter|relay|connector|stecker|buchse|header|socket|terminal"
    r"|screw|schraube|bolt|nut|washer|bracket|halter|gasket|housing|geh\u00e4use|label|fastener|test ?point|fiducial"
    r"|heat ?sink|wire|cable)s?\b|\u7535\u963b|\u7535\u5bb9|\u7535\u611f|\u4e8c\u6781\u7ba1|\u6309\u94ae|\u5f00\u5173"
    r"|\u8fde\u63a5\u5668|\u87ba\u4e1d|\u62b5\u6297|\u30b3\u30f3\u30c7\u30f3\u30b5|\u30b9\u30a4\u30c3\u30c1",
    re.IGNORECASE,
)
_OTHER_WORDS = regex(
    r"module|modem|antenna|\bmcu\b|\bsoc\b|processor|controller|transceiver|receiver|radio|\brf\b|wi-?fi|bluetooth|\blte\b"
    r"|\b[45]g\b|gnss|\bgps\b|\bnfc\b|sensor|\bic\b|\bsmart|\besim\b|\bfpga\b|\bdsp\b|programmable|firmware|software"
    r"|network|ethernet switch|telemati|steuerger|funkmodul|mobilfunk|\becu\b"
    r"|\u6a21\u5757|\u6a21\u7ec4|\u5929\u7ebf|\u82af\u7247"
    r"|\u5355\u7247\u673a|\u5904\u7406\u5668|\u84dd\u7259|\u5c04\u9891|\u901a\u4fe1|\u65e0\u7ebf"
    r"|\u30e2\u30b8\u30e5\u30fc\u30eb|\u7121\u7dda|\u30de\u30a4\u30b3\u30f3|\u30a2\u30f3\u30c6\u30ca",
    re.IGNORECASE,
)
"""What may be more than it looks: all is asked of it at once."""


def looks_plain(said: str) -> bool:
    """What a file says of a part, a text a line -> whether it looks like a part of one function, by nothing else.

    >>> looks_plain("R1, R2"), looks_plain("SW1\\nsmart switch module"), looks_plain("Taster 6x6")
    (True, False, True)
    """
    said = said.replace("_", " ")  # names of footprints: RF_Module, Capacitor_SMD
    if _OTHER_WORDS.search(said):
        return False
    if _PLAIN_WORDS.search(said):
        return True
    places = (line.replace(",", " ").replace("-", " ").split() for line in said.splitlines())
    return any(found and all(_PLAIN_PLACES.fullmatch(each) for each in found) for found in places)


@lru_cache(maxsize=65_536)
def prominence(said: str, made_by: str = "") -> int:
    """What a file says of a part and of its makers -> what comes first of several that decide alike: 0 first, 3 last.

    A maker of a country of concern, by the names under which its goods go, puts first whatever is not plain.

    >>> prominence("U2\\nEG915", "Quectel"), prominence("U1\\nLTE module")
    (0, 1)
    >>> prominence("U9\\nAX-7"), prominence("C1\\n100n")
    (2, 3)
    """
    if looks_plain(said):
        return 3
    if _of_concern(f"{said} {made_by}"):
        return 0
    return 1 if _OTHER_WORDS.search(said.replace("_", " ")) else 2


def _of_concern(text: str) -> bool:
    latin, characters = brands_of_concern()
    folded = text.casefold()
    return not latin.isdisjoint(_WORD.findall(folded)) or any(each in folded for each in characters)


_WORD = regex(r"[a-z-]+")


def looks(prints: Prints) -> Look:
    """What the files say of parts -> the look of elements, each taken once."""
    seen: dict[str, int] = {}

    def look(element: Entity) -> int:
        if element.key not in seen:
            seen[element.key] = prominence(prints.described(element.key), prints.made_by(element.key))
        return seen[element.key]

    return look
