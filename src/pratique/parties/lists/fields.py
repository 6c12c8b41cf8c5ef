"""Small texts inside list fields: dates, countries, identifiers, alias remarks, footnotes.

Rule: what cannot be read stays in the remarks and out of the typed fields; a country is only taken where the
list states one, because a wrong country turns into false evidence.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from pratique.ids import country_code
from pratique.parties.lists.held import bare_name, held_names
from pratique.parties.lists.layouts import bare
from pratique.parties.lists.listing import Identifier, ListedName, ListEntry
from pratique.parties.readers.fields import EMPTY_DAYS

_DATE_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%d %b %Y", "%d %B %Y", "%Y%m%d")

_STATE_CODES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR"
)
US_STATES = frozenset(_STATE_CODES.split())
"""Postal codes of US states: many are country codes too (CA, DE, IN), so alone they prove no country."""

_OFAC_COUNTRIES = {
    "palestinian": "PS",
    "west bank": "PS",
    "congo, democratic republic of the": "CD",
    "congo, republic of the": "CG",
    "cote d ivoire": "CI",
    "kosovo": "XK",
    "xk": "XK",
    "region: gaza": "PS",
}
"""Wordings of OFAC files that the country table does not hold; Crimea stays without a code on purpose."""


def read_date(text: str) -> date | None:
    """A calendar date in one of the layouts the lists use, else None."""
    for layout in _DATE_FORMATS:
        try:
            return datetime.strptime(text.strip(), layout).date()
        except ValueError:
            continue
    return None


def read_start(text: str) -> date | None:
    """A first day: of two that a text with slashes may mean, the earlier."""
    return min(_either_day(text), default=None)


def read_end(text: str) -> date | None:
    """A last day: of two that a text may mean, the later; None for what programs write where there is none."""
    found = max(_either_day(text), default=None)
    return None if found in EMPTY_DAYS else found


def _either_day(text: str) -> list[date]:
    layouts = ("%m/%d/%Y", "%d/%m/%Y") if "/" in text else ()
    found = [read_date(text)]
    for layout in layouts:
        with suppress(ValueError):
            found.append(datetime.strptime(text.strip(), layout).date())
    return [day for day in found if day]


NOBODY = frozenset(("", "-", "n/a", "na", "none", "nil", "unknown", "not known", "various"))
"""What stands for no name where a list names others beside an entry."""


def subsidiaries_of(texts: Iterable[str]) -> Iterator[ListedName]:
    """The companies that an entry names as its subsidiaries: they are frozen with it where it owns them."""
    parts = (part.strip(" .") for text in texts for part in text.split(";"))
    yield from (ListedName(part, "subsidiary") for part in dict.fromkeys(parts) if part.casefold() not in NOBODY)


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country name or code as a list prints it, else None."""
    plain = text.strip().strip(".")
    return _OFAC_COUNTRIES.get(plain.casefold()) or country_code(plain)


def digest_id(*parts: str) -> str:
    """Sixteen hex digits that name an entry without a number of its own."""
    return hashlib.sha256("\x1f".join(part.strip() for part in parts).encode()).hexdigest()[:16]


# --- OFAC remarks -----------------------------------------------------------------------------------------------

_WEAK_ALIAS = re.compile(r"^(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.),?\s+'(.+?)'\.?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:alt\. )?(?P<kind>Passport|National ID No\.|Tax ID No\.|Registration (?:ID|Number)|NIT #|Cedula No\.|"
    r"Company Number(?: IMO)?|Commercial Registry Number|Government Gazette Number|Identification Number(?: IMO)?|"
    r"RUC #|Folio Mercantil No\.|Matricula Mercantil No|D-U-N-S Number|V\.A\.T\. Number|Trade License No\.|"
    r"Business Registration (?:Number|Document) ?#?|Enterprise Number|R\.F\.C\.|C\.U\.R\.P\.|SWIFT/BIC|"
    r"Vessel Registration Identification IMO|MMSI|Legal Entity Number|Unified Social Credit Code \(USCC\)|"
    r"Public Registration Number|Chinese Commercial Code|License|BIK \(RU\))\s+(?P<value>[^()]+?)"
    r"(?:\s+\((?P<country>[^()]+)\))?(?:\s+(?:issued|expires).*)?\.?$"
)
_NATIONALITY = re.compile(r"^(?:alt\. )?(?:nationality|citizen)\s+(.+?)\.?$", re.IGNORECASE)
_LINKED = re.compile(r"^\(?Linked To:\s*(.+?)\)?\.?$", re.IGNORECASE)


def remark_parts(remarks: str) -> list[str]:
    """The statements of a remarks field; they are set apart by semicolons."""
    return [part.strip() for part in remarks.split(";") if part.strip()]


def weak_aliases(parts: list[str]) -> tuple[ListedName, ...]:
    """Aliases that OFAC keeps in the remarks because they are broad or generic."""
    found = []
    for part in parts:
        if match := _WEAK_ALIAS.match(part):
            kind = {"a": "aka", "f": "fka", "n": "nka"}[match[1][0].lower()]
            found.append(ListedName(match[2], kind, weak=True))  # type: ignore[arg-type]
    return tuple(found)


_ALSO = re.compile(
    r"(?:\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|n\.?k\.?a\.?|formerly|alias(?:es)?|d[./]?b[./]?a\.?|t/a|"
    r"(?:also|formerly|previously|now) known as|(?:(?:also|formerly) )?(?:doing business|trading|operating) as)"
    r"[:,]?\s+|(?:曾用名|又名|别名|別名|旧名|旧称|原名)[:：]?\s*)"
    r"['\"“]?([^;.'\"”]+)",
    re.IGNORECASE,
)


_OFFICE = re.compile(
    r"(?:an?|the|at|of|in|with|as|by|served|serving|employed|listed|head|chair\w*|member|director)\b", re.I
)
"""How what somebody was begins, and no name."""


def told_names(remarks: str) -> tuple[ListedName, ...]:
    """Other names that remarks tell in a sentence, weak ones since nobody set them apart."""
    found = (match.strip(" ,") for match in _ALSO.findall(remarks))
    told = (text for text in dict.fromkeys(found) if len(text) > 1 and not _OFFICE.match(text))
    return tuple(ListedName(text, "aka", weak=True) for text in told)


def with_told(entry: ListEntry) -> ListEntry:
    """An entry with the names that its remarks and its names tell beside those that its list sets apart."""
    known = {name.text for name in entry.names}
    more = [*told_names(entry.remarks), *_held(held_names(entry.remarks))]
    for name in entry.names:
        if (bare := bare_name(name.text)) and bare != name.text:
            more.append(ListedName(bare, "aka", name.weak))
        more += _held(held_names(name.text, is_name=True))
    told = {name.text: name for name in reversed(more) if name.text not in known}
    return replace(entry, names=(*entry.names, *reversed(told.values()))) if told else entry


def _held(names: Iterable[str]) -> Iterator[ListedName]:
    return (ListedName(name, "subsidiary", weak=True) for name in names)


def remark_identifiers(parts: list[str]) -> tuple[Identifier, ...]:
    """Passports, registrations, tax numbers and the like, with the issuing country where stated."""
    found = []
    for part in parts:
        if match := _NUMBERED.match(part):
            country = country_of(match["country"]) if match["country"] else None
            found.append(Identifier(match["kind"].rstrip(" #."), match["value"].strip(), country))
    return tuple(found)


def remark_countries(parts: list[str]) -> frozenset[str]:
    """Countries of nationality and citizenship."""
    codes = (country_of(match[1]) for part in parts if (match := _NATIONALITY.match(part)))
    return frozenset(code for code in codes if code)


def remark_links(parts: list[str]) -> tuple[str, ...]:
    """Names of the entries that the remarks link this one to."""
    return tuple(match[1] for part in parts if (match := _LINKED.match(part)))


_DAY_WRITTEN = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:T[\d:.Z+-]*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_NO_NUMBERS = re.compile(
    r"(?i:date|birth|death|phone|fax|mail|url|web|site|address|postal|street|amount|value|capital|tonnage|year|"
    r"(?:first|last)_(?:seen|change)|modified|created|retrieved|updated|coordinate|latitude|longitude)|At$"
)
SHORTEST_NUMBER = 8


def numbers_beside(title: str, text: str) -> Iterator[Identifier]:
    """Numbers in a column or property of which nobody says what it holds, as somebody's own list may have them.

    What stands before a last hyphen may say whose number it is: `RU-INN-7707083893` is `7707083893` as well.
    """
    if _NO_NUMBERS.search(title):
        return
    for word in re.split(r"[\s:;,|]+", text):
        for number in dict.fromkeys((word, word.rpartition("-")[2])):
            digits = sum(char.isdigit() for char in number)
            if len(number) >= SHORTEST_NUMBER and digits > len(number) / 2 and not _DAY_WRITTEN.fullmatch(number):
                yield Identifier(title, number)


# --- Consolidated Screening List --------------------------------------------------------------------------------

_FOOTNOTE = re.compile(
    r"734\.9\([a-z]\)(?:\(\d\))?[,.;]?\s?([1-5¹²³⁴⁵])(?![\d(.])|"
    r"of the EAR\s?\)?[.,]?\s?([1-5¹²³⁴⁵])\s*$|\bfootnote\s+([1-5])\b",
    re.IGNORECASE,
)


def split_many(text: str) -> list[str]:
    """A field of several values joined by semicolons; the last may begin with "and"."""
    parts = [re.sub(r"^and\s+", "", part.strip()) for part in text.split(";")]
    return [part for part in parts if part]


def read_footnotes(requirement: str) -> frozenset[int]:
    """Entity List footnote numbers that stand in a licence requirement; none where none is written."""
    digits = "".join("".join(match) for match in _FOOTNOTE.findall(requirement))
    return frozenset(int(digit) for digit in digits.translate(str.maketrans("¹²³⁴⁵", "12345")))


def address_country(text: str, trust_state_like: bool) -> str | None:
    """The country code that ends a CSL address, None where it may be a US state instead."""
    last = text.rpartition(",")[2].strip() if "," in text else text.strip()
    if not re.fullmatch(r"[A-Z]{2}", last):
        return None
    if last in US_STATES and not trust_state_like:
        return None
    return country_of(last)


_NO_NUMBER = re.compile(r"secondary sanctions|executive order|directive|transactions prohibited|subject to", re.I)


def csl_identifier(text: str, kind_first: bool) -> Identifier | None:
    """One entry of the CSL `ids` column: "kind, value[, country]", in old files "[country, ]value, kind"."""
    parts = [part.strip() for part in text.split(",")]
    if _NO_NUMBER.search(text):
        return None
    if len(parts) < 2:
        return _number_alone(text)
    kind, value = (parts[0], parts[1]) if kind_first else (parts[-1], parts[-2])
    if any(map(str.isdigit, kind)) and not any(map(str.isdigit, value)):
        # What tells old files from new ones may be missing; a number has digits.
        kind, value, kind_first = value, kind, not kind_first
    place = parts[2 if kind_first else 0] if len(parts) == 3 else ""
    return Identifier(kind, value, place if re.fullmatch(r"[A-Z]{2}", place) else None)


def _number_alone(text: str) -> Identifier | None:
    """A number without its kind, or with it before a blank ("LEI 5493..."), as somebody's own list has it."""
    *kind, value = text.replace(":", " ").split() or [""]
    told = len(value) >= SHORTEST_NUMBER and any(map(str.isdigit, value))
    return Identifier(" ".join(kind), value) if told and not any(map(str.isdigit, "".join(kind))) else None


SHORTEST_NUMBER = 5
"""Signs of a number that singles somebody out."""


def slips(said: Iterable[str], read: Collection[str], left: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Names of fields as they stand -> those that may be a slip of one that is `read`, each with that one.

    One that differs in capitals and signs alone, or in a letter or two. `left` are known and hold none.
    """
    by_letters = {bare(name): name for name in read}
    for key in dict.fromkeys(said):
        if key in read or key in left:
            continue
        short = bare(key)
        near = (name for own, name in by_letters.items() if _distance(short, own) <= (1 if len(own) < LONG else 2))
        if (meant := by_letters.get(short) or next(near, None)) is not None:
            yield key, meant


LONG = 6
"""From so many letters on two of them may be wrong in a slip; of a shorter name, one."""


def _distance(said: str, name: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(said, name, score_cutoff=2))
