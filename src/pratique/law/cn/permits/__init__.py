"""Permits of Chinese cities for services with an automated car, paid and with nobody on board kept apart."""

from datetime import date

from pratique.facts import act
from pratique.facts.kinds import CASE
from pratique.law.cn.dates import CHECKED_ON, not_examined_before
from pratique.law.cn.permits.services import FIRST_DAY, PROVISIONS, RULES
from pratique.law.cn.permits.tables import local_law
from pratique.law.cn.relations import PERMITS
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.logic.author import all_of

INSTRUMENT = Instrument(
    id="cn.permits",
    title="City permits for automated services",
    cite="local instruments of Chinese cities",
    issuer="cities; MOT for the national guide",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.into.is_("CN"), act.kind.is_("operate_service", "road_test")),
    scope={CASE: act.kind.is_("operate_service", "road_test")},
    provisions=(
        *PROVISIONS,
        not_examined_before("permits", RULES, FIRST_DAY, act.kind.is_("operate_service", "road_test")),
    ),
    coverage=(
        Coverage("MOT guide of 5 December 2023", "encoded", "Soft: a local regulation controls and the tension is a duty; where only a notice allows it, a legal fact. Freight in principle is not modelled."),
        Coverage("Road Traffic Safety Law", "not modelled", "No chapter on driverless cars; the state of the revision is unknown."),
        Coverage("reported halt of 29 April 2026", "encoded", "Press only: a legal fact, so that it neither bars nor clears. Its end is unknown."),
        Coverage("Shenzhen", "encoded", "Catalogue, registration, licence; sections set by the police are asked as the permit's area. The year of later amendments is unknown. Permits: Pingshan June 2023, Bao'an January 2024, Nanshan March 2025, the whole city October 2025."),
        Coverage("Beijing", "encoded", "Regulation, excluded uses, the zone's stages from 2022 to 2023. The paid stage with nobody on board opened on 7 July 2023; Baidu and Pony.ai confirmed on 20 September that they hold it, so that the weeks between are a legal fact."),
        Coverage("Wuhan", "encoded", "Regulation and the permit of 2022; whether the service runs after 31 March 2026 is a legal fact. Growth of area and the airport link of August 2023 are not rows."),
        Coverage("Chongqing", "encoded", "Trial measures as a notice, in force by the day of the first permit (their own first day was not found; detailed rules in force 8 November 2022). The pilot measures of January 2024 repeat the national pilot for applicants of the city, and the expressway test rules of 6 May 2026 (one source: 2,000 km a batch and 200 km a car at level 3; 10,000 km a car above) set mileage for an application: what leads to a permit is not modelled, only the permit."),
        Coverage("Shanghai (Pudong)", "encoded", "Provisions and the eight firms of July 2025; stage: demonstration operation with fares. Who runs without an operator and whether the fourth stage is open are unknown. The gate of 5,000 km a car is not modelled; nor are the unpaid permits of July 2024, whose holders were not named."),
        Coverage("Guangzhou", "encoded", "Regulation; stage and first day with nobody on board are unknown: tests only in December 2022 (one source), cars with and without an operator in February 2025 (one source), certain by July 2025. WeRide's service with nobody on board (one source of early 2026, no district) is no row."),
        Coverage("Hangzhou", "encoded", "Regulation; reach to ride-hailing is a legal fact and no permit is proved."),
        Coverage("Hong Kong pilot licences", "not modelled", "Another jurisdiction with its own regulation (Cap. 374AA): Baidu Apollo International, North Lantau, issued 29 November 2024, valid 9 December 2024 to 8 December 2029, East Kowloon from 7 November 2025; with a backup operator on board."),
        Coverage("other cities", "not modelled", "Whether their instruments reach nobody on board is a legal fact; Chengdu has rules of September 2024 that were not read."),
        Coverage("a page on a national measure of 20 July 2025", "not modelled", "One page claims it and nothing supports it: not encoded on purpose."),
    ),
    not_examined=(
        Neighbour("Product access", "Whether the car itself is admitted: `cn.access`.", ("cn.access",)),
        Neighbour("Surveying and data", "What the car collects: `cn.mapping`, `cn.data`.", ("cn.mapping", "cn.data")),
        Neighbour("Rules of the district", "Speed, weather and route conditions of a permit are in its own text."),
    ),
    sources=(
        Link("Local regulations as reposted or reported"),
        Link("Chongqing, detailed rules of September 2022", "https://csrcare.com/Law/Show?id=228454"),
        Link("Wuhan and Chongqing 2022: EqualOcean", "https://equalocean.com/analysis/2022080918686"),
        Link("Guangzhou 2022: fares from 1 July", "http://tech.wybstv.com.cn/tech/2022/0701/34250.html"),
        Link("Guangzhou, December 2022: tests with nobody on board", "https://www.greencarcongress.com/2022/12/20221231-pony.html"),
        Link("Shenzhen, June 2023: the fourth city", "https://selfdrivenews.com/baidus-groundbreaking-autonomous-ride-hailing-service-apollo-go-broadens-operations-across-shenzhen/"),
        Link("Beijing, September 2023: China Daily", "https://english.beijing.gov.cn/latest/news/202309/t20230921_3263499.html"),
        Link("Shenzhen, Bao'an, January 2024: New Express Daily", "https://www.xkb.com.cn/articleDetail/286547"),
        Link("Shenzhen, October 2025", "https://cnbusinessforum.com/pony-ai-secures-shenzhens-first-citywide-permit-for-driverless-robotaxi-operations"),
        Link("Hong Kong, November 2024", "https://bastillepost.com/global/article/4368746-hong-kong-issues-first-pilot-licence-for-autonomous-vehicle-trials"),
        Link("Reuters, Xinhua, China Daily and others on permits 2022 to 2025; see data/permits.csv"),
    ),
    events=(
        *(Event(row.effective, f"{row.cite} in force.", str(row.confidence)) for row in local_law()),
        Event(date(2023, 6, 16), "Shenzhen is the fourth city with a service that has nobody on board (Pingshan), after Wuhan, Chongqing and Beijing.", "confirmed, day from a report of a Friday"),
        Event(date(2023, 9, 20), "Beijing: both holders confirm the paid stage with nobody on board.", "confirmed"),
        Event(date(2023, 8, 1), "Wuhan: airport link (month only).", "confirmed"),
        Event(date(2026, 3, 31), "About a hundred cars stop in Wuhan.", "confirmed by press"),
        Event(date(2026, 4, 29), "Press: halt of new permits.", "confirmed by press"),
    ),
    note="The table of permits proves a permit and never the lack of one, and a year after the last source that has it a permit is in doubt; nothing later than October 2026 was found.",
    relations=PERMITS,
)  # fmt: skip
