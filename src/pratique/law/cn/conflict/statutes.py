"""Blocking and counter-sanction statutes: what is done in China for a foreign law's sake.

Rule: three answers. No conflict (clear): the act only obeys import law inside the foreign country, or is commercial.
Exposed (clear with duties): it breaks off dealings with a Chinese party, or gathers its data, for a foreign law's sake.
Prohibited in China: an order or a finding names the foreign measure on that day and no exemption is held. Exposure is
a risk and never a bar; without an order that names it, no foreign measure bars anything here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pratique.facts import act
from pratique.facts.cn import conflict
from pratique.facts.definition import legal
from pratique.law.clocks import Clocks, day_in, during
from pratique.law.cn.dates import Dated, clocks, dated, rows
from pratique.law.outcome import Outcome, Range
from pratique.law.provision import Duty, Provision, authorization, exemption, prohibition, requirement
from pratique.logic.author import all_of, any_of, none_of, shifted, term
from pratique.logic.nodes import Condition

REPORT_DAYS = 30
"""Days in which a stopped dealing is reported under the Blocking Rules (confirmed)."""
STATUTES = {text.id: text for text in dated("conflict")}
ABROAD = {row["id"]: row["abroad"] for row in rows("conflict", "instruments")}
"""Whether a statute addresses persons abroad, as its row says: addressed, open, not addressed."""

from_signing = legal(
    "cn.conflict.decrees_apply_from",
    ("publication", "signing"),
    "Whether Decrees 834 and 835, in force at once, apply from their publication or from the day they are dated.",
    usual="publication",
    cautious="signing",
    cite="Decrees 834 and 835",
)

decree_834_abroad = legal(
    "cn.conflict.decree_834_reaches_overseas",
    ("reaches", "only_in_china"),
    "Whether Decree 834 also addresses persons abroad: by its subject it does, and its text was not read.",
    usual="reaches",
    cautious="reaches",
    cite="Decree 834",
)
unreliable_abroad = legal(
    "cn.conflict.unreliable_list_reaches_overseas",
    ("reaches", "only_in_china"),
    "Whether the rules on unreliable entities address persons abroad: by their subject they do, and their text was not read.",
    usual="reaches",
    cautious="reaches",
    cite="Unreliable Entity List",
)

of_foreign_law = term(
    "because a foreign law asks for it",
    "conflict of laws",
    "Done because a foreign law asks for it, wherever; declining to import abroad is not.",
    all_of(
        act.kind.is_("follow_foreign_law"),
        conflict.reason.is_("foreign_law"),
        none_of(conflict.deed.is_("decline_import_abroad")),
    ),
)
for_foreign_law = term(
    "for a foreign law's sake, in China",
    "Blocking Rules, Decree 835",
    "Done in China or by a Chinese party because a foreign law asks for it.",
    all_of(of_foreign_law, conflict.in_china),
)
breaks_off = all_of(conflict.deed.is_("refuse_supply", "terminate", "delist_supplier"), conflict.chinese_counterparty)
gathers = conflict.deed.is_("gather_data", "report_to_foreign_state")

exempted = exemption(
    "exemption from the order",
    "An exemption was granted.",
    when=conflict.exempted,
    leaves=Outcome.CLEAR_WITH_DUTIES,
    text_verified=False,
)
_ADVICE = Duty(
    "counsel first",
    "Take advice in China before the act: who carries out a foreign measure may be sued or listed.",
    "conflict of laws",
)


def _orders() -> Iterator[Condition]:
    for row in rows("conflict", "orders"):
        parts = [conflict.measure.is_(row["measure"]), during(day_in(row["on"]), day_in(row["until"]))]
        if row["needs_third_country"] == "yes":
            parts.append(conflict.third_country)
        yield all_of(*parts)


named_by_order = term(
    "an order or finding names the measure",
    "Blocking Rules; Decree 835",
    "In hand, or in the table of orders and findings; under the Blocking Rules only where a third country is concerned.",
    any_of(conflict.named, *_orders()),
)

prohibited = prohibition(
    "Blocking Rules; Decree 835",
    "Prohibited in China: nobody may carry out a foreign measure that an order or a finding names.",
    when=all_of(for_foreign_law, named_by_order),
    clocks=Clocks(in_force=STATUTES["block"].effective),
    lifted_by=(exempted,),
    text_verified=False,
)


ADDRESSEES: dict[str, Condition] = {
    "uel": all_of(of_foreign_law, any_of(conflict.in_china, unreliable_abroad.is_("reaches"))),
    "afsl": of_foreign_law,
    "ftl": of_foreign_law,
    "834": all_of(of_foreign_law, any_of(conflict.in_china, decree_834_abroad.is_("reaches"))),
    "835": for_foreign_law,
}
"""Whom each statute addresses: the Foreign Trade Law (Art. 40, read) persons abroad above all, the law against foreign
sanctions (Art. 12, read) any organisation or person; no gate is shared between statutes."""


def _exposed(id: str, summary: str, when: Condition) -> Iterator[Provision]:
    """Exposure under a statute, from its effect; from its signing, where a decree is in force at once, if so construed."""
    text = STATUTES[id]
    addressed = ADDRESSEES[id]
    yield _exposure(f"{text.cite} (exposed)", summary, all_of(addressed, when), clocks(text), text)
    if text.signed is not None and id in ("834", "835"):
        until_then = Clocks(in_force=text.signed, lapses=text.effective)
        signed = all_of(addressed, from_signing.is_("signing"), when)
        yield _exposure(f"{text.cite} (exposed, before its publication)", summary, signed, until_then, text)


def _exposure(cite: str, summary: str, when: Condition, clocks: Clocks, text: Dated) -> Provision:
    return requirement(
        cite,
        f"Exposed: {summary}",
        when=when,
        clocks=clocks,
        duties=(_ADVICE,),
        confidence=text.confidence,
        text_verified=False,
    )


EXPOSED: tuple[Provision, ...] = (
    *_exposed("uel", "breaking normal dealings with a Chinese party can lead to a listing.", breaks_off),
    *_exposed(
        "afsl",
        "carrying out or helping a discriminatory measure against Chinese parties can be countered and sued.",
        any_of(breaks_off, gathers),
    ),
    *_exposed(
        "ftl", "a foreign party that breaks off normal transactions can be met with limits on its trade.", breaks_off
    ),
    *_exposed(
        "834",
        "stopping supply, or gathering supply-chain data contrary to law, can be countered.",
        any_of(breaks_off, gathers),
    ),
    *_exposed("835", "a finding may come to name the measure.", any_of(breaks_off, gathers)),
)
report = requirement(
    "Blocking Rules (report)",
    "A Chinese party whose dealings with a third country a foreign law stops reports it within thirty days.",
    when=all_of(
        act.kind.is_("follow_foreign_law"), conflict.in_china, conflict.third_country, conflict.stopped_on.is_given()
    ),
    clocks=Clocks(in_force=date(2021, 1, 9)),
    duties=(
        Duty(
            "report to the ministry",
            "Report the foreign measure within 30 days.",
            "Blocking Rules",
            due=shifted(conflict.stopped_on, days=REPORT_DAYS),
            done=conflict.reported_on,
        ),
    ),
    text_verified=False,
)

helpers = requirement(
    "Foreign Trade Law, Art. 40(2) and 76 (helpers)",
    "Exposed: who helps somebody abroad to get round such limits is fined up to five times the gain and barred for one to five years.",
    when=all_of(act.kind.is_("follow_foreign_law"), conflict.deed.is_("help_evade_limits")),
    clocks=Clocks(in_force=date(2026, 3, 1)),
    duties=(_ADVICE,),
)
foreign_requests = prohibition(
    "Data Security Law, Art. 36; Personal Information Protection Law, Art. 41",
    "Nobody in China gives data stored there to a foreign court or law-enforcement agency without approval of the authority.",
    when=all_of(
        act.kind.is_("follow_foreign_law", "data_export"),
        conflict.deed.is_("report_to_foreign_state"),
        conflict.recipient.is_("foreign_court", "foreign_law_enforcement"),
        conflict.in_china,
        conflict.data_stored_in_china,
    ),
    clocks=Clocks(in_force=date(2021, 9, 1)),
    lifted_by=(
        authorization(
            "approval under Data Security Law, Art. 36",
            "The competent authority approved.",
            when=conflict.approved,
        ),
    ),
)

PROVISIONS = (prohibited, *EXPOSED, report, helpers, foreign_requests)


def words_of(outcome: Outcome) -> str:
    """The answer of this layer: no conflict, exposed, or prohibited in China."""
    if outcome <= Outcome.CLEAR:
        return "no conflict"
    return "prohibited in China" if outcome > Outcome.AUTHORIZED else "exposed"


def conflict_of(found: Range) -> tuple[str, ...]:
    """Every answer of the layer that a range leaves, from best to worst."""
    return tuple(dict.fromkeys(words_of(each) for each in Outcome if found.best <= each <= found.worst))
