"""What an answer on an export carries beside its outcome: licence, review policy, exceptions, red flags, gaps.

Rule: each word is one of three (`required`, `not required`, `undetermined`; `yes`, `no`, `undetermined`), by the text
and as enforced, with its citation; a review policy is an expectation and lifts nothing. Only parts of which something
is known about computing are listed; the others are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, PART
from pratique.law.instrument import MODES, Mode, applies, at_least, in_time
from pratique.law.outcome import Outcome
from pratique.law.provision import LegalException, Provision
from pratique.law.us.ear import INSTRUMENT
from pratique.law.us.ear.classification import ENTRIES, NONE, PROVISIONS
from pratique.law.us.ear.end_use import RED_FLAGS
from pratique.law.us.ear.reach import subject_to_ear
from pratique.law.us.ear.review import POLICIES
from pratique.logic.author import any_of
from pratique.logic.entities import Entity, elements_of
from pratique.logic.nodes import Condition, Kind
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.readings.decide import Bound, Open, Remembered, bind, verdict

REQUIRED: dict[Truth, str] = {TRUE: "required", FALSE: "not required", UNKNOWN: "undetermined"}
WORDS: dict[Truth, str] = {TRUE: "yes", FALSE: "no", UNKNOWN: "undetermined"}
MOST_ITEMS = 200
_PREFIXES = ("chip.", "item.", "model.", "hbm.")
_REQUIREMENTS = tuple(p for p in INSTRUMENT.provisions if p.kind == "licence")


def export_annex(case: Entity) -> dict[str, Any]:
    """The annex of one act as JSON values; empty where the act is no export, re-export, transfer or release."""
    bound = Remembered(bind({}, case))
    if verdict(INSTRUMENT.reach, bound).truth is FALSE:
        return {}
    parts = [part for part in elements_of(case, PART) if _is_about_computing(part)]
    items = [_item(part, Remembered(bind(bound, part))) for part in parts[:MOST_ITEMS]]
    act = {mode: _licence(CASE, bound, mode) for mode in MODES}
    return {
        "licence": {mode: _worst([act[mode], *(item["licence"][mode] for item in items)]) for mode in MODES},
        "review_policy": sorted({each["expectation"] for item in items for each in item["review_policy"]}),
        "exceptions": sorted({each["cite"] for item in items for each in item["exceptions"]}),
        "items": items,
        "items_left_out": max(0, len(parts) - MOST_ITEMS),
        "parts_not_about_computing": sum(1 for part in case.listing(PART).elements) - len(parts),
        "red_flags": _unique(flag for item in items for flag in item["red_flags"]),
        "gaps": _unique(gap for item in items for gap in item["gaps"]),
    }


def _is_about_computing(part: Entity) -> bool:
    return any(name.startswith(_PREFIXES) for name in part.values)


def _item(part: Entity, bound: Bound) -> dict[str, Any]:
    mine = [p for p in _REQUIREMENTS if p.per is PART]
    shown = [_requirement(p, bound) for p in mine if _may_apply(p, bound)]
    opens = frozenset(each for row in shown for each in row.pop("open"))
    return {
        "item": part.key,
        "classes": list(_classes(bound)),
        "subject_to_ear": WORDS[verdict(subject_to_ear, bound).truth],
        "licence": {mode: _licence(PART, bound, mode) for mode in MODES},
        "requirements": shown,
        "exceptions": list(_exceptions(mine, bound)),
        "review_policy": list(_policies(bound)) if shown else [],
        "red_flags": list(_red_flags(bound)),
        "gaps": list(_gaps(opens)),
    }


def _classes(bound: Bound) -> Iterator[str]:
    """Every class not excluded; `none` where none is certain."""
    truths = {
        entry.eccn: verdict(entry.when, bound).truth & verdict(in_time(provision, "by_text"), bound).truth
        for entry, provision in zip(ENTRIES, PROVISIONS, strict=True)
    }
    yield from (eccn for eccn, truth in truths.items() if truth is not FALSE)
    if all(truth is not TRUE for truth in truths.values()):
        yield NONE


def _licence(per: Kind, bound: Bound, mode: Mode) -> str:
    """Whether some provision asks for a licence that no exception spares."""
    return REQUIRED[verdict(_some_required(per, mode), bound).truth]


@cache
def _some_required(per: Kind, mode: Mode) -> Condition:
    return any_of(*(_required(each, mode) for each in _REQUIREMENTS if each.per is per))


@cache
def _required(provision: Provision, mode: Mode) -> Condition:
    return at_least(provision, Outcome.LICENCE_REQUIRED, mode)


@cache
def _applies(provision: Provision, mode: Mode) -> Condition:
    return applies(provision, mode)


def _may_apply(provision: Provision, bound: Bound) -> bool:
    return any(verdict(_applies(provision, mode), bound).truth is not FALSE for mode in MODES)


def _requirement(provision: Provision, bound: Bound) -> dict[str, Any]:
    found = {mode: verdict(_required(provision, mode), bound) for mode in MODES}
    return {
        "cite": provision.cite,
        "summary": provision.summary,
        **{mode: REQUIRED[each.truth] for mode, each in found.items()},
        "confidence": provision.confidence.value,
        "note": provision.note,
        "open": [each for one in found.values() for each in one.open],
    }


def _exceptions(provisions: list[Provision], bound: Bound) -> Iterator[dict[str, Any]]:
    """The exceptions to requirements that may apply, each once, those that are open or hold."""
    lifts: dict[str, LegalException] = {}
    for provision in provisions:
        if _may_apply(provision, bound):
            lifts.update({each.cite: each for each in provision.lifted_by})
    for each in lifts.values():
        found = verdict(each.when, bound)
        if found.truth is not FALSE:
            yield {
                "cite": each.cite,
                "summary": each.summary,
                "eligible": WORDS[found.truth],
                "confidence": each.confidence.value,
                "open_facts": sorted({one.fact for one in found.open}),
            }


def _policies(bound: Bound) -> Iterator[dict[str, Any]]:
    for policy in POLICIES:
        truth = verdict(policy.when, bound).truth & verdict(policy.clocks.by_text(), bound).truth
        if truth is not FALSE:
            yield {
                "expectation": policy.expectation,
                "cite": policy.cite,
                "summary": policy.summary,
                "applies": WORDS[truth],
                "confidence": policy.confidence.value,
            }


def _red_flags(bound: Bound) -> Iterator[dict[str, str]]:
    for flag in RED_FLAGS:
        if verdict(flag.when, bound).truth is TRUE:
            yield {"name": flag.name, "cite": flag.cite, "summary": flag.summary}


def _gaps(opens: frozenset[Open]) -> Iterator[dict[str, str]]:
    """The doubts about the law that keep a requirement open."""
    for name in sorted({each.fact for each in opens if each.fact.startswith("legal.")}):
        definition = VOCABULARY[name]
        yield {"fact": name, "meaning": definition.meaning, "cite": definition.cite or ""}


def _worst(words: list[str]) -> str:
    return next((word for word in ("required", "undetermined") if word in words), "not required")


def _unique(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in rows)]
