"""Check digits and shapes of the identifiers that name a party.

Rule: each `*_fault` returns None for a well-formed identifier and else a sentence that says what is wrong.
Blanks around an identifier and letter case are forgiven, since registers print both; nothing else is.
"""

from __future__ import annotations

import re

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def normal_form(identifier: str) -> str:
    """The identifier without surrounding blanks, in upper case."""
    return identifier.strip().upper()


def lei_fault(identifier: str) -> str | None:
    """What is wrong with a legal entity identifier (ISO 17442; check digits by ISO 7064 mod 97-10)."""
    lei = normal_form(identifier)
    if len(lei) != 20:
        return f"The LEI {identifier!r} has {len(lei)} characters instead of 20."
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", lei):
        return f"The LEI {identifier!r} has a character that is no letter A-Z or digit, or no digits at the end."
    if int("".join(str(int(ch, 36)) for ch in lei)) % 97 != 1:
        return f"The check digits {lei[-2:]} of the LEI {identifier!r} do not fit the rest of it."
    return None


def is_lei(identifier: str) -> bool:
    """Whether the identifier is a well-formed LEI."""
    return lei_fault(identifier) is None


def duns_fault(identifier: str) -> str | None:
    """What is wrong with a D-U-N-S number: nine digits, hyphens allowed; no check digit is public."""
    digits = identifier.strip().replace("-", "")
    if re.fullmatch(r"[0-9]{9}", digits):
        return None
    return f"The D-U-N-S number {identifier!r} is not nine digits."


def bpn_fault(identifier: str, kind: str = "L") -> str | None:
    """What is wrong with a Catena-X business partner number: BPN, L, S or A, and 12 characters."""
    if re.fullmatch(rf"BPN{kind}[0-9A-Z]{{12}}", normal_form(identifier)):
        return None
    return f"The business partner number {identifier!r} is not BPN{kind} and twelve letters or digits."


def uscc_fault(identifier: str) -> str | None:
    """What is wrong with a Chinese unified social credit code (GB 32100, check character mod 31)."""
    code = normal_form(identifier)
    if len(code) != 18:
        return f"The unified social credit code {identifier!r} has {len(code)} characters instead of 18."
    if any(ch not in _USCC_ALPHABET for ch in code):
        return f"The unified social credit code {identifier!r} has a character outside its alphabet."
    total = sum(_USCC_ALPHABET.index(ch) * weight for ch, weight in zip(code, _USCC_WEIGHTS, strict=False))
    if _USCC_ALPHABET[-total % 31] != code[17]:
        return f"The check character {code[17]} of the unified social credit code {identifier!r} does not fit."
    return None
