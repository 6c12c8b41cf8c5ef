"""A completion as a dossier, so that a counter-example can be read, checked and kept as a case.

Rule: every open fact that the formulas read stands in it with the value it has in the completion; elements that are
not there are left out, lists are closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import ACTOR, PART, SOURCE
from pratique.logic.entities import Entity, other_key
from pratique.logic.truth import FALSE
from pratique.usecases.missing.missing import as_written

if TYPE_CHECKING:
    from pratique.readings.prove.completions import Completions


def dossier_of_model(worlds: Completions, model: Any, title: str) -> dict[str, Any]:
    """The dossier of one completion of a case of which nothing is known."""
    told: dict[str, dict[str, Any]] = {}
    there: dict[str, bool] = {}
    for (key, name), variable in worlds.variables.items():
        value = variable.value_in(model)
        if name.endswith(".present"):
            there[key] = value is not FALSE
        elif variable.is_open:
            told.setdefault(key, {})[name] = as_written(VOCABULARY[name].fact, value)
    facts = told.get("act", {})
    vehicle = {name: facts.pop(name) for name in list(facts) if name.startswith("vehicle.")}
    law = {name: facts.pop(name) for name in list(facts) if name.startswith("legal.")}
    act = {"id": "act", "act": facts.pop("act.kind", "import"), "vehicle": "vehicle", "facts": facts}
    act |= {short: facts.pop(f"act.{short}") for short in ("into", "out_of", "date") if f"act.{short}" in facts}
    parties: dict[str, dict[str, Any]] = {}
    act |= {"actor": _party(f"{other_key(ACTOR, 'act')}/party", told, parties)}
    others = {
        kind.name: _party(f"{other_key(kind, 'act')}/party", told, parties)
        for kind in _party_kinds()
        if f"{other_key(kind, 'act')}/party" in told
    }
    parts = [_part(key, told, there, worlds, parties) for key in _below("act", PART.name, worlds, there)]
    return {
        "title": title,
        "parties": list(parties.values()),
        "vehicles": [{"id": "vehicle", "facts": vehicle, "parts": parts, "parts_complete": True}],
        "transactions": [act | ({"parties": others} if others else {})],
        "facts": law,
    }


def _party_kinds() -> list[Any]:
    from pratique.facts.kinds import CASE, KINDS, PARTY

    return [kind for kind in KINDS.values() if kind.parent is CASE and kind.carries is PARTY and kind is not ACTOR]


def _below(key: str, kind: str, worlds: Completions, there: dict[str, bool]) -> list[str]:
    listed: list[tuple[Entity, Any]] = worlds.listed(key, kind)
    return [element.key for element, _ in listed if there.get(element.key, True)]


def _part(
    key: str,
    told: dict[str, dict[str, Any]],
    there: dict[str, bool],
    worlds: Completions,
    parties: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    sources = [
        {"party": _party(f"{source}/party", told, parties), "facts": told.get(source, {})}
        for source in _below(key, SOURCE.name, worlds, there)
    ]
    ref = key.rpartition("/")[2]
    return {"ref": ref, "facts": told.get(key, {}), "sources": sources, "sources_complete": True}


def _party(key: str, told: dict[str, dict[str, Any]], parties: dict[str, dict[str, Any]]) -> str:
    name = f"party {len(parties) + 1}"
    parties[key] = {"id": name, "facts": told.get(key, {})}
    return name
