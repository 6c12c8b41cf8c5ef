"""What the book does not model but knows to apply: one fact for each such regime, which only counsel can settle.

Rule: the regime's own answer is a fact of the world, open until somebody who examined it says so with a document; no
construction settles it. While it is open, an act that the regime reaches is undetermined at best.
"""

from pratique.facts.definition import legal, truth
from pratique.facts.kinds import CASE
from pratique.logic.nodes import TruthFact


def _regime(name: str, regime: str) -> TruthFact:
    return truth(
        f"gap.{name}",
        CASE,
        f"Whether {regime} bars this act or asks for a licence that is not held; this book does not model it.",
        "counsel or agency",
        "opinion of counsel who examined it, licence",
        None,
    )


embargoes = _regime("us.ear_part_746", "15 CFR part 746 (embargoes; Russia and Belarus)")
footnotes = _regime(
    "us.ear_734_9_e", "15 CFR 734.9(e) (product rules for parties with a footnote on the Entity List)"
)
weapons_uses = _regime(
    "us.ear_744_2_to_744_4", "15 CFR 744.2 to 744.4 (nuclear, missile, chemical and biological end uses)"
)
military_uses = _regime("us.ear_744_21", "15 CFR 744.21 (military end uses and users)")
intelligence_uses = _regime("us.ear_744_22", "15 CFR 744.22 (military-intelligence end uses and users)")
training_uses = _regime(
    "us.ear_training_before_2025_05", "part 744 of the EAR (training a model for military ends or mass destruction)"
)
other_us_lists = _regime("us.other_lists", "a list of the United States that the book names but does not encode")
military_users_in_us = _regime(
    "cn.no_46_para_1", "Announcement No. 46 of 2024, paragraph 1 (military users and uses in the United States)"
)
catch_all_of_china = _regime(
    "cn.export_control_law_art_12", "article 12 of China's Export Control Law (risk to security, weapons, terrorism)"
)
licence_of_other_vehicles = _regime(
    "cn.licence_of_other_vehicles",
    "the export licence for whole vehicles other than passenger cars (商产发〔2012〕318号)",
)
car_credit = _regime(
    "us.credit_30d",
    "26 USC 30D as it stood (final assembly in North America; foreign entities of concern since 2024)",
)
material_assistance = _regime(
    "us.material_assistance", "the test of material assistance from prohibited foreign entities (26 USC 7701(a)(52))"
)
unexamined = _regime("unexamined", "a law that no instrument of the book is about")
LAW_PACK_READINGS = ("holds", "freed", "barred")
after_the_last_day = legal(
    "law_pack.after_its_last_day",
    LAW_PACK_READINGS,
    "Whether a law that was taken in as a pack still reads as it did now that the pack is past its last day, or has since "
    "freed or barred the act: nobody looked.",
    usual="holds",
    cautious="barred",
    cite="the manifest of the pack",
)
