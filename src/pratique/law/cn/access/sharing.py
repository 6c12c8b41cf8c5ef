"""What members of a consortium of the pilot may hand to each other.

Rule: no text of the pilot that regulates it was found, so that sharing is neither allowed nor barred by it; what the
neighbouring laws say of the thing that is shared applies to members as to anybody: geodata goes to a qualified domestic
holder only, and what somebody abroad can reach has left the country.
"""

from pratique.facts import act
from pratique.facts.cn import access as cn_access
from pratique.facts.definition import legal
from pratique.law.clocks import in_force
from pratique.law.provision import Duty, authorization, licence, prohibition, requirement
from pratique.logic.author import all_of, any_of, none_of

PILOT = "工信部联通装〔2023〕217号"
pilot_silent = legal(
    "cn.access.pilot_on_sharing",
    ("silent", "restricts"),
    "Whether the pilot itself restricts what members of a consortium share: no such text was found.",
    usual="silent",
    cautious="restricts",
    cite=PILOT,
)
_shares = act.kind.is_("share_in_consortium")

map_data = prohibition(
    "自然资发〔2024〕139号 (sharing of geodata)",
    "Geodata goes straight to a qualified domestic holder; another member may not touch it.",
    when=all_of(
        _shares,
        cn_access.shared.meets("map_data"),
        any_of(cn_access.recipient_foreign, none_of(cn_access.recipient_qualified)),
    ),
    clocks=in_force("2024-07-30", published="2024-07-30"),
    text_verified=False,
)
abroad = licence(
    "data provisions of 2024, technology catalogue (sharing abroad)",
    "Data or restricted technology that a member abroad receives or reaches leaves China and needs its route.",
    when=all_of(
        _shares,
        cn_access.reached_abroad,
        cn_access.shared.meets("personal_data", "important_data", "restricted_technology"),
    ),
    clocks=in_force("2024-03-22"),
    lifted_by=(
        authorization(
            "route of the export",
            "Assessment, contract or licence is done.",
            when=cn_access.export_cleared,
            text_verified=False,
        ),
    ),
    text_verified=False,
    note="Which route: `pratique check` of the act data_export or export.",
)
restricted_by_pilot = licence(
    f"{PILOT} (sharing)",
    "The pilot may restrict what members share; no text of it was found that does.",
    when=all_of(_shares, pilot_silent.is_("restricts")),
    clocks=in_force("2023-11-17", published="2023-11-17"),
    text_verified=False,
)
members = requirement(
    f"{PILOT} (members)",
    "A consortium is a maker and a user entity; each keeps its own duties.",
    when=_shares,
    clocks=in_force("2023-11-17", published="2023-11-17"),
    text_verified=False,
    duties=(
        Duty(
            "keep roles apart",
            "The maker answers for the product and the user entity for its use, whatever is shared.",
            PILOT,
        ),
    ),
)

PROVISIONS = (map_data, abroad, restricted_by_pilot, members)
