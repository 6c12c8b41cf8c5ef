"""How many questions `ask` needs on the shipped example, against asking in document order.

    .venv/bin/python benchmarks/ask.py [--small]

Simulated people answer: each has an answer to every fact, drawn by a seed from the answers that the law tells apart,
either evenly or with "no" nine times in ten where a fact is yes or no. Each is asked four ways, until the verdict is
settled:

- *form*: every blank that the instruments concerned read, element by element in the order of dossier and bill;
- *still open*: the same order, but only what can still change the outcome, worked out anew after each answer (which
  is most of what `ask` does);
- *ask*: the order of `pratique ask`;
- *fewest*: the smallest set of this person's answers that settles at all, known only afterwards. Nobody who asks can
  need fewer, so it bounds what any order of questions can gain.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from pratique.facts.kinds import KINDS
from pratique.law.instrument import conditions_of
from pratique.logic.entities import OTHER, Entity, is_known, value_of
from pratique.logic.nodes import Fact, TruthFact
from pratique.readings.facts_used import facts_used
from pratique.usecases.missing.ask import Asking, Question, answered, begin, entry_of, told
from pratique.usecases.missing.next_question import answers_of, in_document_order, next_question

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples/aurora/dossier.toml"
KNOWN_ON = date(2026, 11, 22)
PEOPLE = 20
NO = 0.9
"""How often a person of the second population says no to a question of yes or no."""

POPULATIONS = (("evenly", False), ("nine in ten no", True))

Person = Callable[[Question], Any]
Row = tuple[str, str]


def person(start: Asking, seed: int, says_no: bool) -> Person:
    """Somebody whose answer to a question is always the same, whenever it is asked."""

    def says(question: Question) -> Any:
        draw = random.Random(f"{seed} {question.fact} {question.entity}")
        if says_no and isinstance(question.typed, TruthFact):
            return draw.random() >= NO
        return draw.choice(list(answers_of(question, start.found)))

    return says


def asked(start: Asking, says: Person, choose: Any = None) -> tuple[int, str, list[float]]:
    """The number of questions until it is settled, the verdict, and the seconds before each question."""
    asking, count, waits, began = start, 0, [], time.perf_counter()
    while (question := next_question(asking, choose)) is not None:
        waits.append(time.perf_counter() - began)
        began = time.perf_counter()
        asking = answered(asking, question, entry_of(question, says(question), source="a person"))
        count += 1
    return count, str(asking.found.range), waits


# --- the form ---------------------------------------------------------------------------------------------


def form(start: Asking) -> list[Row]:
    """Every blank of the form: element by element as they are named, what the instruments read and nobody stated."""
    read = facts_read(start)
    rows: dict[Row, None] = {}
    for case in start.found.cases.cases:
        for element in elements(case.entity):
            for fact in read.get(element.kind.name, ()):
                if not is_known(value_of(element, fact)):
                    rows[fact.name, subject(start, element.key, case)] = None
            for kind, listing in element.children.items():
                if not listing.closed:
                    rows[f"{kind.name}.present", f"{element.key}{OTHER}{kind.name}"] = None
    order = {key: index for index, key in enumerate(start.found.cases.labels)}

    def place(row: Row) -> int:
        key = row[1]
        while key and key not in order:
            key = key.rpartition("/")[0]
        return order.get(key, len(order))

    return sorted(rows, key=place)


def facts_read(start: Asking) -> dict[str, tuple[Fact, ...]]:
    """The facts that the instruments concerned read, by the kind of element, but for the law's own."""
    conditions = [each for instrument in start.found.instruments for _, each in conditions_of(instrument)]
    facts = {use.fact.name: use.fact for condition in conditions for use in facts_used(condition)}
    asked = [fact for name, fact in sorted(facts.items()) if not name.startswith("legal.")]
    return {kind: tuple(fact for fact in asked if fact.kind.name == kind) for kind in KINDS}


def elements(root: Entity) -> Iterator[Entity]:
    yield root
    if root.carried is not None:
        yield root.carried
    for listing in root.children.values():
        for element in listing.elements:
            yield from elements(element)


def subject(start: Asking, key: str, case: Any) -> str:
    """Under which key an element is asked about: the dossier's own name for a party, the vehicle for its facts."""
    label = start.found.cases.labels.get(key, "").casefold()
    for party in start.found.cases.dossier.parties:
        if party.label.casefold() == label:
            return party.id
    return key


def filled_in(start: Asking, says: Person) -> tuple[int, str]:
    """How many lines of the form are filled in until the verdict is settled."""
    asking, count = start, 0
    read = facts_read(start)
    left = form(start)
    while not asking.is_settled and left:
        fact, key = left.pop(0)
        count += 1
        question = next((q for q in asking.questions() if (q.fact, q.entity) == (fact, key)), None)
        if question is None:
            continue
        value = says(question)
        asking = answered(asking, question, entry_of(question, value, source="a form"))
        if fact.endswith(".present") and value is True:
            kind = KINDS[fact.removesuffix(".present")]
            details = [(each.name, key) for each in read.get(kind.name, ())]
            if kind.carries is not None:
                details += [(each.name, f"{key}/{kind.carries.name}") for each in read.get(kind.carries.name, ())]
            left = details + left
    while not asking.is_settled and (left_over := asking.questions()):  # the law's own stand on no form
        question = in_document_order(asking, left_over)
        asking = answered(asking, question, entry_of(question, says(question), source="counsel"))
        count += 1
    return count, str(asking.found.range)


# --- the fewest -------------------------------------------------------------------------------------------


def fewest(start: Asking, says: Person) -> int:
    """The size of the smallest set of answers that settles.

    A set settles if and only if it meets every set whose complement does not: so the smallest that meets all
    complements found so far either settles or leads to one more.
    """
    entries = answers_to_all(start, says)
    everything = frozenset(range(len(entries)))
    known: dict[frozenset[int], bool] = {}

    def settles(chosen: frozenset[int]) -> bool:
        if chosen not in known:
            known[chosen] = told(start, [entries[index] for index in sorted(chosen)]).is_settled
        return known[chosen]

    if not settles(everything):
        raise AssertionError("every answer is given and it is not settled")
    needed: list[frozenset[int]] = []
    while not settles(chosen := smallest_meeting(needed)):
        for index in sorted(everything - chosen):
            if not settles(chosen | {index}):
                chosen |= {index}
        needed.append(everything - chosen)
    return len(chosen)


def smallest_meeting(sets: Sequence[frozenset[int]]) -> frozenset[int]:
    pool = sorted(frozenset().union(*sets))
    sizes = range(len(pool) + 1)
    return next(
        frozenset(each) for size in sizes for each in combinations(pool, size) if all(set(each) & one for one in sets)
    )


def answers_to_all(start: Asking, says: Person) -> list[dict[str, Any]]:
    """What this person says to every question that can come up."""
    entries: dict[tuple[str, str | None], dict[str, Any]] = {}
    asking = start
    while new := [each for each in asking.questions() if (each.fact, each.entity) not in entries]:
        for each in new:
            entries[each.fact, each.entity] = entry_of(each, says(each), source="a person")
        asking = told(start, [e for e in entries.values() if e["fact"].endswith(".present") and e["value"] is True])
    return list(entries.values())


# --- the table --------------------------------------------------------------------------------------------


def agrees_with_itself(start: Asking, says: Person) -> bool:
    """Whether all that this person says settles the verdict: answers drawn one by one may contradict each other."""
    try:
        return told(start, answers_to_all(start, says)).is_settled
    except ValueError:  # a value that nothing can have beside the others
        return False


def main() -> None:
    small = "--small" in sys.argv
    start = begin(EXAMPLE, known_on=KNOWN_ON)
    print(f"The form has {len(form(start))} blanks; {len(start.questions())} facts can matter.\n")
    print("| people | way | mean | worst | mean / form | mean / still open |")
    print("|---|---|---|---|---|---|")
    waits: list[float] = []
    for name, says_no in POPULATIONS:
        drawn = (person(start, seed, says_no) for seed in range(4 * PEOPLE))
        agreeing, asking = (each for each in drawn if agrees_with_itself(start, each)), 4 if small else PEOPLE
        counts: dict[str, list[int]] = {"form": [], "still open": [], "ask": [], "fewest": []}
        for says in agreeing:
            lines, formal = filled_in(start, says)
            opened, plain, _ = asked(start, says, in_document_order)
            best, verdict, waited = asked(start, says)
            if " .. " in f"{formal}{plain}{verdict}":  # what it says of more than is asked contradicts itself
                continue
            assert verdict == plain == formal, (verdict, plain, formal)
            waits += waited
            for way, count in zip(counts, (lines, opened, best, fewest(start, says)), strict=True):
                counts[way].append(count)
            if len(counts["ask"]) == asking:
                break
        means = {way: sum(its) / len(its) for way, its in counts.items()}
        for way, its in counts.items():
            shares = (f"{means[way] / means[peer]:.0%}" for peer in ("form", "still open"))
            print(
                f"| {len(its)}, {name} | {way} | {means[way]:.1f} | {max(its)} | {' | '.join(shares)} |", flush=True
            )
    print(f"\nBefore a question: {sum(waits) / len(waits):.2f} s on the average, {max(waits):.2f} s at most.")


if __name__ == "__main__":
    main()
