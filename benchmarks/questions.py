"""How many questions settle the shipped example: best first against document order, in several worlds.

A world says how every question would be answered. `document order` asks the open facts as the dossier and its bills
name the elements, skipping those that an answer has made moot; `every blank` asks all that the law reads and the
dossier leaves blank, in the same order, which is what a form does that knows no law. Both stop when the verdict is
settled. Best first may be told to ask counsel only last; so may the others: legal questions are answered as usual.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pratique.facts.definition import VOCABULARY
from pratique.logic.nodes import DateFact, NumberFact, SetFact
from pratique.usecases.ask import (
    Asking,
    Chooser,
    Question,
    answered,
    answers_of,
    begin,
    entry_of,
    in_document_order,
    next_question,
    settles_most,
)

EXAMPLE = Path(__file__).parents[1] / "examples/aurora/dossier.toml"
World = Callable[[Question, Asking], Any]
_BENIGN = {
    "part.last_designed_or_supplied": "2026-10-01",
    "part.software_class": "application",
    "part.supplier_on_approved_list": False,
    "source.roles": ["developed"],
}


def benign(question: Question, asking: Asking) -> Any:
    """Everybody is from Germany and nobody else has a hand in it."""
    if question.fact in _BENIGN:
        return _BENIGN[question.fact]
    if "DE" in question.values:
        return ["DE"] if question.fact.endswith(("_of", "resident_in")) else "DE"
    if isinstance(question.typed, SetFact):
        return [question.values[0]]
    if isinstance(question.typed, NumberFact | DateFact):
        return answers_of(question, asking.found)[0]
    return question.values[0] if question.values else False


def owned(question: Question, asking: Asking) -> Any:
    """Acme turns out to be controlled from China."""
    if question.fact == "party.controlled_from_prc_or_russia" and "Acme" in question.label:
        return True
    return benign(question, asking)


def drawn(seed: int) -> World:
    """Answers drawn by a seed, the same for a question whenever it is asked."""

    def answer(question: Question, asking: Asking) -> Any:
        dice = random.Random(f"{seed} {question.fact} {question.entity}")
        return dice.choice(list(answers_of(question, asking.found)))

    return answer


def count(choose: Chooser, world: World) -> int:
    """The questions asked until the verdict is settled."""
    asking = begin(EXAMPLE, known_on=date(2026, 11, 22), construe="usual")
    asked = 0
    while (question := next_question(asking, choose)) is not None:
        asked += 1
        raw = world(question, asking)
        asking = answered(asking, question, entry_of(question, raw, source="benchmark"))
    return asked


def blanks(world: World) -> int:
    """The questions of a form with a line for every blank, filled in from the top until the verdict is settled."""
    asking = begin(EXAMPLE, known_on=date(2026, 11, 22), construe="usual")
    asked = 0
    for question in _form(asking):
        if asking.is_settled:
            break
        asked += 1
        entry = entry_of(question, world(question, asking), source="benchmark")
        asking = answered(asking, question, entry)
    return asked


def _form(asking: Asking) -> Sequence[Question]:
    from pratique.facts.kinds import PART, PARTY, SOURCE
    from pratique.usecases.ask import _named

    read = [VOCABULARY[name] for name in _named(asking.found.instruments[0]) if name in VOCABULARY]
    lines: list[Question] = []

    def add(kind: Any, key: str, label: str, values: Any) -> None:
        for d in read:
            if d.fact.kind is kind and d.name not in values and not d.is_legal:
                options = tuple(sorted(getattr(d.fact, "values", ())))
                line = Question(d.name, key, label, d.meaning, d.known_by, d.proof, "unknown", False, 1, options)
                lines.append(line)

    for case in asking.found.cases.cases:
        for part in case.entity.listing(PART).elements:
            add(PART, part.key, asking.found.cases.labels.get(part.key, ""), part.values)
            for source in part.listing(SOURCE).elements:
                add(SOURCE, source.key, "", source.values)
                if source.carried is not None:
                    label = asking.found.cases.labels.get(source.carried.key, "")
                    add(PARTY, source.carried.key, label, source.carried.values)
            if not part.listing(SOURCE).closed:
                name = "source.present"
                lines.append(Question(name, f"{part.key}/other source", "", "", "", "", "unknown", False, 1))
    return list({(q.fact, q.entity): q for q in lines}.values())


def main() -> None:
    """Print the table."""
    worlds: dict[str, World] = {"benign": benign, "Acme controlled from China": owned}
    seeds = range(1, 3 if "--small" in sys.argv else 6)
    worlds |= {f"drawn by seed {seed}": drawn(seed) for seed in seeds}
    print("| world | best first | document order | every blank | best / document | best / blanks |")
    print("|---|---|---|---|---|---|")
    for name, world in worlds.items():
        best, plain, form = count(settles_most, world), count(in_document_order, world), blanks(world)
        print(f"| {name} | {best} | {plain} | {form} | {best / plain:.2f} | {best / form:.2f} |")


if __name__ == "__main__":
    main()
