"""Note 1 to 3A090.a: what a foundry or packager must presume of an advanced logic circuit.

Rule: for them, and nobody else in the chain, the circuit is a data-centre .a item until one of three showings; a
customer's word alone never is one. The note speaks of the time before and after 31 December 2026 and of 2027 and
2029: that day itself and the year 2028 stay open.
"""

from __future__ import annotations

from pratique.facts import act, chip, export, party, source
from pratique.facts.definition import legal
from pratique.facts.kinds import SOURCE
from pratique.law.clocks import during
from pratique.law.construction import under
from pratique.law.us.ear.destinations import in_group, in_macau_or_d5, seated_in_macau_or_d5
from pratique.logic.author import NEVER, all_of, any_of, none_of, some, term
from pratique.logic.nodes import Condition

CITE = "Note 1 to 3A090.a (90 FR 5298, 90 FR 9604, 91 FR 17851)"
NODE_NM = 16
COMPLIANCE = "2025-01-31"
APPLICATION_DAY = "2026-12-31"
"""Authorized designers need no application before this day (first 2026-04-13; moved before it came)."""
APPLICATION_DAYS = 180
FEW, FEW_2027, FEW_2029 = 30, 35, 40
"""Billions of transistors below which the presumption falls: at any time; without memory stacks in 2027; from 2029."""

on_the_day = legal(
    "us.ear.note1_on_2026_12_31",
    ("as_before", "as_after"),
    "Whether 31 December 2026 itself, neither prior to nor after that day, still needs no application.",
    usual="as_after",
    cautious="as_after",
    cite=CITE,
)
in_2028 = legal(
    "us.ear.note1_in_2028",
    ("thirty", "thirty_five", "forty"),
    "Which count applies to circuits without memory stacks in 2028, which lies between the two years that the note names.",
    usual="thirty_five",
    cautious="thirty",
    cite=CITE,
)

advanced_logic = term(
    "applicable advanced logic integrated circuit",
    CITE,
    "A logic circuit made at the 16/14 nm node or below, or with non-planar transistors.",
    all_of(chip.kind.is_("circuit"), any_of(chip.node <= NODE_NM, chip.non_planar)),
)

_applied = all_of(
    (act.date - export.applied) >= 0,
    (act.date - export.applied) <= APPLICATION_DAYS,
)
authorized_designer = term(
    "authorized integrated circuit designer",
    "15 CFR part 772",
    "Headquartered in Taiwan or group A:1 or A:5, neither located in nor owned from Macau or group D:5, bound to report "
    "its customers; later also an applicant, for 180 days.",
    all_of(
        any_of(
            party.headquarters.is_("TW"),
            in_group("A:1", party.headquarters.is_),
            in_group("A:5", party.headquarters.is_),
        ),
        none_of(any_of(in_macau_or_d5(export.located_in.is_), seated_in_macau_or_d5)),
        export.reports_customers,
        any_of(
            during(None, APPLICATION_DAY),
            all_of(
                during(APPLICATION_DAY, "2027-01-01"),
                under(on_the_day, as_before=during(None, None), as_after=_applied),
            ),
            all_of(during("2027-01-01"), _applied),
        ),
    ),
)


def _in_year(year: int) -> Condition:
    return during(f"{year}-01-01", f"{year + 1}-01-01")


few_transistors = term(
    "few transistors",
    CITE,
    "Fewer than 30 billion; without high-bandwidth memory fewer than 35 billion in 2027 and 40 billion from 2029.",
    any_of(
        chip.transistors < FEW,
        all_of(
            none_of(chip.has_hbm),
            any_of(
                all_of(_in_year(2027), chip.transistors < FEW_2027),
                all_of(
                    _in_year(2028),
                    under(
                        in_2028,
                        thirty=NEVER,
                        thirty_five=chip.transistors < FEW_2027,
                        forty=chip.transistors < FEW_2029,
                    ),
                ),
                all_of(during("2029-01-01"), chip.transistors < FEW_2029),
            ),
        ),
    ),
)

shown_otherwise = term(
    "presumption overcome",
    CITE,
    "Attested by an approved or authorized designer; or packaged by the foundry outside Macau and D:5, or by an approved "
    "packager, who attests few transistors.",
    any_of(
        all_of(
            chip.designer_attests,
            some(SOURCE, source.roles.meets("designed"), any_of(export.approved_designer, authorized_designer)),
        ),
        all_of(
            chip.count_attested,
            few_transistors,
            any_of(
                all_of(chip.packaged_by.is_("the_foundry"), none_of(in_macau_or_d5(chip.packaged_in.is_))),
                chip.packaged_by.is_("approved_osat"),
            ),
        ),
    ),
)

presumed_a = term(
    "presumed 3A090.a for data centres",
    CITE,
    "Exported by its fabricator or packager from 31 January 2025, and the presumption is not overcome.",
    all_of(
        during(COMPLIANCE),
        export.exporter_role.is_("front_end_fabricator", "osat"),
        advanced_logic,
        none_of(shown_otherwise),
    ),
)
