"""The declaration of conformity of 15 CFR 791.305: what goes into it, on what evidence, and whether it may be made.

Rule: a declaration is refused unless the outcome is one outcome that needs nobody's leave, every provision and
exception that decides was read in its official text or signed off, as was every bar that its statement denies, and no
duty was certainly done too late or is overdue. A draft is made all the same, and says what is open before anything
else. What was told in confidence is named, not shown.
Invariant: the same dossier, evidence, overlays and law book give the same content; no clock of this machine is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Unpack

from pratique.deciding.asked import Options
from pratique.deciding.decision import Decided, decided
from pratique.deciding.outcomes import provision_outcome
from pratique.dossier.read import read_dossier
from pratique.law.instrument import Instrument
from pratique.law.outcome import Outcome
from pratique.law.provision import Provision
from pratique.logic.entities import Entity
from pratique.logic.nodes import Kind
from pratique.logic.truth import TRUE
from pratique.readings.decide import Bound, bind
from pratique.usecases.answer.answer import Answer
from pratique.usecases.answer.beside import beside
from pratique.usecases.answer.duties import is_late
from pratique.usecases.check import answer_of
from pratique.usecases.papers.form import STATEMENT, fields, stated
from pratique.usecases.papers.paper import (
    Paper,
    askable,
    discreet,
    evidence_of,
    files_of,
    signoffs_of,
    untrusted,
)

CITE = "15 CFR 791.305"
BARRED = Outcome.AUTHORIZED
"""What is worse than this bars."""


class Declaration(Paper):
    """The declaration of conformity."""

    __slots__ = ()

    @property
    def statement(self) -> str:
        """What the declarant states."""
        return STATEMENT


def declare(dossier: str | Path, *, draft: bool = False, **options: Unpack[Options]) -> Declaration:
    """A dossier -> the declaration of conformity of 15 CFR 791.305 with its evidence, and why it may not be made yet.

    `options` are those of `check`; `pratique.files_of` makes the pack. Raises InvalidInput, UsageError.

    >>> paper = pratique.declare("shanghai-app/dossier.toml", draft=True, known_on=day)
    >>> paper.cite, len(paper.refused) > 0
    ('15 CFR 791.305', True)
    """
    read = read_dossier(dossier)
    found = decided(read, **options)
    answer = beside(discreet(askable(answer_of(found), found), found), read.folder)
    return Declaration(
        cite=CITE,
        name="Declaration of conformity",
        word="a declaration",
        answer=answer,
        fields=tuple(fields(found, answer, stated(read))),
        evidence=tuple(evidence_of(found)),
        files=tuple(files_of(read, options)),
        signoffs=tuple(signoffs_of(found)),
        refused=tuple(_refusals(found, answer)),
        draft=draft,
    )


def _refusals(found: Decided, answer: Answer) -> Iterator[str]:
    whole = found.range
    yield from untrusted(found)
    if not any(each.cite.startswith(CITE) for each in answer.duties):
        yield f"{CITE} asks for no declaration of what this dossier does."
    if not whole.is_settled:
        yield f"The outcome is not settled: {whole}; {len(answer.open_facts)} facts can still matter."
    elif whole.worst > Outcome.AUTHORIZED:
        yield f"The outcome is {whole}: no declaration of conformity could be true."
    unread = [each.cite for each in answer.decided_by if not (each.text_verified or each.signed_off)]
    unread = list(dict.fromkeys([*unread, *_unread_exceptions(found)]))
    for cite in unread:
        yield f"{cite} decides, but its official text was neither read nor signed off."
    for cite in dict.fromkeys(_unread_bars(found)):
        if cite not in unread:
            yield f"The statement denies {cite}, whose official text was neither read nor signed off."
    for duty in answer.duties:
        if is_late(duty, found.asked.known_on):
            done = f"done {duty.done}" if duty.status == "late" else "not done yet"
            yield f"{duty.name} ({duty.cite}) is late: due {duty.due}, {done}."


def _unread_exceptions(found: Decided) -> Iterator[str]:
    """The exceptions that lift a bar, certain or not, from any node, and whose text nobody read."""
    signed = {} if found.asked.overlay is None else found.asked.overlay.signed(found.instruments)
    unread = {e.cite for each in found.instruments for e in each.exceptions() if not e.text_verified} - set(signed)
    for _, outcome in found.outcomes:
        for node in outcome.telling():
            lifting = [lift for one in node.provisions if one.provision.severity > BARRED for lift in one.lifted_by]
            yield from (each.cite for each, truth in lifting if truth is TRUE and each.cite in unread)


def _unread_bars(found: Decided) -> Iterator[str]:
    """The bars of the rule declared under whose text nobody read, unless the act itself (its kind, day and place, and
    in what role it is done) rules them out; see docs/adr/0007.
    """
    signed = {} if found.asked.overlay is None else found.asked.overlay.signed(found.instruments)
    for instrument in found.instruments:
        if not any(each.cite.startswith(CITE) for each in instrument.provisions):
            continue
        for each in instrument.provisions:
            unread = not each.text_verified and each.cite not in signed
            if each.severity > Outcome.AUTHORIZED and unread and _may_arise(found, instrument, each):
                yield each.cite


def _may_arise(found: Decided, instrument: Instrument, bar: Provision) -> bool:
    """Whether a bar can apply to an act of these kinds, whatever is true of the parts and parties."""
    return any(
        provision_outcome(instrument, bar, _bare(case.entity, bar.per)).range.worst > Outcome.AUTHORIZED
        for case in found.cases.cases
    )


def _bare(case: Entity, per: Kind) -> Bound:
    """The act with what is said of the act alone, everything else open."""
    act = {name: value for name, value in case.values.items() if name.startswith(("act.", "actor.roles"))}
    bound = bind({}, Entity(case.kind, case.key, act))
    return bound if per is case.kind else bind(bound, Entity(per, f"any {per.name}"))
