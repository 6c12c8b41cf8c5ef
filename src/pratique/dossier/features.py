"""Driving-automation features: their levels under two standards, and the vehicle's level folded over them.

Rule: what a design says of one element can settle another (who alone does the whole task has no person watching),
and two statements that cannot both be true are a finding, never a choice of one. A remote person takes a proof away
and gives none: the rule on remote people is known from memory only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pratique.dossier.document import line_of
from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, FEATURE
from pratique.facts.reading import BadValue, read_value
from pratique.facts.vocabulary import nearest
from pratique.law.driving_level import Level
from pratique.law.registered import driving_levels
from pratique.logic.entities import Entity, value_of
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import Choice, Span, Value, between, one_of
from pratique.readings.decide import bind, verdict
from pratique.value_class import dataclass

PREFIX = "feature."
_NO_FACTS = {"id", "name", "source", "facts"}
_MARKETING = {"marketing_name", "sold_as"}


@dataclass(frozen=True, slots=True)
class FeatureLevels:
    """The levels still possible for one feature under each standard, and what would settle them."""

    id: str
    name: str
    levels: dict[str, tuple[Level, ...]]
    open_facts: tuple[str, ...]
    notes: tuple[str, ...]


def read_feature(entry: Mapping[str, object], place: Place, findings: Findings) -> dict[str, Value]:
    """The facts of a feature as a person writes them, implied ones included; every fault is a finding."""
    values: dict[str, Value] = {}
    told = entry.get("facts", {})
    if not isinstance(told, Mapping):
        findings.add("feature.fact", "facts is no table.", place, "Write facts = { both_at_once = true }.")
        told = {}
    given = {**{k: v for k, v in entry.items() if k not in _NO_FACTS | _MARKETING}, **told}
    for key, raw in given.items():
        name = key if key.startswith(PREFIX) else f"{PREFIX}{key}"
        if name not in VOCABULARY:
            near = [each.removeprefix(PREFIX) for each in nearest(name) if each.startswith(PREFIX)]
            findings.add(
                "feature.fact",
                f"A feature has no {key!r}.",
                place,
                f"Did you mean {' or '.join(near)}?" if near else "See `pratique facts feature`.",
                value=key,
            )
            continue
        try:
            values[name] = read_value(VOCABULARY[name].fact, raw)
        except BadValue as error:
            findings.add("feature.value", f"{key}: {error}.", place, f"See `pratique facts {name}`.", value=str(raw))
    for one, other in contradictions(values):
        findings.add(
            "feature.contradiction",
            f"{one} and {other} cannot both be so.",
            place,
            "Correct one of them, or leave it out.",
        )
    return implied(values)


_IMPLIES: tuple[tuple[str, Value, str, Value], ...] = (
    ("feature.whole_ddt_by_system", TRUE, "feature.human_must_supervise", FALSE),
    ("feature.whole_ddt_by_system", TRUE, "feature.oedr_by_system", one_of("full")),
    ("feature.whole_ddt_by_system", TRUE, "feature.both_at_once", TRUE),
    ("feature.both_at_once", TRUE, "feature.lateral_sustained", TRUE),
    ("feature.both_at_once", TRUE, "feature.longitudinal_sustained", TRUE),
    ("feature.human_must_supervise", TRUE, "feature.whole_ddt_by_system", FALSE),
    ("feature.oedr_by_system", one_of("none"), "feature.whole_ddt_by_system", FALSE),
    ("feature.oedr_by_system", one_of("partial"), "feature.whole_ddt_by_system", FALSE),
    ("feature.lateral_sustained", FALSE, "feature.both_at_once", FALSE),
    ("feature.longitudinal_sustained", FALSE, "feature.both_at_once", FALSE),
    ("feature.both_at_once", FALSE, "feature.whole_ddt_by_system", FALSE),
    ("feature.fallback_by", one_of("driver"), "feature.auto_minimal_risk", FALSE),
    ("feature.fallback_by", one_of("fallback_ready_user"), "feature.auto_minimal_risk", FALSE),
    ("feature.auto_minimal_risk", TRUE, "feature.fallback_by", one_of("system")),
    ("feature.momentary_only", TRUE, "feature.lateral_sustained", FALSE),
    ("feature.momentary_only", TRUE, "feature.longitudinal_sustained", FALSE),
)
"""If the first is so, so is the second; the second otherwise contradicts the first."""
_REMOTE = {"drives": "feature.whole_ddt_by_system", "takes_over_on_request": "feature.auto_minimal_risk"}


def contradictions(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Pairs of stated facts that cannot both be so, in words."""
    seen: set[frozenset[str]] = set()
    for name, value, other, then in _IMPLIES:
        pair = frozenset((name, other))
        if values.get(name) == value and pair not in seen and _excludes(values.get(other), then):
            seen.add(pair)
            yield f"{name} = {_said(values[name])}", f"{other} = {_said(values[other])}"


def _excludes(value: Value | None, then: Value) -> bool:
    if isinstance(value, Choice) and isinstance(then, Choice):
        return value.possible.isdisjoint(then.possible)
    return value is not None and value is not UNKNOWN and value != then


def _said(value: Value) -> str:
    return " or ".join(sorted(value.possible)) if isinstance(value, Choice) else str(value).rpartition(".")[2].lower()


def implied(values: Mapping[str, Value]) -> dict[str, Value]:
    """The facts with everything that follows from them; what a remote person puts in doubt is unknown."""
    found = dict(values)
    for _ in _IMPLIES:  # as often as a chain of implications can be long
        for name, value, other, then in _IMPLIES:
            if found.get(name) == value and (found.get(other) is None or found[other] is UNKNOWN):
                found[other] = then
    remote = found.get("feature.remote_person")
    for what in remote.possible if isinstance(remote, Choice) and remote.is_known else ():
        if what in _REMOTE and found.get(_REMOTE[what]) is TRUE:
            found[_REMOTE[what]] = UNKNOWN
    return found


def levels_of(key: str, name: str, values: Mapping[str, Value], notes: tuple[str, ...] = ()) -> FeatureLevels:
    """The set of levels of one feature under every standard."""
    entity = Entity(FEATURE, key, values)
    bound = bind(bind({}, Entity(CASE, "case")), entity)
    found = {
        standard: tuple(each for each in levels if verdict(each.when, bound).truth is not FALSE)
        for standard, levels in driving_levels().standards.items()
    }
    return FeatureLevels(key, name, found, tuple(_missing(entity, found)), notes)


def _missing(entity: Entity, found: Mapping[str, tuple[Level, ...]]) -> Iterator[str]:
    """The fact of every question that is open and can be reached, in the order of the questions."""
    if all(len(each) == 1 for each in found.values()):
        return
    bound = bind(bind({}, Entity(CASE, "case")), entity)
    for question, names in driving_levels().steps:
        truth = verdict(question, bound).truth
        if truth is UNKNOWN:
            yield from (name for name in names if entity.values.get(name) not in (TRUE, FALSE))
        if truth is FALSE:
            break
    if verdict(driving_levels().steps[0][0], bound).truth is not TRUE:
        yield "legal.unverified.gbt40429_2021_no_oedr"


def highest(features: list[FeatureLevels], standard: str) -> tuple[str, ...]:
    """The labels that the highest level of several features can have, in order."""
    ranks = [sorted(_rank(each) for each in one.levels[standard]) for one in features]
    if not ranks:
        return ()
    floor = max(each[0] for each in ranks)
    possible = {rank for each in ranks for rank in each if rank >= floor}
    labels = {_rank(each): each.label for each in driving_levels().standards[standard]}
    return tuple(labels[rank] for rank in sorted(possible))


def _rank(level: Level) -> int:
    return -1 if level.number is None else level.number


def folded(features: list[FeatureLevels], complete: bool) -> Span | None:
    """What the features say of the vehicle's level: the highest of them, or at least that if there may be others."""
    if not features:
        return None
    labels = highest(features, driving_levels().own)
    numbers = [0 if not each.isdigit() else int(each) for each in labels]
    return between(min(numbers), max(numbers) if complete else 5)


def features_of(
    entries: Sequence[Mapping[str, object]], place: Place, findings: Findings, text: str = ""
) -> list[FeatureLevels]:
    """The features of a file or dossier, each with its levels; `text` is the file's, to find lines in it."""
    found: list[FeatureLevels] = []
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        pointer = f"{place.pointer or 'features'}/{index}"
        here = Place(place.file, pointer=pointer, line=line_of(text, pointer) or place.line)
        key = str(entry.get("id", f"feature {index + 1}"))
        if key in seen:
            findings.add(
                "feature.duplicate", f"{key!r} is named twice.", here, "Give each feature its own id.", value=key
            )
        seen.add(key)
        values = read_feature(entry, here, findings)
        found.append(levels_of(key, str(entry.get("name", key)), values, tuple(_notes(entry, values))))
    return found


def _notes(entry: Mapping[str, object], values: Mapping[str, Value]) -> Iterator[str]:
    for name in sorted(_MARKETING & set(entry)):
        yield f"{name} = {entry[name]!r} was not read: what a feature is called is no fact of its design."
    entity = Entity(FEATURE, "feature", values)
    remote = value_of(entity, VOCABULARY["feature.remote_person"].fact)
    if isinstance(remote, Choice) and remote.is_known and remote.possible & set(_REMOTE):
        yield "A remote person who must act puts the level in doubt: the rule is known from memory only."
    if values.get("feature.risk_mitigation_only") is TRUE:
        yield "Stopping after an unanswered request does not lift a feature to level 4."
