"""The parts of one act: its own, those of its vehicle, and what is left of them where the act names some goods.

Rule: a filter of the question completes no list. Where a vehicle crosses, or may, all of its parts cross with it,
whatever goods are named; where units come alone, the verdict is of them alone and says what it leaves out. Parts of
an act stand beside those of its vehicle and never for them; a vehicle that no act names leaves every list open. Goods
of which their bill says that something else may stand there are not those goods alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pratique.dossier.bill_parts import Parts
from pratique.dossier.entries import ActEntry
from pratique.dossier.lines import PartLines
from pratique.dossier.statements import Statements
from pratique.dossier.structure import may_narrow
from pratique.facts.kinds import PART
from pratique.logic.entities import Entity, Listing

MOST_NAMED = 5
"""So many of the parts that are left out are named."""


def parts_of(said: Statements, entry: ActEntry, own: list[Entity], listing: Listing | None) -> Listing:
    """The parts of an act: its `own`, and the `listing` of its vehicle or of the dossier."""
    complete = entry.parts_complete and not _is_another_listed(said, entry)
    if listing is None or not len(listing.elements):
        return Listing(own, (complete and (bool(own) or listing is None)) or (listing is not None and listing.closed))
    if not own:
        return listing
    parts = listing.elements
    return Listing(parts.beside(own) if isinstance(parts, Parts) else [*own, *parts], listing.closed)


def _is_another_listed(said: Statements, entry: ActEntry) -> bool:
    """Whether a vehicle is listed that no act names: its parts may be those of an act that names none."""
    dossier = said.made.dossier
    named = {each.vehicle for each in dossier.acts}
    left = [(i, each) for i, each in enumerate(dossier.vehicles) if each.id not in named]
    if entry.vehicle is not None or not left:
        return False
    index, vehicle = left[0]
    said.finding(
        "dossier.vehicle.unnamed",
        f"No act names the vehicle {vehicle.id!r}: nothing of it is read.",
        f"vehicles/{index}",
        "Name it as `vehicle` of its act, or leave it out; until then no list is complete.",
    )
    return True


def goods_of(said: Statements, goods: Sequence[str], pointer: str, case: Entity, lines: PartLines) -> Listing:
    """What is left of the parts of `case` where its act names `goods`: all of them where a vehicle crosses too."""
    listing = case.listing(PART)
    if not goods:
        step = "Name what moves, or leave it out."
        said.finding("dossier.goods.none", "goods names nothing, so that all parts count.", f"{pointer}/goods", step)
        return listing
    found = list(_called(said, goods, listing, f"{pointer}/goods"))
    if not may_narrow(case):
        said.finding(
            "dossier.goods.vehicle",
            "goods narrow nothing here: a vehicle crosses with them, or may.",
            f"{pointer}/goods",
            "State act.concerns_vehicle = false where they come alone; all parts count now.",
        )
        return listing
    kept = {id(each) for each in found}
    left = [said.made.labels.get(each.key, each.key) for each in listing.elements if id(each) not in kept]
    if left or not listing.closed:
        some = ", ".join(left[:MOST_NAMED]) + (
            f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
        )
        said.finding(
            "dossier.goods.only",
            f"Asked of {', '.join(goods)} alone, not of {some or 'any other part'}.",
            f"{pointer}/goods",
            "The verdict is of these goods and of nothing else.",
        )
    unsure = [each for each in found if each.key in lines.doubted]
    if unsure:
        some = ", ".join(said.made.labels.get(each.key, each.key) for each in unsure[:MOST_NAMED])
        some += f" and {len(unsure) - MOST_NAMED} more" if len(unsure) > MOST_NAMED else ""
        said.made.contradictions.append(
            (f"{case.key} goods", f"The bill says that something else may stand there than its line: {some}.")
        )
    return Listing(found, not unsure)


def _called(said: Statements, goods: Sequence[str], listing: Listing, pointer: str) -> Iterator[Entity]:
    """The parts of a list that a reference or a key names, else the one that has this name; else a finding."""
    prints, elements = said.made.prints, list(listing.elements)
    by_key, by_ref = dict[str, list[int]](), dict[str, list[int]]()
    for place, each in enumerate(elements):
        by_key.setdefault(each.key, []).append(place)
        by_ref.setdefault(prints.ref_of(each.key), []).append(place)
    for name in goods:
        meant = {each.key for each in prints.called(name)} | {name}
        places = {*by_ref.get(name, ()), *(place for key in meant for place in by_key.get(key, ()))}
        if not places:
            named = {each.key for each in prints.with_name(name)}
            places = {place for key in named for place in by_key.get(key, ())}
            if len(places) > 1:
                message = f"{name!r} is the name of {len(places)} parts."
                said.error("dossier.goods", message, pointer, "Name the refs of those that are meant.")
            elif not places:
                said.error("dossier.goods", f"No part is called {name!r}.", pointer, "Use a ref of the bill.")
        yield from (elements[place] for place in sorted(places))
