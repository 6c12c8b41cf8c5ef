"""What of the controls is encoded, what is not, and what lies beside them and was not examined."""

from datetime import date

from pratique.law.instrument import Coverage, Event, Link, Neighbour

COVERAGE = (
    Coverage("15 CFR 734.3, 734.4", "encoded", "Origin, place, de minimis; rules without a minimum share are asked as a fact."),
    Coverage("15 CFR 734.9(h), (i), (l)", "encoded", "Prongs, from the published text; the entries that make something a direct product are asked as one fact."),
    Coverage("15 CFR 734.9(e), (f), (j)", "not modelled", "Product rules for listed parties with a footnote, for Russia and Belarus, for Iran: known gaps where something is made abroad with US technology."),
    Coverage("15 CFR 734.9(k)", "not modelled", "Product rule for chip-making equipment."),
    Coverage("15 CFR 740.2(a)(9)(ii)", "encoded", "Which exceptions remain: NAC, ACA, HBM, AIA, ACM. TMP, RPL, GOV and TSU remain too, within limits, and are not modelled."),
    Coverage("15 CFR 740.8", "encoded", "NAC and ACA; the limit of six items a notice and the extra contents of the notice since 2025 are not modelled."),
    Coverage("15 CFR 740.25", "encoded", "Its limit; its terms on sites and owners were not read and are asked as one fact, from memory."),
    Coverage("15 CFR 740.27 to 740.29", "encoded", "AIA, for weights too, ACM, LPP; what the security paragraphs ask is one fact."),
    Coverage("15 CFR 742.6(a)(6), (a)(13)", "encoded", "Every version since 21 October 2022."),
    Coverage("15 CFR 742.6(b)(10), (13)", "encoded", "Review policies, some from one source."),
    Coverage("15 CFR 743.9", "procedural", "Reports on authorized designers."),
    Coverage("15 CFR 744.6(c)(2)", "encoded", "US persons, in outline."),
    Coverage("15 CFR 744.11 and the affiliates rule", "encoded", "Party status as a fact; what the entry of a listed party says is not modelled."),
    Coverage("15 CFR 744.21, 744.22", "not modelled", "Military and military-intelligence end uses and users."),
    Coverage("15 CFR 744.23(a)", "encoded", "Supercomputers (by their figures, 772.1, read), advanced nodes, equipment, headquarters. Whether a facility makes advanced-node circuits is asked: logic that is not planar or at 16/14 nm or less, NAND of 128 layers or more, DRAM with a cell below 0.0026 square micrometres, above 0.20 gigabits a square millimetre, or with more than 3,000 vias a die (772.1, read)."),
    Coverage("ongoing use of installed items", "not modelled", "Guidance of 31 May 2026: bona fide operators of data centres go on using, storing, disposing of and servicing what they hold until further notice. Use is no act of this book."),
    Coverage("15 CFR 748.15", "encoded", "Data-centre validated end users with their shares and quarters."),
    Coverage("supplement 2 to 15 CFR part 748 (dd)", "encoded", "Limits of the policy of January 2026; its text was not read."),
    Coverage("ECCN 3A090, 4A090, .z items, 4E091", "encoded", "All dated versions."),
    Coverage("Note 1 to 3A090.a", "encoded", "Paragraph d, whose sense seems reversed as printed, follows a to c."),
    Coverage("supplements 6 and 7 to 15 CFR part 740", "not modelled", "The names are remembered, not read: whether a company is on a list is asked."),
    Coverage("15 CFR part 746", "not modelled", "Embargoes, the rules on Russia and Belarus, and the regions of Ukraine under embargo: a known gap. Iraq (746.3) and what follows from arms embargoes of the United Nations are not looked at."),
    Coverage("temporary general licences and saving clauses", "not modelled", "All have run out."),
)  # fmt: skip

NOT_EXAMINED = (
    Neighbour("ECCN 5A002, 5A004, 5D002, 5E002", "Encryption items and their exception ENC."),
    Neighbour("ECCN 5A992, 5D992", "Mass-market encryption."),
    Neighbour("ECCN 3A991, 4A994", "Anti-terrorism controls on lesser circuits and computers."),
    Neighbour("ECCN 3A001, 4A003", "Other circuits and computers by their own limits."),
    Neighbour("15 CFR 744.21, 744.22", "Military and military-intelligence end use or user: any item in listed countries."),
    Neighbour("15 CFR 744.2 to 744.4", "Nuclear, missile, chemical and biological end uses."),
    Neighbour("15 CFR part 746", "Embargoes; Russia and Belarus."),
    Neighbour("15 CFR 736.2(b)(10)", "Acting with knowledge of a violation; guidance of 13 May 2025 names the Ascend 910B, 910C and 910D."),
    Neighbour("Section 232 proclamation of 14 January 2026", "A 25 percent duty on circuits in two bands on import; see `pratique duty`."),
    Neighbour("OFAC sanctions", "Dealing with listed persons and those they own by half."),
    Neighbour("Export control laws of other states", "China, the European Union, Japan, the Netherlands, Taiwan control the same goods."),
)  # fmt: skip

SOURCES = (
    Link("15 CFR parts 734 to 774", "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C"),
    Link("87 FR 62186, 13 October 2022", "https://www.govinfo.gov/app/details/FR-2022-10-13/2022-21658"),
    Link("88 FR 2821, 18 January 2023"),
    Link("88 FR 73458, 25 October 2023", "https://www.govinfo.gov/app/details/FR-2023-10-25/2023-23055"),
    Link("89 FR 23876, 4 April 2024"),
    Link("89 FR 96790, 5 December 2024"),
    Link("90 FR 4544, 15 January 2025", "https://www.govinfo.gov/app/details/FR-2025-01-15/2025-00636"),
    Link("90 FR 5298, 16 January 2025", "https://www.govinfo.gov/app/details/FR-2025-01-16/2025-00711"),
    Link("90 FR 47201, 30 September 2025; 90 FR 50857, 12 November 2025"),
    Link("91 FR 1684, 15 January 2026; 91 FR 17851, 9 April 2026; 91 FR 43034, 14 July 2026"),
)

EVENTS = (
    Event(date(2022, 8, 26), "Letters to two makers about data-centre circuits, before any public rule.", "memory, unverified"),
    Event(date(2023, 10, 23), "Letter to one maker: data-centre circuits of 4800 or more.", "single source"),
    Event(date(2024, 4, 4), "89 FR 23876: NAC split into NAC and ACA, .z items restored, review case by case for lesser items.", "single source"),
    Event(date(2025, 4, 9), "Letter to one maker: the H20 and its like by memory or link bandwidth.", "confirmed"),
    Event(date(2025, 5, 13), "Statement that the framework of January 2025 is not enforced; guidance on Chinese circuits, training and diversion.", "confirmed"),
    Event(date(2025, 8, 11), "Reported arrangement of a 15 percent share of revenue; no rule was published.", "single source, day from memory"),
    Event(date(2025, 11, 7), "Cambodia off the State Department's list, and so out of group D:5 (BIS text 2026-02-03).", "confirmed"),
    Event(date(2026, 1, 15), "91 FR 1684: review case by case for some exports to China and Macau.", "confirmed"),
    Event(date(2026, 2, 1), "First licences for small volumes of the H200; no revenue to 26 April 2026, and Chinese customs refuses entry.", "press; a filing as quoted"),
    Event(date(2026, 4, 7), "91 FR 17851: application day for authorized designers moved from 2026-04-13 to 2026-12-31.", "confirmed"),
    Event(date(2026, 5, 12), "GAO B-337935: the statement of 2025-05-13 is a rule; the framework stays law.", "confirmed"),
    Event(date(2026, 5, 31), "Guidance: the headquarters requirement is enforced worldwide.", "confirmed"),
    Event(date(2026, 7, 10), "91 FR 43034: United Arab Emirates out of D:4, into A:5.", "confirmed in outline"),
    Event(date(2026, 11, 10), "End of the suspension of the affiliates rule by its own words; what followed is not known.", "unknown"),
)  # fmt: skip
