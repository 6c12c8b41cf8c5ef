"""What the columns of a table mean: the mapping that somebody declares, and the words it may use.

Rule: a mapping says what its author declares and nothing else; a word that means nothing is refused with the nearest
that does, so that a mistyped column is never a column that nobody reads.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, load_toml, read_bytes
from pratique.ids.near import near_names
from pratique.items.tables.case_words import ACT_KEYS
from pratique.items.tables.guess import profiles
from pratique.items.tables.meanings import FIELDS, NATIVE_PARTIES, designators_in, meaning_of
from pratique.value_class import dataclass

MAX_MAPPING = 1024**2
"""Largest column mapping (bytes)."""
NOT_FITTED = ("keep", "leave out")
_KEYS = {
    "columns": dict,
    "sheet": str,
    "header_row": int,
    "delimiter": str,
    "encoding": str,
    "complete": bool,
    "profile": str,
    "rows": list,
    "not_fitted": str,
}


@dataclass(frozen=True, slots=True)
class RowRule:
    """What is declared of every row whose cells fit: `where` has patterns by meaning, `sets` values by meaning.

    All patterns of `where` must fit; a cell of designators fits where each of them fits one of the patterns. A rule
    without `where` holds for every row.
    """

    sets: Mapping[str, str]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fits(self, texts: Mapping[str, str]) -> bool:
        """Whether the rule speaks of a row with these texts by meaning."""
        return all(_fits(meaning, texts.get(meaning, ""), patterns) for meaning, patterns in self.where.items())


@dataclass(frozen=True, slots=True)
class Columns:
    """A declared column mapping: header -> meaning, and where the table stands.

    A meaning is one of FIELDS or NATIVE_PARTIES, or the name of a property (`pratique:...`); `header_row` counts
    from 1 (None: the first row that looks like one); `complete` is the declaration of whoever gives the mapping that
    the table lists every part. Without `meanings` the headers are read by the words of `headers.toml`, those of
    `profile` first. `not_fitted` says what to do with rows that are marked as not fitted.
    """

    meanings: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    complete: bool = False
    profile: str | None = None
    rows: tuple[RowRule, ...] = ()
    not_fitted: str = "keep"


def read_columns(path: str | Path) -> Columns:
    """A column mapping from a TOML file, as `columns_of` takes it. Raises `InvalidInput`."""
    place = Place(str(path))
    try:
        table = load_toml(decode_text(read_bytes(path, MAX_MAPPING), place), place)
    except InvalidInput as error:
        first = error.findings[0]
        message = f"The column mapping cannot be read: {first.message}"
        raise InvalidInput([Finding("columns.syntax", message, first.place, first.next_step)]) from error
    return columns_of(table, place)


def columns_of(table: Mapping[str, Any], place: Place) -> Columns:
    """A column mapping of plain data: `columns` with header = meaning, `rows`, and the options of `Columns`.

    Raises `InvalidInput` with every finding.
    """
    findings = Findings()
    for key, value in table.items():
        if key not in _KEYS or not isinstance(value, _KEYS[key]) or (isinstance(value, bool) and key != "complete"):
            near = near_names(key, _KEYS, 2, cutoff=0.5)
            step = f"It takes {', '.join(near or _KEYS)}; `pratique schema columns` lists the meanings."
            if key not in _KEYS and isinstance(value, str):
                step = f"If it is a header, write it below a line [columns]. {step}"
            findings.add(
                "columns.key", f"The column mapping cannot hold this: {key!r}.", place, step, value=str(value)
            )
    findings.refuse()
    meanings = {
        str(name): _word(name, meaning, place, findings) for name, meaning in table.get("columns", {}).items()
    }
    rules = tuple(_rule(each, place, findings) for each in table.get("rows", []))
    if table.get("not_fitted", "keep") not in NOT_FITTED:
        findings.add(
            "columns.not-fitted", f"{table['not_fitted']!r} is neither 'keep' nor 'leave out'.", place, "Say which."
        )
    delimiter = table.get("delimiter")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        findings.add("columns.key", f"{delimiter!r} is no delimiter.", place, "Give one sign.", value=delimiter)
    _check_profile(table.get("profile"), place, findings)
    findings.refuse()
    rest = {key: value for key, value in table.items() if key not in ("columns", "rows")}
    return Columns(meanings, rows=rules, **rest)


def _check_profile(profile: str | None, place: Place, findings: Findings) -> None:
    if profile is not None and profile not in profiles():
        findings.add(
            "columns.profile",
            f"There is no profile {profile!r}.",
            place,
            f"There are {', '.join(profiles())}.",
            value=profile,
        )


def _word(name: str, meaning: Any, place: Place, findings: Findings) -> str:
    if isinstance(meaning, str) and (meaning_of(meaning) is not None or meaning in ACT_KEYS):
        return meaning
    known = (*FIELDS, *NATIVE_PARTIES, "pratique.fact.part.programmable")
    near = near_names(str(meaning), known, 3, cutoff=0.4)
    findings.add(
        "columns.meaning",
        f"{meaning!r}, given for the column {name!r}, is no meaning of a column.",
        place,
        f"{'Nearest' if near else 'There are'}: {', '.join(near or known)}.",
        value=str(meaning),
    )
    return "ignore"


def _rule(raw: Any, place: Place, findings: Findings) -> RowRule:
    where = raw.get("where", {}) if isinstance(raw, dict) else None
    sets = raw.get("set") if isinstance(raw, dict) else None
    if not isinstance(where, dict) or not isinstance(sets, dict) or set(raw) - {"where", "set"} or not sets:
        findings.add(
            "columns.rows",
            "A rule for rows has `where` and `set`.",
            place,
            'For instance: [[rows]] where = { designators = ["R*", "C*"] }, set = { type = "hardware" }.',
        )
        return RowRule({})
    patterns = {
        str(name): tuple(str(one) for one in (value if isinstance(value, list) else [value]))
        for name, value in where.items()
    }
    for name in patterns:
        _word("where", name, place, findings)
    said = {_word("set", _full(str(name)), place, findings): text_of(value) for name, value in sets.items()}
    return RowRule({meaning_of(name) or name: text for name, text in said.items()}, patterns)


def _full(name: str) -> str:
    """A fact by its bare name is one of the part."""
    bare = "." in name and name not in NATIVE_PARTIES and not name.startswith("pratique")
    return f"pratique.fact.{name}" if bare else name


def text_of(value: Any) -> str:
    """A value of TOML as a cell would hold it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _fits(meaning: str, text: str, patterns: tuple[str, ...]) -> bool:
    each = list(designators_in(text)) if meaning == "designators" else [text]
    return bool(each) and all(
        any(fnmatch.fnmatchcase(one.casefold(), p.casefold()) for p in patterns) for one in each
    )


def refusal(code: str, message: str, place: Place, next_step: str = "See `pratique schema columns`.") -> InvalidInput:
    """The refusal of a table or of its mapping with one finding."""
    return InvalidInput([Finding(code, message, place, next_step)])
