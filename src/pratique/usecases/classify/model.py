"""Whether the weights of an AI model are in ECCN 4E091, by the operations spent on training it.

Rule: what is not said of the model is not known, save that one number for training is taken as all of it and that no
unpublished data of another model went in unless some are named; both are said. The floor below which nothing is
controlled is not public, so a closed model above the threshold stays open between the entry and none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pratique.errors import Finding, Findings, Place, UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, GENERATOR, PART
from pratique.files.clock import today
from pratique.files.plain import Data, Plain
from pratique.law.control_list import Model
from pratique.law.instrument import Mode, in_time
from pratique.logic.entities import Entity, Listing
from pratique.logic.intervals import INFINITY, Interval, exact
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import Choice, Span, Value, one_of, point
from pratique.readings.decide import Open, amount, bind, decide, verdict
from pratique.usecases.classify.chip import constructions_of
from pratique.usecases.classify.plain import (
    LIST,
    EntryHeld,
    fact_out,
    finding_out,
    held_out,
    mode_out,
    span_out,
)
from pratique.usecases.classify.together import read_together
from pratique.usecases.classify.written import Figure, as_written
from pratique.value_class import dataclass

WEIGHTS = ("open", "open_restricted", "closed")
ALL_TRAINING = "The operations given are all training, before and after, counted over its whole life."
NO_GENERATOR = "No more than 10 percent of them went into unpublished data of another model."
_ENTRY, _PROVISION = LIST.of_models()


@dataclass(frozen=True, slots=True)
class ModelClass(Plain):
    """The classes still possible for a model on one day."""

    name: str
    on: date
    classes: tuple[str, ...]
    enforced: tuple[str, ...]
    operations: Span
    open_facts: tuple[str, ...]
    truth: Truth
    assumed: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    reported: Model | None = None

    @property
    def is_settled(self) -> bool:
        """Whether one class is left, by the text and as enforced."""
        return len(self.classes) == 1 and len(self.enforced) == 1

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return plain_model(self)


FIGURES = ("training_ops", "weights", "derived", "added_ops", "base_ops", "floor_ops")
"""What may be said of a model."""


def classify_named_model(
    name: str | None = None,
    on: date | None = None,
    *,
    construe: str | Mapping[str, str] | None = None,
    **figures: Figure,
) -> ModelClass:
    """A model of the table by its name, or a model by its figures -> whether its weights are in ECCN 4E091 on a day.

    Figures are training_ops, added_ops, base_ops, floor_ops (operations: 2e25, or (1e25, 3e25) for what lies
    between), weights (open, open_restricted, closed) and derived (from a published model); what is left out is not
    known. Raises InvalidInput with every finding, UsageError for a name that is not known.

    >>> from datetime import date
    >>> import pratique
    >>> pratique.classify_model(training_ops=2e25, weights="open", on=date(2026, 2, 1)).classes
    ('none',)
    """
    return classify_given_model(name, as_written(figures, FIGURES), on or today(), constructions_of(construe))


def read_model(raw: Mapping[str, str], place: Place, findings: Findings) -> dict[str, Value]:
    """The facts that the fields `training_ops`, `weights`, `derived`, `added_ops`, `base_ops` write."""
    values: dict[str, Value] = {"item.kind": one_of("model_weights"), "model.ops_later_training": point(0)}
    for name, fact in (
        ("training_ops", "model.ops_pretraining"),
        ("added_ops", "model.ops_additional"),
        ("base_ops", "model.base_ops"),
        ("floor_ops", "model.published_equivalent_ops"),
    ):
        span = _operations(raw.get(name, "?"), name, place, findings)
        if span is not None:
            values[fact] = span
    weights = raw.get("weights", "?").replace("-", "_")
    if weights != "?" and weights not in WEIGHTS:
        findings.add("model.weights", f"weights is {weights!r}.", place, f"Use one of {', '.join(WEIGHTS)} or ?.")
    elif weights != "?":
        values["model.weights"] = one_of(weights)
    derived = raw.get("derived", "?")
    if derived in ("yes", "no"):
        values["model.derived_from_published"] = TRUE if derived == "yes" else FALSE
    elif derived != "?":
        findings.add("model.derived", f"derived is {derived!r}.", place, "Say yes, no or ?.")
    return values


def _operations(text: str, name: str, place: Place, findings: Findings) -> Span | None:
    text = text.strip()
    if text in ("", "?"):
        return None
    try:
        low, high = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else (text, text)
        ends = exact(low.strip()), exact(high.strip())
    except ValueError:
        findings.add(
            "model.operations",
            f"{name} is {text!r}, not a number of operations.",
            place,
            "Write 2e25, an interval [1e25,3e25], or ?.",
            value=text,
        )
        return None
    if not 0 <= ends[0] <= ends[1]:
        findings.add("model.operations", f"{name} of {text} is negative or empty.", place, "Correct it.", value=text)
        return None
    return Span(Interval(*ends))


def values_of(model: Model) -> dict[str, Value]:
    """The facts of a model of the table; its operations are an outside estimate."""
    weights: Value = one_of(model.weights) if model.weights else Choice(frozenset(WEIGHTS))
    return {
        "item.kind": one_of("model_weights"),
        "model.ops_pretraining": point(model.training_ops),
        "model.ops_later_training": point(0),
        "model.weights": weights,
        "model.derived_from_published": FALSE,
    }


def classify_model(
    name: str,
    values: Mapping[str, Value],
    on: date,
    *,
    construe: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    reported: Model | None = None,
) -> ModelClass:
    """The classification of a model on the day `on`."""
    part = Entity(PART, name or "model", dict(values), {GENERATOR: Listing([], closed=True)})
    chosen: dict[str, Value] = {key: one_of(value) for key, value in (construe or {}).items()}
    case = Entity(CASE, "case", {"act.date": point(on), **chosen}, {PART: Listing([part], closed=True)})
    case, part, contradictions = read_together(case)
    bound = bind(bind({}, case), part)
    found = verdict(_ENTRY.when, bound)
    classes = _classes(case, found.truth, "by_text")
    return ModelClass(
        name=name,
        on=on,
        classes=classes,
        enforced=_classes(case, found.truth, "as_enforced"),
        operations=_shown(amount(LIST.models.operations, bound)[0]),
        open_facts=tuple(sorted({each.fact for each in _mattering(found.open, classes)})),
        truth=found.truth,
        assumed=(ALL_TRAINING, NO_GENERATOR),
        findings=(*findings, *contradictions),
        reported=reported,
    )


def classify_given_model(
    name: str | None, raw: Mapping[str, str], on: date, construe: Mapping[str, str] | None = None
) -> ModelClass:
    """The classification of a named model, of figures, or of a named model with figures of its own.

    Raises InvalidInput with every finding, UsageError for a name that is not known and comes without figures.
    """
    findings = Findings()
    given = read_model(raw, Place("figures"), findings)
    findings.refuse()
    reported = None if name is None else LIST.models.named(name)
    if name is not None and reported is None and not raw:
        near = [each.name for each in LIST.models.rows() if name.casefold() in each.name.casefold()][:4]
        hint = f"; nearest: {', '.join(near)}" if near else ""
        raise UsageError(f"There is no model {name!r} in the table{hint}. Give its figures, such as --training-ops.")
    values = given if reported is None else {**values_of(reported), **given}
    return classify_model(name or "", values, on, construe=construe, findings=tuple(findings), reported=reported)


def _classes(case: Entity, truth: Truth, mode: Mode) -> tuple[str, ...]:
    if decide(in_time(_PROVISION, mode), case).truth is FALSE or truth is FALSE:
        return (LIST.none,)
    return (_ENTRY.eccn,) if truth is TRUE else (_ENTRY.eccn, LIST.none)


def _mattering(opens: frozenset[Open], classes: tuple[str, ...]) -> frozenset[Open]:
    return opens if len(classes) > 1 else frozenset()


def _shown(span: Span) -> Span:
    return Span(span.interval.meet(Interval(0, INFINITY)), span.none)


def plain_model(found: ModelClass) -> dict[str, Any]:
    """The classification as JSON values; a model has neither performance nor density."""
    held = [EntryHeld(_ENTRY, _PROVISION, found.truth)] if _ENTRY.eccn in found.classes else []
    reported = found.reported
    return {
        "schema": "1",
        "name": found.name,
        "on": found.on.isoformat(),
        "classes": list(found.classes),
        "tpp": None,
        "performance_density": None,
        "training_ops": span_out(found.operations),
        "threshold_ops": LIST.models.threshold,
        "open_facts": [fact_out(VOCABULARY[name]) for name in found.open_facts],
        "provisions": [held_out(each) for each in held],
        "by_text": mode_out(found.classes, found.on, "by_text"),
        "as_enforced": mode_out(found.enforced, found.on, "as_enforced"),
        "assumed": list(found.assumed),
        "source": None if reported is None else reported.source,
        "confidence": None if reported is None else reported.confidence,
        "findings": [finding_out(each) for each in found.findings],
        "not_examined": list(LIST.not_examined),
    }
