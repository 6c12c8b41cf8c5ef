"""Export of automotive data: assessment, contract or certification, or none, by kind and number since January."""

from datetime import date

from pratique.facts import act
from pratique.facts.cn import data
from pratique.facts.kinds import CASE
from pratique.law.cn.data.routes import FLOW, GUIDE, PROVISIONS, SEVERAL
from pratique.law.cn.dates import CHECKED_ON, not_examined_before
from pratique.law.cn.relations import DATA
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.logic.author import all_of

_EXPORT = act.kind.is_("data_export")

INSTRUMENT = Instrument(
    id="cn.data",
    title="Export of automotive data",
    cite="provisions on automotive data, 2021 to 2026",
    issuer="CAC with MIIT and others",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.out_of.is_("CN"), _EXPORT),
    scope={CASE: data.leaves},
    provisions=(
        *PROVISIONS,
        not_examined_before("data", SEVERAL, "2021-10-01", _EXPORT),
        not_examined_before("data_personal", FLOW, "2024-03-22", all_of(_EXPORT, data.leaves, data.personal)),
    ),
    coverage=(
        Coverage("2021 Provisions, important data", "encoded", "The list, storage in China, assessment. The principles on processing (in the car, not by default, precision, masking) are commended and not modelled."),
        Coverage("2024 flow provisions", "encoded", "Thresholds; article 6 on the zones; exemptions for contracts and staff (one source), for emergencies behind a legal fact. Flows of trade, transport and research without personal or important data are outside."),
        Coverage("2026 guidelines", "encoded", "Three of the nine exemptions (one source), the disputed day, filing. The 51 items of important data in 27 categories were not read: notified or published is asked."),
        Coverage("100,000 people", "encoded", "Tension between 2021 and 2024 as a legal fact."),
        Coverage("thresholds before 22 March 2024", "not modelled", "Older measures were not read: a legal fact."),
        Coverage("annual report", "encoded", "15 December, from memory, as a duty without a computed day."),
    ),
    not_examined=(
        Neighbour("Surveying and mapping", "Geodata also needs `cn.mapping`.", ("cn.mapping",)),
        Neighbour("Data Security Law, art. 36, and PIPL, art. 41", "Handing data to a foreign authority needs approval; see `cn.conflict`."),
    ),
    sources=(
        Link("Provisions of 2021, text as reposted", "http://www.jianbiaoku.com/webarbs/book/172041/4862607.shtml"),
        Link("Provisions of 2021: SESEC", "https://sesec.eu/2021/news-events/news/finalised-chinas-rules-on-data-security-in-automotive-industry/"),
        Link("Provisions of 2024: WilmerHale", "https://wilmerhale.com/insights/client-alerts/20240326-china-finalizes-rules-to-ease-data-export-compliance-burden"),
        Link("Provisions of 2024: Chang Tsi", "https://www.changtsi.com/news/insight/2129.html"),
        Link("Provisions of 2024: article 6 as quoted in a study of zone lists", "http://www.handmsg.com/page/2025/0713/29014244.shtml"),
        Link("Guidelines of 2026: Economic Daily", "http://80hlw.com/keji/2820339.html"),
        Link("Guidelines of 2026: database of the ministry, id 8728", "https://policy.mofcom.gov.cn"),
        Link("Provisions of 2021, articles 1 to 3", "http://www.flfgdq.cn"),
        Link("Provisions of 2021, articles 1 to 3, second copy", "http://www.kao110.com"),
        Link("Law-firm notes on the guidelines of 2026"),
    ),
    events=(
        Event(date(2021, 8, 16), f"{SEVERAL}: issued.", "confirmed"),
        Event(date(2021, 10, 1), f"{SEVERAL}: in force.", "confirmed"),
        Event(date(2024, 3, 22), f"{FLOW}: in force.", "confirmed"),
        Event(date(2026, 1, 1), "Cybersecurity Law as revised on 28 October 2025: what operators of critical infrastructure store in China is now article 39.", "read in a statute database"),
        Event(date(2026, 1, 30), f"{GUIDE}: signed.", "confirmed"),
        Event(date(2026, 2, 3), f"{GUIDE}: published.", "confirmed"),
        Event(date(2026, 7, 24), "Questions and answers of the CAC: separate consent stands alone, notice is never exempt, applications abroad count as staff data only if the foreign side decides on hiring.", "two digests"),
    ),
    relations=DATA,
)  # fmt: skip
