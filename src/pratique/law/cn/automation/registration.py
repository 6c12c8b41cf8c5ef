"""What the automation levels have beside provisions: how many there are and where they begin, for bulletins."""

from __future__ import annotations

from collections.abc import Iterator

from pratique.law.cn.automation.levels import GB, GB_LEVELS, IN_FORCE
from pratique.law.registered import OnTopic, Registration


def _levels() -> Iterator[OnTopic]:
    numbers = sorted(level.number for level in GB_LEVELS if level.number is not None)
    yield OnTopic("cn.automation_levels.count", IN_FORCE, GB, str(len(numbers)))
    yield OnTopic("cn.automation_levels.lowest", IN_FORCE, GB, str(numbers[0]))


REGISTRATION = Registration(says=_levels)
