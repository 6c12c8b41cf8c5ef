"""China's own export rules: licences for cars, technology in the catalogue, goods under control notices."""

from datetime import date

from pratique.facts import act, powertrain
from pratique.facts.cn import export as goods
from pratique.facts.kinds import CASE, PART
from pratique.law.cn.dates import CHECKED_ON, not_examined_before
from pratique.law.cn.export import cars, controls
from pratique.law.cn.relations import EXPORT
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.logic.author import all_of, any_of, none_of

_OUT = all_of(act.kind.is_("export", "transfer"), act.out_of.is_("CN"))

INSTRUMENT = Instrument(
    id="cn.export",
    title="Exports of cars, technology and controlled goods out of China",
    cite="MOFCOM notices on exports, 2006 to 2025",
    issuer="MOFCOM with MIIT, GACC and SAMR",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.kind.is_("export", "transfer", "reexport"), act.out_of.is_("CN"), none_of(act.into.is_("CN"))),
    scope={
        CASE: any_of(goods.passenger, none_of(goods.technology.is_("none"))),
        PART: any_of(goods.elements.meets(*goods.elements.values), goods.notices.meets(*goods.notices.values)),
    },
    provisions=(
        *cars.PROVISIONS,
        *controls.PROVISIONS,
        not_examined_before(
            "used_cars", cars.USED, "2026-01-01", all_of(_OUT, goods.passenger, goods.used, powertrain.powertrain.is_(*powertrain.POWERTRAINS))
        ),
        not_examined_before("cars", cars.FIRST, cars.FIRST_DAY, all_of(_OUT, goods.passenger)),
        not_examined_before("technology", controls.CATALOGUE, "2025-07-15", all_of(_OUT, none_of(goods.technology.is_("none")))),
    ),
    coverage=(
        Coverage(cars.CITE, "encoded", "Battery passenger cars with a VIN, code 8703801090. The customs declaration counts as the day; no text says which does. Low-speed cars without a VIN stay outside."),
        Coverage(cars.OLDER, "encoded", "Cars with an engine were licensed before. Petrol and diesel since the circular 商产发〔2006〕629号 of 31 December 2006 (one source); since when hybrids, plug-in and range-extended cars were is a legal fact. Who may apply is one fact."),
        Coverage(f"{cars.OLDER}, buses and goods vehicles", "not modelled", "Whole vehicles other than passenger cars were under licence too: a known gap. Fuel-cell cars are a legal fact."),
        Coverage(cars.USED, "encoded", "180 days and the maker's confirmation; entries as a duty."),
        Coverage(controls.CATALOGUE, "encoded", "Announcement No. 28 of 2025: LFP, LMFP, precursor (other terms a legal fact), lithium and gallium. Letter of intent before negotiations, then the licence: the rules of 2001 and their successor. Prohibited technologies and the rest of the catalogue are not modelled."),
        Coverage("Announcement No. 18 of 2025", "encoded", "Elements and forms, compounds and mixtures among them (translations of the list). General licences for US users are a statement of the White House: not encoded."),
        Coverage("Announcements No. 55, 56, 58 of 2025", "encoded", "Whether goods fall under an entry is asked: the parameters are remembered only."),
        Coverage("Announcement No. 57 of 2025", "encoded", "Five elements; forms were not read."),
        Coverage("Announcements No. 61 and 62 of 2025", "encoded", "Asked as an entry; a re-export between other countries is seen only when the dossier names China as the country it leaves. Of items made abroad (0.1 percent of the value, or with Chinese technology) it was to speak from 2025-12-01, so that before its suspension only items of Chinese origin were under it."),
        Coverage("Announcement No. 70 of 2025", "encoded", "Suspension to 10 November 2026 by its text; to 10 January 2027 as said abroad: a legal fact."),
        Coverage("Announcements No. 23 of 2023 and No. 33 of 2024", "encoded", "Gallium, germanium and antimony as metals by themselves, their compounds as asked. Superhard materials are not modelled."),
        Coverage("Announcement No. 10 of 2025", "encoded", "Tungsten, tellurium, bismuth, molybdenum and indium: metals of tellurium and bismuth and oxides of tungsten by themselves, anything else as asked. The customs numbers and parameters of its entries were read in reports only; its entries on technology are not modelled."),
        Coverage("Announcement No. 46 of 2024, para 1", "not modelled", "Dual-use items for military users or uses in the United States are barred since 3 December 2024, and No. 72 does not suspend that: a declared military use into the United States is a known gap."),
        Coverage("Announcement No. 46 of 2024, para 2", "encoded", "Gallium, germanium and antimony for the United States, suspended by No. 72 from 9 November 2025 to 27 November 2026. Graphite and superhard materials are not modelled."),
        Coverage("Export Control Law, art. 12", "not modelled", "Catch-all for known or notified risks (read in a statute database): a declared military, nuclear, missile, chemical or biological use is a known gap."),
        Coverage("order on one firm (Nexperia China, 4 October 2025)", "encoded", "A control that names one firm and its finished parts; exemption for civil use since 1 November 2025. What stands in the order was not read."),
        Coverage("trade at stake under code 87038010", "not modelled", "A figure for `pratique exposure`."),
    ),
    not_examined=(
        Neighbour("Export Control Law and dual-use list", "Other entries than those named."),
        Neighbour("Law of the destination", "Access and duty there: `pratique markets`."),
        Neighbour("Foreign re-export controls", "US parts in the car: us.ear.", ("us.ear",)),
    ),
    sources=(
        Link("Announcement No. 54 of 2025, text as reposted", "https://www.tradesichuan.com/jmzx/3028.html"),
        Link("Announcement No. 54 of 2025, second repost", "http://gmjy.com/item/369338"),
        Link("Announcement No. 10 of 2025: Xinhua", "https://bignewsnetwork.com/news/275019500/1st-ld-writethru-china-announces-export-controls-on-items-related-to-tungsten-tellurium-bismuth-molybdenum-indium"),
        Link("Announcement No. 10 of 2025, its entries as reported", "https://bignewsnetwork.com/news/278050979/china-restricts-export-critical-metals-tungsten"),
        Link("Announcement No. 10 of 2025, bismuth as metal", "https://discoveryalert.com.au/news-article/chinas-export-controls-bismuth-2025-market-strategy"),
        Link("Announcement No. 18 of 2025, translated", "https://osencmagnet.com/export-controls-on-rare-earth-elements/"),
        Link("Announcement No. 61 of 2025, text as reposted", "https://politics.neamco.com/2025-10/09/content_38329670.htm"),
        Link("Licences of 2026 for cars, notice that names No. 54 and 商产发〔2012〕318号", "http://www.fmienews.com/article/info/9543"),
        Link("Circular of 2006 on the order of motor vehicle exports: China Law and Practice", "https://www.chinalawandpractice.com/2007/01/31/ministry-of-commerce-national-development-and-reform-commission-general-administration-of-customs-general-administration-of-quality-supervision-inspection-and-quarantine-and-certification-and-accr"),
        Link("Catalogue of July 2025: statement of the ministry", "http://www.zhenghe.cn/ZCT/PolicyReadDetail?id=3e948e48-36e0-4a20-af2c-33eb471eb4b2"),
        Link("Rules on prohibited and restricted technology, text as reposted", "http://www.xabzw.com/measures-for-the-administration-of-technology-prohibitions-and-restrictions-on-export"),
        Link("Announcement No. 23 of 2023: China Justice Observer", "https://chinajusticeobserver.com/a/china-imposes-export-controls-on-gallium-and-germanium"),
        Link("Announcement No. 23 of 2023: report with its first day", "https://china-mcc.com/news_show-2898.html"),
        Link("Announcement No. 33 of 2024, translated", "https://um-material.com/news/announcement-no-33-of-2024-of-the-ministry-of-commerce-and-the-general-administration-of-customs-of-china-on-the-implementation-of-export-control-on-antimony-and-other-items"),
        Link("Announcements No. 46 of 2024 and No. 72 of 2025: Clark Hill", "https://www.clarkhill.com/news-events/news/china-hits-pause-on-rare-earth-export-controls-and-what-it-means-for-supply-chains"),
        Link("Announcements No. 46 of 2024 and No. 72 of 2025: World Journal", "https://www.worldjournal.com/wj/story/124277/9129190"),
        Link("Announcement No. 70 of 2025: Pillsbury", "https://www.pillsburylaw.com/en/news-and-insights/china-suspends-export-controls-certain-critical-minerals-related-items.html"),
        Link("Announcement No. 70 of 2025: ChemRadar", "https://www.chemradar.com/en/news/detail/f3s7t2oy9qf4"),
        Link("Order on Nexperia China: AFP 2025-11-01", "https://www.bssnews.net/business/327058"),
    ),
    events=(
        Event(date(2023, 8, 1), "Announcement No. 23 of 2023: in force (signed 3 July).", "confirmed"),
        Event(date(2024, 9, 15), "Announcement No. 33 of 2024: in force (signed 15 August).", "confirmed"),
        Event(date(2024, 12, 3), "Announcement No. 46 of 2024: in force.", "confirmed"),
        Event(date(2025, 2, 4), "Announcement No. 10: in force.", "confirmed"),
        Event(date(2025, 4, 4), "Announcement No. 18: in force.", "confirmed"),
        Event(date(2025, 7, 15), "Technology catalogue amended.", "confirmed"),
        Event(date(2025, 9, 26), "Announcement No. 54: signed.", "confirmed"),
        Event(date(2025, 10, 4), "Order on Nexperia China and its subcontractors.", "confirmed"),
        Event(date(2025, 10, 9), "Announcements No. 55 to 58, 61, 62: signed.", "confirmed"),
        Event(date(2025, 11, 7), "Announcement No. 70: suspends them.", "confirmed"),
        Event(date(2025, 11, 9), "Announcement No. 72: suspends paragraph 2 of No. 46 to 27 November 2026.", "confirmed"),
        Event(date(2026, 11, 10), "Announcement No. 70: ends by its own text.", "confirmed; disputed since September 2026"),
    ),
    note="Whether the suspended notices apply after 10 November 2026 is disputed: construe legal.cn.export.suspension_of_no_70_ends.",
    relations=EXPORT,
)  # fmt: skip
