"""Conflict of laws: no conflict, exposed, or prohibited in China."""

from datetime import date

from pratique.facts import act
from pratique.facts.kinds import CASE
from pratique.law.cn.conflict.statutes import PROVISIONS
from pratique.law.cn.dates import CHECKED_ON, dated, not_examined_before
from pratique.law.cn.relations import CONFLICT
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.logic.author import all_of, any_of

INSTRUMENT = Instrument(
    id="cn.conflict",
    title="Blocking and counter-sanction statutes",
    cite="blocking and counter-sanction statutes, 2020 to 2026",
    issuer="National People's Congress, State Council, MOFCOM",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.kind.is_("follow_foreign_law"), any_of(act.into.is_("CN"), act.out_of.is_("CN"))),
    scope={CASE: act.kind.is_("follow_foreign_law")},
    provisions=(
        *PROVISIONS,
        not_examined_before("conflict", "MOFCOM Order 4 of 2020", "2020-09-19", act.kind.is_("follow_foreign_law")),
    ),
    coverage=(
        Coverage("MOFCOM Order 4 of 2020 (unreliable entity list)", "encoded", "Exposure. Listings of 2025 are remembered and not encoded."),
        Coverage("MOFCOM Order 1 of 2021 (Blocking Rules)", "encoded", "Order, exemption, report in thirty days, third-country leg. Suits of victims are not modelled."),
        Coverage("Anti-Foreign Sanctions Law, Decree 803", "encoded", "Exposure. Article 12 (read in a statute database) binds every organisation and person, with suits in its second paragraph; that courts take them is said by one source."),
        Coverage("Foreign Trade Law of 2025", "encoded", "Exposure from 1 March 2026."),
        Coverage("Decree 834", "encoded", "Exposure; signed, published and in force kept apart, the first days a legal fact."),
        Coverage("Decree 835", "encoded", "Findings in data/orders.csv; exposure before one."),
        Coverage("orders and findings", "encoded", "Two: US refinery sanctions, the EU probe of Nuctech. None names the US connected-vehicle rule, so that acts for its sake are exposed and never prohibited."),
        Coverage("orders of other states on one firm (Nexperia)", "not modelled", "The Dutch order of 30 September 2025 under the Goods Availability Act, suspended and not revoked on 19 November 2025, and the measures of the Enterprise Chamber since 7 October 2025 are no law of China; what China ordered on the same firm is in `cn.export`."),
        Coverage("statements that China will take necessary measures", "procedural", "No measure by themselves. What came after the US rules of January 2025, by day: Announcement 18 (4 April 2025), notices 55 to 62 (9 October 2025), the Foreign Trade Law (1 March 2026), Decrees 834 and 835 (April 2026), none of which names them."),
    ),
    not_examined=(
        Neighbour("Data Security Law and Personal Information Protection Law", "Handing data to a foreign authority needs approval."),
        Neighbour("State secrets and the Counter-Espionage Law", "Gathering data on supply chains."),
    ),
    sources=(
        Link("MOFCOM Order 4 of 2020, text as reposted", "https://xrxxw.com/article/view/259518.html"),
        Link("Anti-Foreign Sanctions Law, text as reposted", "https://ccqianheng.cn/n2602.html"),
        Link("Decree 803, text as reposted by China Radio International", "https://big5.cri.cn/gate/big5/taiwan.cri.cn/2025-03-25/638a151c-12cb-d060-5e68-457c88ba3769.html"),
        Link("Law-firm notes and press on the statutes"),
    ),
    events=(
        *(event for text in dated("conflict") for event in text.events()),
        Event(date(2026, 5, 2), "First prohibition order under the Blocking Rules (refineries).", "confirmed"),
        Event(date(2026, 5, 15), "First finding under Decree 835 (Nuctech).", "single source"),
    ),
    relations=CONFLICT,
)  # fmt: skip
