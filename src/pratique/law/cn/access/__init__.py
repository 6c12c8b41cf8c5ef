"""Access of vehicles of level 2, 3 and 4 to the Chinese market, and what may be sent to them after sale.

Rule: up to level 2 ordinary access with the mandatory standards of the day of application; level 3 and 4 only in the
pilot; level 5 not at all. Being chosen for the pilot, being admitted and being used there are three things.
"""

from pratique.facts import act
from pratique.facts.cn import access as cn_access
from pratique.facts.kinds import CASE
from pratique.law.cn.access import coverage, credits, pilot, sharing, standards, updates
from pratique.law.cn.dates import CHECKED_ON, dated, not_examined_before
from pratique.law.cn.relations import ACCESS
from pratique.law.instrument import Instrument
from pratique.logic.author import all_of, any_of

INSTRUMENT = Instrument(
    id="cn.access",
    title="Access of intelligent connected vehicles to the market",
    cite="工信部联通装〔2023〕217号, 〔2025〕45号 and mandatory standards",
    issuer="MIIT with MPS, MOHURD, MOT and SAMR",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(
        act.into.is_("CN"),
        any_of(
            act.kind.is_("type_approval", "sale", "software_update", "share_in_consortium"),
            all_of(act.kind.is_("operate_service"), cn_access.function_enabled),
        ),
    ),
    scope={CASE: act.kind.is_("type_approval", "sale", "software_update", "operate_service", "share_in_consortium")},
    provisions=(
        *pilot.PROVISIONS,
        *standards.PROVISIONS,
        *updates.PROVISIONS,
        *sharing.PROVISIONS,
        *credits.PROVISIONS,
        not_examined_before(
            "access_sale", "MIIT Order 50 of 2018", pilot.BASE_FROM, act.kind.is_("sale", "type_approval")
        ),
        not_examined_before("access_function", "road test rules of 2018", pilot.TEST_FROM, pilot.offers_function),
        not_examined_before("access_sharing", pilot.PILOT, "2024-07-30", act.kind.is_("share_in_consortium")),
        not_examined_before("access_updates", updates.FIRST, updates.FIRST_DAY, act.kind.is_("software_update")),
    ),
    coverage=coverage.COVERAGE,
    not_examined=coverage.NOT_EXAMINED,
    sources=coverage.SOURCES,
    events=tuple(event for text in dated("access") for event in text.events()) + coverage.EVENTS,
    note="The transition of approved types is read only for some standards; where it is not, it is a legal fact.",
    relations=ACCESS,
)
