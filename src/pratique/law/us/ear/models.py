"""ECCN 4E091: the weights of an AI model, by the operations spent on training it.

Rule: what is counted grows with every later training and with unpublished data of another model; published weights
are out, and so is what needed fewer operations than published methods need to match the best published model. That
floor is not public, and what 25 percent is taken of is not settled: both stay open.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.facts import chip, model
from pratique.facts.definition import legal
from pratique.facts.kinds import GENERATOR
from pratique.law.construction import under
from pratique.law.us.ear import eccn
from pratique.law.us.ear.eccn import or_classified
from pratique.logic.author import all_of, amount, any_of, greatest, maximum, none_of, term, total
from pratique.logic.nodes import Numeric

CITE = "ECCN 4E091"
THRESHOLD = 10**26
ADDED = 25 * 10**24
"""Operations added to a published model that bring it back in, unless a quarter of its training is more."""
QUARTER = Fraction("0.25")
GENERATED_SHARE = 10
"""Percent of the operations spent on one generator's unpublished data; more than this adds the generator's own."""

quarter_of = legal(
    "us.ear.quarter_of_training",
    ("base", "total"),
    "Whether the 25 percent of additional training are taken of the published model's operations or of the total.",
    usual="base",
    cautious="base",
    cite=CITE,
)
restricted_licence = legal(
    "us.ear.published_under_restricted_licence",
    ("published", "not_published"),
    "Whether weights that anybody can have, but under a licence with restrictions, are published.",
    usual="published",
    cautious="not_published",
    cite="15 CFR 734.7(a)",
)
floor = legal(
    "us.ear.published_model_floor",
    ("not_above_threshold", "above_threshold"),
    "Whether a published model is by now so capable that the floor for its equals lies above the threshold of 1e26.",
    usual="not_above_threshold",
    cautious="not_above_threshold",
    cite="Note 2 to ECCN 4E091",
)

generator_counts = model.generated_share > GENERATED_SHARE
training_ops: Numeric = (
    model.ops_before
    + model.ops_after
    + total(GENERATOR, model.generator_ops, generator_counts)
    + greatest(
        amount(0),
        maximum(
            GENERATOR, model.generator_training_ops, all_of(generator_counts, none_of(model.generator_published))
        ),
    )
)
"""Operations that count: all training, the generation of unpublished data, and the costliest unpublished generator."""

of_base_and_added: Numeric = model.base_ops + model.ops_additional
"""Operations of a model that was made by training another further: its own total is at least this."""
reaches_threshold = term(
    "1e26 operations or more",
    CITE,
    "By its own figures, or by those of the model that it was made from together with what was added.",
    any_of(
        training_ops >= THRESHOLD,
        all_of(model.base_published, of_base_and_added >= THRESHOLD),
    ),
)

published = term(
    "published weights",
    "15 CFR 734.7(a)",
    "Available to the public.",
    any_of(
        model.weights.is_("open"),
        all_of(model.weights.is_("open_restricted"), restricted_licence.is_("published")),
    ),
)
published_and_little_added = term(
    "published model trained a little further",
    CITE,
    "Derived from a published model by additional training of no more than the larger of 2.5e25 operations and a quarter.",
    all_of(
        model.base_published,
        under(
            quarter_of,
            base=(model.ops_additional - greatest(amount(ADDED), model.base_ops * QUARTER)) <= 0,
            total=(
                model.ops_additional - greatest(amount(ADDED), greatest(training_ops, of_base_and_added) * QUARTER)
            )
            <= 0,
        ),
    ),
)
below_the_floor = term(
    "no stronger than published models",
    "Note 2 to ECCN 4E091",
    "Trained with fewer operations than published methods need to match the best published model.",
    all_of(
        floor.is_("above_threshold"),
        (training_ops - model.published_equivalent) < 0,
    ),
)
meets_4e091 = term(
    "meets 4E091",
    CITE,
    "Weights of a model trained with 1e26 operations or more, not published and not matched by a published one.",
    or_classified(
        all_of(
            chip.kind.is_("model_weights"),
            reaches_threshold,
            none_of(published),
            none_of(published_and_little_added),
            none_of(below_the_floor),
        ),
        eccn.WEIGHTS,
    ),
)
