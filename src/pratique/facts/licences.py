"""Licences for exports: what was granted, what was notified, and what the exceptions ask for.

Rule: a paper is a fact of the act that it covers, and counts only where it is in hand with its conditions met.
"""

from pratique.facts.definition import day, members, number, truth
from pratique.facts.kinds import CASE

licence_held = truth(
    "export.licence_held",
    CASE,
    "A licence of the agency that covers this act is in hand and its conditions are met.",
    "authority",
    "licence",
    "paper",
)
nac_notified = day(
    "export.nac_notified",
    CASE,
    "The day on which the agency was notified for the exception; none if it was not.",
    "you",
    "filing receipt",
    "date",
    may_be_none=True,
)
nac_objection = truth(
    "export.nac_objection", CASE, "The agency objected to the notice.", "authority", "reply of the agency"
)
written_order = truth("export.written_order", CASE, "There is a written purchase order.", "you", "order", "paper")
certificate = truth(
    "export.certificate_obtained",
    CASE,
    "The certificate that the exception asks for was obtained.",
    "consignee",
    "certificate",
    "paper",
)
for_making = truth(
    "export.for_development_or_production",
    CASE,
    "For the development, production or storage of such items by a private company whose final customers are outside Macau and group D:5.",
    "consignee",
    "end-user statement",
    "paper",
)
hbm_terms = truth(
    "export.hbm_exception_terms_met",
    CASE,
    "Site, owner and headquarters satisfy the exception for memory.",
    "consignee",
    "end-user statement",
    "paper",
)
tpp_before = number(
    "export.tpp_received_this_year",
    CASE,
    "",
    "Performance that the consignee's ultimate parent received under this exception in the calendar year before this shipment, from all suppliers.",
    "consignee",
    "certificate",
    low=0,
)
tpp_shipped = number(
    "export.tpp_of_shipment",
    CASE,
    "",
    "Performance of all circuits of this shipment added up.",
    "you",
    "packing list",
    "paper",
    low=0,
)
country_tpp = number(
    "export.tpp_granted_to_country",
    CASE,
    "",
    "Performance licensed for the destination since 2025, this shipment included.",
    "authority",
    "reply of the agency",
    low=0,
)
weights_secured = truth(
    "export.weights_stored_as_required",
    CASE,
    "The weights are stored and used under the security terms that the exception for listed headquarters sets.",
    "you",
    "security plan",
    "paper",
)
permanent_employee = truth(
    "export.permanent_employee_of_5a_company",
    CASE,
    "The release is to a permanent, regular employee of a company headquartered in a country of the list.",
    "you",
    "employment contract",
)
CERTIFICATIONS = ("us_supply", "foundry_capacity", "recipient_security", "no_military_use", "us_laboratory_test")
certifications = members(
    "export.certifications",
    CASE,
    CERTIFICATIONS,
    "What has been certified for review case by case.",
    "you",
    "certificates, test report",
    "paper",
)
china_share = number(
    "export.china_volume_percent_of_us",
    CASE,
    "%",
    "Cumulative shipments of the product to China as a share of shipments to end users in the United States.",
    "you",
    "shipment records",
    low=0,
)
