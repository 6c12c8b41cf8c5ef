"""Sections 734.3, 734.4 and 734.9: when an item is subject to the regulations, wherever it is.

Rule: a foreign-made item is subject to them only if both prongs of one direct-product rule are met, or it holds more
controlled content than the minimum; each prong is a condition of its own. No rule without a minimum exists for
3A090, 4A090 or 4E091 content, contrary to what is often said; and passing the minimum does not end the analysis.
"""

from __future__ import annotations

from pratique.facts import act, chip, export, model
from pratique.law.clocks import during
from pratique.law.us.ear.chips import meets_2022, meets_a_or_b
from pratique.law.us.ear.destinations import (
    china_of_2022,
    in_group,
    in_macau_or_d5,
    listed_destination,
    recipient_seated_in_macau_or_d5,
)
from pratique.law.us.ear.foundry import presumed_a
from pratique.logic.author import ALWAYS, all_of, any_of, term
from pratique.logic.nodes import Condition, Term

CONTENT = 25
"""Percent of controlled content above which a foreign-made item is subject to the regulations (734.4(d))."""
CONTENT_E = 10
"""The same for groups E:1 and E:2 (734.4(c))."""
FDP_DESTINATIONS = "2023-11-17"
"""From then the rule reaches the listed destinations and headquarters; before, China and Macau from 2022-10-21."""

american = term(
    "in or from the United States",
    "15 CFR 734.3(a)(1), (2)",
    "Leaves the United States, or was made there.",
    any_of(act.out_of.is_("US"), export.us_origin),
)
above_de_minimis = term(
    "more than de minimis content",
    "15 CFR 734.4",
    "Controlled US content above 25 percent by value, 10 percent for groups E:1 and E:2, any where a rule has no minimum.",
    any_of(
        export.us_content > CONTENT,
        all_of(export.us_content > CONTENT_E, any_of(in_group("E:1", act.into.is_), in_group("E:2", act.into.is_))),
        all_of(export.us_content > 0, export.no_minimum),
    ),
)

made_with_us_technology = term(
    "product of US technology",
    "15 CFR 734.9(h)(1)",
    "The direct product of listed US technology or software, or of a plant or major component that is.",
    any_of(export.direct_product, export.plant_product),
)


covered = any_of(meets_a_or_b, presumed_a)


def advanced_computing_rule(product: Condition, destination: Condition) -> Condition:
    """734.9(h): the product prong for one version of the entries, the reach prong for one scope of destinations."""
    return all_of(
        product,
        made_with_us_technology,
        any_of(destination, export.mask_technology),
    )


fdp_2022 = term(
    "advanced computing rule, first version",
    "15 CFR 734.9(h), version of 2022",
    "Both prongs, for China and Macau.",
    advanced_computing_rule(meets_2022, china_of_2022),
)
fdp_listed = term(
    "advanced computing rule",
    "15 CFR 734.9(h)",
    "Both prongs, for listed destinations and recipients headquartered in Macau or group D:5.",
    advanced_computing_rule(covered, any_of(listed_destination, recipient_seated_in_macau_or_d5)),
)
fdp_worldwide = term(
    "advanced computing rule, text of 2025",
    "15 CFR 734.9(h), 90 FR 4544",
    "Both prongs, for every destination.",
    advanced_computing_rule(covered, ALWAYS),
)
supercomputer_rule = term(
    "supercomputer rule",
    "15 CFR 734.9(i)",
    "The product prong, and knowledge of use in or for a supercomputer in or going to China or Macau.",
    all_of(
        made_with_us_technology,
        export.end_uses.meets("supercomputer"),
        export.end_use_in.is_("CN", "HK", "MO"),
    ),
)
model_weights_rule = term(
    "model weights rule",
    "15 CFR 734.9(l)",
    "Weights made by a plant outside the United States that itself is a controlled computer; any destination.",
    all_of(chip.kind.is_("model_weights"), model.trained_on_controlled),
)

subject_anyway = term(
    "subject to the EAR by place, origin or content",
    "15 CFR 734.3(a)(1) to (3)",
    "In or from the United States, or with more than de minimis content.",
    any_of(american, above_de_minimis),
)


def subject_under(rule: Term) -> Term:
    """Subject to the regulations by place, origin, content, or one direct-product rule."""
    return term(
        f"subject to the EAR, with the {rule.name}",
        "15 CFR 734.3",
        "By place, origin or content, or under that direct-product rule.",
        any_of(subject_anyway, rule),
    )


subject_2022 = subject_under(fdp_2022)
subject_listed = subject_under(fdp_listed)
subject_worldwide = subject_under(fdp_worldwide)
memory_rule = term(
    "product rule for memory stacks",
    "15 CFR 734.9(h) as applied to 3A090.c",
    "The product prong, for Macau, group D:5 and recipients headquartered there.",
    all_of(
        chip.kind.is_("memory"),
        made_with_us_technology,
        any_of(in_macau_or_d5(act.into.is_), recipient_seated_in_macau_or_d5),
    ),
)
subject_to_ear = term(
    "subject to the EAR",
    "15 CFR 734.3",
    "By place, origin or content, or under a direct-product rule as enforced.",
    any_of(
        subject_anyway,
        all_of(during("2022-10-21", FDP_DESTINATIONS), fdp_2022),
        all_of(during(FDP_DESTINATIONS), fdp_listed),
        supercomputer_rule,
        memory_rule,
    ),
)
