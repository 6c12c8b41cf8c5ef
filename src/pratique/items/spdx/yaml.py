"""SPDX 2.2 and 2.3 as YAML, read as the JSON form that it stands for.

Rule: every scalar is a text, since YAML turns `NO` into false and `1.10` into 1.1; only what the form says is a truth
becomes one. An alias may unfold without end and is refused, a tag makes no object, and a key that stands twice in one
mapping is refused, since nobody can know which is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from pratique.errors import Finding, InvalidInput, Place, named_extras
from pratique.items.bill import Bill
from pratique.items.spdx import spdx2
from pratique.items.spdx.comments import keep_comments

if TYPE_CHECKING:
    from yaml.nodes import Node

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
    with named_extras():
        import yaml
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line if event.start_mark else 0
                raise _refused("The document uses an alias, which can unfold without end.", place, line)
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise _refused(f"This is no YAML that can be read: {error.problem}.", place, line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _refused(f"This is no YAML that can be read: {error}.", place, 0) from error
    if not isinstance(tree, yaml.MappingNode):
        raise _refused("The document is no mapping of keys.", place, 0)
    try:
        data = msgspec.json.encode(_mapping(tree.value, 0, place))
    except UnicodeEncodeError as error:
        raise _refused("A text holds half a character (a lone surrogate).", place, 0) from error
    bill = spdx2.read(data, file)
    bill.format = "SPDX 2 YAML"
    keep_comments(text, bill)
    return bill


def _mapping(pairs: Sequence[tuple[Node, Node]], depth: int, place: Place) -> dict[str, _Plain]:
    """The entries of a mapping as written. Raises `InvalidInput` for a key that is no text or stands twice."""
    if depth > MOST_DEPTH:
        raise _refused("The document is nested too deeply.", place, 0)
    found: dict[str, _Plain] = {}
    for name, node in pairs:
        key, line = name.value, name.start_mark.line
        if not isinstance(key, str):
            raise _refused("A key is no text.", place, line)
        if key in found:
            raise _refused(f"The key {key!r} stands twice in one mapping.", place, line)
        value = _plain(node, depth + 1, place)
        found[key] = _TRUTHS.get(key, {}).get(value, value) if isinstance(value, str) else value
    return found


def _plain(node: Node, depth: int, place: Place) -> _Plain:
    value = node.value
    if isinstance(value, str):
        return value
    if getattr(node, "id", "") == "mapping":
        return _mapping(value, depth, place)
    if depth > MOST_DEPTH:
        raise _refused("The document is nested too deeply.", place, 0)
    return [_plain(each, depth + 1, place) for each in value]


def _refused(message: str, place: Place, line: int) -> InvalidInput:
    where = Place(place.file, line=line + 1 if line else None)
    return InvalidInput([Finding("yaml.document", message, where, "Give the SPDX document as JSON or tag-value.")])
