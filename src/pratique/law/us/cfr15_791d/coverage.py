"""What of the subpart is encoded, what has nothing to decide, what is not modelled; and what lies beside it."""

from datetime import date

from pratique.law.instrument import Coverage, Event, Link, Neighbour

COVERAGE = (
    Coverage("15 CFR 791.300", "encoded", "Purpose and scope; China and Russia only, as 791.4 defines them."),
    Coverage("15 CFR 791.301", "encoded", "Definitions, from secondary sources: the official text was not read. Foreign interest, item, model year and sale are asked as facts. That an item directly enables the communication is asked of the component (part.directly_enables_vcs), not of the item."),
    Coverage("15 CFR 791.302(a)", "encoded", "Hardware prohibition."),
    Coverage("15 CFR 791.302(b)", "encoded", "Citizenship-only carve-out, inside the term nexus."),
    Coverage("15 CFR 791.303(a)", "encoded", "Software prohibition, import."),
    Coverage("15 CFR 791.303(b)", "encoded", "Software prohibition, sale."),
    Coverage("15 CFR 791.303(c)", "encoded", "Citizenship-only carve-out, inside the term nexus."),
    Coverage("15 CFR 791.304", "encoded", "Both sentences."),
    Coverage("15 CFR 791.305", "encoded", "Who, when and by model year; updates are a reminder. Form fields, grouping of trims and joint filing are not modelled: the text was not read. Confirming an earlier declaration instead of filing again is not modelled either (memory)."),
    Coverage("15 CFR 791.306", "encoded", "General authorizations 1 to 3 and their restrictions; wording of their limbs is open."),
    Coverage("15 CFR 791.307", "encoded", "Specific authorizations, as a fact with its scope and conditions; whether they expire is unknown."),
    Coverage("15 CFR 791.308", "encoded", "All exemptions, unit by unit; the cross-reference in (b) is a legal fact."),
    Coverage("15 CFR 791.309", "procedural", "Appeals (memory): 45 days, no automatic stay."),
    Coverage("15 CFR 791.310", "procedural", "Advisory opinions bind on the stated facts of their requester; asked as a fact, decides nothing here."),
    Coverage("15 CFR 791.311", "encoded", "Notices to a person (memory)."),
    Coverage("15 CFR 791.312", "encoded", "Ten-year retention, as a duty."),
    Coverage("15 CFR 791.313", "procedural", "Reports on demand (memory)."),
    Coverage("15 CFR 791.314", "procedural", "Confidential business information (memory)."),
    Coverage("15 CFR 791.315", "procedural", "Third-party verification; an assessor that is a linked person cannot be used."),
    Coverage("15 CFR 791.316", "not modelled", "Penalties: the amount of the cap for 2026 is unknown."),
    Coverage("15 CFR 791.317", "procedural", "Pre-penalty notice: 30 days to respond."),
    Coverage("15 CFR 791.318", "procedural", "Finding of violation (memory, title only)."),
    Coverage("15 CFR 791.319", "procedural", "Penalty imposition."),
    Coverage("15 CFR 791.320", "procedural", "Collection and referral."),
    Coverage("15 CFR 791.1(a)", "encoded", "Widening to who operates, maintains or services: a legal fact."),
    Coverage("post-sale software updates", "encoded", "Neither import nor sale takes place at the update: a legal fact, unsettled; ask for an opinion (791.310)."),
    Coverage("foreign-trade zones, transit and in-bond moves", "encoded", "Acts of their own (zone_admission, transit); whether they are imports is a legal fact, since the definition is remembered only."),
    Coverage("private imports, resale of used vehicles, making", "encoded", "Acts that no prohibition names: outside. Who imports for sale imports."),
    Coverage("used vehicles imported by a manufacturer", "encoded", "An import like any other: 791.303(a) is not said to speak of new vehicles only; no guidance was found."),
)  # fmt: skip

NOT_EXAMINED = (
    Neighbour("FCC Covered List (47 CFR 1.50002)", "Equipment authorization for the same modules; a notice of 2025 proposed entries by class.", ("us.fcc_covered",)),
    Neighbour("DOJ bulk data rule (28 CFR part 202)", "Access to bulk sensitive data by covered persons.", ("us.cfr28_202",)),
    Neighbour("Section 301 and Section 232 duties", "Duties on vehicles and parts from China; see `pratique duty`."),
    Neighbour("OFAC sanctions", "Dealing with listed persons and those they own by half."),
    Neighbour("UFLPA", "Goods made with forced labour."),
    Neighbour("Section 1260H and NDAA 889 lists", "Procurement bans that name the same makers; 889 is not in the book.", ("us.section_1260h",)),
    Neighbour("49 CFR federal motor vehicle safety standards", "Certification of the vehicle itself."),
    Neighbour("Chinese export-control and data law", "May forbid a supplier to hand over what this rule asks for.", ("cn.conflict",)),
)  # fmt: skip

SOURCES = (
    Link(
        "90 FR 5360, 16 January 2025, FR Doc. 2025-00592",
        "https://www.govinfo.gov/app/details/FR-2025-01-16/2025-00592",
    ),
    Link("15 CFR part 791 subpart D", "https://www.ecfr.gov/current/title-15/part-791/subpart-D"),
    Link("BIS, connected vehicles", "https://www.bis.gov/oicts/connected-vehicles"),
    Link("BIS, general authorizations", "https://bis.gov/oicts/connected-vehicles/general-authorizations"),
    Link("90 FR 5360 as filed in the docket", "https://downloads.regulations.gov/BIS-2024-0005-0160/content.htm"),
    Link(
        "15 CFR 791.308, copy of the eCFR of 2025-04-24 (.300 to .312 under like addresses)",
        "https://checkoutapi.com/regulations/15/791.308",
    ),
    Link("15 CFR 791.308, research copy", "https://self-law.org/code/us/cfr/t15/s%C2%A7%20791.308"),
    Link("Part 791 in a mirror of the eCFR of 2026-04-05", "https://lexbuild.dev"),
    Link("Japanese government deck on the scope", "https://wic-net.com/material/document/23379/29"),
    Link("Answer of the agency on attached gear, as quoted", "https://go.ontomy.tv/post/566947/1137894"),
)

EVENTS = (
    Event(date(2025, 4, 25), "Advisory letter on a tyre sensor of a maker with a 37 percent state holder.", "confirmed"),
    Event(date(2025, 6, 11), "General Authorizations 1 and 2 announced.", "existence confirmed, date single source"),
    Event(date(2026, 2, 12), "Press: a rule on heavy vehicles was shelved.", "confirmed by press"),
    Event(date(2026, 3, 17), "Cut-off for legacy software.", "confirmed"),
    Event(date(2026, 4, 29), "S. 4429 introduced: would drop the weight limit; see the pending law.", "confirmed, bill only"),
    Event(date(2026, 5, 11), "H.R. 8730 introduced, its companion.", "confirmed, bill only"),
    Event(date(2026, 5, 26), "Specific authorization for a manufacturer held by a Chinese group announced.", "confirmed"),
    Event(date(2026, 6, 18), "General Authorization 3 dated; General Authorization 1 amended about this time.", "existence confirmed, date single source"),
    Event(date(2026, 6, 25), "Specific authorization denied to its sister maker.", "confirmed"),
    Event(date(2026, 7, 22), "S. 4429 ordered to be reported; cost estimate on 11 September 2026.", "single source, bill only"),
)  # fmt: skip
