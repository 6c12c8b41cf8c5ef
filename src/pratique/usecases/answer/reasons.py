"""Why: the provisions that decide, element by element, down to facts and their proofs.

Rule: a provision decides a node if its own range reaches the node's worst or its best outcome; where nothing is
barred, the exemption or the scope decides. Each reason shows only the facts that make it what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from pratique.deciding.outcomes import InstrumentOutcome, NodeOutcome, ProvisionOutcome
from pratique.deciding.own_keys import ReadElement
from pratique.dossier.case import Case
from pratique.dossier.evidence import Evidence
from pratique.dossier.prints import Prints
from pratique.facts.keys import Behind, Carried, Key, Numbered, Other, Step
from pratique.facts.kinds import CASE, PARTY
from pratique.facts.proof import Basis, Proof
from pratique.facts.shown import show_value
from pratique.law.instrument import Instrument
from pratique.law.outcome import Outcome
from pratique.law.provision import LegalException, Provision
from pratique.logic.entities import is_known
from pratique.logic.nodes import AllOf, Condition, Not, Term
from pratique.logic.truth import TRUE, Truth
from pratique.readings.decide import bind
from pratique.readings.explain import Seen, Viewpoint, facts_seen
from pratique.usecases.answer.answer import Deciding, FactOut, Lift, Reason
from pratique.usecases.answer.looks import Look, looks
from pratique.value_class import dataclass

MOST_FACTS = 40
"""How many facts one reason holds; of the others it says how many they are."""
MOST_DECIDING = 40
"""How many provisions-at-nodes an answer shows in full, worst first, and each provision once whatever their number;
like nodes are shown once, and what is not shown is counted.
"""

MOST_LOOKED_AT = 2_000
"""Of how many nodes at most it is read what their file says."""

_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Decider:
    """One provision, exemption or scope that decides a node."""

    cite: str
    summary: str
    outcome: ProvisionOutcome | None
    node: NodeOutcome
    condition: Condition
    confidence: str
    text_verified: bool
    level: Outcome
    certain: bool


def deciding(found: InstrumentOutcome, case: Case, prints: Prints | None = None) -> Iterator[Deciding]:
    """The provisions that decide what an instrument says of a case; `prints` is what files say of its parts."""
    worst, best = found.range.worst, found.range.best
    look = None if prints is None or len(found.nodes) > MOST_LOOKED_AT else looks(prints)
    telling = sorted(found.counted(look), key=lambda each: weight(each[0], look))
    hardest = [each for each in telling if each[0].range.worst is worst]
    surest = [each for each in telling if each[0].range.worst is not worst and each[0].range.best is best]
    deciders = [
        (each, number) for node, number in (*hardest, *surest) for each in deciders_of(found.instrument, node)
    ]
    deciders.sort(key=lambda each: _before(each[0]))
    kept = [each for each in deciders if each[0].level >= worst] or deciders
    whole = Viewpoint(bind({}, case.entity))
    shown, left = _shown(kept)
    told = FactsTold(case)
    for each in shown:
        node = each.node
        if node.moved is not None:
            first, keys = node.moved
            its = tuple([element.of(keys) for element in _read(each.condition, first, None)])
        else:
            its = _read(each.condition, node, whole)
        yield _out(each, found.instrument, told, its, left.pop(each.cite, 0))


def _shown(deciders: list[tuple[Decider, int]]) -> tuple[list[Decider], Counter[str]]:
    """What an answer shows, each provision among it, and at how many more nodes each provision decides."""
    shown: list[Decider] = []
    left: Counter[str] = Counter()
    for each, number in deciders:
        if len(shown) < MOST_DECIDING or each.cite not in left:
            shown.append(each)
            number -= 1
        left[each.cite] += number
    return shown, left


def _read(condition: Condition, node: NodeOutcome, whole: Viewpoint | None) -> tuple[ReadElement, ...]:
    """The elements of a condition as they read at a node, worked out once; `whole` is its case."""
    found = node.elements.get(id(condition))
    if found is None:
        if node.kind is CASE:
            view = Viewpoint(node.glance)
        else:
            view = (whole or Viewpoint(bind({}, node.bound[CASE]))).at(node.element)
        found = node.elements[id(condition)] = condition, tuple(_elements(condition, view))
    return found[1]


def _elements(condition: Condition, view: Viewpoint) -> Iterator[ReadElement]:
    whole = view.trace(condition)
    for part in whole.parts if isinstance(condition, AllOf) else (whole,):
        seen = facts_seen(part, only_open=part.truth is Truth.UNKNOWN)
        its = tuple(seen)
        yield ReadElement(words_of(part.condition), part.truth, its[:MOST_FACTS], len(its[MOST_FACTS:]))


def _before(decider: Decider) -> tuple[int, bool, bool, bool]:
    """What comes first: the worse, the certain, what applies before anything lifts it, and what the book models."""
    one = decider.outcome
    unmodelled = one is not None and one.provision.kind == "gap"
    return -decider.level, not decider.certain, one is None or not one.applies, unmodelled


def weight(node: NodeOutcome, look: Look | None = None) -> tuple[int, bool, bool, int, int]:
    """What comes first of several nodes: the worse, the more certain, what is there, then what looks as if it
    connects or computes, then that of which the least is open.
    """
    unheard = node.element.present is not TRUE
    looked = 1 if look is None else look(node.element)
    return -node.range.worst, not node.range.is_settled, unheard, looked, node.number_open


def deciders_of(instrument: Instrument, node: NodeOutcome) -> Iterator[Decider]:
    """The provisions, and the exemptions, that put a node where it is."""
    worst, best = node.range.worst, node.range.best
    for one in node.provisions:
        if one.range.worst is worst or (one.range.best is best and best > Outcome.CLEAR):
            provision = one.provision
            yield Decider(
                cite=provision.cite,
                summary=provision.summary,
                outcome=one,
                node=node,
                condition=provision.when,
                confidence=provision.confidence.value,
                text_verified=provision.text_verified,
                level=one.range.worst,
                certain=one.range.is_settled,
            )
    if worst <= Outcome.CLEAR:
        yield from _mild(instrument, node)


def scope_cite(instrument: Instrument) -> str:
    """How the scope of an instrument is named where it decides."""
    return f"{instrument.cite}, scope"


def _mild(instrument: Instrument, node: NodeOutcome) -> Iterator[Decider]:
    for exception, truth in node.exempt_by:
        if node.scope is not Truth.FALSE:
            yield _exempting(exception, truth, node)
    if node.range.worst is Outcome.CLEAR or node.range.worst is Outcome.OUT_OF_SCOPE:
        scope = instrument.scope.get(node.kind)
        if scope is not None:
            summary = "Inside the scope, and no provision bites." if node.scope is TRUE else "Outside the scope."
            yield Decider(
                cite=scope_cite(instrument),
                summary=summary,
                outcome=None,
                node=node,
                condition=scope,
                confidence="confirmed",
                text_verified=False,
                level=node.range.worst,
                certain=node.range.is_settled,
            )


def _exempting(exception: LegalException, truth: Truth, node: NodeOutcome) -> Decider:
    return Decider(
        cite=exception.cite,
        summary=exception.summary,
        outcome=None,
        node=node,
        condition=exception.when,
        confidence=exception.confidence.value,
        text_verified=exception.text_verified,
        level=exception.leaves,
        certain=truth is TRUE,
    )


def _out(
    decider: Decider, instrument: Instrument, told: FactsTold, its: Iterable[ReadElement], not_listed: int
) -> Deciding:
    case, node = told.case, decider.node
    one = decider.outcome
    found = one.range if one else node.range
    provision: Provision | None = one.provision if one else None
    in_force = provision.clocks.in_force.isoformat() if provision and provision.clocks.in_force else None
    return Deciding(
        cite=decider.cite,
        outcome=decider.level.words,
        certain=decider.certain,
        applies=one is not None and one.applies,
        best=found.best.words,
        worst=found.worst.words,
        instrument=instrument.id,
        transaction=case.id,
        node=node.key,
        label=label_of(case, node.key),
        place=case.places.get(node.key),
        summary=decider.summary,
        confidence=decider.confidence,
        text_verified=decider.text_verified,
        in_force=in_force,
        lifted_by=tuple(lift_out(each, truth) for each, truth in (one.lifted_by if one else ())),
        because=tuple([_reason(each, told) for each in its]),
        not_listed=not_listed,
    )


def lift_out(exception: LegalException, truth: Truth) -> Lift:
    """An exception with what it leaves."""
    return Lift(cite=exception.cite, leaves=exception.leaves.words, truth=_WORDS[truth], summary=exception.summary)


class FactsTold:
    """The facts of a case as they are told, each worked out once for the reasons that share it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._made: dict[tuple[str, str], tuple[object, FactOut]] = {}

    def of(self, seen: Seen) -> FactOut:
        """A fact as it was read; the same where it was read with the same value."""
        at = seen.key, seen.fact.name
        made = self._made.get(at)
        if made is None or made[0] is not seen.value:
            made = self._made[at] = seen.value, fact_out(seen, self.case)
        return made[1]


def _reason(element: ReadElement, told: FactsTold) -> Reason:
    """One element of a condition, a line, with its truth and its facts."""
    facts = tuple([told.of(seen) for seen in element.seen])
    return Reason(text=element.text, truth=_WORDS[element.truth], facts=facts, facts_left_out=element.left_out)


_WORDS_OF: dict[int, tuple[Condition, str]] = {}
"""Elements by their id, each kept as long as its words are."""
MOST_WORDS = 10_000


def words_of(condition: Condition) -> str:
    """One element of a provision in one line, worked out once for this very element."""
    known = _WORDS_OF.get(id(condition))
    if known is None:
        if len(_WORDS_OF) >= MOST_WORDS:
            _WORDS_OF.clear()
        known = _WORDS_OF[id(condition)] = condition, said(condition)
    return known[1]


def said(condition: Condition) -> str:
    """One element of a provision in one line."""
    from pratique.readings.prose import sentence

    match condition:
        case Term(name=name):
            return name
        case Not(part=Term(name=name)):
            return f"not: {name}"
        case _:
            return sentence(condition)


def fact_out(seen: Seen, case: Case) -> FactOut:
    """A fact as it was read, with its proof."""
    owner = case.owner(seen.key, seen.fact.name)
    proofs = case.evidence.proofs(owner, seen.fact.name)
    proof = min(proofs, key=lambda proof: proof.basis) if proofs else _proof_beside(case, seen.key, seen.fact.name)
    known = is_known(seen.value)
    return FactOut(
        name=seen.fact.name,
        entity=owner,
        label=label_of(case, owner),
        value=show_value(seen.fact, seen.value),
        basis=proof.basis.words if proof and known else None,
        source=proof.source if proof else case.places.get(seen.key) if known else None,
        chain=proof.chain if proof else (),
        confidential=any(each.confidential for each in proofs) if proofs else False,
    )


def proof_of(case: Case, key: str, name: str) -> Proof | None:
    """The proof of a fact: what was given, else the line of the bill that says it."""
    proofs = case.evidence.proofs(case.owner(key, name), name)
    return min(proofs, key=lambda proof: proof.basis) if proofs else _proof_beside(case, key, name)


def _proof_beside(case: Case, key: str, name: str) -> Proof | None:
    """The proof of a fact of which nothing was given itself."""
    if case.related is not None and (its := case.related.derived.get((key, name))):
        basis = weakest_behind(case, (key, name))
        return Proof(f"follows: {its[-1].relation.says} ({its[-1].relation.cite})", basis or Basis.ASSERTED)
    if case.related is not None and (taken := case.related.taken(key, name)) is not None:
        return Proof(f"taken for granted: {taken.says} ({taken.within})", Basis.ASSERTED)
    place = case.places.get(key)
    return None if place is None else Proof(place, Basis.ATTESTED)


def weakest_behind(case: Case, at: tuple[str, str]) -> Basis | None:
    """The weakest basis among the facts that a derived value rests on; what was taken for granted is asserted."""
    related = case.related
    its = () if related is None else related.derived.get(at, ())
    proofs = [proof_of(case, key, name) for each in its for key, name in each.because if (key, name) != at]
    return min((proof.basis for proof in proofs if proof is not None), default=None)


def label_of(case: Case, key: str) -> str:
    """An element's name for people: `Acme GmbH for modem 4.2`, `the party of any other source of modem 4.2`."""
    if key in case.labels:
        return case.labels[key]
    found = case.labels.made.get(key)
    if found is None:
        found = case.labels.made[key] = _made_label(case, key)
    return found


def _made_label(case: Case, key: str) -> str:
    if key == "law":
        return "the law"
    at = Key.read(key)
    return _label_of_step(case, at.owner.text, at.steps[-1]) if at.steps else at.name


def _label_of_step(case: Case, owner: str, step: Step) -> str:
    """The name of an element that no document names, by what it stands below."""
    match step:
        case Other():
            return f"any {step.words} of {label_of(case, owner)}"
        case Carried(kind=kind) if kind is PARTY:
            return f"the {step.words} behind {label_of(case, owner)}"
        case Carried():
            return f"the {step.words} of {label_of(case, owner)}"
        case Behind(party=str(party), label=label):
            return f"{case.labels.get(label, party)} for {label_of(case, owner)}"
        case Behind() | Numbered():
            return f"{step.words} of {case.labels.get(owner, Key.read(owner).name)}"
        case _:
            assert_never(step)


def weakest(deciders: Sequence[Deciding], evidence: Evidence) -> str | None:
    """The weakest basis among the known facts that decide, those of nodes that are not listed among them."""
    known = [fact for each in deciders for reason in each.because for fact in reason.facts if fact.basis is not None]
    bases = [Basis[fact.basis.upper()] for fact in known if fact.basis is not None]
    if any(each.not_listed for each in deciders):
        names = {fact.name for fact in known}
        asked = (evidence.proofs(key, name) for key, name in evidence.given if name in names)
        bases += [min(proof.basis for proof in proofs) for proofs in asked if proofs]
    return min(bases).words if bases else None
