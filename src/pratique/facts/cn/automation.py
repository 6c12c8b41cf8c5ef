"""A driving-automation feature: what it does by itself and what is left to people.

Rule: facts are of the design, never of the name it is sold under; a level belongs to a feature with its conditions.
"""

from pratique.facts.definition import Knower, choice, truth
from pratique.facts.kinds import FEATURE

_MAKER: Knower = "vehicle maker"
_ITEM = "item definition"

lateral = truth(
    "feature.lateral_sustained",
    FEATURE,
    "Keeps lateral control going while engaged, not by a momentary push.",
    _MAKER,
    _ITEM,
    "redesign",
)
longitudinal = truth(
    "feature.longitudinal_sustained",
    FEATURE,
    "Keeps control of speed going while engaged, not by a momentary push.",
    _MAKER,
    _ITEM,
    "redesign",
)
both_at_once = truth(
    "feature.both_at_once",
    FEATURE,
    "Sustains lateral and longitudinal control at the same time.",
    _MAKER,
    _ITEM,
    "redesign",
)
oedr = choice(
    "feature.oedr_by_system",
    FEATURE,
    ("none", "partial", "full"),
    "How much of the sustained detection of and response to objects and events the system keeps up.",
    _MAKER,
    _ITEM,
    "redesign",
)
whole_task = truth(
    "feature.whole_ddt_by_system",
    FEATURE,
    "The system alone performs all of the dynamic driving task while engaged.",
    _MAKER,
    "item definition, safety case",
    "redesign",
)
must_supervise = truth(
    "feature.human_must_supervise",
    FEATURE,
    "The design requires a person to watch the traffic all the time.",
    _MAKER,
    "owner's manual, item definition",
    "redesign",
)
fallback = choice(
    "feature.fallback_by",
    FEATURE,
    ("driver", "fallback_ready_user", "system"),
    "Who must act when the system fails or leaves its conditions.",
    _MAKER,
    "safety case",
    "redesign",
)
minimal_risk = truth(
    "feature.auto_minimal_risk",
    FEATURE,
    "The system reaches a minimal risk condition by itself, whether or not a person answers.",
    _MAKER,
    "safety case",
    "redesign",
)
mitigation_only = truth(
    "feature.risk_mitigation_only",
    FEATURE,
    "Slows or stops after a request nobody answered, as a last resort; says nothing of a minimal risk condition.",
    _MAKER,
    "safety case",
    "redesign",
)
technical_limit = truth(
    "feature.technical_odc_limit",
    FEATURE,
    "Engineering limits where or when it runs; limits of law or business do not count.",
    _MAKER,
    _ITEM,
    "redesign",
)
momentary_only = truth(
    "feature.momentary_only", FEATURE, "Only warns or intervenes briefly.", _MAKER, _ITEM, "redesign"
)
remote_person = choice(
    "feature.remote_person",
    FEATURE,
    ("none", "advises", "takes_over_on_request", "drives"),
    "What a person outside the car does while it is engaged.",
    _MAKER,
    "operating concept",
    "redesign",
)
