"""Technology in the catalogue and goods under the notices on metals, rare earths, batteries and graphite.

Rule: an entry is a conjunction of parameters: one that fails takes the thing out, one that is unknown leaves it open.
A suspension is a fact of its own, and where the day of its end is disputed, so is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pratique.facts import act, export, gaps
from pratique.facts.cn import export as goods
from pratique.facts.definition import legal
from pratique.facts.kinds import PART
from pratique.law.clocks import Clocks, Suspension, day_in, during, in_force, suspended
from pratique.law.cn.dates import rows
from pratique.law.provision import Provision, authorization, exemption, known_gap, licence, prohibition
from pratique.logic.author import all_of, any_of
from pratique.logic.nodes import Condition
from pratique.value_class import dataclass

CATALOGUE = "technology export catalogue, 2025-07-15"
"""Announcement No. 28 of 2025 of MOFCOM and the science ministry, in force on its publication (confirmed)."""
NO_46 = "Announcement No. 46 of 2024"
NO_70 = "Announcement No. 70 of 2025"
NO_72 = "Announcement No. 72 of 2025"
PAUSED_FOR_US = ("2025-11-09", "2026-11-28")
"""From its publication to 27 November 2026, that day included, No. 72 suspends paragraph 2 of No. 46 (confirmed)."""
ORDER_ON_FIRM = "MOFCOM order of 4 October 2025 (Nexperia China)"
SUSPENDED_BY_TEXT = "2026-11-11"
"""First day after the suspension by the text of No. 70, which runs until 10 November 2026 (confirmed)."""
SUSPENDED_AS_SAID = "2027-01-11"
"""First day after the suspension as a foreign official said in September 2026 (single source)."""

suspension_end = legal(
    "cn.export.suspension_of_no_70_ends",
    ("2026-11-10", "2027-01-10"),
    "Until which day notices 55 to 58, 61 and 62 are suspended: missing is a notice of the ministry that extends No. 70.",
    usual="2026-11-10",
    cautious="2026-11-10",
    cite=NO_70,
)
_precursor = legal(
    "cn.export.precursor_terms",
    ("met", "not_met"),
    "Whether the other terms of the entry on phosphate precursors, which were not read, are met.",
    usual="met",
    cautious="met",
    cite=CATALOGUE,
)
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
    year: str
    signed: date
    applies_from: date
    suspended_from: date | None
    covers: str
    status: str
    note: str

    @property
    def cite(self) -> str:
        """The notice by number and year."""
        return f"Announcement No. {self.number} of {self.year}"


def notices() -> tuple[Notice, ...]:
    """Every row of the table."""
    return tuple(
        Notice(
            number=r["number"],
            year=r["year"],
            signed=date.fromisoformat(r["signed"]),
            applies_from=date.fromisoformat(r["applies_from"]),
            suspended_from=day_in(r["suspended_from"]),
            covers=r["covers"],
            status=r["status"],
            note=r["note"],
        )
        for r in rows("export", "notices")
    )


_IN_FORMS = goods.form.is_("metal", "alloy", "target", "oxide", "compound", "magnet")
"""Compounds and mixtures are items of their own beside oxides (1C902.c and its like; translations of the list)."""
_dual_use = authorization(
    "dual-use export licence", "A licence covers the goods.", when=goods.goods_licence, text_verified=False
)


_BY_THEMSELVES: dict[str, dict[str, tuple[str, ...]]] = {
    "10": {"metal": ("Te", "Bi"), "oxide": ("W",)},
    "23": {"metal": ("Ga", "Ge")},
    "33": {"metal": ("Sb",)},
}
"""Notice -> forms -> elements that fall under it in that form whatever else is asked (23, 33 confirmed; 10 reported)."""


def falls_under(number: str) -> Condition:
    """The goods fall under the entries of a notice: by element and form where these are enough, else as asked."""
    if number == "18":
        return all_of(goods.elements.meets(*goods.EARTHS_18), _IN_FORMS)
    if number == "57":
        return goods.elements.meets(*goods.EARTHS_57)
    surely = _BY_THEMSELVES.get(number, {}).items()
    return any_of(
        *(all_of(goods.elements.meets(*symbols), goods.form.is_(form)) for form, symbols in surely),
        goods.notices.meets(number),
    )


def _notice(row: Notice) -> Provision:
    pauses: tuple[Suspension, ...] = ()
    if row.suspended_from is not None:
        pauses = (Suspension(NO_70, _paused, row.suspended_from),)
    acts = act.kind.is_("export", "reexport", "transfer") if row.number == "61" else _leaves
    return licence(
        row.cite,
        f"Under licence: {row.covers}.",
        when=all_of(acts, falls_under(row.number)),
        per=PART,
        clocks=Clocks(in_force=row.applies_from, published=row.signed, suspended=pauses),
        lifted_by=(_dual_use,),
        text_verified=False,
        note=row.note,
    )


not_for_us = prohibition(
    f"{NO_46}, para 2",
    "Gallium, germanium and antimony under control are in principle not licensed for the United States.",
    when=all_of(_leaves, act.into.is_("US"), any_of(falls_under("23"), falls_under("33"))),
    per=PART,
    clocks=in_force("2024-12-03", published="2024-12-03", suspended=(suspended(NO_72, *PAUSED_FOR_US),)),
    text_verified=False,
    note="Superhard materials and the closer review of graphite are in the same paragraph and not modelled. While it is suspended "
    "the licence of notices 23 and 33 is still needed.",
)
exempt_from_order = exemption(
    f"{ORDER_ON_FIRM} (exemption)",
    "The ministry exempted the export: civil use that meets its criteria, since 1 November 2025.",
    when=all_of(goods.order_exemption, during("2025-11-01")),
    text_verified=False,
)
order_on_firm = prohibition(
    ORDER_ON_FIRM,
    "Nexperia China and its subcontractors may not export the finished parts that the order names.",
    when=all_of(_leaves, goods.notices.meets(goods.NEXPERIA)),
    per=PART,
    clocks=in_force("2025-10-04"),
    lifted_by=(exempt_from_order,),
    text_verified=False,
    note="A control on one firm and its site. No text that ends it was found; Dutch orders and the court's measures are not China's law.",
)


military_gap = known_gap(
    f"{NO_46}, para 1",
    "dual-use items for military users or uses in the United States are barred.",
    answer=gaps.military_users_in_us,
    clocks=in_force("2024-12-03", published="2024-12-03"),
    per=PART,
    when=all_of(
        _leaves,
        act.into.is_("US"),
        any_of(*(falls_under(row.number) for row in notices())),
        export.end_uses.meets("military", "military_intelligence"),
    ),
)


catch_all_gap = known_gap(
    "Export Control Law, art. 12",
    "goods in no list are under licence too where the exporter knows, or is told, of such a use.",
    answer=gaps.catch_all_of_china,
    clocks=in_force("2020-12-01", published="2020-10-17"),
    per=PART,
    when=all_of(
        _leaves,
        export.end_uses.meets("military", "military_intelligence", "nuclear", "missile", "chemical_or_biological"),
    ),
)


def _provisions() -> Iterator[Provision]:
    for name, condition in ENTRIES.items():
        yield licence(
            f"{CATALOGUE} ({name})",
            _restricted,
            when=all_of(_leaves, condition),
            clocks=in_force("2025-07-15", published="2025-07-15"),
            lifted_by=(technology_licence,),
            text_verified=False,
        )
    yield from (_notice(row) for row in notices())
    yield from (not_for_us, order_on_firm, military_gap, catch_all_gap)


PROVISIONS = tuple(_provisions())
