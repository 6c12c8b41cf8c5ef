"""What a data sheet says of a circuit, as a person writes it: rates with bit lengths, areas, bandwidths, yes or no.

Rule: a figure may be a number, an interval `[a,b]` (with `(` or `)` for an open end), `?` or `none`; what is not
given is not known. The rates given are taken as all that there are, and that is said. A sparse or unclear rate
leaves what its dense rate can be, from half of it to all of it. What cannot be is a finding, all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction

from pratique.dossier.chip_rates import (
    BIT_LENGTHS,
    LARGEST_RATE,
    STATED,
    UNITS,
    Rate,
    agree,
    area_of,
    dense_of,
    in_own_unit,
    interval_of,
    rate_values,
    stated_performance,
)
from pratique.errors import Findings, Place
from pratique.facts import chip as facts
from pratique.law.circuit import Chip
from pratique.law.registered import circuits
from pratique.logic.intervals import INFINITY, Interval, exact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import ANYTHING, NONE, Absence, Choice, Span, Value, one_of, point
from pratique.value_class import dataclass

NON_PLANAR_NODE = 16
"""Nanometres; at this node and below dies are taken as non-planar unless the sheet says otherwise."""
SAME = Fraction(1, 100)
"""Two figures within one percent are the same figure."""

_RATE = re.compile(
    r"\s*(?P<figure>\?|none|[\[(][^\])]*[\])]|[-+]?[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
    r"\s*(?P<unit>[A-Za-z]*)\s*@\s*(?P<bits>[^\s;,]+)\s*"
)
_YES_NO: Mapping[str, Truth] = {
    "yes": TRUE,
    "true": TRUE,
    "y": TRUE,
    "no": FALSE,
    "false": FALSE,
    "n": FALSE,
    "?": UNKNOWN,
    "": UNKNOWN,
    "unknown": UNKNOWN,
}
FIELDS = (
    "name",
    "tops",
    "dense",
    "tpp",
    "pd",
    "nonplanar_mm2",
    "die_mm2",
    "node_nm",
    "non_planar",
    "datacenter",
    "io_gbs",
    "dram_gbs",
    "transistors_bn",
    "hbm",
    "item",
    "host",
    "circuits",
)
"""What a sheet can say; columns of a table of chips have these names."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of one circuit, as values of facts; `assumed` says in sentences what was taken for granted."""

    name: str
    values: dict[str, Value]
    assumed: tuple[str, ...] = ()
    remembered: tuple[str, ...] = field(default=())


def read_sheet(raw: Mapping[str, str], place: Place, findings: Findings) -> Sheet:
    """The sheet that `raw` writes, field by field; every fault is added to `findings`."""
    reader = _Reader(raw, place, findings)
    values, assumed = reader.values(), reader.assumed
    return Sheet(raw.get("name", ""), values, tuple(assumed))


def sheet_of(chip: Chip, *, trust_memory: bool = False) -> Sheet:
    """The sheet of a chip of the table. Figures that rest on memory are left unknown unless `trust_memory`."""
    remembered: list[str] = []

    def known(is_evidence: bool, what: str) -> bool:
        if not is_evidence:
            remembered.append(what)
        return is_evidence or trust_memory

    values: dict[str, Value] = {"item.kind": one_of("circuit"), "item.host_entry": one_of("none")}
    if chip.rates and known(chip.rates_are_evidence, f"rates ({chip.rate_confidence})"):
        values |= rate_values([Rate(bits, point(rate)) for bits, rate in chip.rates.items()])
    if chip.nonplanar_mm2 is not None and known(chip.area_is_evidence, f"die area ({chip.area_confidence})"):
        values["chip.nonplanar_area_mm2"] = point(chip.nonplanar_mm2)
    if chip.data_center is not None:
        values["chip.data_center"] = TRUE if chip.data_center else FALSE
    if chip.node_nm is not None:
        values["chip.node_nm"] = point(chip.node_nm)
    if chip.memory_gbs is not None:
        values["chip.dram_bandwidth_gbs"] = point(chip.memory_gbs)
    return Sheet(chip.name, values, (RATES_ARE_ALL, NO_OTHER_ENTRY), tuple(remembered))


RATES_ARE_ALL = "The rates given are all at which the circuit computes, summed over all its units."
NO_OTHER_ENTRY = "No other entry already describes the item; where one does, it is that entry's .z item instead."


@dataclass(slots=True)
class _Reader:
    """The figures of one datasheet as they stand, read one by one into values."""

    raw: Mapping[str, str]
    place: Place
    findings: Findings
    assumed: list[str] = field(default_factory=list)

    def values(self) -> dict[str, Value]:
        for name in sorted(set(self.raw) - set(FIELDS)):
            self.fault("chip.field", f"There is no figure {name!r}.", f"Use {', '.join(FIELDS)}.", name)
        values: dict[str, Value] = {}
        values |= self.rates()
        values |= self.area()
        values |= self.plain()
        values["chip.data_center"] = self.yes_no("datacenter")
        if self.given("hbm"):
            values["chip.has_hbm"] = self.yes_no("hbm")
        values["item.kind"] = self.choice("item", facts.KINDS_OF_ITEM, "circuit")
        values["item.host_entry"] = self.choice("host", facts.HOSTS, "none")
        if not self.given("host"):
            self.assumed.append(NO_OTHER_ENTRY)
        return values

    def given(self, name: str) -> str:
        return self.raw.get(name, "").strip()

    def fault(self, code: str, message: str, step: str, value: str, *, warning: bool = False) -> None:
        self.findings.add(code, message, self.place, step, "warning" if warning else "error", value)

    # --- rates --------------------------------------------------------------------------------------------

    def rates(self) -> dict[str, Value]:
        text, stated = self.given("tops"), self.figure("tpp", "chip.tpp", "A performance")
        if not text or text == "?":
            self.assumed += [STATED] if stated is not None else []
            return {} if stated is None else stated_performance(stated)
        rates = self.read_rates(text)
        if not rates:
            return {}
        if stated is not None and not agree(rates, stated):
            told = self.given("tpp")
            self.fault("chip.tpp", f"The rates {text} do not give {told}.", "Leave out the one that is wrong.", told)
        self.check_mixture(rates, text)
        dense = self.yes_no("dense") if "dense" in self.raw and self.given("dense") else TRUE
        if dense is TRUE:
            for rate in rates:
                self.check_sparse(rate)
        else:
            self.assumed.append("A rate that is sparse or unclear has a dense rate of at least half of it.")
            rates = [Rate(rate.bits, dense_of(rate.span), rate.unit) for rate in rates]
        self.assumed.insert(0, RATES_ARE_ALL)
        return rate_values(rates)

    def read_rates(self, text: str) -> list[Rate]:
        rates: list[Rate] = []
        for piece in re.split(r"[;,]\s*(?![^\[(]*[\])])|(?<=[0-9])\s+(?=[?\[(0-9-])", text):
            if piece.strip() and (rate := self.read_rate(piece)) is not None:
                if any(rate.bits == other.bits and rate.span != other.span for other in rates):
                    self.fault(
                        "chip.rate.twice",
                        f"Two rates are given at {rate.bits} bits: {text!r}.",
                        "Give the highest dense one.",
                        piece,
                    )
                rates.append(rate)
        return rates

    def read_rate(self, piece: str) -> Rate | None:
        found = _RATE.fullmatch(piece)
        if found is None:
            self.fault(
                "chip.rate", f"{piece!r} is not a rate at a bit length.", "Write RATE@BITS, such as 1979@8.", piece
            )
            return None
        unit = found["unit"].lower()
        if unit and unit not in UNITS:
            self.fault(
                "chip.unit", f"{found['unit']!r} is not a unit of a rate.", f"Use one of {', '.join(UNITS)}.", piece
            )
            return None
        bits = self.bits(found["bits"], piece)
        span = self.span(found["figure"], "chip.rate", "A rate", scale=UNITS.get(unit, Fraction(1)))
        if bits is None or span is None:
            return None
        if span.none is not Absence.YES and span.interval.low > LARGEST_RATE:
            self.fault(
                "chip.unit",
                f"{piece.strip()!r} is more than {LARGEST_RATE} tera-operations a second.",
                "Give tera-operations (TOPS or TFLOPS), not operations.",
                piece,
            )
            return None
        return Rate(bits, span, "flops" if unit.endswith("flops") else "ops" if unit else "")

    def bits(self, text: str, piece: str) -> int | None:
        if text.isdigit() and int(text) in BIT_LENGTHS:
            return int(text)
        self.fault(
            "chip.bits",
            f"{text!r} is not a bit length that rates are claimed at.",
            f"Use one of {', '.join(map(str, BIT_LENGTHS))}: the largest operand as it is stored (TF32: 32).",
            piece,
        )
        return None

    def check_mixture(self, rates: list[Rate], text: str) -> None:
        units = {rate.unit for rate in rates if rate.unit}
        if len(units) > 1:
            self.fault(
                "chip.unit.mixed",
                f"TOPS and teraFLOPS are mixed: {text!r}.",
                "Make sure that all are dense and count a multiply-accumulate as two operations.",
                text,
                warning=True,
            )
        known = [
            rate.span.interval.low * rate.bits
            for rate in rates
            if rate.span.is_known and rate.span.none is Absence.NO and rate.span.interval.low
        ]
        if known and max(known) > 64 * min(known):
            self.fault(
                "chip.unit.scale",
                f"The rates differ more than bit lengths explain: {text!r}.",
                "One of them may be in another unit (giga or peta), or of another unit of the circuit.",
                text,
                warning=True,
            )

    def check_sparse(self, rate: Rate) -> None:
        if not rate.span.is_known or rate.span.none is Absence.YES:
            return
        for chip in self.candidates():
            dense = chip.rates.get(rate.bits)
            if dense and chip.rates_are_evidence and _same(rate.span.interval.low, 2 * dense):
                self.fault(
                    "chip.rate.sparse",
                    f"The rate at {rate.bits} bits is twice the known dense rate of {chip.name} ({float(dense):g}): "
                    "it looks sparse.",
                    "Give the dense rate, or say that it is not dense.",
                    f"{float(rate.span.interval.low):g}@{rate.bits}",
                    warning=True,
                )
                return

    def candidates(self) -> tuple[Chip, ...]:
        """The chips that a figure may belong to: the one named, else those with that area, else all."""
        named = circuits().named(self.given("name"))
        if named is not None:
            return (named,)
        area = self.given("nonplanar_mm2")
        try:
            wanted = exact(area)
        except ValueError:
            return circuits().rows()
        return tuple(c for c in circuits().rows() if c.nonplanar_mm2 is not None and _same(c.nonplanar_mm2, wanted))

    # --- areas --------------------------------------------------------------------------------------------

    def area(self) -> dict[str, Value]:
        exact_area = self.figure("nonplanar_mm2", "chip.area", "The area of non-planar dies", positive=True)
        given_area, exact_area = exact_area, exact_area or self.area_by_density()
        total = self.figure("die_mm2", "chip.area", "The area of all dies", positive=True)
        non_planar = self.non_planar()
        values: dict[str, Value] = {} if non_planar is UNKNOWN else {"chip.non_planar": non_planar}
        if exact_area is not None:
            self.check_areas(exact_area, total, Fraction(0) if given_area else SAME)
            values["chip.nonplanar_area_mm2"] = exact_area
            values["chip.non_planar"] = FALSE if exact_area.none is Absence.YES else TRUE
        elif non_planar is FALSE:
            values["chip.nonplanar_area_mm2"] = NONE
        else:
            high = INFINITY if total is None else total.interval.high
            none = Absence.NO if non_planar is TRUE else Absence.MAYBE
            values["chip.nonplanar_area_mm2"] = Span(Interval(0, high, low_open=True), none)
        return values

    def area_by_density(self) -> Span | None:
        """The area that a stated performance and its stated density leave."""
        performance = self.figure("tpp", "chip.tpp", "A performance", quiet=True)
        density = self.figure("pd", "chip.density", "A density", positive=True)
        return area_of(performance, density)

    def non_planar(self) -> Truth:
        if self.given("non_planar"):
            return self.yes_no("non_planar")
        node = self.figure("node_nm", "chip.node", "A node", positive=True)
        if node is not None and node.interval.high <= NON_PLANAR_NODE:
            self.assumed.append(f"A die at {NON_PLANAR_NODE} nm or below is non-planar.")
            return TRUE
        return UNKNOWN

    def check_areas(self, part: Span, total: Span | None, rounded: Fraction) -> None:
        if total is None or part.none is Absence.YES:
            return
        if part.interval.low > total.interval.high * (1 + rounded):
            self.fault(
                "chip.area.larger",
                "The area of the non-planar dies is larger than that of all dies.",
                "Check which is which.",
                self.given("nonplanar_mm2"),
            )

    # --- other figures ------------------------------------------------------------------------------------

    def plain(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, fact, what in (
            ("node_nm", "chip.node_nm", "A node"),
            ("io_gbs", "chip.io_rate_gbs", "A transfer rate"),
            ("dram_gbs", "chip.dram_bandwidth_gbs", "A bandwidth"),
            ("transistors_bn", "chip.transistors_bn", "A transistor count"),
            ("circuits", "item.circuits_on_board", "A number of circuits"),
        ):
            quiet = name == "node_nm" and not self.given("non_planar")
            span = self.figure(name, fact, what, quiet=quiet)
            if span is not None and span is not ANYTHING:
                values[fact] = span
        return values

    def figure(self, name: str, code: str, what: str, *, positive: bool = False, quiet: bool = False) -> Span | None:
        text = self.given(name)
        if not text or text == "?":
            return None
        findings = self.findings if not quiet else Findings()
        return _Reader(self.raw, self.place, findings).span(in_own_unit(name, text), code, what, positive=positive)

    def span(
        self, text: str, code: str, what: str, *, positive: bool = False, scale: Fraction = Fraction(1)
    ) -> Span | None:
        """The span that `text` writes; None with a finding where it writes none."""
        text = text.strip()
        if text == "?":
            return Span(Interval(0, INFINITY), Absence.NO)
        if text == "none":
            return NONE
        try:
            interval = interval_of(text)
        except ValueError:
            self.fault(code, f"{text!r} is not a number, an interval [a,b], ? or none.", "Correct it.", text)
            return None
        if interval.low < 0 or (positive and interval.high <= 0) or interval.is_empty:
            word = "zero or negative" if positive else "negative or empty"
            self.fault(
                code,
                f"{what} of {text} is {word}.",
                "Give what the data sheet says, ? if it does not, none if there is none.",
                text,
            )
            return None
        if positive and interval.low == 0:
            interval = Interval(0, interval.high, True, interval.high_open)
        return Span(interval * Interval(scale, scale))

    def yes_no(self, name: str) -> Truth:
        text = self.given(name).lower()
        if text not in _YES_NO:
            self.fault("chip.answer", f"{name} is {text!r}.", "Say yes, no or ?.", text)
            return UNKNOWN
        return _YES_NO[text]

    def choice(self, name: str, values: tuple[str, ...], usual: str) -> Value:
        text = self.given(name) or usual
        if text == "?":
            return Choice(frozenset(values))
        if text not in values:
            self.fault(f"chip.{name}", f"{name} is {text!r}.", f"Use one of {', '.join(values)} or ?.", text)
            return Choice(frozenset(values))
        return one_of(text)


def _same(left: int | Fraction | float, right: int | Fraction) -> bool:
    return abs(Fraction(left) - right) <= SAME * right
