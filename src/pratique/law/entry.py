"""Terms that the customs law of every market shares: an entry, a car, what drives it.

Rule: which drive a car has turns on what the engine can do, not on its label. `battery_only` and `new_energy` are two
tests: a plug-in hybrid is the second and not the first.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act, trade, vehicle
from pratique.facts.definition import legal
from pratique.facts.kinds import CASE
from pratique.facts.powertrain import powertrain
from pratique.facts.relations import TRADE_RELATIONS
from pratique.facts.unions import countries_of
from pratique.law.clocks import Clocks, during
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.law.provision import Confidence, Provision, prohibition
from pratique.law.rate import BEFORE_THE_BOOK, Layer, provision_of
from pratique.logic.author import all_of, any_of, none_of, term
from pratique.logic.nodes import Condition, Kind

car = trade.heading.is_(*trade.CARS)
bus = trade.heading.is_(*trade.BUSES)
goods_vehicle = trade.heading.is_(*trade.GOODS_VEHICLES)
road_vehicle = any_of(
    car,
    bus,
    goods_vehicle,
    trade.heading.is_(trade.ELECTRIC_TRACTOR),
    all_of(trade.heading.is_("other"), trade.category.is_("M1", "M2", "M3", "N1", "N2", "N3")),
)
"""What is approved by type whatever it carries: categories M and N, under whatever heading a vehicle is entered."""
battery = trade.heading.is_(trade.LITHIUM_BATTERY)

electric_propulsion = term(
    "propelled by electric motors alone",
    "mechanical test of the driveline",
    "Only electric motors turn the wheels; an engine aboard that merely generates does not change that.",
    any_of(
        powertrain.is_("BEV"),
        all_of(
            powertrain.is_("EREV", "PHEV"),
            none_of(trade.engine_can_drive_wheels),
        ),
    ),
)
battery_only = term(
    "battery-only vehicle",
    "HS 8703.80",
    "The battery is the only source of power: no engine aboard, no fuel cell.",
    powertrain.is_("BEV"),
)
plug_in_hybrid = term(
    "plug-in hybrid",
    "HS 8703.60, 8703.70",
    "Takes power from outside and has an engine aboard; customs headings put range extenders here.",
    powertrain.is_("PHEV", "EREV"),
)
new_energy = term(
    "new-energy vehicle",
    "MIIT order 39, Art. 3",
    "Plug-in hybrid, range-extended, battery-electric or fuel-cell.",
    powertrain.is_("PHEV", "EREV", "BEV", "FCEV"),
)
from_china = trade.origin.is_("CN")
built_up = trade.assembly.is_("CBU")


def enters(market: str) -> Condition:
    """The act brings goods into `market`."""
    return all_of(act.into.is_(*countries_of(market)), act.kind.is_("import", "personal_import"))


def by_agreement(*origins: str) -> Condition:
    """A proof under an agreement with the country of origin is held."""
    return all_of(trade.origin.is_(*origins), trade.preference.is_("agreement"))


def before_the_book(slug: str, cite: str, until: str, when: Condition) -> Provision:
    """What stands in for the law before `until`: nothing, or a bar; open until somebody has looked.

    `slug` names the market and the measure, as `eu.type_approval`.
    """
    earlier = legal(
        f"{slug}.before_{until.replace('-', '_')}",
        ("allowed", "barred"),
        f"What the law said of this act before {until}: the book of {cite} begins there.",
        usual="allowed",
        cautious="barred",
        cite=cite,
    )
    return prohibition(
        f"before {until}: {cite}",
        "The law of this time is not in the book, so that it neither clears nor bars.",
        when=all_of(when, during(None, until), earlier.is_("barred")),
        clocks=Clocks(BEFORE_THE_BOOK),
        confidence=Confidence.MEMORY,
        text_verified=False,
    )


def used() -> Condition:
    """Sold to a first owner before."""
    return none_of(vehicle.new)


def of_market(
    name: str,
    title: str,
    cite: str,
    issuer: str,
    *,
    layers: tuple[Layer, ...] = (),
    provisions: tuple[Provision, ...] = (),
    scope: Condition | None = None,
    coverage: tuple[Coverage, ...] = (),
    not_examined: tuple[Neighbour, ...] = (),
    sources: tuple[Link, ...] = (),
    events: tuple[Event, ...] = (),
    published: date | None = None,
    seen_until: str | None = None,
    note: str = "",
) -> Instrument:
    """An instrument that concerns entries into the market its name begins with.

    Each of `layers` becomes a provision that leaves the entry clear with the duty to pay; `provisions` are the others.
    `seen_until` is the day of the last source of an instrument without rates; of one with rates it is that of its
    oldest row. Raises ValueError where neither says it: what was never dated would never read as stale.
    """
    market = name.partition(".")[0].upper()
    checked = [row.checked for layer in layers for row in layer.rows]
    checked += [date.fromisoformat(seen_until)] if seen_until else []
    if not checked:
        raise ValueError(f"{name} has no rows, so it must say until when its sources were seen")
    inside: dict[Kind, Condition] = {CASE: any_of(car, bus, goods_vehicle, battery) if scope is None else scope}
    return Instrument(
        id=name,
        title=title,
        cite=cite,
        issuer=issuer,
        jurisdiction=market,
        reach=enters(market),
        scope=inside,
        provisions=(*(provision_of(layer) for layer in layers if layer.rows_that_cost()), *provisions),
        checked_on=min(checked),
        published=published,
        coverage=coverage,
        not_examined=not_examined,
        sources=sources or (Link(cite),),
        events=events,
        note=note,
        relations=TRADE_RELATIONS,
    )
