"""Part 744: what the item is for and who takes part, whatever its class; and what should make an exporter stop.

Rule: these attach to any item or to the person, so they stand beside the requirements by class and never replace
them. The rule on affiliates was in force for six weeks and suspended for a year; whether it came back on
10 November 2026 is not known and stays open. Guidance never decides: it is listed as red flags.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pratique.facts import act, chip, export, gaps, party
from pratique.facts.definition import legal, remembered
from pratique.facts.kinds import ACTOR, PART
from pratique.law.clocks import Clocks, Suspension, during, in_force, suspended
from pratique.law.provision import Confidence, Force, known_gap, licence
from pratique.law.rate import BEFORE_THE_BOOK
from pratique.law.us.ear import exceptions
from pratique.law.us.ear.destinations import (
    in_china_2022,
    in_macau_or_d5,
    recipient_seated_in_macau_or_d5,
    some_recipient,
)
from pratique.law.us.ear.foundry import advanced_logic
from pratique.law.us.ear.reach import made_with_us_technology, subject_to_ear
from pratique.logic.author import all_of, any_of, none_of, term, the
from pratique.logic.nodes import Condition
from pratique.value_class import dataclass

OLDER = Clocks(BEFORE_THE_BOOK)
"""What part 744 and part 746 asked before the entries of October 2022; on no day of this book was there nothing."""
HALF = 50
"""Percent held by listed parties in aggregate from which an affiliate is treated like them."""

extension = legal(
    "us.ear.affiliates_suspension_extended",
    ("extended", "not_extended"),
    "Whether the suspension of the affiliates rule was extended beyond 9 November 2026: neither an extension nor a notice of its return was found.",
    usual="not_extended",
    cautious="not_extended",
    cite="90 FR 50857",
)
_facility_before_d5 = all_of(during(None, "2023-11-17"), in_china_2022(export.end_use_in.is_))
_facility = any_of(_facility_before_d5, all_of(during("2023-11-17"), in_macau_or_d5(export.end_use_in.is_)))
_design_rule_date = remembered(
    "us_ear_design_software_from_2024_12",
    "Whether the rule on design software dates from 2 December 2024.",
    "15 CFR 744.23(a)(2)(iii)",
)

SUPERCOMPUTER_64, SUPERCOMPUTER_32, SUPERCOMPUTER_SPACE = 100, 200, 41_600
"""Petaflops at 64 or at 32 bits, each included, within so many cubic feet or less (15 CFR 772.1, read)."""
is_supercomputer = term(
    "supercomputer",
    "15 CFR 772.1",
    "100 petaflops or more at 64 bits, or 200 or more at 32, within 41,600 cubic feet or less.",
    all_of(
        any_of(export.cluster_fp64 >= SUPERCOMPUTER_64, export.cluster_fp32 >= SUPERCOMPUTER_32),
        export.cluster_volume <= SUPERCOMPUTER_SPACE,
    ),
)
supercomputer = licence(
    "15 CFR 744.23(a)(1)",
    "Circuits and computers below 3A090 for a supercomputer in Macau or group D:5.",
    clocks=in_force("2022-10-21", published="2022-10-07"),
    per=PART,
    when=all_of(
        export.supercomputer_part,
        export.end_uses.meets("supercomputer"),
        _facility,
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
)
advanced_node = licence(
    "15 CFR 744.23(a)(2)(i)",
    "Anything subject to the regulations for making circuits at a facility with advanced-node production.",
    clocks=in_force("2022-10-21", published="2022-10-07"),
    per=PART,
    when=all_of(
        export.end_uses.meets("advanced_node_production"),
        _facility,
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
)
node_unknown = licence(
    "15 CFR 744.23(a)(2)(ii)",
    "Equipment, materials, software and technology of category 3 for a facility whose node is not known.",
    clocks=in_force("2022-10-21", published="2022-10-07"),
    per=PART,
    when=all_of(
        export.category_3_support,
        export.end_uses.meets("chip_production_node_unknown"),
        _facility,
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
)
design_software = licence(
    "15 CFR 744.23(a)(2)(iii)",
    "Design software and technology for an advanced-node circuit to be made in Macau or group D:5.",
    clocks=in_force("2024-12-02", published="2024-12-02"),
    per=PART,
    when=all_of(
        export.design_software,
        export.end_uses.meets("advanced_chip_design"),
        _facility,
        subject_to_ear,
        any_of(during("2025-01-01"), _design_rule_date),
    ),
    lifted_by=exceptions.ONLY_LICENCE,
)
chip_making_equipment = licence(
    "15 CFR 744.23(a)(4)",
    "Listed items for making chip-making equipment there, or by companies headquartered there.",
    clocks=in_force("2022-10-21", published="2022-10-07"),
    per=PART,
    when=all_of(
        export.on_control_list,
        export.end_uses.meets("chip_making_equipment"),
        any_of(_facility, recipient_seated_in_macau_or_d5),
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
)
us_persons = licence(
    "15 CFR 744.6(c)(2)",
    "A US person's support for advanced-node circuits or chip-making equipment in Macau or group D:5; no item need move.",
    clocks=in_force("2022-10-12", published="2022-10-07"),
    when=all_of(
        the(ACTOR, party.us_person),
        export.us_person_supports,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
    text_verified=False,
)

# --- parties -----------------------------------------------------------------------------------------------

entity_list = licence(
    "15 CFR 744.11, 744.21 supplement 7",
    "Items subject to the regulations to a party that is on the Entity List or the list of military end users; the entry says for which items.",
    clocks=OLDER,
    per=PART,
    when=all_of(
        some_recipient(export.entity_listed),
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
    text_verified=False,
    note="The list is of 1997 (memory), and older than everything else here. The entry of the party may narrow the items.",
)
SUSPENSION: Suspension = suspended(
    "90 FR 50857",
    "2025-11-10",
    "2026-11-10",
    while_=any_of(
        during("2025-11-10", "2026-11-10"),
        all_of(during("2026-11-10"), extension.is_("extended")),
    ),
)
affiliates = licence(
    "15 CFR 744.11(a)(1), affiliates (90 FR 47201)",
    "Likewise a foreign party that listed parties own by half or more, directly or indirectly, in aggregate.",
    clocks=in_force("2025-09-29", published="2025-09-29", suspended=(SUSPENSION,)),
    per=PART,
    when=all_of(
        some_recipient(
            all_of(
                export.foreign,
                none_of(export.entity_listed),
                export.listed_ownership >= HALF,
            )
        ),
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
    confidence=Confidence.CONFIRMED,
)

# --- what part 744 and part 746 hold beside that, known and not modelled ----------------------------------------------

EMBARGOED = ("BY", "CU", "IR", "KP", "RU", "SY")
"""Destinations of part 746 for any item subject to the regulations, EAR99 included (memory of the part's sections)."""
TRAINING_STATEMENT = "2025-05-13"
training = licence(
    "BIS policy statement of 2025-05-13 (15 CFR 744.6, 744.21)",
    "Items of which it is known that they will train a model for military ends or mass destruction; the statement says that a "
    "licence is needed.",
    clocks=in_force(TRAINING_STATEMENT, published=TRAINING_STATEMENT),
    per=PART,
    when=all_of(
        export.end_uses.meets("ai_training_for_military_or_wmd"),
        subject_to_ear,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
    force=Force.GUIDANCE,
    note="Guidance on duties that part 744 already holds: it decides since those are not modelled one by one.",
)
PRODUCT_RULE_LISTED, PRODUCT_RULE_RUSSIA, PRODUCT_RULE_IRAN = "2020-08-17", "2022-02-24", "2023-02-24"
"""From when product rules reach what is made abroad for listed parties, Russia and Belarus, Iran (days from memory)."""


def _goes_to(*places: str) -> Condition:
    return any_of(
        act.into.is_(*places), all_of(none_of(export.incorporated.is_("nothing")), export.onward.is_(*places))
    )


embargo_gap = known_gap(
    "15 CFR part 746",
    "embargoes, and the rules on Russia and Belarus, reach items in no entry of the list too.",
    answer=gaps.embargoes,
    per=PART,
    clocks=OLDER,
    when=all_of(
        any_of(_goes_to(*EMBARGOED), all_of(act.into.is_("UA"), export.to_occupied_region)),
        any_of(
            subject_to_ear,
            all_of(made_with_us_technology, during(PRODUCT_RULE_RUSSIA), _goes_to("RU", "BY", "UA")),
            all_of(made_with_us_technology, during(PRODUCT_RULE_IRAN), _goes_to("IR")),
        ),
    ),
)
military_gap = known_gap(
    "15 CFR 744.21",
    "military end uses and users in listed countries.",
    answer=gaps.military_uses,
    per=PART,
    clocks=OLDER,
    when=all_of(export.end_uses.meets("military"), subject_to_ear),
)
intelligence_gap = known_gap(
    "15 CFR 744.22",
    "military-intelligence end uses and users.",
    answer=gaps.intelligence_uses,
    per=PART,
    clocks=OLDER,
    when=all_of(export.end_uses.meets("military_intelligence"), subject_to_ear),
)
weapons_gap = known_gap(
    "15 CFR 744.2 to 744.4",
    "nuclear, missile, chemical and biological end uses.",
    answer=gaps.weapons_uses,
    per=PART,
    clocks=OLDER,
    when=all_of(export.end_uses.meets("nuclear", "missile", "chemical_or_biological"), subject_to_ear),
)
training_gap = known_gap(
    "15 CFR part 744, training before the statement of 2025-05-13",
    "the end uses that the statement later spelled out.",
    answer=gaps.training_uses,
    per=PART,
    clocks=replace(OLDER, lapses=date.fromisoformat(TRAINING_STATEMENT)),
    when=all_of(export.end_uses.meets("ai_training_for_military_or_wmd"), subject_to_ear),
)
footnote_gap = known_gap(
    "15 CFR 734.9(e)",
    "product rules that follow the footnotes of the Entity List reach what is made abroad with US technology.",
    answer=gaps.footnotes,
    per=PART,
    clocks=in_force(PRODUCT_RULE_LISTED),
    when=all_of(some_recipient(export.entity_listed), made_with_us_technology),
)
lists_gap = known_gap(
    "other lists of the United States",
    "a recipient stands on a list that the book names and does not encode.",
    answer=gaps.other_us_lists,
    clocks=OLDER,
    when=some_recipient(export.on_other_list.is_(*export.OTHER_LISTS)),
)
GAPS = (embargo_gap, military_gap, intelligence_gap, weapons_gap, training_gap, footnote_gap, lists_gap)
"""Every declared end use is read by a provision or by one of these (a test holds them against the vocabulary)."""

BY_USE = (
    *GAPS,
    training,
    supercomputer,
    advanced_node,
    node_unknown,
    design_software,
    chip_making_equipment,
    us_persons,
    entity_list,
    affiliates,
)

# --- red flags ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RedFlag:
    """What should make an exporter ask further; it decides nothing."""

    name: str
    cite: str
    summary: str
    when: Condition
    confidence: Confidence


RED_FLAGS = (
    RedFlag(
        "red flag 19",
        "supplement 3 to 15 CFR part 732",
        "A foundry is given a design of more than 50 billion transistors with high-bandwidth memory.",
        all_of(
            during("2023-11-17"),
            export.exporter_role.is_("front_end_fabricator"),
            advanced_logic,
            chip.transistors > 50,
            chip.has_hbm,
        ),
        Confidence.CONFIRMED,
    ),
    RedFlag(
        "red flag 29",
        "supplement 3 to 15 CFR part 732",
        "Listed parties hold a share of a recipient: find out how much, get a licence, or stop.",
        all_of(
            during("2025-09-29"),
            none_of(SUSPENSION.while_),
            some_recipient(
                all_of(none_of(export.entity_listed), export.listed_ownership > 0, export.listed_ownership < HALF)
            ),
        ),
        Confidence.CONFIRMED,
    ),
    RedFlag(
        "listed minority holding",
        "BIS guidance on listed affiliates",
        "Listed parties hold less than half of a recipient: a red flag, without a licence by itself. From half on the rule on "
        "affiliates bites wherever it is in force.",
        some_recipient(all_of(export.listed_ownership > 0, export.listed_ownership < HALF)),
        Confidence.CONFIRMED,
    ),
    RedFlag(
        "training for military or mass-destruction ends",
        "BIS policy statement of 2025-05-13",
        "Knowledge that the circuits will train a model for such ends of a party headquartered in group D:5 asks for a licence.",
        all_of(during("2025-05-13"), export.end_uses.meets("ai_training_for_military_or_wmd")),
        Confidence.CONFIRMED,
    ),
    RedFlag(
        "supercomputer in China",
        "15 CFR 744.23(a)(1)",
        "A training cluster in China can be a supercomputer: 100 petaflops or more at 64 bits, or 200 at 32, within 41,600 cubic "
        "feet or less (15 CFR 772.1, read).",
        all_of(export.end_uses.meets("supercomputer"), act.into.is_("CN", "HK", "MO")),
        Confidence.CONFIRMED,
    ),
)
