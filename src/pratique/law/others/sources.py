"""Where the duties of the single-layer markets were read, and what shows that cars of China are let in.

Rule: that nothing bars a car is never assumed. Where sales to civilians were reported, that report is named; where
not even that was found, admission is a legal fact and the market stays undetermined.
"""

from pratique.law.instrument import Link

SOURCES = {
    "IN": (
        Link("ndtvprofit.com, 27 January 2026: terms of the agreement with the Union", "https://www.ndtvprofit.com"),
    ),
    "ZA": (
        Link("International Trade Administration Commission of South Africa (not read)", "https://www.itac.org.za"),
        Link("PTI, 28 January 2026: review of the duty"),
    ),
    "MY": (
        Link("Malaysian Automotive Association, January 2026, as reported", "https://primewheels.my/?p=33948"),
        Link("The same, second report", "https://soyacincau.com/?p=436559"),
    ),
    "AU": (
        Link(
            "Customs Tariff Proposal (No. 5) 2022",
            "https://www.aph.gov.au/Parliamentary_Business/Bills_Legislation/Tariff_Proposals",
        ),
        Link(
            "ChAFTA, policies database of the IEA",
            "https://prod.iea.org/policies/19031-china-australia-free-trade-agreement",
        ),
    ),
    "NZ": (
        Link(
            "New Zealand-China agreement, policies database of the IEA",
            "https://origin.iea.org/policies/21787-china-new-zealand-free-trade-agreement",
        ),
        Link("Annex 1 of the agreement (schedule not read)", "http://www.chinafta.govt.nz/1-The-agreement"),
    ),
    "NO": (
        Link(
            "No duty on electric cars of China, January 2025",
            "https://wardsauto.com/vehicles/oil-rich-norway-on-course-for-100-bev-sales-by-year-end",
        ),
        Link(
            "Norwegian Customs: electric vehicles", "https://www.toll.no/en/goods/motor-vehicles/electric-vehicles/"
        ),
    ),
    "CH": (
        Link(
            "State Secretariat for Economic Affairs: abolition of industrial tariffs",
            "https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/"
            "Wirtschaftsbeziehungen/warenhandel/aufhebung_industriezoelle.html",
        ),
    ),
    "GCC": (Link("Common customs tariff (not read)", "https://www.gcc-sg.org"),),
    "IL": (Link("Israel Tax Authority (not read)", "https://www.gov.il/en/departments/israel_tax_authority"),),
    "JP": (
        Link("Customs tariff of Japan (not read)", "https://www.customs.go.jp/english/tariff/"),
        Link(
            "gulfnews.com, 28 January 2017: no border tax on cars",
            "http://m.gulfnews.com/business/analysis/japan-s-caught-in-a-tight-spot-in-us-trade-moves-1.1968656",
        ),
    ),
    "TH": (
        Link(
            "nationthailand.com, 12 January 2024: no duty since 2018",
            "https://www.nationthailand.com/business/automobile/40034637",
        ),
        Link(
            "Chulalongkorn Law Journal on HS 8703.80 under ACFTA",
            "https://so01.tci-thaijo.org/index.php/lawchulajournal/article/view/259133",
        ),
    ),
    "ID": (
        Link(
            "katadata.co.id, 12 October 2025: 50 without the relief",
            "http://auto.katadata.co.id/car/imported-electric-car-prices-without-incentives-could-rise-by-rp-400-million-20143?page=1",
        ),
        Link(
            "gridoto.com: 10 and 50 by line",
            "https://www.gridoto.com/amp/read/224296387/ini-tarif-bea-masuk-kendaraan-impor-listrik-kalau-tidak-dapat-insentif?page=2",
        ),
    ),
    "VN": (Link("Viet Nam Customs (not read)", "https://www.customs.gov.vn"),),
}

ADMITTED = {
    "IN": "Rates for built-up cars of any origin are applied (law file, section 9).",
    "ZA": "Named open in the law file (section 14); the review is of the duty.",
    "MY": "Named open in the law file (section 14); most electric cars sold came from China in 2025.",
    "AU": "Monitoring and advice to ministers only; nothing binds (law file, section 12).",
    "NZ": "Cars of Chinese brands were among the fifty best sold of 2025 (one source).",
    "NO": "24,524 cars of Chinese brands were registered in 2025 (road traffic council, reported 2026-01-02).",
    "CH": "Cars of a Chinese maker were registered throughout 2025 (one source).",
    "GCC": "A common duty and no measure against origin (one source).",
    "IL": "101,346 cars of Chinese brands were sold in 2025 (importers' association, reported 2026-01-02); bases are apart.",
    "JP": "3,870 cars of one Chinese maker were sold in 2025 (importers' association, reported 2026-01-08).",
    "TH": "Built-up electric cars of China have entered under the agreement (two sources).",
    "ID": "More than half of the electric cars sold in 2025 were imports of one Chinese maker (one source).",
}
"""What shows that cars of China are sold there; a market that is not named has no such report."""
