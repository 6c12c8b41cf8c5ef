"""Part 740 and 748.15: what lets an item go without a licence of its own.

Rule: only these exceptions are open to the items of this instrument where 740.2(a)(9)(ii) closes the others; each
says what it leaves (its notice, certificate, report). None covers a use that part 744 forbids. Those of the
framework of January 2025 stand in the text; whether they can be relied on while it is not enforced is open.
"""

from __future__ import annotations

from pratique.facts import act, chip, export, licences
from pratique.facts.definition import legal
from pratique.facts.kinds import CONSIGNEE, END_USER
from pratique.law.clocks import during, in_force
from pratique.law.provision import Confidence, Duty, authorization, exemption
from pratique.law.us.ear.chips import meets_a, not_data_center_a
from pratique.law.us.ear.destinations import (
    authorization_country,
    every_recipient,
    listed_destination,
    macau_or_d5,
    recipient_seated_in_macau_or_d5,
    seated_in_authorization_country,
)
from pratique.law.us.ear.foundry import presumed_a
from pratique.law.us.ear.performance import HBM_DENSITY, hbm_density
from pratique.law.us.ear.tables import allocations
from pratique.logic.author import all_of, any_of, none_of, shifted, term, the
from pratique.logic.nodes import Condition, Number

SPLIT = "2024-04-04"
"""From then on ACA stands apart from NAC and covers transfers within Macau or group D:5 (89 FR 23876, CSMS 61882672)."""
NAC_DAYS = 25
"""Calendar days between notice and shipment (740.8)."""
HBM_LIMIT = 3.3
"""GB/s per mm2 below which the memory exception is open (740.25)."""
FRAMEWORK = in_force("2025-01-13", published="2025-01-13")
NOT_ENFORCED = "2025-05-13"
"""The day of the statement that the framework is not enforced: only from then on can its exceptions be in doubt."""

usable = legal(
    "us.ear.framework_exceptions_usable",
    ("usable", "not_usable"),
    "Whether AIA, ACM, LPP and data-centre validation can be relied on against the duties that are enforced, while the framework they belong to is not.",
    usual="usable",
    cautious="not_usable",
    cite="15 CFR 740.27 to 740.29, 748.15",
)

no_forbidden_use = term(
    "no forbidden end use",
    "15 CFR 740.2(a)",
    "None of the end uses of part 744 that are modelled here.",
    export.end_uses.inside(),
)
towards_macau_or_d5 = term(
    "towards Macau or group D:5",
    "15 CFR 740.8",
    "Goes there, or to somebody headquartered there.",
    any_of(macau_or_d5, recipient_seated_in_macau_or_d5),
)
_eligible = all_of(not_data_center_a, none_of(presumed_a), no_forbidden_use)

licence_held = authorization(
    "15 CFR 748 (licence)",
    "A licence of the agency that covers this act, within its conditions.",
    when=licences.licence_held,
)

nac = authorization(
    "15 CFR 740.8 (NAC)",
    "Notified advanced computing: notice at least 25 calendar days before, a written order, no objection; one consignee.",
    when=all_of(
        _eligible,
        towards_macau_or_d5,
        act.kind.is_("export", "reexport"),
        licences.written_order,
        (act.date - licences.nac_notified) >= NAC_DAYS,
        none_of(licences.nac_objection),
    ),
    duties=(
        Duty(
            "notify the agency",
            "Notify at least 25 calendar days before the shipment and wait for its answer.",
            "15 CFR 740.8",
            due=shifted(act.date, days=-NAC_DAYS),
            done=licences.nac_notified,
            earliest_act=shifted(licences.nac_notified, days=NAC_DAYS),
        ),
    ),
)
aca = authorization(
    "15 CFR 740.8 (ACA)",
    "Advanced computing authorized: no notice; not towards Macau or group D:5 except transfers within them.",
    when=all_of(
        _eligible,
        any_of(
            all_of(listed_destination, none_of(towards_macau_or_d5)),
            all_of(none_of(towards_macau_or_d5), during("2025-01-13")),
            all_of(act.kind.is_("transfer"), towards_macau_or_d5, during(SPLIT)),
        ),
    ),
)
hbm = authorization(
    "15 CFR 740.25 (HBM)",
    "High-bandwidth memory below 3.3 GB/s per mm2, to packaging sites of qualifying companies.",
    when=all_of(
        chip.kind.is_("memory"),
        hbm_density > HBM_DENSITY,
        hbm_density < HBM_LIMIT,
        licences.hbm_terms,
        no_forbidden_use,
    ),
    confidence=Confidence.MEMORY,
    text_verified=False,
)

# --- the framework of January 2025 -------------------------------------------------------------------------


def _within(name: str, number: Number) -> Condition:
    """`number` stays within the limit of `name` at the day of the act."""
    rows = allocations(name)
    return any_of(*(all_of(during(row.start, row.until), number <= row.limit) for row in rows))


aia_terms = all_of(
    meets_a,
    authorization_country,
    every_recipient(seated_in_authorization_country),
    licences.certificate,
    no_forbidden_use,
)
acm_terms = all_of(
    none_of(towards_macau_or_d5),
    licences.for_making,
    no_forbidden_use,
)
lpp_terms = all_of(
    meets_a,
    act.kind.is_("export", "reexport"),
    none_of(towards_macau_or_d5),
    licences.certificate,
    _within("low processing performance", licences.tpp_before + licences.tpp_shipped),
    no_forbidden_use,
)
universal_terms = all_of(
    the(
        CONSIGNEE,
        export.validated.is_("universal"),
        seated_in_authorization_country,
        _within("universal validated end user, outside 5(a)", export.share_outside),
        any_of(authorization_country, _within("universal validated end user, one country", export.share_in_country)),
        _within("universal validated end user, outside the US", export.share_outside_us),
    ),
    none_of(macau_or_d5),
    no_forbidden_use,
)
national_terms = all_of(
    the(
        CONSIGNEE,
        export.validated.is_("national"),
        _within("national validated end user", export.installed_tpp),
    ),
    none_of(towards_macau_or_d5),
    no_forbidden_use,
)

_FRAMEWORK_TERMS = (
    ("15 CFR 740.27 (AIA)", "Artificial intelligence authorization: place, seat and parent in listed countries, one certificate.", aia_terms),
    ("15 CFR 740.28 (ACM)", "Advanced compute manufacturing: a private company's development, production or storage for customers elsewhere.", acm_terms),
    ("15 CFR 740.29 (LPP)", "Low processing performance: 26,900,000 in a calendar year for each ultimate parent, all suppliers together.", lpp_terms),
    ("15 CFR 748.15 (UVEU)", "Universal validated end user for data centres, within its shares.", universal_terms),
    ("15 CFR 748.15 (NVEU)", "National validated end user for data centres, within the allocation of the quarter.", national_terms),
)  # fmt: skip
_REPORTS = {
    "15 CFR 740.27 (AIA)": Duty(
        "report", "Report when the consignee's cumulative performance reaches 253,000,000.", "15 CFR 740.27"
    ),
    "15 CFR 740.28 (ACM)": Duty(
        "records", "Keep inventory records and bring them up to date every six months.", "15 CFR 740.28"
    ),
    "15 CFR 740.29 (LPP)": Duty(
        "report", "Report within 30 days; give prior notice of a shipment of 3,200,000 or more.", "15 CFR 740.29"
    ),
}


_VALIDATED = (
    Duty("report", "Report by 15 July and by 15 January.", "15 CFR 748.15"),
    Duty(
        "announce a data centre",
        "Give notice 180 days before a new data centre; nothing goes to activities of part 744.",
        "15 CFR 748.15",
    ),
)
"""What a validated end user owes (a copy of the eCFR, without its tables)."""


def _duties(cite: str) -> tuple[Duty, ...]:
    return _VALIDATED if cite.startswith("15 CFR 748.15") else (_REPORTS[cite],) if cite in _REPORTS else ()


aia_for_weights = authorization(
    "15 CFR 740.27 (AIA), model weights",
    "Artificial intelligence authorization for weights: place, seat and parent in listed countries, one certificate, stored as its "
    "security terms say.",
    when=all_of(
        chip.kind.is_("model_weights"),
        authorization_country,
        every_recipient(seated_in_authorization_country),
        licences.certificate,
        licences.weights_secured,
        no_forbidden_use,
    ),
    duties=_duties("15 CFR 740.27 (AIA)"),
    text_verified=False,
)
BY_FRAMEWORK = tuple(
    authorization(cite, summary, when=terms, duties=_duties(cite)) for cite, summary, terms in _FRAMEWORK_TERMS
)
"""Against the worldwide requirement, which belongs to the same framework."""
BY_FRAMEWORK_IF_USABLE = tuple(
    authorization(
        f"{cite} against enforced duties",
        summary,
        when=all_of(any_of(during(None, NOT_ENFORCED), usable.is_("usable")), terms),
        clocks=FRAMEWORK,
        duties=_duties(cite),
    )
    for cite, summary, terms in _FRAMEWORK_TERMS
)
"""The same against what is enforced, as far as they can be relied on."""

# --- what is out altogether --------------------------------------------------------------------------------

_to_approved_in_uae = all_of(
    act.into.is_("AE"),
    the(CONSIGNEE, export.uae_approved),
    the(END_USER, export.uae_approved),
    none_of(recipient_seated_in_macau_or_d5),
)
uae_approved = exemption(
    "supplement 8 to 15 CFR part 740",
    "Government bodies of the United Arab Emirates and entities there that the supplement names.",
    when=_to_approved_in_uae,
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
uae_approved_since_2026 = exemption(
    "supplement 8 to 15 CFR part 740, since July 2026",
    "The same, against the requirement for every destination.",
    when=all_of(during("2026-07-10"), _to_approved_in_uae),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)
permanent_employee = exemption(
    "15 CFR 742.6(a)(13), deemed exports",
    "Release to a permanent, regular employee of a company headquartered in a listed country.",
    when=all_of(act.kind.is_("deemed_export"), licences.permanent_employee),
)

ENFORCED = (licence_held, nac, aca, *BY_FRAMEWORK_IF_USABLE)
"""What lifts the requirements for listed destinations."""
HEADQUARTERS = (licence_held, nac, aca)
"""What lifts the headquarters requirement: the framework's exceptions are closed to such recipients."""
WORLDWIDE = (licence_held, uae_approved_since_2026, nac, aca, *BY_FRAMEWORK)
MEMORY = (licence_held, hbm)
ONLY_LICENCE = (licence_held,)
