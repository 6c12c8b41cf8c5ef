"""Conditions as English: every node, both ways, as counsel will read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pratique.logic.author import (
    all_of,
    any_of,
    choice_fact,
    date_fact,
    every,
    greatest,
    least,
    maximum,
    none_of,
    number_fact,
    set_fact,
    shifted,
    some,
    term,
    the,
    total,
    truth_fact,
)
from pratique.logic.nodes import Condition, Fact, Kind
from pratique.readings.prose import prose

CASE = Kind("case")
ACTOR = Kind("actor", CASE, exactly_one=True)
PART = Kind("part", CASE, at_least_one=True)
PARTY = Kind("party")
SOURCE = Kind("source", PART, carries=PARTY, at_least_one=True)

ACT = choice_fact("act.kind", CASE, "import", "sale", "export")
DAY = date_fact("act.date", CASE)
FIRST_SALE = date_fact("act.first_sale", CASE)
KNOWS = truth_fact("actor.knows", ACTOR)
YEAR = number_fact("part.model_year", PART, whole=True, may_be_none=True)
WEIGHT = number_fact("part.weight", PART, "kg", low=0)
MADE = date_fact("part.made_on", PART, may_be_none=True)
FUNCTIONS = set_fact("part.functions", PART, "keyless entry", "tyre pressure", "telephony")
SHARE = number_fact("source.share", SOURCE, "%", low=0, high=100)
LINKED = truth_fact("party.linked", PARTY)

VCS = term(
    "vehicle connectivity system",
    "15 CFR 791.301",
    "An item with a radio link, unless it does only excluded things.",
    all_of(truth_fact("part.radio", PART), none_of(FUNCTIONS.inside("keyless entry", "tyre pressure"))),
)
HARDWARE = term("VCS hardware", "15 CFR 791.301", "Physical parts of such a system.", all_of(VCS, WEIGHT > 0))

CONDITIONS: dict[str, Condition] = {
    "absence": any_of(
        none_of(YEAR < 2030),
        YEAR >= 2030,
        YEAR.is_none(),
        YEAR.is_given(),
        none_of(YEAR.between(2027, 2030, high_open=True)),
    ),
    "regions": all_of(
        DAY.between("2025-03-17", "2029-01-01", high_open=True),
        DAY < "2027-01-01",
        DAY <= "2027-01-01",
        DAY > "2027-01-01",
        DAY >= "2027-01-01",
        DAY.equals("2027-01-01"),
        none_of(DAY.between("2026-01-01", "2026-12-31")),
        WEIGHT < 4536,
        WEIGHT <= 4536,
        WEIGHT > 4535.5,
        WEIGHT >= 4536,
        WEIGHT.between(1, 10),
        none_of(WEIGHT.equals(3)),
    ),
    "choices_and_sets": all_of(
        ACT.is_("import"),
        none_of(ACT.is_("sale")),
        ACT.is_("import", "sale"),
        none_of(ACT.is_("import", "sale")),
        FUNCTIONS.meets("telephony"),
        none_of(FUNCTIONS.meets("telephony")),
        none_of(FUNCTIONS.meets("telephony", "keyless entry")),
        FUNCTIONS.inside("tyre pressure"),
        none_of(FUNCTIONS.inside("tyre pressure")),
    ),
    "import_of_hardware": all_of(
        ACT.is_("import"),
        the(ACTOR, KNOWS),
        some(PART, HARDWARE, some(SOURCE, LINKED), none_of(HARDWARE, YEAR < 2030)),
        none_of(every(PART, none_of(VCS))),
        none_of(the(ACTOR, KNOWS), some(PART, LINKED_PART := truth_fact("part.exempt", PART)), ~LINKED_PART),
    ),
    "expressions": all_of(
        FIRST_SALE - DAY >= 60,
        shifted(FIRST_SALE, years=10, days=-1) > "2026-01-01",
        shifted(DAY, months=1) <= "2026-01-01",
        least(DAY, FIRST_SALE) < "2026-01-01",
        greatest(DAY, FIRST_SALE) < "2026-01-01",
        total(SOURCE, SHARE, where=all_of(LINKED, SHARE > 5)) > 50,
        total(SOURCE, SHARE) > 50,
        maximum(PART, MADE) < "2026-03-17",
        none_of(maximum(PART, WEIGHT, where=VCS) > 4536),
        (WEIGHT * 2 + 3) / WEIGHT - 1 < 4,
        (total(PART, WEIGHT) - WEIGHT).equals(0),
    ),
}


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_prose_reads_as_reviewed(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"prose/{name}.txt", prose(CONDITIONS[name]))


def test_absent_and_later_read_differently() -> None:
    assert prose(none_of(YEAR < 2030)) != prose(YEAR >= 2030)


def test_labels_replace_names(golden: Callable[[str, str], None]) -> None:
    labels: dict[Fact, str] = {KNOWS: "the importer knows of the link", ACT: "the act", YEAR: "model year"}
    condition = all_of(ACT.is_("import"), the(ACTOR, none_of(KNOWS)), some(PART, YEAR >= 2030))
    golden("prose/labels.txt", prose(condition, lambda fact: labels.get(fact, fact.name)))
