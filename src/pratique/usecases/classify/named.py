"""A chip by name or by its figures: the table that ships with the program, or what a data sheet says.

Rule: figures given beside a name replace those of the table; figures of the table that rest on memory are left
unknown, and what they would make of the chip is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pratique.dossier.datasheet import FIELDS, Sheet, read_sheet, sheet_of
from pratique.errors import Findings, Place, UsageError
from pratique.files.clock import today
from pratique.ids.near import near_names
from pratique.law.circuit import Chip
from pratique.law.registered import circuits
from pratique.usecases.classify.chip import classify_chip, constructions_of
from pratique.usecases.classify.plain import Classification
from pratique.usecases.classify.written import Figure, as_written

HERE = Place("figures")


def classify_named(
    name: str | None = None,
    on: date | None = None,
    *,
    construe: str | Mapping[str, str] | None = None,
    **figures: Figure,
) -> Classification:
    """A chip of the table by its name, or a circuit by its figures -> the ECCNs it can be in on a day (today).

    Figures are tops (`"1979@8"`: tera-operations a second at a bit length), dense, tpp, pd, nonplanar_mm2, die_mm2,
    node_nm, non_planar, datacenter, io_gbs, dram_gbs, transistors_bn, hbm, item, host, circuits; what is left out is
    not known. Raises InvalidInput with every finding, UsageError for a name that is not known.

    >>> from datetime import date
    >>> import pratique
    >>> found = pratique.classify_chip(tops="1979@8", nonplanar_mm2=814, datacenter=True, on=date(2026, 2, 1))
    >>> found.classes, found.is_settled
    (('3A090.a',), True)
    """
    raw = as_written(figures, FIELDS[1:])
    return classify_given(name, raw, on or today(), constructions_of(construe))


def classify_given(
    name: str | None, raw: Mapping[str, str], on: date, construe: Mapping[str, str] | None = None
) -> Classification:
    """The classification of a named chip, of figures, or of a named chip with figures of its own.

    Raises InvalidInput with every finding, UsageError for a name that is not known and comes without figures.
    """
    findings = Findings()
    sheet = read_sheet({**raw, "name": name or ""}, HERE, findings)
    findings.refuse()
    chip = None if name is None else _chip(name, bool(raw))
    if chip is None:
        return classify_chip(sheet, on, construe=construe, findings=tuple(findings))
    known, remembered = sheet_of(chip), sheet_of(chip, trust_memory=True)
    return classify_chip(
        _over(known, sheet, raw),
        on,
        construe=construe,
        findings=tuple(findings),
        as_remembered=_over(remembered, sheet, raw) if known.remembered else None,
    )


def _chip(name: str, has_figures: bool) -> Chip | None:
    found = circuits().called(name)
    if found is not None or has_figures:
        return found
    if several := circuits().meant(name):
        full = ", ".join(each.name for each in several)
        raise UsageError(f"{name!r} does not say which chip of the table it is. Name it in full: {full}.")
    names = [each.name for each in circuits().rows()]
    folded = {each.casefold(): each for each in names}
    near = [each for each in names if name.casefold() in each.casefold()][:4]
    near = near or [folded[n] for n in near_names(name.casefold(), folded, 3, cutoff=0.3)]
    hint = f"; nearest: {', '.join(near)}" if near else ""
    raise UsageError(f"There is no chip {name!r} in the table{hint}. Give its figures, such as --tops 1979@8.")


_FACTS = {
    "tops": ("chip.rate_", "chip.tpp_"),
    "nonplanar_mm2": ("chip.nonplanar", "chip.non_planar"),
    "die_mm2": ("chip.nonplanar",),
    "non_planar": ("chip.non",),
    "node_nm": ("chip.node",),
    "datacenter": ("chip.data_center",),
    "io_gbs": ("chip.io",),
    "dram_gbs": ("chip.dram",),
    "transistors_bn": ("chip.transistors",),
    "hbm": ("chip.has_hbm",),
    "item": ("item.kind",),
    "host": ("item.host",),
    "circuits": ("item.circuits",),
}
"""Which facts each figure speaks of."""


def _over(table: Sheet, given: Sheet, raw: Mapping[str, str]) -> Sheet:
    """The sheet of the table with the figures that were given in place of its own."""
    prefixes = tuple(prefix for name in raw for prefix in _FACTS.get(name, ()))
    own = {name: value for name, value in given.values.items() if prefixes and name.startswith(prefixes)}
    assumed = given.assumed if "tops" in raw else table.assumed
    return replace(table, values={**table.values, **own}, assumed=assumed)
