"""A question that needs no dossier: a bill of materials, an act and a market.

Rule: what is said on the command line is a fact with that as its source; what is not said stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pratique.dossier.document import MAX_DOSSIER, Dossier, dossier_of, load_toml_or_json
from pratique.dossier.read import read_dossier
from pratique.dossier.structure import BROUGHT_IN, CROSSES
from pratique.errors import Findings, InvalidInput, UsageError
from pratique.facts import act
from pratique.files import read_bytes, read_head
from pratique.items.tables.columns import read_columns

COMMAND_LINE = "the command line"
CONCERNS_VEHICLE = act.concerns_vehicle.name
CROSSING = BROUGHT_IN | CROSSES
"""Acts by which goods cross a border."""
_PEEK = 64 * 1024
BILL_MARKS = (b'"bomFormat"', b'"spdxVersion"', b'"@graph"', b'"@context"', b'"SPDXID"')


def is_dossier(path: str, asked: bool = False) -> bool:
    """Whether a file is a dossier by its name, by what its first 64 KiB say, or by its outermost keys.

    A small file that shows no mark of either is one, so that it is told what is wrong with it, unless the question
    was `asked` beside it, as it is for a bill.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".toml":
        return True
    if suffix != ".json":
        return False
    head = read_head(path, _PEEK)
    plain = head.replace(b"\0", b"")  # UTF-16, as far as the keys go
    if any(mark in plain for mark in BILL_MARKS):
        return False
    if b'"transactions"' in plain or len(head) < _PEEK:
        return b'"transactions"' in plain or not asked
    return "transactions" in _outermost_keys(path)


def _outermost_keys(path: str) -> frozenset[str]:
    """The keys of the outermost object of a JSON file that may be a dossier; none where it cannot be read as one."""
    try:
        if Path(path).stat().st_size > MAX_DOSSIER:
            return frozenset()
        return frozenset(msgspec.json.decode(read_bytes(path, MAX_DOSSIER), type=dict[str, msgspec.Raw]))
    except (InvalidInput, ValueError, OSError, RecursionError):
        return frozenset()


def question_about(
    path: str,
    given: Mapping[str, str | None],
    facts: tuple[str, ...],
    on: date,
    columns: str | None = None,
    held: bytes | None = None,
) -> Dossier:
    """The dossier that asks of one bill of materials; `columns` is a file that says what the columns of a table mean.

    `held` is what the bill says, where `path` is only what it is called. Raises InvalidInput, UsageError where market
    or act is not said.
    """
    missing = [f"--{name}" for name in ("into", "act") if not given.get(name)]
    if missing:
        raise UsageError(f"A bill of materials is not a question: add {' and '.join(missing)} (or write a dossier).")
    bill: str | dict[str, Any] = Path(path).name
    if columns is not None:
        read_columns(columns)  # refuses with every finding, in its own file
        bill = {"file": Path(path).name, **load_toml_or_json(columns)}
    stated = facts_of(facts)
    tables, layout = goods_of_bills([bill], given, stated)
    transaction = {
        "id": f"{given['act']} of {Path(path).name}",
        "act": given["act"],
        "date": on.isoformat(),
        "into": given["into"],
        **layout,
    }
    transaction |= {name: given[name] for name in ("role", "out_of") if given.get(name)}
    data = {"title": Path(path).name, **tables, "transactions": [transaction], "facts": stated}
    asked = dossier_of(data, str(Path(path).parent / COMMAND_LINE))
    asked.findings = Findings()
    asked.held = {} if held is None else {Path(path).name: held}
    return asked


def goods_of_bills(
    bills: Sequence[str | dict[str, Any]], given: Mapping[str, str | None], facts: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What bills without a dossier list: the tables of the dossier that hold them, and what the act says of them.

    They are those of a vehicle where something is said of one, by whoever makes one, or where only a vehicle is asked
    about (a sale, ...). Goods that cross a border may come alone: whether a vehicle crosses is then the first
    question, and not assumed either way.
    """
    of_vehicle = (
        given.get("act") not in CROSSING
        or bool(given.get("model_year"))
        or given.get("role") in ("manufacturer", "connected_vehicle_manufacturer")
        or any(name.startswith("vehicle.") for name in facts)
        or facts.get(CONCERNS_VEHICLE, {}).get("value") is True
    )
    if not of_vehicle:
        open_fact = {} if CONCERNS_VEHICLE in facts else {"facts": {CONCERNS_VEHICLE: "unknown"}}
        return {"products": [{"id": "goods", "boms": [*bills]}]}, {"product": "goods", **open_fact}
    vehicle: dict[str, Any] = {"id": "vehicle", "boms": [*bills]}
    if year := given.get("model_year"):
        vehicle["model_year"] = year
    return {"vehicles": [vehicle]}, {"vehicle": "vehicle"}


def question_of_chip(name: str, given: Mapping[str, str | None], facts: tuple[str, ...], on: date) -> Dossier:
    """The dossier that asks of one chip of the table. Raises InvalidInput, UsageError."""
    missing = [f"--{each}" for each in ("into", "act") if not given.get(each)]
    if missing:
        raise UsageError(f"A chip is not a question: add {' and '.join(missing)}.")
    if given.get("model_year"):
        raise UsageError("--model-year goes with a bill of materials, not with a chip.")
    transaction: dict[str, Any] = {
        "id": f"{given['act']} of {name}",
        "act": given["act"],
        "date": on.isoformat(),
        "into": given["into"],
        "parts": [{"ref": "chip", "name": name, "chip": name}],
        "parts_complete": True,
    }
    transaction |= {name: given[name] for name in ("role", "out_of") if given.get(name)}
    return dossier_of({"title": name, "transactions": [transaction], "facts": facts_of(facts)}, COMMAND_LINE)


def enriched(path: str, facts: tuple[str, ...]) -> Dossier:
    """A dossier with further facts from the command line, beside its own: where the two differ neither holds."""
    read = read_dossier(path)
    answers = read.data["answers"] = [*read.entries("answers")]
    read.elsewhere.append((len(answers), COMMAND_LINE, ""))
    for name, value in facts_of(facts).items():
        said = {key: each for key, each in value.items() if key != "source"}
        answers.append({"fact": name, "value": said, "source": COMMAND_LINE})
    return read


def facts_of(given: tuple[str, ...]) -> dict[str, Any]:
    """The facts that `--fact NAME=VALUE` states. Raises UsageError."""
    facts: dict[str, Any] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--fact takes NAME=VALUE, not {each!r}.")
        said = literal(value.strip())
        found = {**(said if isinstance(said, dict) else {"value": said}), "source": COMMAND_LINE}
        if facts.setdefault(name.strip(), found) != found:
            raise UsageError(f"--fact says two things of {name.strip()}: keep one of them.")
    return facts


def literal(text: str) -> Any:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() in words:
        return words[text.lower()]
    if text.startswith("one-of(") and text.endswith(")"):
        return {"one_of": [part.strip() for part in text[7:-1].replace("|", ",").split(",")]}
    if text[:1] in "[(" and text[-1:] in "])" and "," in text:
        low, high = (end.strip() for end in text[1:-1].split(",", 1))
        ends = {
            "min" if text[0] == "[" else "exclusive_min": low,
            "max" if text[-1] == "]" else "exclusive_max": high,
        }
        return {name: end for name, end in ends.items() if end}
    return text
