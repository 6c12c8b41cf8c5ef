"""An AI model: the operations spent on training it, and whether its weights are public.

Rule: operations are counted over pre-training and everything after it; collecting or curating data is not training.
A figure worked out from parameters and examples is an estimate and keeps its proof as such.
"""

from pratique.facts.definition import choice, number, truth
from pratique.facts.kinds import GENERATOR, PART

ops_before = number(
    "model.ops_pretraining",
    PART,
    "operations",
    "Operations spent on pre-training.",
    "part supplier",
    "training log",
    low=0,
)
ops_after = number(
    "model.ops_later_training",
    PART,
    "operations",
    "Operations of all later training, fine-tuning included.",
    "part supplier",
    "training log",
    low=0,
)
weights = choice(
    "model.weights",
    PART,
    ("open", "open_restricted", "closed"),
    "Whether its weights can be had by anybody, by anybody under a licence with restrictions, or not.",
    "part supplier",
    "repository, licence text",
)
base_published = truth(
    "model.derived_from_published",
    PART,
    "It was made by training a published model further.",
    "part supplier",
    "model card",
)
base_ops = number(
    "model.base_ops",
    PART,
    "operations",
    "Training operations of the published model that it derives from.",
    "part supplier",
    "model card",
    low=0,
)
ops_additional = number(
    "model.ops_additional",
    PART,
    "operations",
    "Operations of the training added to the published model.",
    "part supplier",
    "training log",
    low=0,
)
published_equivalent = number(
    "model.published_equivalent_ops",
    PART,
    "operations",
    "Operations that the most efficient published methods need to match the best published model; it never falls.",
    "counsel or agency",
    "technical estimate",
    low=0,
)
trained_on_controlled = truth(
    "model.trained_on_controlled_computers",
    PART,
    "Trained by a plant or a major component of one outside the United States that itself is a controlled computer.",
    "part supplier",
    "training log",
)

# --- models whose unpublished output it was trained on -----------------------------------------------------

generated_share = number(
    "generator.share_percent",
    GENERATOR,
    "%",
    "Share of the training operations that was spent on unpublished data of this one generator and its variants.",
    "part supplier",
    "training log",
    low=0,
    high=100,
)
generator_ops = number(
    "generator.ops_generating",
    GENERATOR,
    "operations",
    "Operations spent on generating that data.",
    "part supplier",
    "training log",
    low=0,
)
generator_training_ops = number(
    "generator.ops_training",
    GENERATOR,
    "operations",
    "Training operations of the generator, as far as not counted yet.",
    "part supplier",
    "model card",
    low=0,
)
generator_published = truth(
    "generator.published", GENERATOR, "The generator's weights are public.", "part supplier", "repository"
)
