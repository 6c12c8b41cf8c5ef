"""Driving-automation levels of a feature: GB/T 40429-2021 clauses 3.2 and 3.3, and SAE J3016_202104 beside it.

Rule: six questions in order; the first that is answered no gives the level, one that is open leaves every level that
the later answers still allow. `at_least(n)` is the conjunction of the first n + 1 questions, so that a level is
possible exactly while "at least n, and no to the next question" is not false (each question is asked once, so that this
is exact in three values). The two standards share the questions; their
numbers part only where the system keeps up no detection of and response to events at all.
"""

from __future__ import annotations

from datetime import date

from pratique.facts.cn import automation as feature
from pratique.facts.definition import remembered
from pratique.law.driving_level import OUT, Level, LevelTable
from pratique.logic.author import all_of, any_of, none_of, term
from pratique.logic.nodes import Condition

GB = "GB/T 40429-2021"
SAE = "SAE J3016_202104"
IN_FORCE = date(2022, 3, 1)
"""GB/T 40429-2021 is in force from this day (issued 2021-08-20; confirmed)."""
SAE_ISSUED = date(2021, 4, 30)

_outside = remembered(
    "gbt40429_2021_no_oedr",
    "Whether a feature without any detection of and response to events (plain speed-hold cruise, stability control) is outside the taxonomy.",
    f"{GB} cl. 3.2",
)

keeps_up_oedr = term(
    "keeps up part of detection and response",
    f"{GB} cl. 3.2",
    "The system sustains at least part of the detection of and response to objects and events.",
    feature.oedr.is_("partial", "full"),
)
sustains_one = term(
    "sustains lateral or longitudinal control",
    f"{GB} cl. 3.2",
    "The system keeps lateral or longitudinal control going, not only a momentary push.",
    any_of(feature.lateral, feature.longitudinal),
)
sustains_both = term(
    "sustains both at once",
    f"{GB} cl. 3.2",
    "Lateral and longitudinal control run at the same time.",
    feature.both_at_once,
)
performs_whole_task = term(
    "performs the whole dynamic driving task",
    f"{GB} cl. 3.2",
    "While engaged the system alone does all of the driving task, full detection and response included.",
    feature.whole_task,
)
reaches_minimal_risk = term(
    "reaches a minimal risk condition by itself",
    f"{GB} cl. 3.2",
    "A safe end state is reached without anybody; stopping after an unanswered request as a last resort is not that.",
    feature.minimal_risk,
)
knows_no_limit = term(
    "knows no technical limit",
    f"{GB} cl. 3.2",
    "No engineering limit on where or when it runs; limits of law or business do not count.",
    none_of(feature.technical_limit),
)

STEPS: tuple[tuple[Condition, tuple[str, ...]], ...] = (
    (keeps_up_oedr, ("feature.oedr_by_system",)),
    (sustains_one, ("feature.lateral_sustained", "feature.longitudinal_sustained")),
    (sustains_both, ("feature.both_at_once",)),
    (performs_whole_task, ("feature.whole_ddt_by_system",)),
    (reaches_minimal_risk, ("feature.auto_minimal_risk",)),
    (knows_no_limit, ("feature.technical_odc_limit",)),
)
"""The questions in order, each with the facts that answer it: the answer no to the first leads out of the taxonomy, to question n + 1 it gives level n - 1."""


def at_least(level: int) -> Condition:
    """The feature is at `level` or above: the first `level` + 1 questions are all answered yes."""
    return all_of(*(question for question, _ in STEPS[: level + 1]))


def exactly(level: int) -> Condition:
    """The feature is at `level` under GB/T 40429-2021, 0 to 5."""
    return at_least(5) if level == 5 else all_of(at_least(level), none_of(STEPS[level + 1][0]))


def _levels(names: tuple[str, ...], none: Condition | None) -> tuple[Level, ...]:
    outside = none_of(keeps_up_oedr)
    found = [Level(n, name, exactly(n)) for n, name in enumerate(names)]
    if none is None:  # level 0 takes in what has no detection and response at all
        return (Level(0, names[0], any_of(outside, exactly(0))), *found[1:])
    zero = Level(0, names[0], any_of(exactly(0), all_of(outside, none_of(none))))
    return (Level(None, OUT, all_of(outside, none)), zero, *found[1:])


GB_LEVELS = _levels(
    (
        "emergency assistance",
        "partial driver assistance",
        "combined driver assistance",
        "conditionally automated driving",
        "highly automated driving",
        "fully automated driving",
    ),
    _outside,
)
SAE_LEVELS = _levels(
    (
        "No Driving Automation",
        "Driver Assistance",
        "Partial Driving Automation",
        "Conditional Driving Automation",
        "High Driving Automation",
        "Full Driving Automation",
    ),
    None,
)
STANDARDS: dict[str, tuple[Level, ...]] = {GB: GB_LEVELS, SAE: SAE_LEVELS}

DIFFERENCES = (
    "Level 0 has the same number and another content: the Chinese one warns or intervenes, the American one is no automation even where it warns.",
    "Detection and response at 0 to 2 count for driver and system in the Chinese standard, for the driver alone in the American one.",
    "A feature with no detection and response at all is outside the Chinese taxonomy (from memory) and level 0 of the American one.",
    "An unanswered request at level 3: the Chinese standard has the system go on for a while and then mitigate risk; that does not make it level 4.",
    "The Chinese condition set adds the state of driver and vehicle to the operational design domain (single source).",
    "On request level 3 hands over at once; the Chinese standard lets level 4 hold on in special cases (single source).",
    "The Chinese standard also sets technical requirements per level; the American one describes what a design intends.",
)
"""Where the standards differ though the numbers agree."""
REGISTERS = LevelTable(STANDARDS, STEPS, IN_FORCE, DIFFERENCES)
