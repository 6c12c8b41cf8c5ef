"""Registers of companies by the codes that formats give them: org-id (BODS), GLEIF, a country (FollowTheMoney).

Rule: two pairs of scheme and number that this brings to one pair name one party. `registers.csv` holds the codes that
were seen beside each other in published records; a scheme that it does not hold stays as it is and joins only itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pratique.files.shipped import shipped_rows
from pratique.ids import is_lei, normal_form, uscc_fault

USCC = "CN-USCC"
"""The Unified Social Credit Code, unique in all of China whichever office registered the company."""


@lru_cache(maxsize=1)
def _registers() -> dict[str, tuple[str, int]]:
    """Each code of a register, in capitals, to its org-id code and the digits of its numbers (0: not fixed)."""
    found: dict[str, tuple[str, int]] = {}
    for row in shipped_rows(__package__, "registers.csv"):
        place = (row["register"], int(row["digits"] or 0))
        for code in (row["register"], row["gleif"], f"{row['country']}-registration", row["name"]):
            found[code.upper()] = place
    return found


def register_of(scheme: str, number: str) -> tuple[str, str]:
    """The pair of scheme and number under which one party stands, whatever the format calls its register."""
    plain = normal_form(number)
    code = scheme.strip().upper()
    if code in ("XI-LEI", "LEICODE", "LEI"):
        return "LEI", re.sub(r"[\s-]", "", plain)
    if (code.startswith(("CN-", "USCC")) or code in ("RA000092", "UNIFIED SOCIAL CREDIT CODE (USCC)")) and not (
        uscc_fault(plain)
    ):
        return USCC, plain
    register, digits = _registers().get(code, (scheme.strip(), 0))
    if digits:
        plain = re.sub(r"[^0-9A-Z]", "", plain)
        plain = plain.zfill(digits) if plain.isdigit() else plain
    return register, plain


def number_of_id(name: str) -> tuple[str, str] | None:
    """The pair of scheme and number that an id is: a whole LEI, or a number behind the code of its register.

    A file of relations names its parties by nothing else, so such an id is evidence and no private one.
    """
    if len(name) == 20 and is_lei(name):
        return "LEI", normal_form(name)
    code, _, number = name.rpartition("-")
    if len(code) < 5 or code[2] != "-" or not number:
        return None
    if code.upper() == "XI-LEI":
        return ("LEI", normal_form(number)) if is_lei(number) else None
    register = _registers().get(code.upper())
    return register_of(code, number) if register and register[0] == code.upper() else None


def ids_of_number(scheme: str, number: str) -> tuple[str, ...]:
    """The ids that such a pair may stand as."""
    return (number, f"XI-LEI-{number}") if scheme == "LEI" else (f"{scheme}-{number}",)
