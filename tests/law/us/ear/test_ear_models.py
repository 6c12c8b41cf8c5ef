"""ECCN 4E091: what counts, what is out, and every model of the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pratique.facts.kinds import CASE, GENERATOR, PART
from pratique.facts.reading import read_value
from pratique.facts.vocabulary import definition_of
from pratique.law.control_list import Model
from pratique.law.us.ear.models import meets_4e091, training_ops
from pratique.law.us.ear.tables import models
from pratique.logic.entities import Entity, Listing
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import one_of
from pratique.readings.decide import amount, bind, verdict
from pratique.usecases.classify.model import classify_model, values_of

TEXT = date(2025, 8, 1)
NO_FLOOR = {"legal.us.ear.published_model_floor": "not_above_threshold"}
CLOSED = {
    "item.kind": "model_weights",
    "model.ops_later_training": 0,
    "model.weights": "closed",
    "model.derived_from_published": False,
}


def entity(facts: dict[str, Any], generators: tuple[dict[str, Any], ...] = ()) -> Entity:
    def values(raw: dict[str, Any]) -> dict[str, Any]:
        return {name: read_value(definition_of(name).fact, value) for name, value in raw.items()}

    made = [Entity(GENERATOR, f"generator {i}", values(raw)) for i, raw in enumerate(generators)]
    return Entity(PART, "model", values({**CLOSED, **facts}), {GENERATOR: Listing(made, closed=True)})


def bound_of(part: Entity, **construe: str) -> Any:
    chosen = {f"legal.us.ear.{name}": one_of(value) for name, value in construe.items()}
    return bind(bind({}, Entity(CASE, "case", chosen, {PART: Listing([part], True)})), part)


def meets(part: Entity, **construe: str) -> Truth:
    return verdict(meets_4e091, bound_of(part, **construe)).truth


def operations(part: Entity) -> int:
    interval = amount(training_ops, bound_of(part))[0].interval
    assert interval.is_point
    return int(interval.low)


@pytest.mark.parametrize(
    ("ops", "expected"), [("99999999999999999999999999", FALSE), ("1e26", TRUE), ("1.01e26", TRUE), ("2e25", FALSE)]
)
def test_threshold(ops: str, expected: Truth) -> None:
    assert meets(entity({"model.ops_pretraining": ops}), published_model_floor="not_above_threshold") is expected


def test_later_training_counts() -> None:
    part = entity({"model.ops_pretraining": "9e25", "model.ops_later_training": "1e25"})
    assert operations(part) == 10**26


def test_the_floor_keeps_a_closed_model_open() -> None:
    part = entity({"model.ops_pretraining": "2e26", "model.published_equivalent_ops": "3e26"})
    assert meets(part) is UNKNOWN
    assert meets(part, published_model_floor="above_threshold") is FALSE
    assert meets(part, published_model_floor="not_above_threshold") is TRUE


@pytest.mark.parametrize(
    ("share", "published", "expected"),
    [
        (10, False, 9 * 10**25),  # 10 percent is not more than 10
        (10.1, True, 9 * 10**25 + 10**24),  # the generation counts
        (10.1, False, 9 * 10**25 + 10**24 + 5 * 10**25),  # and an unpublished generator's own training
    ],
)
def test_unpublished_data_of_one_generator(share: float, published: bool, expected: int) -> None:
    generator = {
        "generator.share_percent": share, "generator.ops_generating": "1e24", "generator.ops_training": "5e25",
        "generator.published": published,
    }  # fmt: skip
    assert operations(entity({"model.ops_pretraining": "9e25"}, (generator,))) == expected


def test_only_the_costliest_unpublished_generator_adds_its_training() -> None:
    both = {"generator.share_percent": 20, "generator.ops_generating": 0, "generator.published": False}
    one, two = ({**both, "generator.ops_training": ops} for ops in ("1e25", "3e25"))
    assert operations(entity({"model.ops_pretraining": "5e25"}, (one, two))) == 8 * 10**25


@pytest.mark.parametrize("weights", ["open", "open_restricted"])
def test_published_weights_are_out(weights: str) -> None:
    part = entity({"model.ops_pretraining": "2e26", "model.weights": weights})
    assert meets(part, published_under_restricted_licence="published") is FALSE


def test_a_restricted_licence_stays_open() -> None:
    part = entity({"model.ops_pretraining": "2e26", "model.weights": "open_restricted"})
    assert meets(part, published_model_floor="not_above_threshold") is UNKNOWN


@pytest.mark.parametrize(
    ("base", "added", "expected"),
    [
        ("8e25", "2.5e25", FALSE),  # not more than 2.5e25
        ("9e25", "2.6e25", UNKNOWN),  # more than 2.5e25, less than a quarter of the total
        ("9e25", "4e25", TRUE),  # more than all of them
        ("1.2e26", "2.9e25", FALSE),  # below a quarter of the base and of the total
        ("1.2e26", "3.5e25", UNKNOWN),  # above a quarter of the base, below one of the total
        ("1.2e26", "5e25", TRUE),
    ],
)
def test_derived_from_a_published_model(base: str, added: str, expected: Truth) -> None:
    part = entity(
        {
            "model.ops_pretraining": base, "model.ops_later_training": added, "model.base_ops": base,
            "model.ops_additional": added, "model.derived_from_published": True,
        }
    )  # fmt: skip
    assert meets(part, published_model_floor="not_above_threshold") is expected


@pytest.mark.parametrize("model", models(), ids=lambda model: model.name)
def test_every_model(model: Model) -> None:
    found = classify_model(model.name, values_of(model), TEXT, construe=NO_FLOOR)
    if model.by_text == "in scope":
        assert found.classes == ("4E091",)
        open_floor = classify_model(model.name, values_of(model), TEXT)
        assert open_floor.classes == ("4E091", "none")
        assert "legal.us.ear.published_model_floor" in open_floor.open_facts
    else:
        assert found.classes == ("none",)
    assert found.enforced == ("none",)


@pytest.mark.parametrize(("on", "text"), [(date(2025, 1, 12), "none"), (date(2025, 1, 13), "4E091")])
def test_the_entry_begins(on: date, text: str) -> None:
    grok = next(m for m in models() if m.name == "Grok 4")
    found = classify_model("x", values_of(grok), on, construe=NO_FLOOR)
    assert (found.classes, found.enforced) == ((text,), ("none",))
