"""China: access of a vehicle type, the L3 and L4 pilot, software updates after sale."""

from pratique.facts.definition import choice, day, members, truth
from pratique.facts.kinds import CASE

STANDARDS = ("gb44495", "gb44496", "gb44497", "gb38031", "gb47955", "gb44721")
"""The mandatory standards whose conformity is asked, as `data/standards.csv` of the access package names them."""

category = choice(
    "access.category",
    CASE,
    ("M1", "M2", "M3", "N1", "N2", "N3", "O", "L", "other"),
    "The vehicle category of the type.",
    "vehicle maker",
    "type approval file",
)
has_ecu = truth(
    "access.trailer_has_control_unit",
    CASE,
    "A trailer with at least one electronic control unit.",
    "vehicle maker",
    "type approval file",
)
applied_on = day(
    "access.type_application_date",
    CASE,
    "The day the type was applied for.",
    "vehicle maker",
    "application receipt",
    "date",
)
approved = truth(
    "access.type_already_approved",
    CASE,
    "The type held its approval before the standard took effect.",
    "vehicle maker",
    "MIIT announcement",
)
announced = truth(
    "access.on_announcement",
    CASE,
    "The model is on the announcement of the ministry of industry (MIIT).",
    "vehicle maker",
    "MIIT announcement",
    "paper",
)
certified = truth(
    "access.ccc", CASE, "The model holds the compulsory certification (CCC).", "vehicle maker", "certificate", "paper"
)
standards_met = members(
    "access.standards_met",
    CASE,
    STANDARDS,
    "The mandatory standards to which the type conforms.",
    "vehicle maker",
    "test report",
    "redesign",
)
parking_only = truth(
    "access.automated_parking_only", CASE, "The automated function only parks.", "vehicle maker", "item definition"
)
function_enabled = truth(
    "access.automated_function_enabled",
    CASE,
    "A function of level 3 or higher is offered or used, not left out or held at level 2.",
    "vehicle maker",
    "software configuration",
    "redesign",
)
local_confirmation = truth(
    "access.local_confirmation",
    CASE,
    "The act is a road test or demonstration that the city has confirmed, not a product on the market.",
    "you",
    "confirmation of the city",
)
consortium = truth(
    "access.consortium_selected",
    CASE,
    "The maker and the user entity are a consortium that the four ministries chose.",
    "you",
    "notice of selection",
    "supplier",
)
product_access = truth(
    "access.product_access_granted",
    CASE,
    "The ministry granted the product access for this function.",
    "vehicle maker",
    "decision of the ministry",
    "paper",
)
user_entity = truth(
    "access.operator_is_user_entity",
    CASE,
    "Whoever uses the car is the user entity of the pilot.",
    "you",
    "pilot plan",
    "paper",
)
pilot_area = truth(
    "access.in_pilot_area",
    CASE,
    "It is used only on the roads and in the area that the approval names.",
    "you",
    "route plan",
    "paper",
)
admitted_model = choice(
    "access.admitted_model",
    CASE,
    ("SC7000AAARBEV", "BJ7001A61NBEV", "other"),
    "The model of the product access that was granted, by the code of the announcement.",
    "vehicle maker",
    "decision of the ministry",
    "redesign",
)
within_limits = truth(
    "access.within_model_limits",
    CASE,
    "It is used within the limits of the approval, such as its ceiling of speed.",
    "vehicle maker",
    "software configuration",
    "redesign",
)
insured = truth(
    "access.registered_and_insured",
    CASE,
    "The user entity registered and insured the car.",
    "you",
    "policy, plates",
    "paper",
)
transport_qualification = truth(
    "access.transport_qualification",
    CASE,
    "The transport authority has granted a qualification for carriage.",
    "you",
    "licence",
    "paper",
)
SHARED = ("test_results", "map_data", "personal_data", "important_data", "restricted_technology")
shared = members(
    "consortium.shared",
    CASE,
    SHARED,
    "What a member of the consortium hands to another.",
    "you",
    "data flow plan, contract",
    "redesign",
)
recipient_foreign = truth(
    "consortium.recipient_foreign_invested",
    CASE,
    "The member that receives it has any foreign share.",
    "party or registry",
    "registry extract",
    "supplier",
)
recipient_qualified = truth(
    "consortium.recipient_holds_survey_qualification",
    CASE,
    "The member that receives it holds the surveying qualification itself.",
    "party or registry",
    "certificate",
    "supplier",
)
reached_abroad = truth(
    "consortium.reached_from_abroad",
    CASE,
    "Somebody abroad receives it or can reach it.",
    "you",
    "access log",
    "redesign",
)
export_cleared = truth(
    "consortium.export_cleared",
    CASE,
    "The route for leaving China is done: assessment, contract or licence, whichever it needs.",
    "you",
    "decision, filing, licence",
    "paper",
)
assistance = truth(
    "access.has_combined_assistance",
    CASE,
    "The vehicle has combined driver assistance (level 2).",
    "vehicle maker",
    "item definition",
    "redesign",
)

ota_filed = truth(
    "ota.filed",
    CASE,
    "The update was filed with the ministry before it is sent.",
    "vehicle maker",
    "receipt",
    "paper",
)
ota_main = truth(
    "ota.changes_main_parameters",
    CASE,
    "The update changes main technical parameters of the product.",
    "vehicle maker",
    "release note",
    "redesign",
)
ota_access = truth(
    "ota.access_changed",
    CASE,
    "The product access was changed for these parameters.",
    "vehicle maker",
    "MIIT announcement",
    "paper",
)
ota_defect = truth("ota.fixes_defect", CASE, "The update repairs a safety defect.", "vehicle maker", "release note")
ota_hides = truth("ota.hides_defect", CASE, "The update serves to hide a defect.", "vehicle maker", "defect file")
ota_automated = truth(
    "ota.adds_automated_driving",
    CASE,
    "The update adds or changes a function of level 3 or higher.",
    "vehicle maker",
    "release note",
    "redesign",
)
ota_approved = truth(
    "ota.approved_by_ministry",
    CASE,
    "The ministry approved the update of the automated function.",
    "vehicle maker",
    "decision of the ministry",
    "paper",
)
