"""What is done to a dossier to see that nothing clears by it: things left out, added, moved, repeated, reordered."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Data = dict[str, Any]
KEPT = frozenset({
    "construe", "known_on", "law_on", "title", "act", "expect", "schema", "ref", "id", "markets",
})  # fmt: skip
"""Keys that ask or name and state nothing: leaving one out asks something else."""
FILES = ("boms", "registries", "lists", "answers_files")
"""Lists of plain values of which one may be left out; a member of any other (roles, goods) is part of a statement."""
COMPLETE = ("parts_complete", "sources_complete", "features_complete")
LINKED = {"id": "linked-by-test", "name": "Linked by test", "natural_person": False, "organised_in": "CN"}


def paths(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything that can be left out of plain data, acts aside."""
    if isinstance(node, dict):
        for key, inner in node.items():
            if key not in KEPT and not (at == () and key == "transactions"):
                yield (*at, key)
            yield from paths(inner, (*at, key))
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            if at != ("transactions",) and (isinstance(inner, dict) or at[-1] in FILES):
                yield (*at, index)
            yield from paths(inner, (*at, index))


def without(data: Data, path: tuple[Any, ...]) -> Data:
    """The same without what stands at a path; a list from which a row is taken is no longer said to be complete."""
    changed = copy.deepcopy(data)
    holder: Any = changed
    above: list[Any] = []
    for step in path[:-1]:
        above.append(holder)
        holder = holder[step]
    if isinstance(holder, list) and above and isinstance(above[-1], dict):
        for key in COMPLETE:
            above[-1].pop(key, None)
    if path[-1] in ("parts", "boms", "sources", "features"):
        for key in COMPLETE:
            holder.pop(key, None)
    del holder[path[-1]]
    return changed


def parts_of(data: Data) -> list[Data]:
    """Every part that the tables list."""
    tables = [data, *data.get("vehicles", []), *data.get("products", []), *data.get("transactions", [])]
    return [part for table in tables for part in table.get("parts", [])]


def with_a_linked_source(data: Data, choose: random.Random) -> Data:
    """The same with one more source, which is organised in China, for one part."""
    changed = copy.deepcopy(data)
    part = choose.choice(parts_of(changed))
    roles = ["designed", "developed", "manufactured", "supplied"]
    told = {"party": LINKED["id"], "roles": roles, "facts": {"source.only_by_citizenship": False}}
    part.setdefault("sources", []).append(told)
    changed.setdefault("parties", []).append(dict(LINKED))
    return changed


def shuffled(node: Any, choose: random.Random) -> Any:
    """The same in another order; lists of plain values (roles, files) and of tables alike."""
    if isinstance(node, dict):
        keys = list(node)
        choose.shuffle(keys)
        return {key: shuffled(node[key], choose) for key in keys}
    if isinstance(node, list):
        items = [shuffled(each, choose) for each in node]
        choose.shuffle(items)
        return items
    return node


def doubled(data: Data) -> Data:
    """The same with every answer, bill, registry and list named twice."""
    changed = copy.deepcopy(data)
    for key in ("answers", "registries", "lists"):
        if key in changed:
            changed[key] = [*changed[key], *copy.deepcopy(changed[key])]
    for vehicle in changed.get("vehicles", []):
        if "boms" in vehicle:
            vehicle["boms"] = [*vehicle["boms"], *vehicle["boms"]]
    return changed


def moved(data: Data) -> Iterator[Data]:
    """The same with the parts of its vehicles at its acts, at the top, and with no act naming a vehicle."""
    if not any(vehicle.get("parts") for vehicle in data.get("vehicles", [])):
        return
    for place in ("transactions", "top"):
        changed = copy.deepcopy(data)
        for vehicle in changed["vehicles"]:
            parts = vehicle.pop("parts", [])
            vehicle.pop("parts_complete", None)
            if place == "top":
                changed.setdefault("parts", []).extend(parts)
            for act in changed["transactions"] if place == "transactions" else ():
                if act.get("vehicle") == vehicle["id"]:
                    act.setdefault("parts", []).extend(copy.deepcopy(parts))
        yield changed
    changed = copy.deepcopy(data)
    for act in changed["transactions"]:
        act.pop("vehicle", None)
    yield changed


def sides(data: Data) -> Iterator[tuple[tuple[Any, ...], Callable[[Any], Data]]]:
    """Every yes or no that a table states, with the dossier in which an answer says the other."""
    tables = [("vehicles", "vehicle", "id"), ("parties", "party", "id")]
    for table, prefix, name in tables:
        for index, entry in enumerate(data.get(table, [])):
            for key, value in entry.items():
                if isinstance(value, bool) and key not in COMPLETE:
                    yield (table, index, key), _answering(data, entry[name], f"{prefix}.{key}")
    for part in parts_of(data):
        for key, value in part.items():
            if isinstance(value, bool) and key not in COMPLETE:
                yield ("part", part["ref"], key), _answering(data, part["ref"], f"part.{key}")


def _answering(data: Data, entity: str, fact: str) -> Callable[[Any], Data]:
    def answered(value: Any) -> Data:
        told = {"entity": entity, "fact": fact, "value": value, "source": "another"}
        return {**copy.deepcopy(data), "answers": [*copy.deepcopy(data.get("answers", [])), told]}

    return answered
