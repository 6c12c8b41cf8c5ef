"""A question that needs no dossier: a bill of materials, an act and a market.

Rule: what is said on the command line is a fact with that as its source; what is not said stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from pratique.dossier.document import MAX_DOSSIER, Dossier, dossier_of, load_toml_or_json
from pratique.dossier.entries import ActEntry, BillEntry, PartEntry, ProductEntry, VehicleEntry
from pratique.dossier.read import read_dossier
from pratique.dossier.structure import BROUGHT_IN, CROSSES
from pratique.errors import Findings, InvalidInput, UsageError
from pratique.facts import act
from pratique.files import read_bytes, read_head

COMMAND_LINE = "the command line"
CONCERNS_VEHICLE = act.concerns_vehicle.name
CROSSING = BROUGHT_IN | CROSSES
"""Acts by which goods cross a border."""
Goods = VehicleEntry | ProductEntry
"""What the lines of bills belong to."""
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
    name = Path(path).name
    bill = BillEntry(name)
    if columns is not None:
        from pratique.items.tables.columns import read_columns

        read_columns(columns)  # refuses with every finding, in its own file
        bill = BillEntry.read({"file": name, **load_toml_or_json(columns)})
    stated = facts_of(facts)
    goods = goods_of_bills([bill], given, stated)
    data = dossier_asking(name, [about(_act_of(name, given, on), goods, stated)], [goods], stated)
    asked = dossier_of(data, str(Path(path).parent / COMMAND_LINE))
    asked.findings = Findings()
    asked.held = {} if held is None else {name: held}
    return asked


def dossier_asking(
    title: str, acts: Sequence[ActEntry], goods: Sequence[Goods] = (), facts: Mapping[str, object] = {}
) -> dict[str, object]:
    """Acts, what they are about and the facts of them all -> the dossier that asks of them, as one is written."""
    tables: dict[str, list[object]] = {}
    for each in goods:
        tables.setdefault("vehicles" if isinstance(each, VehicleEntry) else "products", []).append(each.written())
    asked = [each.written() for each in acts]
    return {"title": title, **tables, "transactions": asked, **({"facts": dict(facts)} if facts else {})}


def _act_of(name: str, given: Mapping[str, str | None], on: date) -> ActEntry:
    """The act that the command line says of a bill or a chip called `name`."""
    said = {key: given[key] for key in ("act", "into", "out_of", "role") if given.get(key)}
    return ActEntry.read({"id": f"{given['act']} of {name}", "date": on.isoformat(), **said})


def goods_of_bills(
    bills: Sequence[BillEntry], given: Mapping[str, object], facts: Mapping[str, object], name: str | None = None
) -> Goods:
    """What bills without a dossier list: a vehicle, or goods that are none, called `name` where that is said.

    They are those of a vehicle where something is said of one, by whoever makes one, or where only a vehicle is asked
    about (a sale, ...). Goods that cross a border may come alone (see `about`).
    """
    of_vehicle = (
        given.get("act") not in CROSSING
        or bool(given.get("model_year"))
        or given.get("role") in ("manufacturer", "connected_vehicle_manufacturer")
        or any(name.startswith("vehicle.") for name in facts)
        or _says_yes(facts.get(CONCERNS_VEHICLE))
    )
    if not of_vehicle:
        return ProductEntry(id=name or "goods", boms=tuple(bills))
    year = given.get("model_year")
    return VehicleEntry(id=name or "vehicle", boms=tuple(bills), stated={"model_year": year} if year else {})


def about(act: ActEntry, goods: Goods, facts: Mapping[str, object]) -> ActEntry:
    """An act, and the goods of its bills -> the act that is about them, `facts` being said of it elsewhere.

    Whether a vehicle crosses with goods that are none is then the first question, and not assumed either way.
    """
    if isinstance(goods, VehicleEntry):
        return structs.replace(act, vehicle=goods.id)
    said = facts.keys() | act.facts.keys()
    asked = {} if CONCERNS_VEHICLE in said else {CONCERNS_VEHICLE: "unknown"}
    return structs.replace(act, product=goods.id, facts={**asked, **act.facts})


def _says_yes(stated: object) -> bool:
    return isinstance(stated, Mapping) and stated.get("value") is True


def question_of_chip(name: str, given: Mapping[str, str | None], facts: tuple[str, ...], on: date) -> Dossier:
    """The dossier that asks of one chip of the table. Raises InvalidInput, UsageError."""
    missing = [f"--{each}" for each in ("into", "act") if not given.get(each)]
    if missing:
        raise UsageError(f"A chip is not a question: add {' and '.join(missing)}.")
    if given.get("model_year"):
        raise UsageError("--model-year goes with a bill of materials, not with a chip.")
    chip = PartEntry(ref="chip", name=name, chip=name)
    act = structs.replace(_act_of(name, given, on), parts=(chip,), parts_complete=True)
    return dossier_of(dossier_asking(name, [act], facts=facts_of(facts)), COMMAND_LINE)


def enriched(path: str, facts: tuple[str, ...]) -> Dossier:
    """A dossier with further facts from the command line, beside its own: where the two differ neither holds."""
    read = read_dossier(path)
    answers = read.data["answers"] = [*read.entries("answers")]
    read.elsewhere.append((len(answers), COMMAND_LINE, ""))
    answers.extend(stated_answers(facts))
    return read


def stated_answers(facts: tuple[str, ...]) -> list[dict[str, Any]]:
    """What `--fact NAME=VALUE` states -> answers that say the same. Raises UsageError."""
    said = {
        name: {key: each for key, each in value.items() if key != "source"} for name, value in facts_of(facts).items()
    }
    return [{"fact": name, "value": value, "source": COMMAND_LINE} for name, value in said.items()]


def facts_of(given: tuple[str, ...]) -> dict[str, Any]:
    """The facts that `--fact NAME=VALUE` states. Raises UsageError."""
    facts: dict[str, Any] = {}
    faults: dict[str, None] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            faults[f"--fact takes NAME=VALUE, not {each!r}."] = None
            continue
        said = literal(value.strip())
        found = {**(said if isinstance(said, dict) else {"value": said}), "source": COMMAND_LINE}
        if facts.setdefault(name.strip(), found) != found:
            faults[f"--fact says two things of {name.strip()}: keep one of them."] = None
    if faults:
        raise UsageError(" ".join(faults))
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
