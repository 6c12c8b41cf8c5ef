"""Sections 742.6 and 744.23(a)(3): where which class needs a licence, in every version since October 2022.

Rule: one provision for each requirement with its own three clocks; where the worldwide text of January 2025 and its
enforcement part, the part that is enforced (listed destinations, headquarters) stands apart from the part that is
not, so that both answers fall out of the same provisions. What .a and .b both need is one provision, so that not
knowing which of them an item is never leaves the requirement open.
"""

from __future__ import annotations

from pratique.facts import act, export
from pratique.facts.definition import legal
from pratique.facts.kinds import PART
from pratique.law.clocks import in_force
from pratique.law.provision import Confidence, licence
from pratique.law.us.ear import exceptions
from pratique.law.us.ear.chips import meets_2022, meets_a, meets_a_or_b, meets_b, meets_c
from pratique.law.us.ear.destinations import (
    china_of_2022,
    listed_destination,
    macau_or_d5,
    recipient_seated_in_macau_or_d5,
)
from pratique.law.us.ear.foundry import presumed_a
from pratique.law.us.ear.models import meets_4e091
from pratique.law.us.ear.reach import (
    memory_rule,
    model_weights_rule,
    subject_2022,
    subject_anyway,
    subject_listed,
    subject_under,
    subject_worldwide,
)
from pratique.logic.author import all_of, any_of, none_of, term

uae_non_approved = legal(
    "us.ear.uae_a_items_under_non_enforcement",
    ("licence_required", "not_enforced"),
    "Whether, since July 2026, .a items for other parties in the United Arab Emirates need a licence as enforced: the text asks for one everywhere, and the statement of May 2025 may still cover them.",
    usual="licence_required",
    cautious="licence_required",
    cite="15 CFR 742.6(a)(6)(iii)(A), 91 FR 43034",
)

deemed_exports = legal(
    "us.ear.deemed_exports_of_technology",
    ("excluded", "included"),
    "Whether 742.6(a)(6)(iv) takes releases of technology for these items to foreign nationals out of the requirements: its text "
    "was not read.",
    usual="included",
    cautious="included",
    cite="15 CFR 742.6(a)(6)(iv)",
)
no_excluded_release = term(
    "no release that is left out",
    "15 CFR 742.6(a)(6)(iv)",
    "Not a release to a foreign national, as far as those are left out of the requirements.",
    none_of(all_of(act.kind.is_("deemed_export"), deemed_exports.is_("excluded"))),
)

a_item = term(
    "item of 3A090.a",
    "ECCN 3A090.a, 4A090.a and .z",
    "Meets .a, or is presumed to by its fabricator or packager.",
    any_of(meets_a, presumed_a),
)
a_or_b_item = term(
    "item of 3A090.a or .b",
    "ECCN 3A090, 4A090 and .z",
    "Meets .a or .b, or is presumed to meet .a.",
    any_of(meets_a_or_b, presumed_a),
)

informed = licence(
    "BIS letter to the exporter (15 CFR 744.23(b), 742.6)",
    "An exporter whom a letter tells so needs a licence for the products it names, without any public rule.",
    clocks=in_force("2022-08-26"),
    per=PART,
    when=all_of(
        export.named_in_letter,
        any_of(macau_or_d5, recipient_seated_in_macau_or_d5, export.letter_covers),
    ),
    lifted_by=exceptions.ONLY_LICENCE,
    note="How far a letter reaches stands in the letter: outside Macau and group D:5 it is asked. Letters of 2022-08-26 and 2023-10-23 (data-centre parts) and 2025-04-09 (memory and link bandwidth) bind their addressee only.",
)

china_2022 = licence(
    "15 CFR 742.6(a)(6), version of 2022",
    "Items of the first version of 3A090 and 4A090 to China, and from January 2023 to Macau.",
    clocks=in_force("2022-10-21", lapses="2023-11-17", published="2022-10-07"),
    per=PART,
    when=all_of(
        meets_2022,
        china_of_2022,
        subject_2022,
        no_excluded_release,
    ),
    lifted_by=exceptions.ONLY_LICENCE,
)

listed = licence(
    "15 CFR 742.6(a)(6)(iii)",
    "Items of 3A090.a or .b, 4A090 and .z to destinations of groups D:1, D:4 or D:5 outside A:5 and A:6.",
    clocks=in_force("2023-11-17", published="2023-10-25"),
    per=PART,
    when=all_of(
        a_or_b_item,
        listed_destination,
        subject_listed,
        no_excluded_release,
    ),
    lifted_by=exceptions.ENFORCED,
    note="From 2025 paragraph (A) asks the same for .a items everywhere; this is the part of it that is enforced.",
)

headquarters_2023 = licence(
    "15 CFR 744.23(a)(3)",
    "The same items to anybody, anywhere, whose own or ultimate parent's headquarters are in Macau or group D:5.",
    clocks=in_force("2023-11-17", lapses="2025-05-15", published="2023-10-25"),
    per=PART,
    when=all_of(
        a_or_b_item,
        recipient_seated_in_macau_or_d5,
        subject_listed,
        no_excluded_release,
    ),
    lifted_by=exceptions.HEADQUARTERS,
)

headquarters_2025 = licence(
    "15 CFR 742.6(a)(6)(iii)(A) and 744.23(a)(3)(i)",
    "Likewise; .a items now under 742.6, .b items still under 744.23. Guidance of 31 May 2026 calls it enforced throughout.",
    clocks=in_force("2025-01-13", compliance_due="2025-05-15", published="2025-01-13"),
    per=PART,
    when=all_of(
        a_or_b_item,
        recipient_seated_in_macau_or_d5,
        subject_listed,
        no_excluded_release,
    ),
    lifted_by=exceptions.HEADQUARTERS,
)

worldwide = licence(
    "15 CFR 742.6(a)(6)(iii)(A), every destination",
    "Items of 3A090.a, 4A090.a and .z to every destination (framework of January 2025).",
    clocks=in_force("2025-01-13", compliance_due="2025-05-15", published="2025-01-13", enforced_until="2025-05-13"),
    per=PART,
    when=all_of(
        a_item,
        subject_worldwide,
        no_excluded_release,
    ),
    lifted_by=exceptions.WORLDWIDE,
    note="Announced on 2025-05-13 as not enforced and to be rescinded; no rescission was found, and the GAO holds that it stays law (B-337935).",
)

uae_b = licence(
    "15 CFR 742.6(a)(6)(iii)(B), United Arab Emirates",
    "Items of 3A090.b, 4A090.b and .z to the United Arab Emirates, which its move to group A:5 would otherwise free.",
    clocks=in_force("2026-07-10", published="2026-07-10"),
    per=PART,
    when=all_of(
        meets_b,
        act.into.is_("AE"),
        subject_worldwide,
    ),
    lifted_by=(*exceptions.ENFORCED, exceptions.uae_approved),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
uae_a = licence(
    "15 CFR 742.6(a)(6)(iii)(A), United Arab Emirates as enforced",
    "Items of 3A090.a, 4A090.a and .z to other parties in the United Arab Emirates: open whether this is enforced.",
    clocks=in_force("2026-07-10", published="2026-07-10"),
    per=PART,
    when=all_of(
        a_item,
        act.into.is_("AE"),
        subject_worldwide,
        uae_non_approved.is_("licence_required"),
    ),
    lifted_by=(*exceptions.ENFORCED, exceptions.uae_approved),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)

memory = licence(
    "15 CFR 742.6(a)(6) and 744.23(a)(3)(i)(B), 3A090.c",
    "Memory stacks of 3A090.c to Macau or group D:5, or to recipients headquartered there.",
    clocks=in_force("2024-12-02", compliance_due="2024-12-31", published="2024-12-02"),
    per=PART,
    when=all_of(
        meets_c,
        any_of(macau_or_d5, recipient_seated_in_macau_or_d5),
        subject_under(memory_rule),
    ),
    lifted_by=exceptions.MEMORY,
)

model_weights = licence(
    "15 CFR 742.6(a)(13)",
    "Weights of 4E091 to every destination.",
    clocks=in_force("2025-01-13", compliance_due="2025-05-15", published="2025-01-13", enforced_until="2025-05-13"),
    per=PART,
    when=all_of(
        meets_4e091,
        any_of(subject_anyway, model_weights_rule),
    ),
    lifted_by=(exceptions.licence_held, exceptions.permanent_employee, exceptions.aia_for_weights),
)

BY_DESTINATION = (
    informed,
    china_2022,
    listed,
    headquarters_2023,
    headquarters_2025,
    worldwide,
    uae_b,
    uae_a,
    memory,
    model_weights,
)
