"""Exports out of China: cars under licence, technology in the catalogue, goods under control notices."""

from pratique.facts.definition import choice, day, members, number, truth
from pratique.facts.kinds import CASE, PART

EARTHS_18 = ("Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y")
"""Elements of Announcement No. 18 of 2025 (confirmed)."""
EARTHS_57 = ("Ho", "Er", "Tm", "Eu", "Yb")
"""Elements of Announcement No. 57 of 2025 (confirmed)."""
METALS_10 = ("W", "Te", "Bi", "Mo", "In")
"""Elements of Announcement No. 10 of 2025 (several reports of its text)."""
METALS_US = ("Ga", "Ge", "Sb")

passenger = truth(
    "car.carries_people", CASE, "A motor vehicle that carries people.", "vehicle maker", "type approval"
)
has_vin = truth(
    "car.has_vin",
    CASE,
    "The vehicle has a vehicle identification number.",
    "vehicle maker",
    "certificate of conformity",
)
licence = truth("car.export_licence", CASE, "The exporter holds an export licence for it.", "you", "licence", "paper")
qualified = truth(
    "car.exporter_qualified",
    CASE,
    "The exporter is a maker on the announcement with certification, or one it has authorised.",
    "you",
    "authorisation of the maker",
    "supplier",
)
used = truth(
    "car.registered_before", CASE, "The car was registered in China before.", "you", "registration certificate"
)
registered_on = day(
    "car.registered_on",
    CASE,
    "The day of its first registration; none if never registered.",
    "you",
    "registration certificate",
    may_be_none=True,
)
applied_on = day(
    "car.export_application_on", CASE, "The day the export was applied for.", "you", "application", "date"
)
confirmation = truth(
    "car.maker_service_confirmation",
    CASE,
    "The maker's sealed confirmation of after-sales service at the destination is filed.",
    "vehicle maker",
    "confirmation",
    "paper",
)
transferred_before = truth(
    "car.transfer_registered_before_2026",
    CASE,
    "Registered for transfer to export before 2026-01-01.",
    "you",
    "registration certificate",
)

technology = choice(
    "technology.kind",
    CASE,
    (
        "none",
        "lfp_preparation",
        "lmfp_preparation",
        "phosphate_precursor",
        "lithium_extraction",
        "gallium_extraction",
        "other",
    ),
    "The technology that is licensed, transferred or rendered as a service abroad; none for goods.",
    "you",
    "contract",
    "redesign",
)
density = number(
    "technology.compaction_density",
    CASE,
    "g/cm3",
    "Compaction density of the powder at 220 MPa.",
    "part supplier",
    "test report",
    may_be_none=True,
    low=0,
)
capacity = number(
    "technology.capacity_mah_g",
    CASE,
    "mAh/g",
    "Reversible capacity at 0.1C.",
    "part supplier",
    "test report",
    may_be_none=True,
    low=0,
)
efficiency = number(
    "technology.first_efficiency_percent",
    CASE,
    "%",
    "First coulombic efficiency.",
    "part supplier",
    "test report",
    may_be_none=True,
    low=0,
    high=100,
)
voltage = number(
    "technology.mean_voltage", CASE, "V", "Mean voltage.", "part supplier", "test report", may_be_none=True, low=0
)
tap_density = number(
    "technology.tap_density",
    CASE,
    "g/cm3",
    "Tap density of the precursor.",
    "part supplier",
    "test report",
    may_be_none=True,
    low=0,
)
technology_licence = truth(
    "technology.licence", CASE, "The technology export licence is held.", "you", "licence", "paper"
)

elements = members(
    "goods.controlled_elements",
    PART,
    (*EARTHS_18, *EARTHS_57, *METALS_10, *METALS_US),
    "Elements of the control notices that it consists of.",
    "part supplier",
    "material data sheet",
    "redesign",
)
form = choice(
    "goods.form",
    PART,
    ("metal", "alloy", "target", "oxide", "compound", "magnet", "other"),
    "In which form the elements are; other is an article of none of these forms.",
    "part supplier",
    "material data sheet",
    "redesign",
)
NEXPERIA = "nexperia"
"""The order of 4 October 2025 on one firm, as a value of `goods.control_notices`."""
notices = members(
    "goods.control_notices",
    PART,
    ("10", "23", "33", "55", "56", "58", "61", "62", NEXPERIA),
    "The control notices of 2023 (23), 2024 (33), February (10) and October 2025 under whose entries it falls, every parameter of the entry met; nexperia where the "
    "exporter and the finished part are named by the order of 4 October 2025.",
    "counsel or agency",
    "classification",
    "redesign",
)
order_exemption = truth(
    "goods.exempt_from_order_on_firm",
    PART,
    "The ministry exempted the export from its order of 4 October 2025 (Nexperia China and its subcontractors), for civil use.",
    "authority",
    "decision of the ministry",
    "paper",
)
goods_licence = truth(
    "goods.dual_use_licence", PART, "A dual-use export licence covers it.", "you", "licence", "paper"
)
