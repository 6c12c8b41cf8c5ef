"""SPDX 2.2 and 2.3 as YAML, read as the JSON form that it stands for.

Rule: every scalar is a text, since YAML turns `NO` into false and `1.10` into 1.1; only what the form says is a truth
becomes one. An alias may unfold without end and is refused, as is a tag that would make an object.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pratique.errors import Finding, InvalidInput, Place, missing_extra
from pratique.items.bill import Bill
from pratique.items.spdx import spdx2

_TRUTHS = {"filesAnalyzed": {"true": True, "false": False}}
MOST_DEPTH = 64
_Plain = dict[str, "_Plain"] | list["_Plain"] | str | bool | None


def looks_like_yaml(text: str) -> bool:
    """Whether a text begins as an SPDX document in YAML does."""
    head = [line for line in text[:8192].splitlines() if line.strip() and not line.startswith(("#", "---", "%"))]
    keys = {line.partition(":")[0].strip("\"'") for line in head if not line.startswith((" ", "-"))}
    return "spdxVersion" in keys or {"SPDXID", "packages"} <= keys


def read(text: str, file: str) -> Bill:
    """The bill in an SPDX document in YAML. Raises `InvalidInput`, UsageError where no YAML reader is installed."""
    place = Place(file)
    try:
        import yaml
    except ImportError as error:
        raise missing_extra(error) or error from error
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line if event.start_mark else 0
                raise _refused("The document uses an alias, which can unfold without end.", place, line)
        document = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise _refused(f"This is no YAML that can be read: {error.problem}.", place, line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _refused(f"This is no YAML that can be read: {error}.", place, 0) from error
    if not isinstance(document, dict):
        raise _refused("The document is no mapping of keys.", place, 0)
    data = msgspec.json.encode(dict(_entries(document, 0, place)))
    bill = spdx2.read(data, file)
    bill.format = "SPDX 2 YAML"
    return bill


def _entries(table: dict[str, _Plain], depth: int, place: Place) -> Iterator[tuple[str, _Plain]]:
    for key, value in table.items():
        truths = _TRUTHS.get(str(key), {})
        yield str(key), truths.get(value, value) if isinstance(value, str) else _plain(value, depth + 1, place)


def _plain(value: _Plain, depth: int, place: Place) -> _Plain:
    if depth > MOST_DEPTH:
        raise _refused("The document is nested too deeply.", place, 0)
    if isinstance(value, dict):
        return dict(_entries(value, depth, place))
    return [_plain(each, depth + 1, place) for each in value] if isinstance(value, list) else value


def _refused(message: str, place: Place, line: int) -> InvalidInput:
    where = Place(place.file, line=line + 1 if line else None)
    return InvalidInput([Finding("yaml.document", message, where, "Give the SPDX document as JSON or tag-value.")])
