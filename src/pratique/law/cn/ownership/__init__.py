"""Foreign shares in makers of vehicles: the caps of the negative lists, kind by kind, until none was left in 2022."""

from datetime import date

from pratique.facts import act
from pratique.facts.kinds import CASE
from pratique.law.cn.dates import CHECKED_ON
from pratique.law.cn.ownership.caps import CITE, PROVISIONS
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
    provisions=PROVISIONS,
    coverage=(
        Coverage("cap of half", "encoded", "data/caps.csv by kind and day. Order numbers before 2021 are remembered; the day of the investment's approval or filing counts."),
        Coverage("2018 list", "encoded", "New-energy and special-purpose vehicles free from 28 July 2018; they are also freed from the limit of two ventures (our reading, from memory)."),
        Coverage("2019 list, first half of 2020", "encoded", "A gap: for commercial vehicles from 1 January to 22 July 2020 a legal fact."),
        Coverage("2020 list (Order 32)", "encoded", "Remembered: until the end of 2020 never a certain freedom; the roadmap of 2018 is confirmed, so that from 2021 it is."),
        Coverage("2021 list (Order 47, zones Order 48)", "encoded", "Passenger cars free and no limit of two ventures from 1 January 2022."),
        Coverage("2024 list", "encoded", "No items on manufacturing are left (from memory); a later list is unknown."),
        Coverage("lists of the free-trade zones", "not modelled", "No more lenient for cars as far as known."),
        Coverage("NDRC Order 22 of 2018; security review of foreign investment", "not modelled", "Separate gates, from memory."),
        Coverage("Jidu (Baidu and Geely)", "not modelled", "A venture of two Chinese groups for electric cars. Whether any share counts as foreign through a parent abroad was not looked up; as a maker of new-energy vehicles after July 2018 it has no cap either way."),
        Coverage("who holds what", "encoded", "data/holdings.csv: Tesla and Lexus wholly owned, ventures of Volkswagen, Mercedes-Benz, Toyota, General Motors; two Toyota shares are remembered. See examples/holding."),
    ),
    not_examined=(
        Neighbour("Security review of foreign investment", "A gate of its own since 2021."),
        Neighbour("Automotive investment rules of the NDRC", "Conditions for new plants."),
        Neighbour("Surveying, map, internet and telecom limits", "Bind the other businesses of a maker: `cn.mapping`."),
    ),
    sources=(Link("Negative lists 2018 and 2021 with press of the day"), Link("Press on the companies; see data/holdings.csv")),
    events=(
        Event(date(2018, 7, 28), "New-energy and special-purpose vehicles without a cap.", "confirmed"),
        Event(date(2020, 7, 23), "Commercial vehicles without a cap.", "year confirmed, day from memory"),
        Event(date(2022, 1, 1), "Passenger cars without a cap; no limit of two ventures.", "confirmed"),
    ),
)  # fmt: skip
