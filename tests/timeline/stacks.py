"""Every rate stack of the law file on both sides of each of its dates: market, what differs from the car, day, rate.

The car is the battery car of `test_markets_timeline.variant`; a rate is the percent paid at entry, or the candidates
that the law file leaves. Sections are those of `other-markets.md`.
"""

from __future__ import annotations

from typing import Any

Stack = tuple[str, dict[str, Any], str, str]

ICE = {"hs_code": "870323", "powertrain": "ICE"}
HEV = {"hs_code": "870340", "powertrain": "HEV"}
PHEV = {"hs_code": "870360", "powertrain": "PHEV", "engine_can_drive_wheels": True}
FCEV = {"hs_code": "870390", "powertrain": "FCEV"}
RANGE_EXTENDER = {"hs_code": "870360", "powertrain": "EREV", "engine_can_drive_wheels": False}
BATTERY = {
    "hs_code": "850760", "category": None, "seats": None,
    "battery_for_electric_vehicle": True, "part_of_passenger_vehicle": False,
}  # fmt: skip
STORE = {**BATTERY, "battery_for_electric_vehicle": False}
CAR_PART = {**BATTERY, "part_of_passenger_vehicle": True}
HEAVY_TRUCK = {"hs_code": "870422", "powertrain": "ICE", "category": "N3", "gvwr_lb": 26_000}
LIGHT_TRUCK = {"hs_code": "870421", "powertrain": "ICE", "category": "N1", "gvwr_lb": 6_000}
BUS = {"hs_code": "870210", "powertrain": "ICE", "category": "M3", "seats": 45}
BATTERY_BUS = {"hs_code": "870240", "category": "M3", "seats": 45}
ELECTRIC_TRUCK = {"hs_code": "870460", "category": "N1"}
PROOF = {"preference": "agreement"}


def steps(market: str, changes: dict[str, Any], *edges: tuple[str, str]) -> list[Stack]:
    """One stack on the days given, in the order of the file: the day, the rate from it on."""
    return [(market, changes, day, rate) for day, rate in edges]


# 2.3: the series the file prints for a battery car, layer by layer from 2.1 for the others
UNITED_STATES = [
    *steps(
        "US", {}, ("2018-07-05", "2.5"), ("2018-07-06", "27.5"), ("2024-09-26", "27.5"), ("2024-09-27", "102.5"),
        ("2025-02-03", "102.5"), ("2025-02-04", "112.5"), ("2025-03-03", "112.5"), ("2025-03-04", "122.5"),
        ("2025-04-02", "122.5"), ("2025-04-03", "147.5"), ("2025-11-09", "147.5"), ("2025-11-10", "137.5"),
        ("2026-02-23", "137.5"), ("2026-02-24", "127.5"), ("2026-07-23", "127.5"), ("2026-07-24", "127.5"),
        ("2026-11-22", "127.5"),
    ),
    *steps("US", {"final_leg_shipped": "2025-01-31"}, ("2025-03-06", "102.5"), ("2025-03-07", "122.5")),
    *steps("US", {"final_leg_shipped": "2025-02-01"}, ("2025-03-03", "112.5")),
    *steps(
        "US", ICE, ("2018-07-05", "2.5"), ("2018-07-06", "27.5"), ("2024-09-27", "27.5"), ("2025-02-04", "37.5"),
        ("2025-03-04", "47.5"), ("2025-04-03", "72.5"), ("2025-11-10", "62.5"), ("2026-02-23", "62.5"),
        ("2026-02-24", "52.5"), ("2026-07-24", "52.5"),
    ),
    *steps("US", HEV, ("2018-07-05", "2.5"), ("2018-07-06", "2.5|27.5"), ("2026-02-24", "27.5|52.5")),
    *steps("US", PHEV, ("2024-09-26", "27.5"), ("2024-09-27", "102.5"), ("2026-07-24", "127.5")),
    *steps("US", FCEV, ("2024-09-26", "27.5"), ("2024-09-27", "102.5")),
    *steps("US", LIGHT_TRUCK, ("2025-01-31", "25"), ("2025-04-02", "45"), ("2025-04-03", "70")),
    *steps("US", {**HEAVY_TRUCK, "origin": "JP"}, ("2025-10-31", "min 25"), ("2025-11-01", "50")),
    *steps("US", {**ELECTRIC_TRUCK, "gvwr_lb": 6_000}, ("2018-07-05", "25"), ("2018-07-06", "25|50"),
           ("2024-09-27", "25|50"), ("2026-02-24", "50|75")),
    *steps("US", {"age_years": 26, "new": False}, ("2025-04-03", "122.5"), ("2025-04-05", "min 122.5"),
           ("2026-07-24", "115")),
    # deal rows are floors that include column 1; an announcement of 25 changes nothing
    *steps("US", {"origin": "DE"}, ("2025-04-02", "2.5"), ("2025-04-03", "27.5"), ("2025-07-31", "27.5"),
           ("2025-08-01", "15"), ("2026-05-01", "15"), ("2026-08-01", "15")),
    *steps("US", {"origin": "JP"}, ("2025-04-03", "27.5"), ("2025-09-15", "27.5"), ("2025-09-16", "15")),
    *steps("US", {"origin": "KR", **PROOF}, ("2025-04-02", "0"), ("2025-04-03", "25"), ("2025-10-31", "25"),
           ("2025-11-01", "15"), ("2026-01-26", "15")),
    *steps("US", {"origin": "GB", "quota_left": True}, ("2025-04-03", "27.5"), ("2025-06-29", "27.5"),
           ("2025-06-30", "10")),
    *steps("US", {"origin": "GB"}, ("2025-06-29", "27.5"), ("2025-06-30", "27.5")),
    *steps("US", {"origin": "MX", **PROOF, "us_content_approved": True, "non_us_share": 60}, ("2025-04-02", "0"),
           ("2025-04-03", "15"), ("2026-01-05", "15")),
    *steps("US", {"origin": "MX", **PROOF, "us_content_approved": False}, ("2025-04-03", "25")),
    *steps("US", {"origin": "BR"}, ("2025-04-02", "2.5"), ("2025-04-03", "27.5"), ("2026-07-24", "27.5")),
    *steps("US", {"origin": "CA"}, ("2026-08-22", "27.5")),
    # traction batteries: what pays Section 232 escapes the surcharge and the forced-labour duty
    *steps("US", BATTERY, ("2019-08-31", "min 3.4"), ("2019-09-01", "18.4"), ("2020-02-13", "18.4"),
           ("2020-02-14", "10.9"), ("2024-09-26", "10.9"), ("2024-09-27", "28.4"),
           ("2025-04-04", "48.4"), ("2026-02-24", "38.4"), ("2026-07-23", "38.4"), ("2026-07-24", "40.9")),
    *steps("US", STORE, ("2019-09-01", "18.4"), ("2020-02-14", "10.9"), ("2024-09-27", "10.9"),
           ("2025-04-04", "30.9"),
           ("2025-12-31", "min 20.9"), ("2026-01-01", "min 38.4"), ("2026-02-24", "38.4")),
    *steps("US", CAR_PART, ("2025-05-03", "73.4"), ("2026-02-24", "53.4"), ("2026-07-24", "53.4")),
    *steps("US", {**STORE, "origin": "IN"}, ("2026-02-23", "min 3.4"), ("2026-02-24", "13.4"),
           ("2026-07-24", "13.4")),
    *steps("US", {**STORE, "origin": "TW"}, ("2026-07-23", "13.4"), ("2026-07-24", "10")),
    *steps("US", {**STORE, "origin": "JP"}, ("2026-07-23", "13.4"), ("2026-07-24", "12.5")),
    *steps("US", {**STORE, "origin": "VN"}, ("2026-07-24", "3.4|13.4|15.9")),
    *steps("US", {**STORE, "final_leg_shipped": "2026-07-23"}, ("2026-07-27", "28.4"), ("2026-07-28", "40.9")),
    *steps("US", {**STORE, "origin": "BR"}, ("2026-07-21", "13.4"), ("2026-07-22", "38.4")),
    *steps("US", {**STORE, "origin": "CA"}, ("2026-08-21", "3.4|13.4|15.9"),
           ("2026-08-22", "3.4|13.4|15.9|53.4|63.4|65.9")),
    *steps("US", {**CAR_PART, "origin": "JP"}, ("2025-05-02", "min 3.4"), ("2025-05-03", "28.4"),
           ("2025-06-29", "28.4"), ("2025-06-30", "min 3.4")),
    *steps("US", BATTERY_BUS, ("2018-07-06", "min 0 known 2 27"), ("2024-09-26", "min 0 known 2 27"),
           ("2024-09-27", "min 100 known 102")),
    *steps("US", BUS, ("2025-10-31", "min 20"), ("2025-11-01", "min 30 known 32")),
]  # fmt: skip

KEPT = {"undertaking_invoice": True, "undertaking_price_met": True, "undertaking_volume_left": True}
# 3: by maker; the provisional duty is a security and not paid
EUROPEAN_UNION = [
    *steps("EU", {}, ("2024-03-07", "10"), ("2024-07-04", "10"), ("2024-07-05", "10"), ("2024-10-29", "10"),
           ("2024-10-30", "27"), ("2029-10-29", "27"), ("2029-10-30", "10|27")),
    *steps("EU", {"producer": "geely"}, ("2024-10-29", "10"), ("2024-10-30", "28.8")),
    *steps("EU", {"producer": "saic"}, ("2024-10-29", "10"), ("2024-10-30", "45.3")),
    *steps("EU", {"producer": "tesla_shanghai"}, ("2024-10-29", "10"), ("2024-10-30", "17.8")),
    *steps("EU", {"producer": "other_cooperating"}, ("2024-10-29", "10"), ("2024-10-30", "30.7")),
    *steps("EU", {"producer": "spotlight"}, ("2024-10-29", "10"), ("2024-10-30", "30.7")),
    *steps("EU", {"producer": "all_other"}, ("2024-10-29", "10"), ("2024-10-30", "45.3")),
    *steps("EU", {"invoice_declaration_valid": False}, ("2024-10-29", "10"), ("2026-03-01", "45.3")),
    *steps("EU", {"producer": None}, ("2024-10-30", "17.8|27|28.8|30.7|45.3")),
    *steps("EU", {"producer": "vw_anhui", **KEPT}, ("2024-10-30", "30.7"), ("2026-02-10", "30.7"),
           ("2026-02-11", "10")),
    *steps("EU", {"producer": "vw_anhui", **KEPT, "undertaking_price_met": False}, ("2026-02-11", "30.7")),
    *steps("EU", {"producer": "vw_anhui", **KEPT, "undertaking_volume_left": False}, ("2026-02-11", "30.7")),
    *steps("EU", {"producer": "vw_anhui", **KEPT, "undertaking_invoice": False}, ("2026-02-11", "30.7")),
    *steps("EU", {"producer": "byd", **KEPT}, ("2026-02-11", "27")),
    *steps("EU", {"new": False}, ("2026-03-01", "10")), *steps("EU", {"origin": "HU"}, ("2026-03-01", "10")),
    *steps("EU", {"category": "L"}, ("2026-03-01", "10")),
    *steps("EU", {"seats": 10}, ("2026-03-01", "min 0 known 2.7 10 16 22 27")),
    *steps("EU", BATTERY_BUS, ("2022-01-01", "10")),
    *steps("EU", ELECTRIC_TRUCK, ("2022-01-01", "10")),
    *steps("EU", BUS, ("2022-01-01", "10|16")), *steps("EU", LIGHT_TRUCK, ("2022-01-01", "10|22")),
    *steps("EU", HEAVY_TRUCK, ("2022-01-01", "22")),
    *steps("GB", BATTERY_BUS, ("2022-01-01", "10")), *steps("GB", ELECTRIC_TRUCK, ("2022-01-01", "10")),
    *steps("GB", BUS, ("2022-01-01", "10|16")), *steps("GB", LIGHT_TRUCK, ("2022-01-01", "10")),
    *steps("GB", HEAVY_TRUCK, ("2022-01-01", "10")),
    *steps("EU", {"seats": 9}, ("2026-03-01", "27")), *steps("EU", PHEV, ("2026-03-01", "10")),
    *steps("EU", RANGE_EXTENDER, ("2026-03-01", "27")),
    *steps("EU", {"origin": "US"}, ("2026-06-30", "10"), ("2026-07-01", "0|10"), ("2029-12-31", "0|10"),
           ("2030-01-01", "10")),
    *steps("EU", {"origin": "JP", **PROOF}, ("2026-03-01", "0|10")),
    *steps("EU", BATTERY, ("2026-03-01", "min 0 known 2.7")),
]  # fmt: skip

# 4 to 7
AMERICAS_AND_TURKIYE = [
    *steps("CA", {}, ("2024-09-30", "6.1"), ("2024-10-01", "106.1"), ("2026-02-28", "106.1"), ("2026-03-01", "6.1")),
    *steps("CA", {"final_leg_shipped": "2024-09-30"}, ("2024-10-20", "6.1")),
    *steps("CA", HEV, ("2024-09-30", "6.1"), ("2024-10-01", "106.1")),
    *steps("CA", PHEV, ("2024-10-01", "106.1"), ("2026-03-01", "6.1")),
    *steps("CA", ICE, ("2025-01-01", "6.1")), *steps("CA", {"origin": "JP", **PROOF}, ("2026-03-01", "0|6.1")),
    *steps("MX", {}, ("2020-09-04", "0"), ("2024-09-30", "0"), ("2024-10-01", "15"), ("2025-12-31", "15"),
           ("2026-01-01", "50")),
    *steps("MX", PHEV, ("2020-09-04", "20"), ("2025-12-31", "20"), ("2026-01-01", "50")),
    *steps("MX", HEV, ("2025-12-31", "20"), ("2026-01-01", "50")),
    *steps("MX", ICE, ("2025-12-31", "20"), ("2026-01-01", "50")),
    *steps("MX", BATTERY_BUS, ("2020-09-04", "0"), ("2024-09-30", "0"), ("2024-10-01", "20"), ("2025-12-31", "20"),
           ("2026-01-01", "20|50")),
    *steps("MX", {"origin": "US", **PROOF}, ("2026-01-01", "0")),
    *steps("TR", {}, ("2023-02-28", "10"), ("2023-03-01", "10|50"), ("2023-03-31", "10|50"),
           ("2023-04-01", "50"), ("2025-11-20", "50"), ("2025-11-21", "40|80")),
    *steps("TR", PHEV, ("2024-07-06", "10"), ("2024-07-07", "10|50"), ("2024-07-08", "50"), ("2025-11-20", "50"),
           ("2025-11-21", "40|80")),
    *steps("TR", ICE, ("2024-07-06", "10"), ("2024-07-08", "50"), ("2025-11-20", "50"), ("2025-11-21", "35|75")),
    *steps("TR", {**ICE, "customs_value": "14000 USD"}, ("2024-07-08", "60")),
    *steps("TR", {**ICE, "customs_value": "17500 USD"}, ("2024-07-08", "50")),
    *steps("TR", {"origin": "IN"}, ("2025-11-20", "10"), ("2025-11-21", "40")),
    *steps("TR", {"origin": "IN", "customs_value": "17000 USD"}, ("2025-11-21", "60")),
    *steps("TR", {"origin": "IN", **PHEV, "customs_value": "14000 USD"}, ("2025-11-21", "60")),
    *steps("TR", {"origin": "IN", **ICE, "customs_value": "12000 USD"}, ("2025-11-21", "60")),
    *steps("TR", {"origin": "IN", "investment_certificate": True}, ("2025-11-21", "10")),
    *steps("TR", {"origin": "DE", "preference": "a_tr"}, ("2025-11-21", "0")),
    *steps("BR", {}, ("2024-01-01", "10"), ("2024-06-30", "10"), ("2024-07-01", "18"), ("2025-06-30", "18"),
           ("2025-07-01", "25"), ("2026-06-30", "25"), ("2026-07-01", "35")),
    *steps("BR", PHEV, ("2024-01-01", "12"), ("2024-06-30", "12"), ("2024-07-01", "20"), ("2025-06-30", "20"),
           ("2025-07-01", "28"), ("2026-06-30", "28"), ("2026-07-01", "35")),
    *steps("BR", HEV, ("2024-01-01", "12|15"), ("2024-06-30", "12|15"), ("2024-07-01", "25"), ("2025-06-30", "25"),
           ("2025-07-01", "30"), ("2026-06-30", "30"), ("2026-07-01", "35")),
    *steps("BR", ELECTRIC_TRUCK, ("2024-01-01", "20"), ("2024-06-30", "20"), ("2024-07-01", "35"),
           ("2026-07-01", "35")),
    *steps("BR", {"quota_left": True}, ("2024-01-01", "0"), ("2026-06-30", "0"), ("2026-07-01", "35")),
    *steps("BR", {"assembly": "SKD"}, ("2024-01-01", "min 0"), ("2025-06-30", "min 0"), ("2025-07-01", "25|28"),
           ("2026-06-30", "25|28"), ("2026-07-01", "min 0"), ("2026-12-31", "min 0"), ("2027-01-01", "35")),
    *steps("BR", {"assembly": "CKD"}, ("2024-01-01", "min 0"), ("2025-07-01", "10|14"), ("2026-06-30", "10|14"),
           ("2026-07-01", "16|18"), ("2026-12-31", "16|18"), ("2027-01-01", "35")),
    *steps("BR", {"assembly": "CKD", "quota_left": True}, ("2025-08-01", "0"), ("2026-01-31", "0"),
           ("2026-02-01", "10|14")),
]  # fmt: skip

# 8 and 9
OTHERS = [
    *steps("GB", {}, ("2024-07-05", "10"), ("2024-10-30", "10"), ("2026-11-22", "10")),
    *steps("GB", {"origin": "DE", **PROOF}, ("2026-11-22", "0|10")),
    *steps("IN", {"customs_value": "40000 USD"}, ("2026-11-22", "70")),
    *steps("IN", {"customs_value": "40001 USD"}, ("2026-11-22", "100|110")),
    *steps("IN", {"customs_value": "35000 USD", "approved_investor": True}, ("2026-11-22", "15")),
    *steps("IN", {"customs_value": "34999 USD", "approved_investor": True}, ("2026-11-22", "70")),
    *steps("ZA", {}, ("2026-01-26", "25"), ("2026-01-27", "25"), ("2026-11-22", "25")),
    *steps("ZA", {"origin": "DE", **PROOF}, ("2026-11-22", "0|25")),
    *steps("MY", {}, ("2025-12-31", "0"), ("2026-01-01", "30")),
    *steps("MY", PROOF, ("2025-12-31", "0"), ("2026-01-01", "5")),
    *steps("MY", {**PHEV, **PROOF}, ("2026-01-01", "5|30")),
    *steps("MY", {"assembly": "CKD"}, ("2027-12-31", "0"), ("2028-01-01", "min 0")),
    *steps("AU", PROOF, ("2019-01-01", "0"), ("2026-11-22", "0")),
    *steps("AU", {}, ("2022-06-30", "5"), ("2022-07-01", "0|5")), *steps("AU", ICE, ("2026-11-22", "5")),
    *steps("NZ", PROOF, ("2019-01-01", "0")), *steps("GCC", {}, ("2026-11-22", "5")),
    *steps("CH", {}, ("2023-12-31", "min 0"), ("2024-01-01", "0")), *steps("JP", {}, ("2026-11-22", "0")),
    *steps("NO", {}, ("2026-11-22", "0")), *steps("NO", ICE, ("2026-11-22", "min 0 known 0")),
    *steps("IL", {}, ("2026-11-22", "min 0 known 0 7")),
    *steps("TH", PROOF, ("2017-12-31", "min 0"), ("2018-01-01", "0")), *steps("TH", {}, ("2026-11-22", "min 0")),
    *steps("ID", {}, ("2025-12-31", "0|10|50"), ("2026-01-01", "10|50")),
    *steps("ID", PROOF, ("2026-01-01", "min 0")),
    *steps("VN", PROOF, ("2026-11-22", "min 0 known 0")), *steps("VN", {}, ("2026-11-22", "min 0")),
]  # fmt: skip

STACKS: list[Stack] = [*UNITED_STATES, *EUROPEAN_UNION, *AMERICAS_AND_TURKIYE, *OTHERS]

# 8: roubles by power, age (up to three years, older) in 2026; December 2025 is that divided by 1.2
FEES_2026 = {
    100: (991_200, 1_641_600), 130: (1_317_600, 1_912_800), 160: (1_560_000, 2_227_200), 190: (1_848_000, 2_594_400),
    220: (2_193_600, 3_024_000), 250: (2_599_200, 3_523_200), 280: (3_079_200, 4_104_000),
    281: (3_648_000, 4_780_800),
}  # fmt: skip
