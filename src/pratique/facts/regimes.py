"""What the smaller regimes around a car ask: radio authorizations, bulk data, procurement, credits, batteries.

Rule: each fact belongs to an act of its own (an authorization of equipment, access to data, a procurement, a credit, a
placing on the market), so that no other act is asked about it.
"""

from pratique.facts.definition import choice, day, members, number, truth
from pratique.facts.kinds import CASE

# --- equipment authorization (47 CFR parts 1 and 2) ------------------------------------------------------------

on_covered_list = truth(
    "radio.on_covered_list",
    CASE,
    "The equipment is produced by an entity, or of a class, that the Commission's covered list names.",
    "you",
    "covered list of the day",
    "supplier",
)
holds_covered_module = truth(
    "radio.holds_covered_module",
    CASE,
    "The equipment is a host that contains a modular transmitter on the covered list.",
    "part supplier",
    "grant of the module",
    "supplier",
)
radio_attested = truth(
    "radio.attested_not_covered",
    CASE,
    "The applicant attests in writing that the equipment is not covered and names its agent.",
    "you",
    "application",
    "paper",
)

# --- bulk sensitive data (28 CFR part 202) ----------------------------------------------------------------------

DATA_DEALS = ("data_brokerage", "vendor_agreement", "employment_agreement", "investment_agreement", "other")
deal = choice("bulk.transaction", CASE, DATA_DEALS, "What gives access to the data.", "you", "contract", "paper")
counterparty = choice(
    "bulk.counterparty",
    CASE,
    ("covered_person", "other_foreign", "us_person"),
    "Who gets access: a covered person or country of concern, another foreign person, or a US person.",
    "party or registry",
    "registry, contract",
    "supplier",
)
geolocation_devices = number(
    "bulk.geolocation_devices",
    CASE,
    "devices",
    "US devices whose location within 1,000 metres is in reach, over twelve months, added up.",
    "you",
    "data map",
    "redesign",
    whole=True,
    low=0,
)
biometric_persons = number(
    "bulk.biometric_persons",
    CASE,
    "people",
    "US persons whose biometric identifiers are in reach, over twelve months, added up.",
    "you",
    "data map",
    "redesign",
    whole=True,
    low=0,
)
identifier_persons = number(
    "bulk.identifier_persons",
    CASE,
    "people",
    "US persons of whom listed identifiers are in reach, over twelve months, added up.",
    "you",
    "data map",
    "redesign",
    whole=True,
    low=0,
)
government_related = truth(
    "bulk.government_related",
    CASE,
    "Some of it is location within an area on the list of government locations, in whatever number, or is marketed as of "
    "people in government service.",
    "you",
    "data map, list of 28 CFR 202.1401",
    "redesign",
)
combined_data = truth(
    "bulk.combined",
    CASE,
    "Several kinds are linked, so that the lowest number of any of them counts for all.",
    "you",
    "data map",
)
security_met = truth(
    "bulk.security_requirements_met",
    CASE,
    "The security requirements for restricted transactions are met.",
    "you",
    "audit",
    "paper",
)
onward_barred = truth(
    "bulk.onward_transfer_barred",
    CASE,
    "The contract bars onward sale to countries of concern and covered persons.",
    "you",
    "contract",
    "paper",
)

# --- procurement and credits ------------------------------------------------------------------------------------

on_1260h = truth(
    "procurement.party_on_1260h",
    CASE,
    "The contractor, or an entity it controls, stands on the list of section 1260H.",
    "party or registry",
    "list of the day",
    "supplier",
)
contains_1260h = truth(
    "procurement.contains_goods_of_1260h",
    CASE,
    "The goods or services contain those of a listed entity, directly or not.",
    "part supplier",
    "bill of materials",
    "supplier",
)
credit = choice(
    "credit.kind",
    CASE,
    ("30D", "45W", "45X", "48E", "other"),
    "The credit that is claimed.",
    "you",
    "tax return",
)
acquired_on = day(
    "credit.vehicle_acquired_on", CASE, "The day on which the vehicle was acquired.", "you", "contract", "date"
)
single_share = number(
    "credit.single_holder_percent",
    CASE,
    "%",
    "Largest share that one specified foreign entity holds in the taxpayer.",
    "party or registry",
    "share register",
    "ownership",
    low=0,
    high=100,
)
aggregate_share = number(
    "credit.aggregate_percent",
    CASE,
    "%",
    "Share that specified foreign entities hold in the taxpayer together.",
    "party or registry",
    "share register",
    "ownership",
    low=0,
    high=100,
)
debt_share = number(
    "credit.debt_percent",
    CASE,
    "%",
    "Share of the taxpayer's debt that specified foreign entities hold.",
    "party or registry",
    "ledger",
    "ownership",
    low=0,
    high=100,
)
appoints_officer = truth(
    "credit.appoints_officer",
    CASE,
    "A specified foreign entity may appoint a covered officer of the taxpayer.",
    "party or registry",
    "articles",
    "ownership",
)

# --- batteries ---------------------------------------------------------------------------------------------------

battery_kind = choice(
    "battery.category",
    CASE,
    ("electric_vehicle", "light_means_of_transport", "industrial", "starting_lighting", "portable", "no_battery"),
    "The category of the battery that is placed on the market; no_battery where none is.",
    "part supplier",
    "data sheet",
)
battery_energy = number(
    "battery.energy_kwh", CASE, "kWh", "Energy of the battery.", "part supplier", "data sheet", low=0
)
battery_passport = truth(
    "battery.has_passport",
    CASE,
    "A battery passport with the data asked for is open under its code.",
    "part supplier",
    "passport",
    "paper",
)
battery_diligence = truth(
    "battery.due_diligence_verified",
    CASE,
    "A due-diligence policy is in place and verified by a notified body.",
    "you",
    "report",
    "paper",
)
operator_small = truth(
    "battery.operator_exempt",
    CASE,
    "The operator is below the turnover from which due diligence is asked.",
    "you",
    "accounts",
)
APPROVALS_ASKED = ("un_r155", "un_r156", "un_r157", "un_r171")
types_sought = members(
    "approval.held",
    CASE,
    APPROVALS_ASKED,
    "UN approvals that the type holds in the country that approves it.",
    "vehicle maker",
    "approval certificates",
    "paper",
)

# --- connected products placed on the market of the Union (Reg. (EU) 2023/2854) --------------------------------------

connected_product = truth(
    "product.connected",
    CASE,
    "Obtains, generates or collects data on its use or surroundings and can communicate them, as a connected car does.",
    "part supplier",
    "data sheet",
    "redesign",
)
data_accessible = truth(
    "product.data_accessible_to_user",
    CASE,
    "By design the data are accessible to the user, by default and directly where that is feasible.",
    "part supplier",
    "data sheet",
    "redesign",
)
