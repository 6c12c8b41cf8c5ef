"""Foreign shares in makers of vehicles: the caps of the negative lists, kind by kind, until none was left in 2022."""

from datetime import date

from pratique.facts import act
from pratique.facts.kinds import CASE
from pratique.law.cn.dates import CHECKED_ON, not_examined_before
from pratique.law.cn.ownership.caps import CITE, FIRST_DAY, POLICY, PROVISIONS
from pratique.law.cn.relations import OWNERSHIP
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.logic.author import all_of

INSTRUMENT = Instrument(
    id="cn.ownership",
    title="Foreign ownership of vehicle makers",
    cite=CITE,
    issuer="NDRC and MOFCOM",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.into.is_("CN"), act.kind.is_("acquire_holding")),
    scope={CASE: act.kind.is_("acquire_holding")},
    provisions=(*PROVISIONS, not_examined_before("ownership", POLICY, FIRST_DAY, act.kind.is_("acquire_holding"))),
    coverage=(
        Coverage("cap of half", "encoded", "data/caps.csv by kind and day, from the policy of 21 May 2004. The day of the investment's approval or filing counts."),
        Coverage("2017 Catalogue", "encoded", "Two exceptions to the limit of two ventures from 28 July 2017 (two sources quote the entry): a takeover with the partner, a venture for battery-electric cars; the list of 2018 no longer has them. Whether the policy of 2004 had the first already is a legal fact (from memory). An opinion of June 2017 that freed ventures for new-energy cars some weeks earlier (one source) is not modelled."),
        Coverage("2018 list", "encoded", "New-energy and special-purpose vehicles free of the cap from 28 July 2018. Whether also of the limit of two ventures is a legal fact: the opening words can be read both ways."),
        Coverage("2019 list, first half of 2020", "encoded", "A gap: for commercial vehicles from 1 January to 22 July 2020 a legal fact."),
        Coverage("2020 list (Order 32)", "encoded", "Commercial vehicles free of the cap from 23 July 2020; the same legal fact on the limit of two ventures."),
        Coverage("2021 list (Order 47, zones Order 48)", "encoded", "Passenger cars free and no limit of two ventures from 1 January 2022."),
        Coverage("2024 list (Order 23)", "encoded", "From 1 November 2024 no items on manufacturing are left, so that nothing changes for makers of vehicles; a later list is unknown."),
        Coverage("lists of the free-trade zones", "not modelled", "The zone list of 2018 (from 30 July 2018) has the same clause on cars; others are no more lenient as far as known."),
        Coverage("NDRC Order 22 of 2018; security review of foreign investment", "not modelled", "Separate gates, from memory."),
        Coverage("Jidu (Baidu and Geely)", "not modelled", "A venture of two Chinese groups for electric cars. Whether any share counts as foreign through a parent abroad was not looked up; as a maker of new-energy vehicles after July 2018 it has no cap either way."),
        Coverage("who holds what", "encoded", "data/holdings.csv: Tesla and Lexus wholly owned, ventures of Volkswagen, Mercedes-Benz, Toyota, General Motors; the share in FAW Toyota is remembered. See examples/holding."),
    ),
    not_examined=(
        Neighbour("Security review of foreign investment", "A gate of its own since 2021."),
        Neighbour("Automotive investment rules of the NDRC", "Conditions for new plants."),
        Neighbour("Surveying, map, internet and telecom limits", "Bind the other businesses of a maker: `cn.mapping`."),
    ),
    sources=(
        Link("Automotive Industry Development Policy, NDRC Order 8 of 2004: China Law and Practice", "https://chinalawandpractice.com/2004/10/01/automotive-industry-development-policy"),
        Link("Catalogue of 2017, entry 7 as quoted in June 2017", "https://www.yybnet.net/news/china/201707/6285509.html"),
        Link("List of 2018: The Paper 2018-06-28", "https://thepaper.cn/newsDetail_forward_2226609"),
        Link("List of 2020, Order 32, text as reposted", "https://qinglite.cn/doc/401566f3f6e618cb2"),
        Link("List of 2021, Orders 47 and 48", "http://cadcc.com.cn/article/770.html"),
        Link("List of 2024, Order 23: China Securities Journal 2024-09-09", "https://epaper.cs.com.cn/zgzqb/html/2024-09/09/nw.D110000zgzqb_20240909_3-A01.htm"),
        Link("Regulations of 2019 on the Foreign Investment Law: JunHe", "https://junhe.com/legal-updates/1053"),
        Link("GAC Toyota: China.org.cn, September 2004", "http://english.china.org.cn/english/BAT/106247.htm"),
        Link("Press on the companies; see data/holdings.csv"),
    ),
    events=(
        Event(date(2004, 5, 21), "Policy of 2004: the cap of half and the limit of two ventures.", "confirmed"),
        Event(date(2017, 7, 28), "Catalogue of 2017: battery-electric ventures do not count among the two.", "confirmed"),
        Event(date(2018, 7, 28), "New-energy and special-purpose vehicles without a cap.", "confirmed"),
        Event(date(2020, 7, 23), "Commercial vehicles without a cap.", "confirmed"),
        Event(date(2022, 1, 1), "Passenger cars without a cap; no limit of two ventures.", "confirmed"),
        Event(date(2024, 11, 1), "List of 2024: no items on manufacturing.", "confirmed"),
    ),
    relations=OWNERSHIP,
)  # fmt: skip
