"""What kind of thing a name says, against the kind that would clear it: software, firmware, an article, a drive.

Rule: as in `called`: a name adds nothing where nothing was said, and holds open what was said bare and lighter. A
form counts in the name of the thing itself, not of an article that has a magnet; a class only against firmware.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pratique.facts import part, vehicle
from pratique.facts.cn.export import elements, form, passenger
from pratique.facts.powertrain import powertrain
from pratique.items.doubt.elements import elements_named, forms_in_words
from pratique.items.doubt.nouns import head_of, is_itself, windows
from pratique.items.doubt.types import type_called
from pratique.items.doubt.words import words_in
from pratique.logic.intervals import Interval
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Members, Span, Value

OF_A_PART = (part.kind.name, part.software_class.name, form.name, elements.name)
ON_ROADS = (vehicle.mechanical_power.name, vehicle.public_road.name)
"""What is said of a vehicle that runs on roads by its own engine."""
OF_A_VEHICLE = (
    powertrain.name,
    vehicle.automation_level.name,
    *ON_ROADS,
    vehicle.rail_only.name,
    passenger.name,
)
AUTOMATED = 3
"""The lowest level of driving automation at which a vehicle drives itself."""
_ENGINE = frozenset({"ICE"})
_SOFTWARE, _FIRMWARE, _OTHER = (Choice(frozenset({each})) for each in ("software", "firmware", "other"))


def kinds_against(values: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """What is known of a thing by fact, and its name -> each fact of which the name says otherwise, and what."""
    if values.get(part.kind.name) == _SOFTWARE and _is_hardware(name):
        yield part.kind.name, Choice(frozenset({"hardware"}))
    if values.get(part.software_class.name) == _FIRMWARE and not is_itself(name, _of("classes", "firmware")):
        yield from _choice(part.software_class.name, _named("classes", name, ("application", "middleware", "system")))
    yield from _form(values, name)
    said = values.get(powertrain.name)
    if isinstance(said, Choice) and not said.possible & (named := _drives(name)):
        yield from _choice(powertrain.name, named)
    yield from _on_roads(values, name)
    level = values.get(vehicle.automation_level.name)
    if isinstance(level, Span) and level.interval.high < AUTOMATED and is_itself(name, _of("levels", "ADS")):
        yield vehicle.automation_level.name, Span(Interval(AUTOMATED))


def _drives(name: str) -> frozenset[str]:
    """What may drive a vehicle of that name, by its plainest word: what is called plug-in is no mere hybrid."""
    named = [frozenset(each.split()) for each in _named("powertrains", name)]
    named = [each for each in named if each != _ENGINE] or named  # a hybrid has an engine of its own
    fewest = min(map(len, named), default=0)
    return frozenset().union(*(each for each in named if len(each) == fewest))


def _on_roads(values: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """What the name of a car, a lorry or a bus says where it was said to be none; of one for other places nothing."""
    denied = [fact for fact in ON_ROADS if values.get(fact) is FALSE]
    railed = values.get(vehicle.rail_only.name) is TRUE
    empty = values.get(passenger.name) is FALSE
    if not (denied or railed or empty) or _says(name, "rails"):
        return
    of_people = _says(name, "of_people")
    if not (of_people or _says(name, "others") or _drives(name)):
        return
    if railed:
        yield vehicle.rail_only.name, FALSE
    if not _says(name, "elsewhere"):
        yield from ((fact, TRUE) for fact in denied)
        if empty and of_people:
            yield passenger.name, TRUE


def _says(name: str, nouns: str) -> bool:
    return any(_of("vehicles", nouns).search(window) for window in windows(name))


def _form(values: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """What the name of something of a controlled element says of its form, where a lighter one was said."""
    said, listed = values.get(form.name), values.get(elements.name)
    if isinstance(said, Choice) and isinstance(listed, Members) and listed.may:
        forms = _forms(name)
        if forms.isdisjoint(said.possible) and (said == _OTHER or "metal" in forms):
            yield from _choice(form.name, forms)


def _choice(fact: str, named: frozenset[str]) -> Iterator[tuple[str, Value]]:
    if named:
        yield fact, Choice(named)


def _is_hardware(name: str) -> bool:
    """Whether a name of several words, or in letters that packages are not named in, is that of a radio."""
    if name.isascii() and " " not in name.strip():
        return False  # a package of software is called after what it is for
    return type_called(name) in part.RADIO_TYPES and not _named("classes", name)


def _forms(name: str) -> frozenset[str]:
    head = head_of(forms_in_words(name))
    forms = words_in("forms").keys() - {"article"}
    if not elements_named(name):
        forms -= {"compound"}  # a salt of something else
    return frozenset(each for each in forms if is_itself(head, _of("forms", each), _of("forms", "article")))


def _named(section: str, name: str, among: tuple[str, ...] = ()) -> frozenset[str]:
    return frozenset(each for each in among or words_in(section) if is_itself(name, _of(section, each)))


@cache
def _of(section: str, name: str) -> re.Pattern[str]:
    return re.compile(words_in(section)[name])
