"""A model and facts of the command line -> the model that says both.

Rule: what is said beside a file stands beside it and not over it: where the two differ neither holds.
"""

from __future__ import annotations

from dataclasses import replace

from pratique.dossier.model import VehicleModel
from pratique.dossier.question import stated_answers


def stating(model: VehicleModel, facts: tuple[str, ...]) -> VehicleModel:
    """The model with further facts (`NAME=VALUE`) of the command line beside its own. Raises UsageError."""
    if not facts:
        return model
    return replace(model, data={**model.data, "answers": [*model.said.answers, *stated_answers(facts)]})
