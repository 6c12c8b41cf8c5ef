# ruff: noqa: E501, RUF028
"""The law over columns of cases: `columns` against Polars and SQL written by hand, OpenFisca, and a bare scan.

Run: .venv/bin/python benchmarks/columns.py [--small] [--cases N]
Sizes 1 and 10 million cases (200,000 with --small). Every engine that keeps unknowns must give the same codes.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl

from pratique.facts.kinds import CASE, PART
from pratique.law.instrument import LEVELS, applies, at_least, levels
from pratique.law.outcome import Outcome
from pratique.law.us.cfr15_791d import INSTRUMENT
from pratique.law.us.cfr15_791d.prohibitions import linked_maker_service
from pratique.logic.author import all_of, any_of, some
from pratique.logic.nodes import Condition
from pratique.readings.columns.forms import codes_of
from pratique.readings.columns.read import columns
from pratique.readings.columns.rows import some as some_codes

UNKNOWN = 0.15
LINKED = ("CN", "HK", "MO", "RU")
COUNTRIES = ("CN", "HK", "RU", "MO", "US", "DE", "JP", "KR", "SE", "MX")
LEGAL = "legal.us.cfr15_791d."
TRUTHS = (
    "actor.assembles_in_us_for_sale", "actor.imports_vehicles_for_sale", "actor.integrates_ads_for_sale",
    "actor.imports_vcs_hardware", "authorization.specific_granted", "vehicle.mechanical_power", "vehicle.rail_only",
    "vehicle.primarily_public_road", "vehicle.networked_hardware_with_software", "vehicle.communicates_wirelessly",
    "vehicle.completed", "act.concerns_vehicle",
)  # fmt: skip
PARTY_TRUTHS = (
    "party.us_person", "party.acts_for_prc_or_russia", "party.natural_person",
    "party.us_citizen_or_permanent_resident", "party.controlled_from_prc_or_russia",
)  # fmt: skip
PLACES = ("party.organised_in", "party.headquartered_in", "party.principal_place_of_business")
ROLES = (
    "connected_vehicle_manufacturer",
    "consumer",
    "exporter",
    "service_operator",
    "supplier",
    "vcs_hardware_importer",
)

# --- cases --------------------------------------------------------------------------------------------------


def made_up(dice: np.random.Generator, size: int, values: object, name: str, dtype: object = None) -> pl.Series:
    """A column drawn from `values`, some of it unknown."""
    column = pl.Series(name, values)
    column = column if dtype is None else column.cast(dtype)
    chosen = column.gather(pl.Series(dice.integers(0, column.len(), size, dtype=np.uint32)))
    known = pl.Series(dice.random(size) >= UNKNOWN)
    return pl.select(pl.when(known).then(chosen).alias(name)).to_series()


def tables(cases: int, *, parts: int = 100_000, parties: int = 20_000, lines: int = 4) -> dict[str, pl.DataFrame]:
    """Cases with an actor, `lines` parts each from a shared catalogue, two sources a part."""
    dice = np.random.default_rng(791)
    return {
        "case": _cases(dice, cases, parties),
        "party": _parties(dice, parties),
        "uses": pl.DataFrame(
            {
                "case": np.repeat(np.arange(cases, dtype=np.int32), lines),
                "part": dice.integers(0, parts, cases * lines, dtype=np.int32),
            }
        ),
        "part": _parts(dice, parts),
        "supplies": pl.DataFrame(
            {
                "part": np.repeat(np.arange(parts, dtype=np.int32), 2),
                "party": dice.integers(0, parties, parts * 2, dtype=np.int32),
                "source.roles": made_up(dice, parts * 2, [["designed"], ["supplied"], ["updates"], []], "roles"),
                "source.only_by_citizenship": made_up(dice, parts * 2, [True, False, False], "only"),
            }
        ),
    }


def _cases(dice: np.random.Generator, size: int, parties: int) -> pl.DataFrame:
    days = [date(2026, 1, 1), date(2027, 6, 1), date(2024, 1, 1), date(2029, 3, 1)]
    acts = pl.Enum(["import", "sale", "commercial_service", "repair"])
    roles = pl.Series([1 << bit for bit in (0, 1, 5, 3)], dtype=pl.UInt64)
    columns = [
        pl.Series("case", np.arange(size, dtype=np.int32)),
        pl.Series("actor", dice.integers(0, parties, size, dtype=np.int32)),
        pl.Series("part.closed", dice.random(size) < 0.8),
        made_up(dice, size, days, "act.date"),
        made_up(dice, size, ["US", "US", "US", "DE"], "act.into", pl.Enum(["DE", "US"])),
        made_up(
            dice, size, ["import", "sale", "commercial_service", "commercial_service", "repair"], "act.kind", acts
        ),
        made_up(dice, size, roles, "actor.roles"),
        made_up(dice, size, [2, 3, 4, 5], "vehicle.automation_level", pl.Int8),
        made_up(dice, size, list(range(2024, 2032)), "vehicle.model_year", pl.Int16),
        made_up(dice, size, [4_000, 9_000, 10_000, 12_000], "vehicle.gvwr_lb", pl.Int32),
        made_up(dice, size, [2_000, 4_000, 4_536, 5_500], "vehicle.gvwr_kg", pl.Int32),
    ]
    for name, values in (("weight_unit", ["pounds", "kilograms"]),
                         ("us_residents", ["carved_out", "not_carved_out"])):  # fmt: skip
        columns.append(made_up(dice, size, values, LEGAL + name, pl.Enum(values)))
    return pl.DataFrame(columns + [made_up(dice, size, [True, True, True, False], name) for name in TRUTHS])


def _parties(dice: np.random.Generator, size: int) -> pl.DataFrame:
    places = [made_up(dice, size, COUNTRIES, name, pl.Enum(COUNTRIES)) for name in PLACES]
    sets = [
        made_up(dice, size, [["US"], ["DE"], ["CN"], ["MO", "US"]], f"party.{n}")
        for n in ("citizen_of", "resident_in")
    ]
    truths = [made_up(dice, size, [True, False, False], name) for name in PARTY_TRUTHS]
    return pl.DataFrame([pl.Series("party", np.arange(size, dtype=np.int32)), *places, *sets, *truths])


def _parts(dice: np.random.Generator, size: int) -> pl.DataFrame:
    truths = (
        "programmable", "contributes_to_communication", "directly_enables_vcs", "directly_connected_to_vcs",
        "in_enabling_item", "foreign_interest", "on_primary_processor", "open_source", "installed_in_vehicle",
    )  # fmt: skip
    classes = ["application", "middleware", "firmware"]
    columns = [
        pl.Series("part", np.arange(size, dtype=np.int32)),
        made_up(dice, size, ["hardware", "software"], "part.kind", pl.Enum(["hardware", "software"])),
        made_up(dice, size, classes, "part.software_class", pl.Enum(classes)),
        made_up(dice, size, [100e6, 450e6, 2.4e9], "part.radio_frequency_max"),
        made_up(dice, size, [2026, 2028, 2029, 2030, 2031], "part.model_year", pl.Int16),
        made_up(dice, size, [["communication"], ["sensing"], ["power", "sensing"]], "part.functions"),
        made_up(dice, size, [["VCS"], ["ADS"], []], "part.software_enables"),
        made_up(
            dice, size, [date(2025, 1, 1), date(2026, 3, 17), date(2026, 9, 1)], "part.last_designed_or_supplied"
        ),
    ]
    return pl.DataFrame(columns + [made_up(dice, size, [True, True, False], f"part.{name}") for name in truths])


# --- the case stage: 15 CFR 791.304, second sentence ----------------------------------------------------------

ASKED: dict[str, Condition] = {
    "scope": all_of(INSTRUMENT.reach, INSTRUMENT.scope[CASE]),
    "applies": all_of(INSTRUMENT.reach, applies(linked_maker_service)),
    "held": all_of(INSTRUMENT.reach, at_least(linked_maker_service, Outcome.CLEAR)),
    "prohibited": all_of(INSTRUMENT.reach, at_least(linked_maker_service, Outcome.PROHIBITED)),
}


def by_hand(given: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The same in Polars, by hand, what is shared named in stages; parties once each, then gathered."""
    c, start = pl.col, date(2025, 3, 17)
    limbs = given["party"].select(
        us=c("party.us_person"),
        agent=c("party.acts_for_prc_or_russia"),
        natural=c("party.natural_person"),
        american=c("party.us_citizen_or_permanent_resident"),
        tied=_tied(*LINKED),
        seated=_seated(*LINKED) | c("party.controlled_from_prc_or_russia"),
    )
    actor = limbs.select(pl.all().gather(given["case"]["actor"]))
    kind, unit = c("act.kind"), c(LEGAL + "weight_unit") == "pounds"
    lb, kg = c("vehicle.gvwr_lb") > 10_000, c("vehicle.gvwr_kg") > 4_536
    made, roles = c("actor.assembles_in_us_for_sale"), c("actor.roles")
    frame = given["case"].hstack(actor).with_columns(
        reach=(c("act.into") == "US")
        & ((kind == "import") | (kind == "sale") | (kind == "commercial_service"))
        & (c("act.date") >= start),
        connected=c("act.concerns_vehicle") & c("vehicle.mechanical_power") & c("vehicle.primarily_public_road")
        & c("vehicle.networked_hardware_with_software") & c("vehicle.communicates_wirelessly")
        & ~c("vehicle.rail_only") & ~((unit & lb) | (~unit & kg) | (lb & kg)),
        maker=((roles & 1) != 0)
        | (c("us") & (made | c("actor.imports_vehicles_for_sale") | c("actor.integrates_ads_for_sale"))),
        carved=c(LEGAL + "us_residents") == "carved_out",
    )  # fmt: skip
    frame = frame.with_columns(
        linked=c("agent")
        | (c("natural") & c("tied") & ~(c("american") & c("carved")))
        | (~c("natural") & c("seated")),
        content=c("reach")
        & c("maker")
        & (kind == "commercial_service")
        & c("connected")
        & c("vehicle.completed")
        & (c("vehicle.automation_level") >= 3),
    ).with_columns(  # fmt: skip
        scope=c("reach") & c("connected") & c("maker"),
        applies=c("content") & c("linked"),
        # The exemption's other elements (manufacturer, linked) stand in `applies` already.
        exempt=c("vehicle.model_year") < 2027,
    )
    frame = frame.with_columns(held=c("applies") & ~c("exempt"))
    frame = frame.with_columns(prohibited=c("held") & ~c("authorization.specific_granted"))
    return frame.select((c(name).cast(pl.UInt8) * 3).fill_null(1) for name in ASKED)


def _tied(*countries: str) -> pl.Expr:
    """A set meets countries; the sets here are known whole or not at all."""
    return _any(
        pl.col(f"party.{name}").list.contains(each) for name in ("citizen_of", "resident_in") for each in countries
    )


def _seated(*countries: str) -> pl.Expr:
    return _any(pl.col(name) == each for name in PLACES for each in countries)


def _any(expressions: object) -> pl.Expr:
    first, *others = expressions  # type: ignore[misc]
    for each in others:
        first = first | each
    return first


SQL = f"""
WITH limbs AS (SELECT party, "party.us_person" us, "party.acts_for_prc_or_russia" agent, "party.natural_person" nat,
    "party.us_citizen_or_permanent_resident" american, "party.controlled_from_prc_or_russia" OR {{seated}} seated,
    {{tied}} tied FROM party),
one AS (SELECT c."case" k, "act.into" = 'US' AND ("act.kind" = 'import' OR "act.kind" = 'sale' OR "act.kind" =
    'commercial_service') AND "act.date" >= DATE '2025-03-17' reach, "act.concerns_vehicle" AND "vehicle.mechanical_power" AND
    "vehicle.primarily_public_road" AND "vehicle.networked_hardware_with_software" AND
    "vehicle.communicates_wirelessly" AND NOT "vehicle.rail_only" AND NOT (
    ("{LEGAL}weight_unit" = 'pounds' AND "vehicle.gvwr_lb" > 10000) OR (NOT ("{LEGAL}weight_unit" = 'pounds') AND
    "vehicle.gvwr_kg" > 4536) OR ("vehicle.gvwr_lb" > 10000 AND "vehicle.gvwr_kg" > 4536)) connected,
    ("actor.roles" & 1) <> 0 OR (us AND ("actor.assembles_in_us_for_sale" OR "actor.imports_vehicles_for_sale" OR
    "actor.integrates_ads_for_sale")) maker,
    agent OR (nat AND tied AND NOT (american AND
    "{LEGAL}us_residents" = 'carved_out')) OR (NOT nat AND seated)
    linked, "act.kind" = 'commercial_service' AND "vehicle.completed" AND "vehicle.automation_level" >= 3 service,
    "vehicle.model_year" < 2027 old, "authorization.specific_granted" granted
    FROM "case" c JOIN limbs ON c.actor = limbs.party),
two AS (SELECT k, reach AND connected AND maker scope, reach AND maker AND connected AND service AND
    linked applies, old exempt, granted FROM one)
SELECT k, {{codes}} FROM (SELECT k, scope, applies, applies AND NOT exempt held, applies AND NOT exempt AND NOT granted
    prohibited FROM two)"""


def sql() -> str:
    def seated(*countries: str) -> str:
        return "(" + " OR ".join(f"\"{name}\" = '{each}'" for name in PLACES for each in countries) + ")"

    def tied(*countries: str) -> str:
        sets = ("party.citizen_of", "party.resident_in")
        return "(" + " OR ".join(f"list_contains(\"{name}\", '{each}')" for name in sets for each in countries) + ")"

    codes = ", ".join(f"coalesce({name}::UTINYINT * 3, 1)::UTINYINT {name}" for name in ASKED)
    return SQL.format(seated=seated(*LINKED), tied=tied(*LINKED), codes=codes)


def duck(given: dict[str, pl.DataFrame]) -> Callable[[], pl.DataFrame]:
    """The query over DuckDB's own tables; loading them is not counted."""
    import duckdb

    base = duckdb.connect(config={"threads": pl.thread_pool_size()})
    for name in ("case", "party"):
        base.register(f"given_{name}", given[name].with_columns(pl.col(pl.Enum).cast(pl.String)).to_arrow())
        base.execute(f'CREATE TABLE "{name}" AS SELECT * FROM given_{name}')
        base.unregister(f"given_{name}")
    text = sql()
    return lambda: pl.DataFrame(base.sql(text).to_arrow_table())


def fisca(given: dict[str, pl.DataFrame]) -> Callable[[], np.ndarray]:
    """The rule in OpenFisca, two-valued: what is unknown reads as its default, so its answers are not compared.

    It knows neither sets nor links between entities, so the actor's link is given to it, decided.
    """
    from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

    person = entities.Entity("case", "cases", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([person])
    linked = codes_of(by_limbs(given)) == 3
    frame = given["case"].with_columns(pl.Series("linked", linked))
    month = periods.DateUnit.MONTH
    inputs = {**dict.fromkeys((*TRUTHS, "linked"), bool), "vehicle.gvwr_lb": int, "vehicle.automation_level": int,
              "vehicle.model_year": int, "act.kind": int, "act.into": int, "actor.roles": int, "act.date": int}  # fmt: skip

    def declare(name: str, kind: type, formula: object = None) -> None:
        body = {"value_type": kind, "entity": person, "definition_period": month, "label": name}
        system.add_variable(
            type(name.replace(".", "_"), (variables.Variable,), body | ({"formula": formula} if formula else {}))
        )

    for name, kind in inputs.items():
        declare(name, kind)

    def prohibited(p: object, period: object) -> np.ndarray:
        def v(name: str) -> np.ndarray:
            return p(name.replace(".", "_"), period)  # type: ignore[operator, no-any-return]

        reach = (v("act.into") == 1) & (v("act.kind") < 3) & (v("act.date") >= 20_164)
        connected = (
            v("act.concerns_vehicle")
            & v("vehicle.mechanical_power")
            & v("vehicle.primarily_public_road")
            & v("vehicle.communicates_wirelessly")
        )
        connected &= (
            v("vehicle.networked_hardware_with_software") & ~v("vehicle.rail_only") & (v("vehicle.gvwr_lb") <= 10_000)
        )
        maker = (v("actor.roles") & 1) != 0
        maker |= (
            v("actor.assembles_in_us_for_sale")
            | v("actor.imports_vehicles_for_sale")
            | v("actor.integrates_ads_for_sale")
        )
        applies = reach & connected & maker & v("linked") & (v("act.kind") == 2) & v("vehicle.completed")
        applies &= v("vehicle.automation_level") >= 3
        return applies & ~(v("vehicle.model_year") < 2027) & ~v("authorization.specific_granted")

    declare("prohibited", bool, prohibited)
    arrays = {
        n.replace(".", "_"): frame[n].to_physical().fill_null(False if k is bool else 0).to_numpy()
        for n, k in inputs.items()
    }

    def run() -> np.ndarray:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, frame.height)
        for name, values in arrays.items():
            simulation.set_input(name, "2026-11", values)
        return simulation.calculate("prohibited", "2026-11")

    return run


def by_limbs(given: dict[str, pl.DataFrame]) -> pl.Series:
    linked = _seated(*LINKED) | pl.col("party.acts_for_prc_or_russia")
    return given["party"].select(linked=linked)["linked"].gather(given["case"]["actor"])


# --- timing ---------------------------------------------------------------------------------------------------


def race(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The shortest of several runs of each, in seconds; they take turns, so that a busy machine slows all alike."""
    times = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name] = min(times[name], time.perf_counter() - start)
    return times


def table(title: str, unit: str, size: int, times: dict[str, float], against: str) -> None:
    print(f"\n### {title}\n\n| engine | ms | million {unit}/s | times {against} |\n|---|---|---|---|")
    for name, seconds in times.items():
        print(f"| {name} | {seconds * 1e3:.1f} | {size / seconds / 1e6:.1f} | {seconds / times[against]:.2f} |")


def scan(frame: pl.DataFrame) -> pl.DataFrame:
    """The floor: read every column once."""
    return frame.select(pl.all().to_physical().max())


def case_stage(cases: int, rounds: int) -> None:
    given = {name: each for name, each in tables(cases).items() if name in ("case", "party")}
    asked, expected = lambda: columns(ASKED, given), by_hand(given)
    assert asked().drop("case").equals(expected), "columns and the hand-written Polars differ"
    query = duck(given)
    assert query().sort("k").drop("k").equals(expected), "DuckDB differs"
    runs: dict[str, Callable[[], object]] = {
        "bare scan of the case table": lambda: scan(given["case"]),
        "Polars by hand": lambda: by_hand(given),
        "columns": asked,
        "DuckDB, nullable": query,
    }
    try:
        runs["OpenFisca, two-valued, one output, link given"] = fisca(given)
    except ImportError:
        print("(openfisca-core is not installed)")
    times = race(runs, rounds)
    table(f"Case stage: 15 CFR 791.304, 4 outputs, {cases:,} cases", "cases", cases, times, "Polars by hand")


def reductions(rows: int, rounds: int) -> None:
    dice = np.random.default_rng(1)
    codes = dice.choice(np.array([0, 1, 3], np.uint8), rows)
    present = dice.choice(np.array([3, 3, 3, 1], np.uint8), rows)
    groups = np.sort(dice.integers(0, rows // 4, rows))
    offsets = np.concatenate(([0], np.cumsum(np.bincount(groups, minlength=rows // 4))))
    frame = pl.DataFrame({"group": groups, "code": codes, "present": present}).with_columns(
        body=pl.when(pl.col("code") != 1).then(pl.col("code") == 3),
        there=pl.when(pl.col("present") != 1).then(pl.col("present") == 3),
    )

    def grouped() -> pl.DataFrame:
        both = (pl.col("body") & pl.col("there")).any(ignore_nulls=False)
        return frame.group_by("group", maintain_order=True).agg(both)

    runs: dict[str, Callable[[], object]] = {
        "bare scan of the codes": codes.max,
        "reduceat over offsets (columns)": lambda: some_codes(codes, present, offsets),
        "Polars group_by any": grouped,
    }
    times = race(runs, rounds)
    title = f"Reductions alone: some() over {rows:,} rows in groups of 0 to 15 (4 on average)"
    table(title, "rows", rows, times, "Polars group_by any")


def whole(cases: int, rounds: int) -> None:
    given = tables(cases)
    pairs = zip(LEVELS, levels(INSTRUMENT, CASE), levels(INSTRUMENT, PART), strict=True)
    asked = {level.name: any_of(mine, some(PART, part)) for level, mine, part in pairs}
    plain = [frame.select(pl.exclude(pl.List(pl.String))) for frame in given.values()]
    runs: dict[str, Callable[[], object]] = {
        "bare scan of all tables": lambda: [scan(frame) for frame in plain],
        "columns": lambda: columns(asked, given),
    }
    times = race(runs, rounds)
    rows = given["uses"].height
    table(
        f"The whole subpart, 6 levels, {cases:,} cases, {rows:,} lines",
        "cases",
        cases,
        times,
        "bare scan of all tables",
    )
    print(f"\nPeak memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--small", action="store_true", help="200,000 cases only")
    reader.add_argument("--cases", type=int, help="this many cases only")
    given = reader.parse_args()
    sizes = [given.cases] if given.cases else [200_000] if given.small else [1_000_000, 10_000_000]
    print(f"{pl.thread_pool_size()} threads, {UNKNOWN:.0%} of facts unknown, best of several runs in one process.")
    for size in sizes:
        rounds = 5 if size <= 1_000_000 else 2
        case_stage(size, rounds)
        reductions(size * 4, rounds)
        if size <= 1_000_000:  # more is decided in batches of as many
            whole(size, 2)


if __name__ == "__main__":
    main()
