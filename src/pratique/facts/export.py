"""An export, re-export, transfer or release: how the item comes under the regulations, who gets it, and what for.

Rule: a party's seat and that of its ultimate parent are facts of the party, whatever path it is reached by. Where
two holders have half each and neither controls, there is no single ultimate parent: the parent's seat is `shared`.
"""

from pratique.facts.definition import COUNTRIES, choice, day, members, number, stated, truth
from pratique.facts.kinds import CASE, PART, PARTY

# --- the item under the regulations ------------------------------------------------------------------------

us_origin = truth("item.us_origin", PART, "Made in the United States.", "part supplier", "certificate of origin")
us_content = number(
    "item.us_controlled_content_percent",
    PART,
    "%",
    "Share by value of controlled content of US origin in a foreign-made item.",
    "part supplier",
    "bill of materials with classes",
    "redesign",
    low=0,
    high=100,
)
no_minimum = truth(
    "item.zero_de_minimis",
    PART,
    "A rule without any minimum share applies (certain high-performance computers, encryption technology, chip-making equipment with a US circuit).",
    "counsel or agency",
    "classification",
    "redesign",
)
direct_product = truth(
    "item.direct_product",
    PART,
    "The direct product of technology or software that is subject to the regulations and in one of the entries listed for the rule.",
    "part supplier",
    "tool list of the foundry",
    "supplier",
)
plant_product = truth(
    "item.plant_is_direct_product",
    PART,
    "Made by a plant, or a major component of one, that itself is such a direct product.",
    "part supplier",
    "equipment list of the foundry",
    "supplier",
)
incorporated = choice(
    "item.incorporated_into",
    PART,
    ("nothing", "ear99_item", "listed_item"),
    "Whether it is built into something before it reaches its last destination: nothing, something in no entry of the list (EAR99), something in one.",
    "you",
    "production plan",
)
mask_technology = truth(
    "item.d5_developed_chip_technology",
    PART,
    "Technology developed by an entity headquartered in Macau or group D:5 to make a mask, wafer or die.",
    "part supplier",
    "licence contract",
)
named_in_letter = truth(
    "item.named_in_letter_to_exporter",
    PART,
    "A letter of the agency tells this exporter that the product needs a licence.",
    "you",
    "letter of the agency",
)

letter_covers = truth(
    "item.letter_covers_this_act",
    PART,
    "The letter's own scope takes in this destination, recipient and use.",
    "you",
    "letter of the agency",
)

# --- the act -----------------------------------------------------------------------------------------------

onward = choice(
    "export.final_destination",
    CASE,
    COUNTRIES,
    "The country to which the thing goes that the item is built into.",
    "consignee",
    "end-user statement",
)
to_occupied_region = truth(
    "export.to_occupied_region",
    CASE,
    "The goods go to Crimea, or to the parts of the Donetsk and Luhansk regions of Ukraine that are under embargo.",
    "consignee",
    "end-user statement",
)
others = truth(
    "export.has_other_recipients",
    CASE,
    "There is a purchaser or an intermediate consignee besides the consignee and the end user.",
    "you",
    "contract, transport papers",
)
exporter_role = choice(
    "export.exporter_role",
    CASE,
    ("front_end_fabricator", "osat", "neither"),
    "Whether the exporter made the wafer, or packages or tests for others, or neither.",
    "you",
    "contract",
)
END_USES = (
    "supercomputer",
    "advanced_node_production",
    "chip_production_node_unknown",
    "advanced_chip_design",
    "chip_making_equipment",
    "ai_training_for_military_or_wmd",
    "military",
    "military_intelligence",
    "nuclear",
    "missile",
    "chemical_or_biological",
)
end_uses = members(
    "export.end_uses",
    CASE,
    END_USES,
    "Every listed end use that the item will serve; empty if none.",
    "consignee",
    "end-user statement",
    "paper",
)
cluster_fp64 = number(
    "export.cluster_petaflops_64",
    CASE,
    "PFLOPS",
    "Peak of the machine that the item serves, at 64 bits.",
    "consignee",
    "end-user statement",
    low=0,
)
cluster_fp32 = number(
    "export.cluster_petaflops_32",
    CASE,
    "PFLOPS",
    "Peak of the machine that the item serves, at 32 bits.",
    "consignee",
    "end-user statement",
    low=0,
)
cluster_volume = number(
    "export.cluster_volume_cubic_feet",
    CASE,
    "ft3",
    "Space of the machine that the item serves.",
    "consignee",
    "floor plan",
    low=0,
)
end_use_in = choice(
    "export.end_use_in",
    CASE,
    COUNTRIES,
    "The country of the facility, supercomputer or production that the item serves.",
    "consignee",
    "end-user statement",
)
us_person_supports = truth(
    "export.us_person_supports_chip_making",
    CASE,
    "A US person supports the development or production of circuits at an advanced-node facility in Macau or group D:5, or equipment for it.",
    "you",
    "work plan",
)
category_3_support = truth(
    "item.category_3_not_circuit",
    PART,
    "In product group B, C, D or E of category 3 (equipment, materials, software, technology).",
    "part supplier",
    "classification",
)
on_control_list = truth(
    "item.on_control_list", PART, "In some entry of the control list, not EAR99.", "part supplier", "classification"
)
design_software = truth(
    "item.design_software",
    PART,
    "Software or technology to design circuits (ECAD, TCAD).",
    "part supplier",
    "classification",
)
supercomputer_part = truth(
    "item.circuit_or_computer_below",
    PART,
    "A circuit in 3A001, 3A991, 4A994, 5A002, 5A004 or 5A992, or a computer that holds one.",
    "part supplier",
    "classification",
)

# --- parties -----------------------------------------------------------------------------------------------

parent_headquarters = choice(
    "party.ultimate_parent_headquarters",
    PARTY,
    (*COUNTRIES, "shared"),
    "The country in which its ultimate parent is headquartered (its own where it has no parent); `shared` where two parents hold half each and neither controls.",
    "party or registry",
    "share register, consolidated accounts",
    "ownership",
)
shared_parents = members(
    "party.equal_parents_headquartered_in",
    PARTY,
    COUNTRIES,
    "Where the equal parents are headquartered, if there is no single ultimate parent.",
    "party or registry",
    "shareholders' agreement, consolidated accounts",
    "ownership",
)
located_in = choice(
    "party.located_in",
    PARTY,
    COUNTRIES,
    "The country of the site that takes part in the act.",
    "party or registry",
    "contract",
)
entity_listed = truth(
    "party.on_entity_list",
    PARTY,
    "It stands, by name, on the Entity List or the list of military end users.",
    "party or registry",
    "screening record",
    "supplier",
)
listed_ownership = number(
    "party.listed_ownership_percent",
    PARTY,
    "%",
    "Share held by parties on the Entity List or the list of military end users, or blocked persons under 744.8(a)(1), direct and "
    "indirect holdings added up (a stake through an affiliate that they own by half counts whole).",
    "party or registry",
    "share register",
    "ownership",
    low=0,
    high=100,
)
OTHER_LISTS = (
    "blocked_persons",
    "denied_persons",
    "unverified",
    "military_intelligence_end_users",
    "chinese_military_companies",
)
on_other_list = stated(
    "party.on_other_us_list",
    PARTY,
    (*OTHER_LISTS, "none"),
    "A list of the United States, other than the Entity List and that of military end users, on which it stands by name.",
    "party or registry",
    "screening record",
    "supplier",
)
foreign = truth(
    "party.foreign_to_us", PARTY, "Not organised in the United States.", "party or registry", "registry extract"
)
uae_approved = truth(
    "party.uae_government_or_approved",
    PARTY,
    "A government body of the United Arab Emirates, or an entity there that supplement 8 to part 740 names.",
    "party or registry",
    "supplement 8 to part 740",
    "paper",
)
approved_designer = truth(
    "party.approved_ic_designer",
    PARTY,
    "Named in supplement 6 to part 740.",
    "party or registry",
    "supplement 6 to part 740",
)
reports_customers = truth(
    "party.agreed_to_743_9_reporting",
    PARTY,
    "Agreed to give the data that 743.9(b) asks for.",
    "party or registry",
    "agreement",
    "paper",
)
applied = day(
    "party.applied_for_approval",
    PARTY,
    "The day it applied to be an approved designer; none if it did not.",
    "party or registry",
    "filing receipt",
    "date",
    may_be_none=True,
)
validated = choice(
    "party.validated_data_center",
    PARTY,
    ("universal", "national", "neither"),
    "Whether it is a universal or national validated end user for data centres.",
    "party or registry",
    "authorization",
)
installed_tpp = number(
    "party.installed_tpp_in_country",
    PARTY,
    "",
    "Performance that a national validated end user has installed in the country under its status, this shipment included.",
    "consignee",
    "report to the agency",
    low=0,
)
share_outside = number(
    "party.share_outside_5a_percent",
    PARTY,
    "%",
    "Share of its total performance outside the listed countries, this shipment included.",
    "consignee",
    "report to the agency",
    low=0,
    high=100,
)
share_in_country = number(
    "party.share_in_country_percent",
    PARTY,
    "%",
    "Share of its total performance in the destination, this shipment included.",
    "consignee",
    "report to the agency",
    low=0,
    high=100,
)
share_outside_us = number(
    "party.share_outside_us_percent",
    PARTY,
    "%",
    "Share of its total performance outside the United States, this shipment included.",
    "consignee",
    "report to the agency",
    low=0,
    high=100,
)
