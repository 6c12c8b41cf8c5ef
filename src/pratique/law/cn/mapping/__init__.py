"""Surveying by cars: who collects, stores, transmits or processes is the surveyor, not who builds or drives.

Rule: a foreign-invested actor never does it itself; a qualified domestic holder does the whole chain. The lever is who
acts, not which sensor is built in.
"""

from datetime import date

from pratique.facts import act
from pratique.facts.cn import mapping
from pratique.facts.definition import remembered
from pratique.facts.kinds import CASE
from pratique.law.clocks import during, in_force
from pratique.law.cn.dates import CHECKED_ON, not_examined_before
from pratique.law.cn.relations import MAPPING
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.law.outcome import Outcome
from pratique.law.provision import Confidence, Duty, authorization, exemption, licence, prohibition
from pratique.logic.author import all_of, any_of, none_of, term

N2022 = "自然资规〔2022〕1号"
N2024 = "自然资发〔2024〕139号"
FROM_2022 = in_force("2022-08-30", published="2022-08-30")
FROM_2024 = in_force("2024-07-30", published="2024-07-30")
"""Published on 30 July 2024 (confirmed as the month; the day from one source)."""
_item_of_2024 = remembered(
    "cn_map_item_2024",
    "Whether the list of 2024 keeps the item that closes navigation electronic maps to foreign investment.",
    "2024 list (Order 23)",
)
_class_b = remembered("cn_mapping_class_b", "Whether a qualification of class B, within its zones, is enough.", N2024)

surveys = term(
    "surveying",
    f"{N2022} para 1",
    "Collecting, storing, transmitting or processing coordinates, imagery, point clouds and attributes of car and road, in "
    "operation, service or test; making, fitting or selling sensors is not.",
    mapping.activities.meets("collect", "store", "transmit", "process"),
)
makes_maps = term(
    "makes navigation electronic maps",
    f"{N2024}",
    "Base, assistance, high-definition and automated-driving maps are all navigation electronic maps.",
    mapping.activities.meets("map_making"),
)
qualified = any_of(mapping.qualification.is_("A"), all_of(mapping.qualification.is_("B"), _class_b))
_keep = Duty("custody", "The qualified holder treats the data as secret, has maps reviewed and keeps custody.", N2024)

entrusted = authorization(
    f"{N2022} (entrusted)",
    "A qualified domestic holder does the whole chain itself.",
    text_verified=False,
    duties=(_keep,),
    when=all_of(mapping.entrusted, mapping.holder_does_all),
)
own = authorization(
    f"{N2022} (own qualification)",
    "The domestic actor holds the qualification.",
    text_verified=False,
    duties=(_keep,),
    when=all_of(none_of(mapping.foreign), qualified),
)
approved = exemption(
    f"{N2022} (approved for abroad)",
    "Providing it abroad was approved or the map reviewed, and the data export assessed.",
    leaves=Outcome.AUTHORIZED,
    when=mapping.abroad_approval,
    text_verified=False,
)

foreign_surveyor = prohibition(
    f"{N2022} (foreign-invested)",
    "A foreign-invested actor may not survey; it entrusts a qualified holder, which itself does all of it.",
    when=all_of(surveys, mapping.foreign),
    clocks=FROM_2022,
    lifted_by=(entrusted,),
    text_verified=False,
)
domestic_surveyor = licence(
    f"{N2022} (domestic)",
    "A domestic actor obtains a surveying qualification or entrusts a holder of one.",
    when=all_of(surveys, none_of(mapping.foreign)),
    clocks=FROM_2022,
    lifted_by=(own, entrusted),
    text_verified=False,
)
foreign_map_maker = prohibition(
    "negative list, navigation electronic maps",
    "Compiling navigation electronic maps is closed to foreign investment.",
    when=all_of(makes_maps, mapping.foreign, any_of(during(None, "2024-11-01"), _item_of_2024)),
    clocks=in_force("2022-01-01", published="2021-12-27"),
    lifted_by=(entrusted,),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
    note="The item stands in the list of 2021 (one source); that the list of 2024, from 1 November 2024, keeps it is remembered.",
)
map_maker = licence(
    f"{N2024} (maps)",
    "Only a holder of the qualification for navigation electronic maps makes them.",
    when=makes_maps,
    clocks=FROM_2024,
    lifted_by=(own, entrusted),
    text_verified=False,
)
storage = prohibition(
    f"{N2024} (custody)",
    "Geodata is stored in China.",
    when=all_of(surveys, none_of(mapping.stored_in_china)),
    clocks=FROM_2024,
    text_verified=False,
)
abroad = prohibition(
    f"{N2022} (abroad)",
    "Geodata stays in China until providing it abroad is approved or the map reviewed, and its export assessed.",
    when=all_of(any_of(surveys, makes_maps), mapping.sent_abroad),
    clocks=FROM_2022,
    lifted_by=(approved,),
    text_verified=False,
)
review = licence(
    f"{N2024} (map review)",
    "A map needs its review number before any use.",
    when=mapping.map_used,
    clocks=FROM_2024,
    text_verified=False,
    lifted_by=(
        authorization(
            f"{N2024} (review number)", "The map has a review number.", when=mapping.map_reviewed, text_verified=False
        ),
    ),
)

INSTRUMENT = Instrument(
    id="cn.mapping",
    title="Surveying and mapping by vehicles",
    cite=f"{N2022}, {N2024}",
    issuer="Ministry of Natural Resources",
    jurisdiction="CN",
    checked_on=CHECKED_ON,
    reach=all_of(act.into.is_("CN"), act.kind.is_("surveying")),
    scope={CASE: any_of(surveys, makes_maps, mapping.map_used)},
    provisions=(
        foreign_surveyor, domestic_surveyor, foreign_map_maker, map_maker, storage, abroad, review,
        not_examined_before("mapping", N2022, "2022-08-30", act.kind.is_("surveying")),
    ),
    coverage=(
        Coverage(N2022, "encoded", "Who is the surveyor, entrusting, stop of sending abroad."),
        Coverage(N2024, "encoded", "Which maps, custody, review numbers; that data goes straight to the holder is the fact of the whole chain."),
        Coverage("negative list, navigation electronic maps", "encoded", "One source for the list of 2021. That the list of 2024 keeps the item is remembered; the qualification for maps is needed either way."),
        Coverage("qualification classes", "encoded", "B counts only as remembered: its scope is unknown."),
        Coverage("Guangzhou base-map pilot", "not modelled", "Two-year validity of review numbers, one source."),
        Coverage("draft standard on spatio-temporal sensing", "not modelled", "Notified to the WTO; its state is unknown."),
    ),
    not_examined=(
        Neighbour("Automotive data export", "`cn.data` decides what leaves the country.", ("cn.data",)),
        Neighbour("Surveying Law of 2017 and secrecy rules", "Not read; before August 2022 the answer is open."),
    ),
    sources=(
        Link("Ministry of Natural Resources, notices of 2022 and 2024 (not read)", "https://www.mnr.gov.cn"),
        Link("List of 2021 as reposted, in part", "https://m.001doc.com/doc/105717.html"),
        Link("Reposts and reports of the two notices"),
    ),
    events=(Event(date(2022, 8, 25), f"{N2022} signed.", "confirmed"), Event(date(2022, 8, 30), f"{N2022} published.", "confirmed"), Event(date(2024, 7, 30), f"{N2024} published.", "confirmed")),
    relations=MAPPING,
)  # fmt: skip
