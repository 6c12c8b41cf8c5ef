"""What breaks the schema of a dossier: plain data -> every fault with its place, and what may stand there.

Rule: the schema that is published is the one that decides; a small dossier that certainly fits it is not validated,
for the validator takes longer to load than such a dossier takes to decide.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from pratique.files.fits import Allowance, certainly_fits
from pratique.files.shipped import shipped_text
from pratique.ids.near import near_names

FEW_VALUES = 12
"""Values of a key that a finding lists."""
LONGEST_SHOWN = 200
"""Characters of a value that a finding shows."""
SOON_VALIDATED = 2_500
"""Values of the dossiers of one process after which it is quicker to load the validator than to do without."""
CALLED = {"ref": ("id",), "id": ("ref",), "act": ("kind", "type"), "party": ("id", "name")}
"""By a key that a table must have: what the same is called in other tables."""
_looked = Allowance(SOON_VALIDATED)


def faults(plain: Any) -> Iterator[tuple[str, str]]:
    """Every way in which plain data breaks the schema of a dossier: where, and what is wrong."""
    if not _validator.cache_info().currsize and _looked.takes(plain) and certainly_fits(plain, _schema()):
        return
    for error in _validator().iter_errors(plain):
        yield from _told(error)


def _told(error: Any) -> Iterator[tuple[str, str]]:
    """One fault: each key that is none with the one that may be meant, each value with those that may
    stand there where they are few, and of several shapes what is wrong with the one that was tried.
    """
    pointer = "/".join(str(step) for step in error.instance_path)
    may = getattr(error.kind, "options", ())
    if unexpected := getattr(error.kind, "unexpected", ()):
        keys = _keys_at(error.schema_path)
        for key in unexpected:
            near = near_names(key, keys, 2, 0.7)
            meant = (
                f"; {' or '.join(near)} may be meant" if near else f"; there are {', '.join(keys)}" if keys else ""
            )
            yield f"{pointer}/{key}".lstrip("/"), f"there is no key {_shown(key)} here{meant}"
    elif (missing := getattr(error.kind, "property", None)) and (said := _called(missing, error.instance)):
        yield (
            pointer,
            f"{_shown(missing)} is missing here, and {_shown(said)} is what other tables call it: rename it",
        )
    elif tried := _tried(getattr(error.kind, "context", ())):
        for each in tried:
            yield from _told(each)
    elif 2 < len(may) <= FEW_VALUES:
        yield pointer, f"{_shown(error.instance)} is none of {', '.join(map(_shown, may))}"
    else:
        yield pointer, str(error.message)


def _called(missing: str, instance: Any) -> str | None:
    """The key of a table that says what a key that it lacks would say; None where it has none such."""
    return next((each for each in CALLED.get(missing, ()) if isinstance(instance, dict) and each in instance), None)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:LONGEST_SHOWN]


def _keys_at(path: Iterable[str | int]) -> list[str]:
    """The keys that a table may have of which the schema says so at `path`."""
    table: Any = _schema()
    for step in [*path][:-1]:
        table = table[step]
    return [*table.get("properties", ())]


def _tried(shapes: Iterable[list[Any]]) -> list[Any]:
    """Of what is wrong with each of several shapes, that of the one which the value is of the type of."""
    of_its_type = [each for each in shapes if each and all(one.kind.name != "type" for one in each)]
    return of_its_type[0] if len(of_its_type) == 1 else []


def schema() -> dict[str, Any]:
    """The JSON Schema of a dossier."""
    found: dict[str, Any] = msgspec.json.decode(shipped_text("pratique.dossier", "schemas/dossier.schema.json"))
    return found


@lru_cache(maxsize=1)
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(_schema())


_schema = lru_cache(maxsize=1)(schema)
