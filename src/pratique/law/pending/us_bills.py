"""United States: the texts of the bills of 2026 on connected vehicles, as if they were law.

The bills were read (govinfo): their tests are by place of making or design and by shares added up, strictly more than
15 percent for the maker of a vehicle and more than 25 for a source of software or hardware.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act, part, party, pending, vehicle
from pratique.facts.kinds import ACTOR, CASE, PART, SOURCE
from pratique.facts.relations import seated_in
from pratique.law.clocks import in_force
from pratique.law.instrument import Instrument, Link
from pratique.law.provision import Force, exemption, prohibition
from pratique.logic.author import all_of, any_of, none_of, some, term, the

ADVERSARIES = ("CN", "HK", "MO", "RU", "KP", "IR")
"""China with both special regions, Russia, North Korea, Iran (S. 4429, s. 4)."""
MAKER_SHARE = 15
"""Percent of a maker above which its vehicles are inside (S. 4429 s. 4(a)(1); S. 4710)."""
SOURCE_SHARE = 25
"""Percent of a source above which its software or hardware is inside (S. 4429 s. 4(a)(2), (3))."""
VEHICLES_FROM, HARDWARE_FROM = "2027-01-01", "2030-01-01"
REPAIR_BEFORE = 2030
"""Repair and warranty parts for model years before this stay free (S. 4429 s. 4(a)(3))."""
CHECKED = date(2026, 11, 28)

_enters_or_sold = all_of(act.into.is_("US"), act.kind.is_("import", "sale", "used_resale"))
adversary_vehicle = term(
    "vehicle of a foreign adversary",
    "S. 4429, s. 4(a)(1)",
    "Made or designed in one of the four countries, or by a maker of which they hold more than 15 percent or which they control; "
    "taking parts out does not help.",
    any_of(
        pending.made_in.is_(*ADVERSARIES),
        pending.designed_in.meets(*ADVERSARIES),
        pending.maker_share > MAKER_SHARE,
        pending.maker_controlled,
    ),
)
adversary_source = term(
    "source of a foreign adversary",
    "S. 4429, s. 4(a)(2), (3)",
    "A source organised or seated in one of the four countries, or of which they hold more than 25 percent.",
    some(SOURCE, any_of(seated_in(*ADVERSARIES), pending.party_share > SOURCE_SHARE)),
)
used_consumer_vehicle = exemption(
    "S. 4429 (used consumer vehicles)",
    "A used car of a consumer; resale in trade is inside.",
    when=all_of(none_of(vehicle.new), act.actor_roles.meets("consumer")),
)
testing = exemption(
    "S. 4429, s. 4(a)(5) (testing)",
    "Testing by a US entity of which the four countries hold less than 25 percent.",
    when=all_of(act.purpose.is_("test"), the(ACTOR, party.us_person, pending.party_share < SOURCE_SHARE)),
)
repair_of_earlier = exemption(
    "S. 4429, s. 4(a)(3) (repair)",
    "Repair and warranty parts for model years before 2030.",
    when=all_of(part.import_purpose.is_("repair", "warranty"), part.repaired_model_year < REPAIR_BEFORE),
)

S_4429 = Instrument(
    id="pending.us.s4429",
    title="Bill on connected vehicles of foreign adversaries, as if it were law",
    cite="S. 4429 / H.R. 8730",
    issuer="United States Congress",
    jurisdiction="US",
    reach=_enters_or_sold,
    scope={CASE: act.concerns_vehicle, PART: part.kind.is_("hardware", "software")},
    checked_on=CHECKED,
    provisions=(
        prohibition(
            "S. 4429, s. 4(a)(1)",
            "Vehicles of a foreign adversary may not be imported or sold; no limit of weight.",
            clocks=in_force(VEHICLES_FROM),
            when=all_of(act.concerns_vehicle, adversary_vehicle),
            lifted_by=(used_consumer_vehicle, testing),
            force=Force.PROPOSED,
        ),
        prohibition(
            "S. 4429, s. 4(a)(2)",
            "Software of a foreign adversary may not come in vehicles that are imported or sold.",
            clocks=in_force(VEHICLES_FROM),
            per=PART,
            when=all_of(part.kind.is_("software"), adversary_source),
            lifted_by=(testing,),
            force=Force.PROPOSED,
        ),
        prohibition(
            "S. 4429, s. 4(a)(3)",
            "Hardware of a foreign adversary may not be imported: connectivity, battery monitoring, air bags, seat belts.",
            clocks=in_force(HARDWARE_FROM),
            per=PART,
            when=all_of(part.kind.is_("hardware"), adversary_source),
            lifted_by=(repair_of_earlier, testing),
            force=Force.PROPOSED,
        ),
    ),
    sources=(
        Link("Text of the bill", "https://www.govinfo.gov/app/collection/bills"),
        Link("Cost estimate", "https://www.cbo.gov/publication/62720"),
    ),
    note="Authorizations issued before 2030 last to 2032 at most; penalty at least the greater of 1.5 million dollars and five times the "
    "value, a day; rulings within 45 days; new ones 60 days after notice to Congress; what part 791 does not cover starts between 2030 and 2032.",
)
S_4710 = Instrument(
    id="pending.us.s4710",
    title="Bill on the entry of vehicles of foreign adversaries, as if it were law",
    cite="S. 4710 / H.R. 9162",
    issuer="United States Congress",
    jurisdiction="US",
    reach=all_of(act.into.is_("US"), act.kind.is_("import")),
    scope={CASE: act.concerns_vehicle},
    checked_on=CHECKED,
    provisions=(
        prohibition(
            "S. 4710",
            "Vehicles by origin, by design or by a maker held above 15 percent may not enter.",
            clocks=in_force("2026-06-09"),
            when=all_of(act.concerns_vehicle, adversary_vehicle),
            force=Force.PROPOSED,
            note="Its first day is that of its enactment, which is open: asked as if it applied since it was introduced.",
        ),
    ),
    sources=(
        Link("Text of the bill", "https://www.govinfo.gov/app/collection/bills"),
        Link("S. 4710", "https://civics.gg"),
    ),
)
