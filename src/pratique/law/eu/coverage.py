"""What of the Union's measures is encoded, what is not, and what was only proposed."""

from datetime import date

from pratique.law.instrument import Coverage, Event, Link, Neighbour

CUSTOMS = (
    Coverage("Reg. (EEC) 2658/87, Annex I", "encoded", "8703 at 10, 8507.60 at 2.7 (memory)."),
    Coverage("preferences (GB, JP, KR, MX, TR)", "encoded", "At 0 with a proof, from memory. Goods of another origin in free circulation in Türkiye (A.TR) are not modelled."),
    Coverage("act on the July 2025 deal with the United States", "encoded", "Regulation (EU) 2026/1455 of 25 June 2026, title and date only: whether cars are at 0 stays open; quotas and suspension are not modelled."),
    Coverage("8702 10, 20, 40; 8704 21, 22, 31, 60", "encoded", "Ordinary rates as a trade site republished the tariff on 2026-02-22; other lines of 8702 and 8704, preferences and goods of the United States stay open."),
    Coverage("8708", "not modelled", "Rates for parts were not in the material."),
)  # fmt: skip
COUNTERVAILING = (
    Coverage("Impl. Reg. (EU) 2024/785", "encoded", "Dated 5 March 2024. Registration, 2024-03-07 to 2024-07-05: a liability only."),
    Coverage("Impl. Reg. (EU) 2024/1866", "encoded", "Provisional duties as securities, released for good by Art. 2 of 2024/2754 (read)."),
    Coverage("Impl. Reg. (EU) 2024/2754, Art. 1", "encoded", "Rates by the 61 entities named, each with its TARIC code; a related entity that is not named pays the rate of all others (recital 1345)."),
    Coverage("Impl. Dec. (EU) 2026/328, Impl. Reg. (EU) 2026/330", "encoded", "The one undertaking offered formally: tested first, without the declaration of Art. 1(3); price and volume as facts, since the figures are confidential."),
    Coverage("Commission guidance of 2026-01-12 on undertakings", "procedural", "How offers are made and judged."),
    Coverage("plug-in hybrids", "encoded", "Press only: opens a legal fact beside the answer and changes no rate until counsel says that a duty was adopted; then it is unknown."),
    Coverage("Reg. (EU) 2016/1037, Art. 23", "not modelled", "Extension against circumvention: none found."),
    Coverage("T-26/25, T-38/25 and others; WTO DS630", "procedural", "Pending in early 2026; no judgment found since."),
)  # fmt: skip
APPROVAL = (
    Coverage("Reg. (EU) 2018/858", "encoded", "Whole-vehicle approval, from memory; Directive 2007/46/EC before 1 September 2020 is not in the book, so that time stays open."),
    Coverage("Reg. (EU) 2019/2144", "encoded", "R155 for new types and for all cars (Annex II, D4, read); R171 if fitted (E10); R156 in no row that was read; the other safety systems and their phases (2022-07-06, 2024-07-07, 2026-07-07, 2029-01-07) are not modelled."),
    Coverage("UN R155, R156, R157", "encoded", "As approvals held; UN R157 by its series and the speed of the system, the others and the management systems are not told apart."),
    Coverage("UN R171", "encoded", "As an approval held; that the steering regulation also approves level 2 is from memory. Series are not told apart."),
    Coverage("UN regulation on automated driving systems", "not modelled", "Adopted in June 2026; number, entry into force and its adoption by parties unknown."),
    Coverage("Impl. Reg. (EU) 2022/1426, 2026/481", "encoded", "Approval, small series, and valet parking without limit from 2026-03-24."),
    Coverage("Reg. (EU) 2024/2847 (Cyber Resilience Act)", "not modelled", "Products under 2019/2144 are outside it; aftermarket and off-board products are pending law (eu.cra): reports since 2026-09-11, the rest from 2027-12-11."),
    Coverage("Reg. (EU) 2023/1542 (batteries)", "procedural", "Passport and due diligence are the instrument eu.batteries; the carbon footprint and its classes are not modelled."),
    Coverage("Reg. (EU) 2023/2854 (Data Act)", "procedural", "Access by design is the instrument eu.data_act, asked where a product is placed on the market; it bars no entry."),
    Coverage("EU.CSA2, EU.ICTTB, EU.IAA", "not modelled", "Proposals and a toolbox without force; see the events."),
    Coverage("PL.MIL, IL.IDF, UK.MOD", "not modelled", "Rules on military sites and fleets: they never change whether a car may enter."),
    Coverage("United States: FMVSS, parts 555 and 591", "not modelled", "Self-certification; at most 2,500 vehicles in 12 months under part 555. The connected-vehicle rule is in its own room."),
)  # fmt: skip
NOT_EXAMINED = (
    Neighbour(
        "Reg. (EU) 2023/1542 (batteries)",
        "Passport and due diligence where a battery is placed on the market.",
        ("eu.batteries",),
    ),
    Neighbour(
        "VAT and national registration taxes", "Due on value and duties; they never change whether a car may enter."
    ),
    Neighbour(
        "China's export licence", "Needed for battery cars since 2026-01-01; see the Chinese book.", ("cn.export",)
    ),
)
TARIFF = (
    Link("Reg. (EEC) 2658/87 (annex not read)", "https://eur-lex.europa.eu/eli/reg/1987/2658/oj"),
    Link(
        "Start and end of the concessions to the United States",
        "https://www.brusselstimes.com/eu-affairs/2209379/zero-tariffs-on-us-products-come-into-force-in-eu/",
    ),
)
TYPE_APPROVAL = (
    Link("Reg. (EU) 2018/858", "https://eur-lex.europa.eu/eli/reg/2018/858/oj"),
    Link("Reg. (EU) 2019/2144, consolidated 7 July 2024 (opening read)", "https://eur-lex.europa.eu/eli/reg/2019/2144/2024-07-07"),
    Link("UN R155 from July 2022 and July 2024", "https://www.automotiveworld.com/articles/does-the-us-approach-to-cyber-security-make-wp-29-redundant/"),
    Link("UN R157, 01 series", "https://www.interregs.com/articles/spotlight/252/updated-un-ece-regulation-on-automated-lane-keeping-systems-published-"),
    Link("UN R171 in force, UNECE as reported", "https://miragenews.com/unece-greenlights-global-driving-assistance-1330820"),
)  # fmt: skip
SOURCES = (
    Link("Impl. Reg. (EU) 2024/2754", "https://eur-lex.europa.eu/eli/reg_impl/2024/2754/oj"),
    Link("Impl. Reg. (EU) 2026/330", "https://eur-lex.europa.eu/legal-content/EN/TXT/HTML/?uri=OJ%3AL_202600330"),
)
EVENTS = (
    Event(date(2024, 7, 30), "Corrigendum to the provisional regulation.", "confirmed"),
    Event(date(2026, 1, 12), "Guidance on price undertakings.", "confirmed"),
    Event(date(2026, 2, 10), "Undertaking of one producer for one model published.", "confirmed"),
    Event(date(2026, 6, 19), "Press: duties on plug-in hybrids in preparation.", "single source"),
)
SECURITY = (
    Event(
        date(2026, 1, 20),
        "Proposal to replace the Cybersecurity Act: countries of concern, high-risk suppliers. Not law.",
        "confirmed",
    ),
    Event(
        date(2026, 2, 13), "Supply-chain toolbox with an assessment of connected vehicles. Not binding.", "confirmed"
    ),
    Event(date(2026, 3, 4), "Proposal of an Industrial Accelerator Act. Not law.", "confirmed"),
)
