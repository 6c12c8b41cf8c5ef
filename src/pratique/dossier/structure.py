"""What the layout of a dossier says, beside what its facts state: whether an act concerns a vehicle, who receives.

Rule: only what cannot be otherwise is read from the layout. An act that names a vehicle concerns one, and so does an
act other than an import of whose vehicle something is stated. An import concerns none only where an importer of
hardware, who is said to be nothing else, brings in parts each of which is hardware, or where the act names a product,
which is what the dossier calls no vehicle. Anything else stays open. A purchaser or an intermediate consignee that is
named is another recipient, whatever was claimed of there being none; the claim then says that there are none beside
those named. What leaves a country and says of itself that it is something else is no vehicle, and where nothing is
named of a vehicle, or of a technology, whose parts are said to be complete, that is the one item that crosses.
Invariant: taking a fact out of a dossier never turns one answer into the other, it only opens the question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from msgspec import structs

from pratique.dossier.entries import ActEntry
from pratique.facts import act, chip, export, part
from pratique.facts.cn import export as cn_export
from pratique.facts.kinds import INTERMEDIATE, PART, PURCHASER
from pratique.facts.proof import Basis, Proof
from pratique.logic.entities import Entity, Listing
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import Choice, Members, Value
from pratique.value_class import dataclass

PROOF = Proof("the layout of the dossier", Basis.COMPUTED)


@dataclass(frozen=True, slots=True)
class ActLayout:
    """What an act names: a vehicle, what is said to be no vehicle, some parts alone; and what that was taken to say.

    `concludes` is whether it is the layout alone that says whether the act concerns a vehicle, so that it is read
    again where facts are made otherwise.
    """

    named: bool = False
    product: bool = False
    goods: bool = False
    concludes: bool = False
    described: bool = False
    """Whether the act names nothing at all, and a vehicle is described that no act names."""
    units: bool = False
    """Whether the goods named come without the vehicle that they belong to: what that is, it is elsewhere."""

    @classmethod
    def of(cls, entry: ActEntry, left_alone: Collection[str]) -> ActLayout:
        """What the entry of an act names; `left_alone` are the vehicles that no act of its dossier names."""
        named, product, goods = (each is not None for each in (entry.vehicle, entry.product, entry.goods))
        described = bool(left_alone) and not (named or product or goods or entry.parts is not None)
        return cls(named, product, goods, described=described)

    def read_of(self, case: Entity, *, concludes: bool) -> ActLayout:
        """The same with what was read from it of its case."""
        return replace(self, concludes=concludes, units=_units_alone(case, self))


def _units_alone(case: Entity, layout: ActLayout) -> bool:
    """Whether goods are named of a vehicle that is said not to cross, in an act that may be on units alone."""
    is_denied = case.values.get(act.concerns_vehicle.name) is FALSE
    return layout.named and layout.goods and is_denied and concerns_vehicle(case, layout) is None


def laid_out(case: Entity, layout: ActLayout) -> Entity:
    """The case after its facts were made otherwise, with what its layout says of them now.

    It stays as it was where that is told, or where the act names some parts alone: the others are not seen here.
    """
    name = act.concerns_vehicle.name
    if layout.goods or (not layout.concludes and name in case.values):
        return case
    values = {each: value for each, value in case.values.items() if each != name}
    found = concerns_vehicle(structs.replace(case, values=values), layout)
    return structs.replace(case, values=values if found is None else {**values, name: found})


def rests_on(case: Entity) -> frozenset[tuple[str, str]]:
    """The facts that were said and from which a layout is read that says whether the act concerns a vehicle."""
    of_act = {(case.key, name) for name in (act.actor_roles.name, cn_export.technology.name) if name in case.values}
    of_parts = {(each.key, name) for each in case.listing(PART).elements for name in _READ if name in each.values}
    return frozenset(of_act | of_parts)


_READ = tuple(each.name for each in (part.kind, part.named_type, chip.kind, cn_export.form, cn_export.elements))


def concerns_vehicle(case: Entity, layout: ActLayout) -> Truth | None:
    """Whether the act of `case` concerns a vehicle; None where the layout does not say.

    An act on some parts of a named vehicle may be on units that come alone, but for a sale. Roles that are not
    excluded are not stated either. One that names nothing and is said to concern no vehicle is at odds with a vehicle
    that is described and that no act names.
    """
    named, product = layout.named, layout.product
    if named and layout.goods and case.values.get(act.kind.name) != Choice(frozenset({"sale"})):
        return None
    if named or (layout.described and case.values.get(act.concerns_vehicle.name) is FALSE):
        return TRUE
    kind = case.values.get(act.kind.name)
    if not isinstance(kind, Choice) or not kind.possible <= BROUGHT_IN:
        if _takes_out_other_things(case):
            return FALSE
        return TRUE if any(name.startswith("vehicle.") for name in case.values) else None
    if product and not any(name.startswith("vehicle.") for name in case.values):
        return FALSE
    listing = case.children.get(PART)
    if listing is None or not listing.elements:
        return None
    if not _only_imports_units(case.values):
        return None
    return FALSE if all(_is_hardware(each) for each in listing.elements) else None


def _is_hardware(element: Entity) -> bool:
    """Whether a part is said to be hardware, or, where nothing is said, is of a type that is a name of hardware."""
    kind, named = element.values.get(part.kind.name), element.values.get(part.named_type.name)
    if kind is None:
        return isinstance(named, Choice) and named.possible <= part.HARDWARE_TYPES
    return kind == Choice(frozenset({"hardware"}))


CROSSES = frozenset({"export", "reexport", "transfer"})
"""Acts by which things leave a country."""


def _takes_out_other_things(case: Entity) -> bool:
    """Whether all that leaves says that it is no vehicle: technology alone, or a closed list of other things."""
    kind, listing = case.values.get(act.kind.name), case.children.get(PART)
    if not isinstance(kind, Choice) or not kind.possible <= CROSSES or listing is None or not listing.closed:
        return False
    technology = case.values.get(cn_export.technology.name)
    of_technology = isinstance(technology, Choice) and "none" not in technology.possible
    if of_technology and len(listing.elements) == 1 and "vehicle" not in _what(listing.elements[0]):
        return True
    return bool(listing.elements) and all(_is_no_vehicle(each) for each in listing.elements)


def _what(element: Entity) -> frozenset[object]:
    what = element.values.get(chip.kind.name)
    return frozenset(what.possible) if isinstance(what, Choice) else frozenset({"vehicle"})


def _is_no_vehicle(element: Entity) -> bool:
    """Whether an item says what it is, and that is no vehicle."""
    what, form = element.values.get(chip.kind.name), element.values.get(cn_export.form.name)
    of_elements = element.values.get(cn_export.elements.name)
    if isinstance(what, Choice):
        return not what.possible & {"vehicle", "other"} or (what.possible == {"other"} and isinstance(form, Choice))
    return isinstance(form, Choice) or (isinstance(of_elements, Members) and bool(of_elements.must))


def crosses_alone(values: Mapping[str, Value], entry: ActEntry, listing: Listing) -> Choice | None:
    """What kind of item crosses as the only one where nothing is named and nothing more is said to belong to it.

    The vehicle that the act names, or the technology that it transfers; None where something else may cross.
    """
    kind = values.get(act.kind.name)
    if (
        not isinstance(kind, Choice)
        or not kind.possible <= CROSSES
        or entry.goods is not None
        or len(listing.elements)
    ):
        return None
    if not (listing.closed or entry.parts_complete):
        return None
    if entry.vehicle is not None:
        return Choice(frozenset({"vehicle"}))
    technology = values.get(cn_export.technology.name)
    if entry.product is not None or not isinstance(technology, Choice) or "none" in technology.possible:
        return None
    return Choice(frozenset({"technology", "other"} if "other" in technology.possible else {"other"}))


BROUGHT_IN = frozenset({"import", "zone_admission", "transit"})
"""Acts by which goods come into a country, or through it."""
OF_VEHICLES = BROUGHT_IN | {
    "sale",
    "software_update",
    "commercial_service",
    "personal_import",
    "used_resale",
    "manufacture",
}
"""Acts that can be done with a whole vehicle: of all others the goods are what is named."""


def may_narrow(case: Entity) -> bool:
    """Whether naming some goods leaves the rest out of the act: not where a vehicle crosses, or may, with them."""
    if case.values.get(act.concerns_vehicle.name) is FALSE:
        return True
    kind = case.values.get(act.kind.name)
    return isinstance(kind, Choice) and not kind.possible & OF_VEHICLES


def _only_imports_units(values: Mapping[str, Value]) -> bool:
    roles = values.get(act.actor_roles.name)
    if not isinstance(roles, Members) or "vcs_hardware_importer" not in roles.must:
        return False
    of_cars = (act.imports_vehicles.name, act.assembles_in_us.name, act.integrates_ads.name)
    return "connected_vehicle_manufacturer" not in roles.must and not any(
        values.get(each) is TRUE for each in of_cars
    )


def with_other_recipients(case: Entity) -> Entity:
    """The case where a recipient is named beside consignee and end user, the case as it was where none is.

    A claim that there are none then closes the other list.
    """
    kinds = (PURCHASER, INTERMEDIATE)
    if not any(case.listing(kind).elements for kind in kinds):
        return case
    children = case.children
    if case.values.get(export.others.name) is FALSE:
        children = {**children, **{kind: Listing([], True) for kind in kinds if kind not in children}}
    return structs.replace(case, children=children, values={**case.values, export.others.name: TRUE})
