"""Technology in the catalogue and goods under the notices on rare earths, batteries and graphite.

Rule: an entry is a conjunction of parameters: one that fails takes the thing out, one that is unknown leaves it open.
A suspension is a fact of its own, and where the day of its end is disputed, so is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pratique.facts import act
from pratique.facts import cn_export as goods
from pratique.facts.definition import legal, remembered
from pratique.facts.kinds import PART
from pratique.law.clocks import Clocks, Suspension, during, in_force
from pratique.law.cn.dates import day, rows
from pratique.law.provision import Provision, authorization, licence, prohibition
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.nodes import Condition

CATALOGUE = "technology export catalogue, 2025-07-15"
NO_70 = "Announcement No. 70 of 2025"
SUSPENDED_BY_TEXT = "2026-11-11"
"""First day after the suspension by the text of No. 70, which runs until 10 November 2026 (confirmed)."""
SUSPENDED_AS_SAID = "2027-01-11"
"""First day after the suspension as a foreign official said in September 2026 (single source)."""

suspension_end = legal(
    "cn.export.suspension_of_no_70_ends", ("2026-11-10", "2027-01-10"),
    "Until which day notices 55 to 58, 61 and 62 are suspended: missing is a notice of the ministry that extends No. 70.",
    usual="2026-11-10", cautious="2026-11-10", cite=NO_70,
)  # fmt: skip
pause_for_us = legal(
    "cn.export.gallium_pause", ("as_reported", "otherwise"),
    "Whether the ban on gallium, germanium and antimony for the United States is paused until 27 November 2026, as one source says.",
    usual="as_reported", cautious="otherwise", cite="pause of the ban on Ga, Ge, Sb",
)  # fmt: skip
_precursor = legal(
    "cn.export.precursor_terms", ("met", "not_met"), "Whether the other terms of the entry on phosphate precursors, which were not read, are met.",
    usual="met", cautious="met", cite=CATALOGUE,
)  # fmt: skip
_restricted = "Restricted technology: approval to negotiate and then an export licence; it binds the technology, not batteries as goods."
_leaves = all_of(act.kind.is_("export", "transfer"), act.out_of.is_("CN"))

_paused = any_of(
    during("2025-11-07", SUSPENDED_BY_TEXT),
    all_of(during(SUSPENDED_BY_TEXT, SUSPENDED_AS_SAID), suspension_end.is_("2027-01-10")),
)

technology_licence = authorization(
    f"{CATALOGUE} (licence)", "The licence is held.", when=goods.technology_licence, text_verified=False
)
ENTRIES: dict[str, Condition] = {
    "LFP preparation": all_of(
        goods.technology.is_("lfp_preparation"),
        goods.density >= 2.58,
        goods.capacity >= 160,
        goods.efficiency >= 97,
    ),
    "LMFP preparation": all_of(
        goods.technology.is_("lmfp_preparation"),
        goods.density >= 2.38,
        goods.capacity >= 155,
        goods.efficiency >= 95,
        goods.voltage >= 3.85,
    ),
    "phosphate precursor": all_of(
        goods.technology.is_("phosphate_precursor"),
        goods.tap_density > 1.2,
        _precursor.is_("met"),
    ),
    "lithium and gallium": goods.technology.is_("lithium_extraction", "gallium_extraction"),
}
"""What the entries of 15 July 2025 take in; every line of one must hold."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One control notice with its three dates and what suspends it."""

    number: str
    signed: date
    applies_from: date
    suspended_from: date | None
    covers: str
    status: str
    note: str


def notices() -> tuple[Notice, ...]:
    """Every row of the table."""
    return tuple(
        Notice(
            r["number"], date.fromisoformat(r["signed"]), date.fromisoformat(r["applies_from"]), day(r["suspended_from"]),
            r["covers"], r["status"], r["note"],
        )
        for r in rows("export", "notices")
    )  # fmt: skip


_IN_FORMS = goods.form.is_("metal", "alloy", "target", "oxide", "magnet")
_dual_use = authorization(
    "dual-use export licence", "A licence covers the goods.", when=goods.goods_licence, text_verified=False
)


def _falls_under(number: str) -> Condition:
    if number == "18":
        return all_of(goods.elements.meets(*goods.EARTHS_18), _IN_FORMS)
    if number == "57":
        return goods.elements.meets(*goods.EARTHS_57)
    return goods.notices.meets(number)


def _notice(row: Notice) -> Provision:
    suspended: tuple[Suspension, ...] = ()
    if row.suspended_from is not None:
        suspended = (Suspension(NO_70, _paused, row.suspended_from),)
    acts = act.kind.is_("export", "reexport", "transfer") if row.number == "61" else _leaves
    return licence(
        f"Announcement No. {row.number} of 2025",
        f"Under licence: {row.covers}.",
        when=all_of(acts, _falls_under(row.number)),
        per=PART,
        clocks=Clocks(in_force=row.applies_from, published=row.signed, suspended=suspended),
        lifted_by=(_dual_use,),
        text_verified=False,
        note=row.note,
    )


def _provisions() -> Iterator[Provision]:
    for name, condition in ENTRIES.items():
        yield licence(
            f"{CATALOGUE} ({name})", _restricted,
            when=all_of(_leaves, condition), clocks=in_force("2025-07-15", published="2025-07-15"),
            lifted_by=(technology_licence,), text_verified=False,
        )  # fmt: skip
    for row in notices():
        yield _notice(row)
    banned = remembered(
        "cn_ban_for_us",
        "Whether gallium, germanium and antimony may not go to the United States unless paused.",
        "ban on Ga, Ge, Sb",
    )
    yield prohibition(
        "ban on Ga, Ge, Sb for the United States",
        "Gallium, germanium and antimony do not go to the United States while the ban is not paused.",
        when=all_of(
            _leaves,
            act.into.is_("US"),
            goods.elements.meets(*goods.METALS_US),
            banned,
            none_of(all_of(during("2025-11-09", "2026-11-28"), pause_for_us.is_("as_reported"))),
        ),
        per=PART,
        clocks=in_force("2024-12-03"),
        text_verified=False,
        note="First day and wording are remembered; the end of the pause rests on one source.",
    )


PROVISIONS = tuple(_provisions())
