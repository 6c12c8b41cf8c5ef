"""China's own export rules: licences for cars, technology in the catalogue, goods under control notices."""

from datetime import date

from pratique.facts import act, powertrain
from pratique.facts import cn_export as goods
from pratique.facts.kinds import CASE, PART
from pratique.law.cn.dates import CHECKED_ON, not_examined_before
from pratique.law.cn.export import cars, controls
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.logic.author import all_of, any_of, none_of

_OUT = all_of(act.kind.is_("export", "transfer"), act.out_of.is_("CN"))

INSTRUMENT = Instrument(
    id="cn.export",
    title="Exports of cars, technology and controlled goods out of China",
    cite=f"{cars.CITE}; {cars.USED}; {controls.CATALOGUE}; notices 18, 55 to 58, 61, 62 and 70 of 2025",
    issuer="MOFCOM with MIIT, GACC and SAMR",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.kind.is_("export", "transfer", "reexport"), act.out_of.is_("CN")),
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
        not_examined_before("technology", controls.CATALOGUE, "2025-07-15", all_of(_OUT, none_of(goods.technology.is_("none")))),
    ),
    coverage=(
        Coverage(cars.CITE, "encoded", "Battery passenger cars with a VIN, code 8703801090. The customs declaration counts as the day; no text says which does. Low-speed cars without a VIN stay outside."),
        Coverage(cars.OLDER, "encoded", "Cars with an engine were licensed before; since when is a legal fact. Who may apply is one fact."),
        Coverage(cars.USED, "encoded", "180 days and the maker's confirmation; entries as a duty."),
        Coverage(controls.CATALOGUE, "encoded", "LFP, LMFP, precursor (other terms a legal fact), lithium and gallium. Prohibited technologies and the rest of the catalogue are not modelled."),
        Coverage("Announcement No. 18 of 2025", "encoded", "Elements and forms. General licences for US users are a statement of the White House: not encoded."),
        Coverage("Announcements No. 55, 56, 58 of 2025", "encoded", "Whether goods fall under an entry is asked: the parameters are remembered only."),
        Coverage("Announcement No. 57 of 2025", "encoded", "Five elements; forms were not read."),
        Coverage("Announcements No. 61 and 62 of 2025", "encoded", "Asked as an entry; a re-export between other countries is seen only when the dossier names China as the country it leaves. The 0.1 percent rule rests on one source."),
        Coverage("Announcement No. 70 of 2025", "encoded", "Suspension to 10 November 2026 by its text; to 10 January 2027 as said abroad: a legal fact."),
        Coverage("ban on Ga, Ge, Sb for the United States", "encoded", "Remembered, and its pause from one source: both legal facts."),
        Coverage("orders on one firm (Nexperia China, 4 October 2025)", "not modelled", "A control that names one company and site; exemption for civil use since 1 November 2025."),
        Coverage("trade at stake under code 87038010", "not modelled", "A figure for `pratique exposure`."),
    ),
    not_examined=(
        Neighbour("Export Control Law and dual-use list", "Other entries than those named."),
        Neighbour("Law of the destination", "Access and duty there: `pratique markets`."),
        Neighbour("Foreign re-export controls", "US parts in the car: us.ear.", ("us.ear",)),
    ),
    sources=(Link("Announcement No. 54 of 2025, text as reposted"), Link("商贸函〔2025〕648号, text as reposted"), Link("Translations and law-firm notes on the notices of 2025")),
    events=(
        Event(date(2025, 4, 4), "Announcement No. 18: in force.", "confirmed"),
        Event(date(2025, 7, 15), "Technology catalogue amended.", "confirmed"),
        Event(date(2025, 9, 26), "Announcement No. 54: signed.", "confirmed"),
        Event(date(2025, 10, 9), "Announcements No. 55 to 58, 61, 62: signed.", "confirmed"),
        Event(date(2025, 11, 7), "Announcement No. 70: suspends them.", "confirmed"),
        Event(date(2026, 11, 10), "Announcement No. 70: ends by its own text.", "confirmed; disputed since September 2026"),
    ),
    note="Whether the suspended notices apply after 10 November 2026 is disputed: construe legal.cn.export.suspension_of_no_70_ends.",
)  # fmt: skip
