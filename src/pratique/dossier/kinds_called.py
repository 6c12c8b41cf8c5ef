"""What kind of thing a name says, against the kind that would clear it: software, firmware, an article, a drive.

Rule: as in `called`: a name adds nothing where nothing was said, and holds open what was said bare and lighter. A
form counts in the name of the thing itself, not of an article that has a magnet; a class only against firmware.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pratique.facts import part, vehicle
from pratique.facts.cn.export import elements, form
from pratique.facts.powertrain import powertrain
from pratique.items.doubt.nouns import head_of, is_itself
from pratique.items.doubt.types import type_called
from pratique.items.doubt.words import words_in
from pratique.logic.intervals import Interval
from pratique.logic.values import Choice, Members, Span, Value

OF_A_PART = (part.kind.name, part.software_class.name, form.name, elements.name)
OF_A_VEHICLE = (powertrain.name, vehicle.automation_level.name)
AUTOMATED = 3
"""The lowest level of driving automation at which a vehicle drives itself."""
_SOFTWARE, _FIRMWARE, _OTHER = (Choice(frozenset({each})) for each in ("software", "firmware", "other"))


def kinds_against(values: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """What is known of a thing by fact, and its name -> each fact of which the name says otherwise, and what."""
    if values.get(part.kind.name) == _SOFTWARE and _is_hardware(name):
        yield part.kind.name, Choice(frozenset({"hardware"}))
    if values.get(part.software_class.name) == _FIRMWARE and not is_itself(name, _of("classes", "firmware")):
        yield from _choice(part.software_class.name, _named("classes", name, ("application", "middleware", "system")))
    yield from _form(values, name)
    said = values.get(powertrain.name)
    if isinstance(said, Choice) and (named := _named("powertrains", name)).isdisjoint(said.possible):
        yield from _choice(powertrain.name, named)
    level = values.get(vehicle.automation_level.name)
    if isinstance(level, Span) and level.interval.high < AUTOMATED and is_itself(name, _of("levels", "ADS")):
        yield vehicle.automation_level.name, Span(Interval(AUTOMATED))


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
    head = head_of(name)
    forms = words_in("forms").keys() - {"article"}
    return frozenset(each for each in forms if is_itself(head, _of("forms", each), _of("forms", "article")))


def _named(section: str, name: str, among: tuple[str, ...] = ()) -> frozenset[str]:
    return frozenset(each for each in among or words_in(section) if is_itself(name, _of(section, each)))


@cache
def _of(section: str, name: str) -> re.Pattern[str]:
    return re.compile(words_in(section)[name])
