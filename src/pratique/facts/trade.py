"""The goods as customs sees them: what they are, where they come from, who made them, what was paid, what is held.

Rule: these facts are of one entry into one market. Origin above all: the same car can be of one origin for one
market and of another for the next, so that `trade.origin` is asked once for each market. A maker's word for its
drive (range extender, plug-in hybrid) does not settle what the drive is: that is whether the engine can turn the
wheels.
"""

from pratique.facts.definition import COUNTRIES, choice, day, members, number, truth
from pratique.facts.kinds import CASE

CATEGORIES = ("L", "M1", "M2", "M3", "N1", "N2", "N3")
COMBUSTION_CARS = ("870321", "870322", "870323", "870324", "870331", "870332", "870333")
HYBRID_CARS = ("870340", "870350")
PLUG_IN_CARS = ("870360", "870370")
BATTERY_CAR, OTHER_CAR = "870380", "870390"
CARS = (*COMBUSTION_CARS, *HYBRID_CARS, *PLUG_IN_CARS, BATTERY_CAR, OTHER_CAR)
BUSES = ("870210", "870220", "870230", "870240", "870290")
GOODS_VEHICLES = (
    "870421",
    "870422",
    "870423",
    "870431",
    "870432",
    "870441",
    "870442",
    "870443",
    "870451",
    "870452",
    "870460",
    "870490",
)
ELECTRIC_TRACTOR, LITHIUM_BATTERY, VEHICLE_PARTS = "870124", "850760", "870899"
CHIPS = ("854231", "847150", "847180", "847330")
"""Processors, and machines and parts of machines that hold them."""
HEADINGS = (*CARS, *BUSES, *GOODS_VEHICLES, ELECTRIC_TRACTOR, LITHIUM_BATTERY, VEHICLE_PARTS, *CHIPS, "other")
"""Subheadings of the Harmonized System that a rate in the book asks for; anything else is `other`."""
PRODUCERS = (
    "byd",
    "geely",
    "saic",
    "tesla_shanghai",
    "vw_anhui",
    "spotlight",
    "other_cooperating",
    "all_other",
)
"""Groups and entities of Article 1 and the annex of Implementing Regulation (EU) 2024/2754."""

engine_can_drive_wheels = truth(
    "trade.engine_can_drive_wheels",
    CASE,
    "Whether the combustion engine can turn the wheels mechanically, in any mode; one that only generates cannot.",
    "vehicle maker",
    "driveline drawing",
    "redesign",
)
category = choice(
    "trade.category",
    CASE,
    CATEGORIES,
    "Vehicle category of the UNECE consolidated resolution.",
    "vehicle maker",
    "type approval",
)
seats = number(
    "trade.seats", CASE, "", "Seats, the driver's included.", "vehicle maker", "type approval", whole=True, low=1
)
heading = choice(
    "trade.hs6",
    CASE,
    HEADINGS,
    "Subheading of the Harmonized System (six digits) under which the goods are entered.",
    "you",
    "customs ruling, entry papers",
)
assembly = choice(
    "trade.assembly",
    CASE,
    ("CBU", "SKD", "CKD"),
    "Whether the vehicle enters built up, or as a kit that is partly or wholly knocked down.",
    "you",
    "entry papers",
    "supplier",
)
age_years = number(
    "trade.age_years", CASE, "years", "Years since the vehicle was made.", "you", "title papers", low=0
)
power_30min_hp = number(
    "trade.power_30min_hp",
    CASE,
    "hp",
    "Power that the electric drive holds for 30 minutes, in metric horsepower.",
    "vehicle maker",
    "type approval",
    "redesign",
    low=0,
)
part_of_passenger_vehicle = truth(
    "trade.part_of_passenger_vehicle",
    CASE,
    "Whether the battery or part is certified as a part of a passenger vehicle or light truck.",
    "you",
    "entry papers",
)
battery_for_electric_vehicle = truth(
    "trade.battery_for_electric_vehicle",
    CASE,
    "Whether the battery is of a kind used as an electric vehicle's primary source of power.",
    "part supplier",
    "data sheet",
)

origin = choice(
    "trade.origin",
    CASE,
    COUNTRIES,
    "The country of origin under the non-preferential rules of the market entered; every market has its own.",
    "you",
    "origin ruling, certificate of origin",
    "supplier",
)
preference = choice(
    "trade.preference",
    CASE,
    ("none", "agreement", "a_tr"),
    "The proof of preference held: none, one under an agreement of the market with the country of origin, or A.TR.",
    "you",
    "proof of origin",
    "supplier",
)
final_leg_shipped = day(
    "trade.final_leg_shipped",
    CASE,
    "The day the goods were loaded for the last leg to the market.",
    "you",
    "bill of lading",
    "date",
)

producer = choice(
    "trade.producer",
    CASE,
    PRODUCERS,
    "Under which entry of the regulation's list the entity falls that made the car and stands on the invoice; a group's "
    "name or brand alone is no entry.",
    "vehicle maker",
    "invoice, annex of the regulation",
    "supplier",
)
invoice_declaration_valid = truth(
    "trade.invoice_declaration_valid",
    CASE,
    "Whether the commercial invoice carries the maker's declaration that the individual rate asks for.",
    "vehicle maker",
    "commercial invoice",
    "paper",
)
undertaking_invoice = truth(
    "trade.undertaking_invoice",
    CASE,
    "Whether the maker itself shipped the car and issued the undertaking invoice with the undertaking declaration to the "
    "undertaking's importer, the goods correspond to it precisely, and the consignment is tracked as it asks.",
    "you",
    "undertaking invoice, tracking request",
    "paper",
)
undertaking_price_met = truth(
    "trade.undertaking_price_met",
    CASE,
    "Whether the price is at least the minimum import price of the undertaking.",
    "you",
    "undertaking invoice",
    "paper",
)
undertaking_volume_left = truth(
    "trade.undertaking_volume_left",
    CASE,
    "Whether the car is still within the undertaking's yearly volume.",
    "vehicle maker",
    "undertaking report",
)

chip_tpp = number(
    "trade.chip_tpp",
    CASE,
    "",
    "Total processing performance of the circuit that is entered, or that the machine holds.",
    "part supplier",
    "data sheet",
    low=0,
)
chip_memory_bandwidth = number(
    "trade.chip_dram_bandwidth_gbs",
    CASE,
    "GB/s",
    "Total memory bandwidth of that circuit.",
    "part supplier",
    "data sheet",
    low=0,
)
CHIP_USES = (
    "us_data_center",
    "us_repair_or_replacement",
    "us_research",
    "us_startup",
    "consumer_not_data_center",
    "civil_industrial_not_data_center",
    "us_public_sector",
    "other",
)
chip_use = choice(
    "trade.chip_use",
    CASE,
    CHIP_USES,
    "What the circuit is entered for, as the duty tells uses apart.",
    "you",
    "end-use certificate",
    "paper",
)

permit_held = truth(
    "trade.permit_held",
    CASE,
    "Whether the import permit that the market asks for this shipment is held.",
    "you",
    "permit",
    "paper",
)
quota_left = truth(
    "trade.quota_left",
    CASE,
    "Whether the entry is claimed and accepted within the tariff quota or value quota.",
    "authority",
    "quota statement",
    "date",
)
service_network_meets = truth(
    "trade.service_network_meets",
    CASE,
    "Whether the importer has the authorised service points, staff, call centre, resident representative and battery "
    "tracking that the permit asks for.",
    "you",
    "service contracts",
    "paper",
)
investment_certificate = truth(
    "trade.investment_certificate",
    CASE,
    "Whether the importer holds an investment certificate that exempts the entry.",
    "you",
    "certificate",
)
approved_investor = truth(
    "trade.approved_investor",
    CASE,
    "Whether the maker is approved under the market's scheme for makers that invest.",
    "authority",
    "approval",
)
importer = choice(
    "trade.importer",
    CASE,
    ("individual_own_use", "legal_entity", "resale"),
    "Who enters the vehicle and what for.",
    "you",
    "entry papers",
)

customs_value_usd = number(
    "trade.customs_value_usd",
    CASE,
    "USD",
    "Customs value of one vehicle in the market entered, in US dollars.",
    "you",
    "commercial invoice",
    low=0,
)
us_content_approved = truth(
    "trade.us_content_approved",
    CASE,
    "Whether the Department of Commerce has approved the value of US content claimed.",
    "authority",
    "approval",
)
non_us_share = number(
    "trade.non_us_share",
    CASE,
    "%",
    "Share of the car's value that is not US content, in percent.",
    "vehicle maker",
    "content statement",
    low=0,
    high=100,
)

approvals = members(
    "trade.approvals",
    CASE,
    (
        "whole_vehicle",
        "un_r155",
        "un_r156",
        "un_r157",
        "un_r157_01",
        "un_r171",
        "ads",
        "passenger_service_permit",
        "part_555",
        "ais_189",
        "ais_190",
    ),
    "The approvals that this type holds for the market entered; un_r157_01 is UN R157 from its 01 series of amendments.",
    "vehicle maker",
    "approval certificates",
    "paper",
)
type_first_approved = day(
    "trade.type_first_approved",
    CASE,
    "The day of the first approval of the type for the market; none if it has none yet.",
    "vehicle maker",
    "approval certificates",
    "date",
    may_be_none=True,
)
valet_parking_only = truth(
    "trade.valet_parking_only",
    CASE,
    "The car drives itself only to park, without anybody aboard and at no more than 30 km/h.",
    "vehicle maker",
    "type approval",
    "redesign",
)
registrations_this_year = number(
    "trade.registrations_this_year",
    CASE,
    "vehicles",
    "Vehicles of the type registered in the market this year.",
    "vehicle maker",
    "registration statistics",
    whole=True,
    low=0,
)
