"""The act that is asked about, and the actor's part in it."""

from pratique.facts.definition import COUNTRIES, choice, day, members, truth
from pratique.facts.kinds import CASE

KINDS_OF_ACT = (
    "import", "sale", "commercial_service", "manufacture", "software_update", "used_resale", "personal_import",
    "display", "test", "repair", "export", "reexport", "transfer", "deemed_export", "acquire_holding",
    "operate_service", "road_test", "data_export", "surveying", "type_approval",
    "follow_foreign_law", "share_in_consortium", "equipment_authorization", "data_access", "procurement", "tax_credit",
    "place_on_market", "zone_admission", "transit",
)  # fmt: skip

kind = choice(
    "act.kind",
    CASE,
    KINDS_OF_ACT,
    "What is done: the one act that this transaction is.",
    "you",
    "contract, entry papers",
    "paper",
)
date = day(
    "act.date",
    CASE,
    "The day of the act: entry, transfer to a dealer, start of service.",
    "you",
    "contract, entry papers",
    "date",
)
party_listed = truth(
    "act.party_on_screening_list",
    CASE,
    "A party of the act, or who owns half of one, stands on a list that was given to be screened against.",
    "you",
    "screening record",
    "supplier",
)
into = choice(
    "act.into",
    CASE,
    COUNTRIES,
    "The market in which the act takes effect, ISO 3166-1 alpha-2.",
    "you",
    "contract, entry papers",
)
out_of = choice(
    "act.out_of",
    CASE,
    COUNTRIES,
    "The country from which the goods, data or technology leave.",
    "you",
    "transport papers",
)
concerns_vehicle = truth(
    "act.concerns_vehicle",
    CASE,
    "Whether the act concerns a vehicle, not only units that come alone; a dossier that names a vehicle for the act says so.",
    "you",
    "contract, entry papers",
)
knowledge = choice(
    "act.knowledge",
    CASE,
    ("actual", "high_probability", "wilful_avoidance", "none_after_diligence"),
    "What the actor knows of the circumstance that the rule turns on.",
    "you",
    "diligence file",
)
purpose = choice(
    "act.purpose",
    CASE,
    (
        "production",
        "repair",
        "alteration",
        "warranty",
        "aftermarket",
        "reexport",
        "test",
        "display",
        "research",
        "competition",
        "other",
    ),
    "What the goods are brought in for.",
    "you",
    "contract, entry papers",
    "paper",
)

actor_roles = members(
    "actor.roles",
    CASE,
    (
        "connected_vehicle_manufacturer",
        "vcs_hardware_importer",
        "supplier",
        "consumer",
        "service_operator",
        "exporter",
    ),
    "The legal roles of the actor, as counsel has settled them; not a self-description.",
    "you",
    "legal assessment",
)
assembles_in_us = truth(
    "actor.assembles_in_us_for_sale",
    CASE,
    "Makes or assembles completed connected vehicles in the United States for sale.",
    "you",
    "production records",
)
imports_vehicles = truth(
    "actor.imports_vehicles_for_sale",
    CASE,
    "Imports completed connected vehicles into the United States for sale.",
    "you",
    "entry papers",
)
integrates_ads = truth(
    "actor.integrates_ads_for_sale",
    CASE,
    "Integrates automated-driving software on a completed connected vehicle for sale.",
    "you",
    "production records",
    "redesign",
)
imports_hardware = truth(
    "actor.imports_vcs_hardware",
    CASE,
    "Imports vehicle connectivity hardware for further manufacturing, integration, resale or distribution.",
    "you",
    "entry papers",
)
told_ineligible = truth(
    "actor.told_ineligible_by_bis",
    CASE,
    "Was told by the agency, directly or by an advisory opinion, that it may not use a general authorization.",
    "you",
    "letter of the agency",
)
informed_by_bis = truth(
    "actor.informed_by_bis",
    CASE,
    "Was told by the agency that this transaction needs a specific authorization.",
    "you",
    "letter of the agency",
)
