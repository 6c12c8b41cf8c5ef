"""Other markets: proposals of the Union, drafts of India, standards in China's pipeline, days of Great Britain."""

from __future__ import annotations

from datetime import date

from pratique.facts import act, part, party, pending, trade, vehicle
from pratique.facts.kinds import CASE, PART, SOURCE
from pratique.law.clocks import in_force
from pratique.law.entry import car, enters, goods_vehicle
from pratique.law.instrument import Instrument, Link
from pratique.law.pending.item import Milestone, Pending
from pratique.law.provision import Force, Provision, authorization, licence, prohibition
from pratique.logic.author import all_of, any_of, none_of, some
from pratique.logic.nodes import Condition

CHECKED = date(2026, 11, 28)
CONCERN = ("CN", "HK", "MO", "RU", "KP", "IR")
"""Which countries the Union would name is not settled; asked for those that others name."""

CSA2 = Instrument(
    id="pending.eu.csa2",
    title="Proposal on cyber security of supply chains, as if it were law",
    cite="proposal of 2026-01-20",
    issuer="European Commission",
    jurisdiction="EU",
    reach=enters("EU"),
    scope={PART: part.kind.is_("hardware", "software")},
    checked_on=CHECKED,
    provisions=(
        prohibition(
            "CSA2 proposal (high-risk suppliers)",
            "Components of suppliers managed from, or under the decisive influence of, a country of concern may be barred from key assets.",
            clocks=in_force("2026-01-20"),
            per=PART,
            force=Force.PROPOSED,
            text_verified=False,
            when=some(SOURCE, any_of(party.headquarters.is_(*CONCERN), pending.party_share > 50)),
            note="Whether cars are key assets, and which countries are named, is open; the first day is that of the proposal.",
        ),
    ),
    sources=(Link("Two law firms on the proposal of 20 January 2026"),),
)
INDIA_DRAFT = "draft of June 2026 (India)"
_ais = authorization(
    "AIS-189 and AIS-190 (India)",
    "The type is approved for cyber security and for updates.",
    when=all_of(trade.approvals.meets("ais_189"), trade.approvals.meets("ais_190")),
    text_verified=False,
)


def _india(name: str, summary: str, when: Condition, new: str, existing: str) -> tuple[Provision, ...]:
    """The two days of one group: for types approved from the first day on, and for those approved before."""
    asked = all_of(any_of(car, goods_vehicle), vehicle.new, when)
    first = any_of(trade.type_first_approved >= new, trade.type_first_approved.is_none())
    return tuple(
        licence(
            f"{INDIA_DRAFT}, {name}, {kind}",
            summary,
            clocks=in_force(day),
            when=condition,
            lifted_by=(_ais,),
            force=Force.PROPOSED,
            text_verified=False,
        )
        for kind, day, condition in (
            ("new types", new, all_of(asked, first)),
            ("existing types", existing, all_of(asked, none_of(first))),
        )
        if kind == "new types" or existing != new
    )


INDIA = Instrument(
    id="pending.in.security",
    title="Draft on cyber security and updates (rules 125-T and 125-U), as if it were law",
    cite=INDIA_DRAFT,
    issuer="Ministry of Road Transport and Highways",
    jurisdiction="IN",
    reach=enters("IN"),
    scope={CASE: any_of(car, goods_vehicle)},
    checked_on=CHECKED,
    provisions=(
        *_india(
            "level 3",
            "Vehicles of level 3 and above need approvals under AIS-189 and AIS-190.",
            vehicle.automation_level >= 3,
            "2026-10-01",
            "2027-04-01",
        ),
        *_india(
            "updates over the air",
            "Vehicles that take updates over the air need them.",
            pending.updates_over_the_air,
            "2028-04-01",
            "2028-10-01",
        ),
        licence(
            f"{INDIA_DRAFT}, all others",
            "All other vehicles that take updates need them.",
            clocks=in_force("2029-10-01"),
            when=all_of(any_of(car, goods_vehicle), vehicle.new),
            lifted_by=(_ais,),
            force=Force.PROPOSED,
            text_verified=False,
        ),
    ),
    sources=(
        Link(
            "elctrik.com on the draft",
            "https://elctrik.com/news/morth-proposes-mandatory-cybersecurity-and-software-update-rules-for-connected-vehicles-in-india",
        ),
        Link(
            "Economic Times Auto, 26 June 2026",
            "https://auto.economictimes.indiatimes.com/news/auto-technology/morth-proposes-phased-rollout-of-automotive-cybersecurity-norms-ota-enabled-vehicles-to-comply-by-2029/132014580",
        ),
        Link("Asia Insurance Post, 27 June 2026", "https://asiainsurancepost.com/archives/81562"),
    ),
)
GB_SECURITY = Instrument(
    id="pending.gb.security",
    title="Registration without R155 and R156, as if its days had come",
    cite="SI 2025/1110",
    issuer="Department for Transport",
    jurisdiction="GB",
    reach=enters("GB"),
    scope={CASE: car},
    checked_on=CHECKED,
    provisions=(
        licence(
            "SI 2025/1110 (registration)",
            "Registration is refused to cars without the approvals.",
            clocks=in_force("2027-06-01"),
            when=all_of(car, vehicle.new, act.kind.is_("import")),
            force=Force.PROPOSED,
            text_verified=False,
            lifted_by=(
                authorization(
                    "R155 and R156 held",
                    "The type holds both.",
                    when=all_of(
                        trade.approvals.meets("un_r155"),
                        trade.approvals.meets("un_r156"),
                    ),
                ),
            ),
        ),
    ),
    sources=(Link("SI 2025/1110 as reported"),),
)

OTHERS = (
    Pending(
        id="eu.csa2",
        title="Cyber security of supply chains: high-risk suppliers and countries of concern",
        kind="proposal",
        jurisdiction="EU",
        cite="proposal of 2026-01-20",
        stages=(
            Milestone(date(2026, 1, 20), "Proposed; fine of up to 7 percent", "single source"),
            Milestone(date(2026, 2, 13), "Risk report on vehicles: 107 risks, 14 at the top", "single source"),
        ),
        would_apply_from=(),
        text=CSA2,
    ),
    Pending(
        id="eu.cra",
        title="Cyber Resilience Act for aftermarket and off-board products",
        kind="announced",
        jurisdiction="EU",
        cite="Reg. (EU) 2024/2847",
        stages=(
            Milestone(date(2024, 12, 10), "In force (day from memory)", "memory, unverified"),
            Milestone(
                date(2026, 9, 11),
                "Reports of exploited vulnerabilities and incidents are owed (Art. 14)",
                "single source",
            ),
        ),
        would_apply_from=((date(2027, 12, 11), "essential requirements and conformity marking"),),
        text=None,
        note="Products approved under Reg. (EU) 2019/2144 are outside it.",
    ),
    Pending(
        "eu.phev",
        "Countervailing duty on plug-in hybrids from China",
        "announced",
        "EU",
        "press of 2026-06-19",
        (Milestone(date(2026, 6, 19), "Reported in preparation; no act was found", "single source"),),
    ),
    Pending(
        "eu.iaa",
        "Industrial Accelerator Act",
        "proposal",
        "EU",
        "proposal of 2026-03-04",
        (Milestone(date(2026, 3, 4), "Proposed", "confirmed"),),
    ),
    Pending(
        "eu.r155_category_l",
        "R155 for vehicles of category L",
        "announced",
        "EU",
        "Regulation (EU) 2025/1455",
        (Milestone(date(2025, 7, 1), "Adopted (day from memory)", "memory, unverified"),),
        ((date(2027, 12, 11), "new types"), (date(2029, 6, 11), "existing types")),
    ),
    Pending(
        id="gb.security",
        title="R155 and R156 for registration",
        kind="announced",
        jurisdiction="GB",
        cite="SI 2025/1110",
        stages=(
            Milestone(date(2025, 10, 1), "Made (day from memory)", "memory, unverified"),
            Milestone(date(2026, 6, 1), "Refused for new types", "single source"),
        ),
        would_apply_from=(
            (date(2027, 6, 1), "registration"),
            (date(2028, 6, 1), "registration, second step"),
            (date(2029, 7, 7), "registration, last step"),
        ),
        text=GB_SECURITY,
    ),
    Pending(
        id="in.security",
        title="Cyber security and updates over the air",
        kind="draft standard",
        jurisdiction="IN",
        cite="draft of June 2026",
        stages=(
            Milestone(
                date(2026, 6, 17),
                "Draft published (one report; two others date it 22 June), thirty days for comments",
                "single source",
            ),
        ),
        would_apply_from=(
            (date(2026, 10, 1), "level 3 and above, new types"),
            (date(2027, 4, 1), "level 3 and above, existing types"),
            (date(2028, 4, 1), "updates over the air, new types"),
            (date(2028, 10, 1), "updates over the air, existing types"),
            (date(2029, 10, 1), "the rest"),
        ),
        text=INDIA,
    ),
    Pending(
        "cn.gb48001",
        "Compulsory standard on door handles, GB 48001",
        "draft standard",
        "CN",
        "GB 48001-2026 (planned)",
        (Milestone(date(2026, 1, 1), "Planned; number and dates are remembered", "memory, unverified"),),
        ((date(2027, 1, 1), "as proposed"),),
    ),
    Pending(
        "cn.gb44497_amendment",
        "Amendment of GB 44497-2024 (data storage for automated driving)",
        "draft standard",
        "CN",
        "amendment of GB 44497-2024",
        (Milestone(date(2026, 4, 16), "Open for comment", "single source"),),
    ),
    Pending(
        "cn.recall_and_advertising",
        "Recall, conformity and advertising of intelligent vehicles",
        "proposal",
        "CN",
        "SAMR and MIIT draft of 2025-08-13",
        (Milestone(date(2025, 8, 13), "Draft, comments to 15 September 2025; no final text is known", "confirmed"),),
    ),
    Pending(
        id="cn.no_70",
        title="Export notices 55 to 58, 61 and 62 after their suspension",
        kind="suspension",
        jurisdiction="CN",
        cite="Announcement No. 70 of 2025",
        stages=(
            Milestone(date(2025, 11, 7), "Suspended to 10 November 2026", "confirmed"),
            Milestone(
                date(2026, 9, 1), "Said abroad to last to 10 January 2027; no notice was found", "single source"
            ),
        ),
        would_apply_from=((date(2026, 11, 11), "by the text of No. 70"), (date(2027, 1, 11), "as said abroad")),
        text=None,
        note="The book keeps the end open as legal.cn.export.suspension_of_no_70_ends.",
    ),
)
