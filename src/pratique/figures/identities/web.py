"""Every relation of a ledger, found once and kept by the figures that take part.

Rule: relations are drawn between the most trusted figures; any other printing of a figure is then asked in
its place. Invariant: each figure drives a bounded number of relations, each found by looking up series and
period, so the web of a ledger is built in time linear in its size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pratique.figures.entry import LedgerEntry, SeriesKey
from pratique.figures.identities.money import money
from pratique.figures.identities.rates import rates, restated
from pratique.figures.identities.relation import Identity, Relations
from pratique.figures.identities.shares import implied_wholes, shares
from pratique.figures.identities.sums import Find, month_sums, product_sums, running_sums
from pratique.figures.identities.targets import Latest, targets
from pratique.figures.identities.words import records, words
from pratique.figures.ledger import Ledger, Slot, slot_of
from pratique.figures.period import Period
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Web:
    """`drawn` are the relations to ask; `by_slot` those in which a figure of a slot takes part."""

    ledger: Ledger
    drawn: tuple[Identity, ...]
    by_slot: dict[Slot, list[Identity]]

    @classmethod
    def of(cls, ledger: Ledger) -> Web:
        drawn = list(_between_best(ledger))
        by_slot: defaultdict[Slot, list[Identity]] = defaultdict(list)
        for relation in drawn:
            for slot in {slot_of(figure) for figure in relation.figures}:
                by_slot[slot].append(relation)
        drawn += _of_other_printings(ledger, by_slot)
        return cls(ledger, tuple(drawn), dict(by_slot))

    def about(self, old: LedgerEntry, new: LedgerEntry | None = None) -> list[Identity]:
        """Every relation in which `old` takes part, or would, with `new` in its place."""
        entry = old if new is None else new
        slot = slot_of(entry)
        if new is not None and slot != slot_of(old):
            return list(self._supposed(old, new))
        best = self.ledger.slots[slot][0]
        around = [relation.with_figure(best, entry) for relation in self.by_slot.get(slot, ())]
        if best is not old:
            around += driven(entry, self.ledger.best)
        return around

    def _supposed(self, old: LedgerEntry, new: LedgerEntry) -> Iterator[Identity]:
        """The relations of a figure moved to another series, from where it stood removed."""
        place = slot_of(new)

        def find(key: SeriesKey, period: Period) -> LedgerEntry | None:
            if (key, period.first, period.last) == place:
                return new
            held = self.ledger.slots.get((key, period.first, period.last), ())
            return next((entry for entry in held if entry is not old and entry.confidence != "contradicted"), None)

        yield from driven(new, find)
        for key in {new.key._replace(product=product) for product in _wholes_of(new.product)}:
            if whole := find(key, new.period):
                yield from product_sums(whole, find)


def _wholes_of(product: str) -> Iterator[str]:
    from pratique.figures.codes import WHOLES

    yield from (shape.whole for shape in WHOLES if product in (*shape.parts, *shape.remainder))


def driven(entry: LedgerEntry, find: Find) -> Relations:
    """The relations that `entry` starts: it is the whole, the later part, the share or the later figure."""
    yield from product_sums(entry, find)
    yield from month_sums(entry, find)
    yield from running_sums(entry, find)
    yield from rates(entry, find)
    yield from shares(entry, find)
    yield from money(entry, find)
    yield from words(entry)


def _between_best(ledger: Ledger) -> Relations:
    latest = Latest.of(ledger)
    for held in ledger.slots.values():
        if held[0].confidence != "contradicted":
            yield from driven(held[0], ledger.best)
    for entry in ledger:
        if entry.kind == "target":
            yield from targets(entry, latest)
    for key, series in ledger.series.items():
        sound = [entry for entry in series if entry.confidence != "contradicted"]
        if any(entry.claims for entry in sound):
            yield from records(sound)
        if key.indicator == "share":
            yield from implied_wholes(sorted(sound, key=lambda each: each.period.last), ledger.best)


def _of_other_printings(ledger: Ledger, by_slot: dict[Slot, list[Identity]]) -> Relations:
    def contradicted_too(key: SeriesKey, period: Period) -> LedgerEntry | None:
        return next(iter(ledger.slots.get((key, period.first, period.last), ())), None)

    for slot, held in ledger.slots.items():
        best = held[0]
        for other in held if best.confidence == "contradicted" else held[1:]:
            if (other.value, other.half, other.changes) == (
                best.value,
                best.half,
                best.changes,
            ) and other is not best:
                continue
            if other is not best:
                yield from restated(other, best)
            for relation in by_slot.get(slot, ()):
                yield relation.with_figure(best, other)
            yield from driven(other, contradicted_too if best.confidence == "contradicted" else ledger.best)
