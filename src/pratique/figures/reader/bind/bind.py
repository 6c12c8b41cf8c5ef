"""From the tokens of a sentence to figures: which subject, place and period a number belongs to.

Rule: numbers take subjects in order. A number without an indicator or unit is never a figure: it is kept as
unread with the reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from pratique.figures.reader.bind.counted import counted_behind
from pratique.figures.reader.bind.counted_lines import mark_line, note_heading
from pratique.figures.reader.bind.duty_lists import mark_listed, open_list
from pratique.figures.reader.bind.fiscal import settle_fiscal
from pratique.figures.reader.bind.growths import attach, take_growths, take_points
from pratique.figures.reader.bind.growths_of_then import growth_of_then
from pratique.figures.reader.bind.later_shares import share_again, share_moved, share_told
from pratique.figures.reader.bind.makers import doubt_several, unname
from pratique.figures.reader.bind.marks import growth_lists
from pratique.figures.reader.bind.owners import name_owners
from pratique.figures.reader.bind.rates import mark_rates, note_levied, take_contribution, take_duty
from pratique.figures.reader.bind.respective import split_pairs, zip_lists
from pratique.figures.reader.bind.roles import assign_roles
from pratique.figures.reader.bind.scene import DiscourseLine, Draft, Scene, leave
from pratique.figures.reader.bind.scope import set_aside
from pratique.figures.reader.bind.settle import (
    draft_at,
    forward_product,
    indicator_of,
    product_at,
    product_of,
)
from pratique.figures.reader.bind.share_parts import part_and_whole
from pratique.figures.reader.bind.shares import place_behind
from pratique.figures.reader.bind.subjects import note_period, note_place, note_subject, open_line, remember
from pratique.figures.reader.bind.units import MADE_ABROAD, OF_OTHERS, RECALLED, counts_pieces, noun_after
from pratique.figures.reader.bind.value_first import binding_order
from pratique.figures.reader.bind.values import (
    carried_sense,
    drop_false_quotas,
    for_both,
    is_joint_threshold,
    is_small_base,
    told_as_count,
)
from pratique.figures.reader.text.asserted import Unasserted, unasserted
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.tokens.quantity import Quantity
from pratique.figures.reader.tokens.scan import Token, has_quantity, scan, scan_names

_RATE = re.compile(
    r"^\s*(?:[\w-]+ ){0,4}?(?:vehicles |units |cars )?(?:a|per|each|every) (?:day|week|month|quarter|hour|"
    r"minute)\b(?! (?:ago|earlier|before|prior))|^/"
)
_RATE_BEFORE = re.compile(r"(?:月均|日均|平均每月|平均每天|每月|每天|(?:monthly|daily) average of )\S{0,6}$")
_CAUSE = re.compile(
    r"(?:受|因|由于|面对|尽管|加征的?|\bto |\bfrom |despite (?:the |higher |new |eu |us )*|because of (?:the )?)$",
    re.IGNORECASE,
)
"""Before a word that nobody counts here, these make it a cause and not the subject."""
_EXPECTED_THEN = re.compile(
    r"\b(?:had been|was|were|been) (?:\w+ ){0,2}?"
    r"(?:expected|forecast|projected|predicted|tipped|set|due|scheduled|seen) to\b"
    r"|\b(?:would|could|might|(?-i:may))\b|(?:原|此前|曾)(?:本|先)?(?:预计|预期|预测)",
    re.IGNORECASE,
)
"""What was expected of a time that has passed since: neither what happened nor still a forecast."""
_TURNS = frozenset(("while", "whereas", "but"))
_PRICED = re.compile(
    r"\b(?:valued|priced|costing|costs?|starting|retail(?:s|ing)?|sells?|selling) (?:at |from |for )?"
    r"(?:over |more than |about |around |at least |as little as )?$"
)
_AGAIN = re.compile(
    r"(?:约合|折合|[,(]合|\()(?:约|人民币|美元|about |around |approximately |some |roughly |or |equivalent to )*$"
    r"|\b(?:equivalent to|or) (?:about |around |approximately |some |roughly )*$",
    re.IGNORECASE,
)
TOTAL = 1_000_000
"""Money from here on is no price of one vehicle."""
_MONEY = ("USD", "CNY", "EUR", "CAD")


def bind_sentence(sentence: Sentence, scene: Scene, titled: bool = False) -> None:
    """Read one sentence; what it says is added to `scene`."""
    if not has_quantity(sentence.text):
        names = scan_names(sentence.text, sentence.language)
        remember(names, sentence, scene)
        note_heading(sentence, names, scene)
        open_list(sentence, scene)
        return
    tokens = settle_fiscal(scan(sentence.text, sentence.language), scene)
    tokens = name_owners(sentence.text, tokens, sentence.language)
    doubts = unasserted(sentence.text, sentence.language)
    if not any(token.kind in ("number", "jump", "flat") for token in tokens):
        remember(tokens, sentence, scene)
        note_heading(sentence, tokens, scene)
        open_list(sentence, scene)
        return
    tokens = unname(sentence.text, tokens, sentence.language)
    split_pairs(sentence.text, tokens)
    roles = assign_roles(sentence.text, tokens, sentence.language)
    mark_rates(sentence.text, tokens, roles, sentence.language)
    line = DiscourseLine(sentence, tokens, roles, scene, titled)
    line.doubted = _doubted(tokens, doubts)
    growths = growth_lists(sentence.text, tokens, roles)
    lists = {group[0]: group for group in growths}
    scene.branded = scene.branded or "hinese" in sentence.text
    drop_false_quotas(line)
    open_line(line)
    set_aside(line)
    scene.places |= {
        t.code
        for k, t in enumerate(tokens)
        if t.kind == "place" and t.code not in ("?", "WORLD") and k not in line.aside
    }
    zip_lists(line, growths)
    mark_listed(line)
    doubt_several(line)
    listed = mark_line(line)
    for at in binding_order(line):
        _step(line, at, tokens[at], lists)
    note_levied(line)
    _close(line)
    if not listed:
        note_heading(sentence, tokens, scene)


def _doubted(tokens: list[Token], doubts: tuple[Unasserted, ...]) -> dict[int, str]:
    """The numbers that stand in what the sentence does not assert, by token index, with the reason."""
    found: dict[int, str] = {}
    for at, token in enumerate(tokens):
        if token.kind in ("number", "jump", "flat"):
            why = next((d.why for d in doubts if d.covers(token.start) and d.kind != "excluded"), "")
            if why:
                found[at] = why
    return found


def _step(line: DiscourseLine, at: int, token: Token, lists: dict[int, list[int]]) -> None:
    match token.kind:
        case "product" | "indicator" | "anaphor" | "total":
            if at not in line.roles.inside and at not in line.aside:
                note_subject(line, at, token)
        case "place" if at not in line.aside and at not in line.listed:
            if line.made and at and (line.tokens[at - 1].kind == "mark" or line.tokens[at - 1].code in _TURNS):
                line.scene.maker = ""  # `BYD exported A, while China exported B`
            note_place(line, at, token)
        case "period":
            note_period(line, at, token)
        case "status":
            if token.code == "modal":
                line.kind = "forecast" if line.kind == "observation" else line.kind
            elif line.kind != "quota":
                line.kind = token.code  # type: ignore[assignment]
        case "maker":
            if line.made and at not in line.aside:
                line.scene.maker = token.code
        case "of":
            if at in line.aside:
                return
            line.part = True
            line.foreign = False
        case "other" if at not in line.aside:
            if not _CAUSE.search(line.sentence.text, 0, token.start):
                line.foreign, line.fresh = True, True
        case "mark":
            if token.code in (";", "。"):
                line.foreign = False
            elif token.code in ("(", ")"):
                _bracket(line, at, token.code)
        case "number" | "jump" | "flat":
            _number(line, at, token, lists)


def _bracket(line: DiscourseLine, at: int, code: str) -> None:
    """`30,500 cars (30,400 in May 2024), 35 percent of them`: the period of a count in brackets ends with them."""
    if code == "(":
        line.before_bracket = (at, line.period, line.scene.period)
        return
    opened, period, spoken = line.before_bracket
    if opened >= 0 and period is not None and any(t.code == "count" for t in line.tokens[opened:at]):
        line.period, line.scene.period = period, spoken
    line.before_bracket = (-1, None, None)


def _number(line: DiscourseLine, at: int, token: Token, lists: dict[int, list[int]]) -> None:
    role = line.roles.role.get(at, "growth" if at in line.roles.growth else "none")
    if at in line.doubted:
        leave(line, token, line.doubted[at])
        line.pending = []
        if len(lists.get(at, ())) > 1:
            take_growths(line, lists[at])
    elif role == "points":
        take_points(line, at)
    elif role == "growth":
        if at in lists:
            take_growths(line, lists[at])
    elif role == "share":
        _take_share(line, at)
    elif role == "duty":
        _add_rate(line, take_duty(line, at))
    elif role == "contribution":
        _add_rate(line, take_contribution(line, at))
    elif role == "value":
        _take_value(line, at)
    elif token.code == "count":
        leave(line, token, "a difference or a superseded number, not a level")
    elif (then := growth_of_then(line, at)) is not None:
        line.scene.drafts.append(then)
    elif share_again(line, at) or share_moved(line, at) or share_told(line, at):
        _take_share(line, at)
    else:
        leave(line, token, "a percentage that no word of growth or share explains")


def _add_rate(line: DiscourseLine, draft: Draft | None) -> None:
    """A rate stands by itself: it takes no growth and is no subject of what follows."""
    if draft is not None:
        line.scene.drafts.append(draft)


def _take_value(line: DiscourseLine, at: int) -> None:
    token = line.tokens[at]
    quantity = token.quantity
    assert quantity is not None
    product = forward_product(line, at)
    bare = not quantity.unit and not product and not quantity.large
    if bare and at != line.item and not is_small_base(line, at) and not told_as_count(line, at, quantity):
        return
    if is_joint_threshold(line, at, quantity):
        return
    why = _why_not(line, at, quantity, product)
    if why:
        if quantity.large or quantity.unit:
            leave(line, token, why)
        line.pending = []
        return
    indicator = indicator_of(line, product, at)
    quantity = carried_sense(line, at, quantity)
    draft = draft_at(line, at, indicator, product_at(line, at, product), quantity.unit or "vehicles")
    draft.quantity = quantity
    if line.kind == "forecast" and draft.kind == "observation" and _EXPECTED_THEN.search(line.sentence.text):
        leave(line, token, f"not asserted, an expectation of before: {line.sentence.text[:160]}")
        line.pending, line.expected = [], token.end
        return
    if draft.unit == "vehicles" and draft.product in ("battery", "chip", "charger", "vehicle_part"):
        draft.unit = "pieces"
    if draft.unit in ("vehicles", "pieces") and not quantity.ranged and Fraction(quantity.value).denominator != 1:
        leave(line, token, "a fraction of a vehicle: a power of ten is lost")
        return
    _keep(line, draft, at)
    if for_both(line, at):
        second = replace(draft, changes=list(draft.changes))
        if len(line.indicators) == 2:
            second.indicator = line.indicators[1]
        else:
            second.product = line.products[1]
        _keep(line, second, at)


def _why_not(line: DiscourseLine, at: int, quantity: Quantity, product: str) -> str:
    if line.foreign and not counted_behind(line, at):
        return "its subject is not one that is counted here"
    if quantity.unit in _MONEY and not (line.indicators or line.scene.group or counted_behind(line, at)):
        return "money without an indicator"
    before = line.made[-1].unit if line.made else ""
    other = quantity.unit in _MONEY and before in _MONEY and before != quantity.unit
    if other and _AGAIN.search(line.sentence.text, 0, line.tokens[at].start):
        return "the same amount in another currency"
    if quantity.unit in ("GWh", "tonnes") and product_of(line, product) not in ("battery", "?"):
        return f"{quantity.unit} count no vehicles"
    if RECALLED.search(line.sentence.text):
        return "vehicles that are called back, not counted anew"
    if MADE_ABROAD.match(line.sentence.text, line.tokens[at].end):
        return "made abroad, in no place that is named"
    if (
        quantity.unit in _MONEY
        and quantity.value < TOTAL
        and _PRICED.search(line.sentence.text, 0, line.tokens[at].start)
    ):
        return "a price"
    if _RATE.search(line.sentence.text[line.tokens[at].end :][:48]) or _RATE_BEFORE.search(
        line.sentence.text[: line.tokens[at].start][-12:]
    ):
        return "a rate, not a total"
    noun = "" if quantity.unit else noun_after(line, at)
    if noun and (not product or noun in OF_OTHERS) and not counts_pieces(noun, product_of(line, product)):
        return f"the unit {noun!r} is not known"
    if not indicator_of(line, product, at):
        return "no indicator (sales, exports, production) is named for it"
    return ""


def _keep(line: DiscourseLine, draft: Draft, at: int) -> None:
    """Add a figure; growths that waited for it are its own."""
    scene = line.scene
    size = max(len(line.indicators), len(line.products), 1)
    if draft.compared:
        _date_by_base(line, draft)
        scene.drafts.append(draft)
        return
    while line.pending:
        attach(line, draft, line.pending.pop(0))
        alike = len({growth.basis for growth in line.pending if isinstance(growth.basis, str)}) < 2
        if (
            size > 1
            or (at in line.zipped and alike)
            or (line.pending and any(c.over == line.pending[0].basis for c in draft.changes))
        ):
            break
    line.made.append(draft)
    scene.drafts.append(draft)
    line.k = min(line.k + 1, size - 1)
    line.fresh = False
    if draft.indicator != "share":
        scene.indicator = draft.indicator
    elif not scene.indicator:
        scene.indicator = draft.of.partition(":")[0]
    if draft.indicator != "share" or draft.product in line.products:
        scene.product = draft.product
    if draft.indicator == "share" and line.points:
        attach(line, draft, line.points.pop(0))


def _date_by_base(line: DiscourseLine, base: Draft) -> None:
    """`45,537 units, a decline of 5.1% from the 47,977 sold in August last year`: of August of this year."""
    main = line.made[-1] if line.made else None
    if main is None or main.period is not None or base.period is None or base.period.length == 12:
        return
    if main.indicator == base.indicator and any(change.over == "year" for change in main.changes):
        main.period = line.period = line.scene.period = base.period.shifted(12)


def _take_share(line: DiscourseLine, at: int) -> None:
    if line.foreign:
        leave(line, line.tokens[at], "its subject is not one that is counted here")
        return
    whole = line.roles.whole.get(at, [])
    compared = at in line.roles.compared
    product, of = part_and_whole(line, at, whole)
    before = [d for d in line.made if d.indicator == "share"]
    here = (line.sentence.start, line.sentence.end)
    anew = line.fresh and line.products and line.products[-1] != (before[-1].product if before else "")
    if not product:
        before = before or [d for d in line.scene.drafts[-4:] if d.indicator == "share" and d.sentence == here]
    if before and ((compared and not anew) or not product):
        product, of = before[-1].product, before[-1].of
    if not product:
        leave(line, line.tokens[at], "a share whose part is not named")
        return
    if (place := place_behind(tokens := line.tokens, at)) and sum(
        bool(place_behind(tokens, k)) for k in whole_shares(line)
    ) > 1:
        line.place, line.placed = (None if place == "?" else place), True
    draft = draft_at(line, at, "share", product, "percent")
    draft.of = of
    _keep(line, draft, at)


def whole_shares(line: DiscourseLine) -> list[int]:
    """The shares of a sentence, by token index."""
    return [k for k, role in line.roles.role.items() if role == "share"]


def _close(line: DiscourseLine) -> None:
    """End of the sentence: what is left over is unread; the figures made become the group to refer back to."""
    if not line.maker:
        line.scene.maker = ""  # one named in passing is no subject of the next sentence
    for growth in line.pending:
        leave(line, line.tokens[growth.at], "a growth whose value was not found")
    if line.doubted and not line.made:
        line.scene.group = []
    if line.without_exports:
        for draft in line.made:
            draft.indicator = "domestic_sales" if draft.indicator == "sales" else draft.indicator
    if line.made:
        line.scene.group = line.made
        if line.placed:
            line.scene.place = line.place
    elif line.placed and line.scene.place is None:
        line.scene.place = line.place
    if line.products and not line.made:
        line.scene.product = line.products[-1]
    if line.indicators and not line.made and "+" not in line.indicators[-1]:
        line.scene.indicator = line.indicators[-1]
