"""What of the rules on access is encoded, what is not, and what lies beside it."""

from datetime import date

from pratique.law.instrument import Coverage, Event, Link, Neighbour

COVERAGE = (
    Coverage("MIIT Order 50 of 2018, Order 39 of 2017, CCC", "encoded", "Announcement and certification before sale, as one licence; its first day is remembered, certain from 30 July 2020."),
    Coverage("road test rules of 2018, 工信部联通装〔2021〕97号", "encoded", "Tests and demonstrations under local confirmation leave the pilot; the first day of 97号 is remembered, and the rules of 1 May 2018 said the same of products before."),
    Coverage("工信部联通装〔2023〕217号", "encoded", "Level 3 and 4 only, consortium, product access, user entity, area, limits, insurance, carriage. The five phases and the review by city and province are not modelled."),
    Coverage("consortia of 4 June 2024", "encoded", "data/consortia.csv; being chosen is a fact that is asked, and it is not access. Seven cities are confirmed as a number; their names are remembered and not encoded."),
    Coverage("what members of a consortium may share", "encoded", "The pilot is silent as far as found (a legal fact); geodata, data and technology go by their own laws."),
    Coverage("approvals of 15 December 2025", "encoded", "data/approvals.csv; model, ceiling and section are asked as limits of the approval. A second batch is unknown; XPeng in Guangzhou and Li Auto in Beijing hold permits for road tests only."),
    Coverage("工信部联通装〔2025〕45号", "encoded", "Filing, recall, change of access, approval of automated functions; signed 25 February and published 28 February 2025. The first three were in the notice of 15 April 2022 already, which is encoded too."),
    Coverage("meeting of 16 April 2025", "procedural", "No exaggeration, tests before release, duty to tell users (China News 2025-04-18); soft, and what was said of beta tests is remembered."),
    Coverage("draft of 13 August 2025", "not modelled", "Recall, conformity and advertising: only the draft is known."),
    Coverage("GB 44495-2024, GB 44496-2024, GB 44497-2024", "encoded", "Start for new types; the transition of approved types is remembered. Clauses are not modelled."),
    Coverage("GB 38031-2025", "encoded", "Start, and the thirteenth month for approved types as a legal fact."),
    Coverage("GB 47955-2026", "encoded", "Start for new types; the transition is a legal fact."),
    Coverage("GB 44721-2026", "encoded", "Start; one year for approved types rests on one source."),
    Coverage("door handles", "encoded", "Planned only, so that it binds nobody: the number is remembered and the date proposed."),
    Coverage("aim for standards by 2025", "encoded", "Planned against published: by the end of 2025 the taxonomy (GB/T 40429-2021), a recommended GB/T 44721-2024 and GB 44495 to 44497-2024 were published; the mandatory standards on level 2 and on level 3 and 4 came in July and August 2026; see data/standards.csv."),
    Coverage("dual credits of passenger-car makers", "encoded", "The ratio of each year from 2019 to 2027 as a duty; is-nev is the set PHEV, EREV, BEV, FCEV of vehicle.powertrain (MIIT Order 39 of 2017, from memory) and battery-only is BEV. The points of a model, trading, easing for small makers and what follows from a deficit are not modelled; the ratio does not bar an import."),
)  # fmt: skip

NOT_EXAMINED = (
    Neighbour("Permits of cities", "A service without a driver is decided by `cn.permits`.", ("cn.permits",)),
    Neighbour("Road Traffic Safety Law", "It has no chapter on vehicles without a driver; a revision was planned."),
    Neighbour(
        "Fuel consumption credits of passenger-car makers",
        "Can block new models with high consumption until offset (from memory).",
    ),
    Neighbour("Product liability and the clauses of the standards", "Test methods and documents were not read."),
)
SOURCES = (
    Link("Ministry of Industry and Information Technology, notices 2021 to 2026 (not read)", "https://www.miit.gov.cn"),
    Link("Pilot of 2023: report of the notice", "https://www.breakinglatest.news/business/government-notice-pilot-projects-for-access-and-on-road-access-of-intelligent-connected-vehicles-launched/"),
    Link("Pilot of 2023: questions and answers of 4 June 2024, translated", "https://www.bestao-consulting.com/detail?id=1688"),
    Link("Nine consortia, June 2024", "https://mini-app.lbkrs.com/news/205510029"),
    Link("Road test rules of 2018: Legal 500", "https://www.legal500.com/developments/thought-leadership/national-administrative-rules-of-road-testing-of-self-driving-vehicles-promulgated-a-brief-commen/"),
    Link("Road test rules of 2018: Inside Tech Media", "https://www.insidetechmedia.com/tag/standardization/"),
    Link("97号 of 2021: Securities Times 2021-07-30", "https://cs.com.cn/cj2020/202107/t20210730_6189650.html"),
    Link("Notice of 15 April 2022 on updates: report of the day", "https://796t.com/article.php?id=529980"),
    Link("45号 of 2025 and the draft of August 2025: Haiwen", "http://www.haiwen-law.com/94/1934"),
    Link("Meeting of 16 April 2025: China News", "http://www.chinanews.com.cn/cj/2025/04-18/10401729.shtml"),
    Link("Order 50: decision of 30 July 2020 on access of new-energy vehicles that cites it", "https://en.technologyjh.com/The-Ministry-of-Industry-and-Information-Technology-revises-new-energy-vehicle-access-management-regulations-to-lower-entry-barriers-id3098832.html"),
    Link("Dual credits 2026 and 2027: notice 294 of 2025 as reposted", "https://www.chacewang.com/newsdetail/news893692.html"),
    Link("Dual credits 2026 and 2027: draft of January 2025", "https://m.bjx.com.cn/mnews/20250103/1420836.shtml"),
)  # fmt: skip
EVENTS = (
    Event(date(2024, 6, 4), "Nine consortia chosen; selection is not access.", "confirmed"),
    Event(date(2025, 12, 15), "First two products of level 3 admitted.", "confirmed"),
    Event(date(2026, 7, 2), "GB 47955-2026 published.", "confirmed"),
    Event(
        date(2026, 7, 27),
        "Ministry: the first models of level 3 have begun to run in particular areas.",
        "single source",
    ),
    Event(date(2026, 8, 4), "GB 44721-2026 published.", "confirmed"),
)
