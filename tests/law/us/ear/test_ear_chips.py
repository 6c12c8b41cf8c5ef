"""ECCN 3A090 at its limits, in every version, for every chip of the table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from pratique.dossier.chip_rates import Rate, rate_values
from pratique.dossier.datasheet import read_sheet, sheet_of
from pratique.errors import Findings, Place
from pratique.facts.kinds import CASE, PART
from pratique.law.circuit import Chip
from pratique.law.us.ear import chips as law
from pratique.law.us.ear.classification import ENTRIES
from pratique.law.us.ear.tables import chips
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.entities import Entity, Listing
from pratique.logic.nodes import Condition
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import NONE, Value, one_of, point
from pratique.readings.decide import bind, verdict
from pratique.usecases.classify.chip import classify_chip

V2 = date(2023, 11, 17)
LATER = tuple(
    date.fromisoformat(day)
    for day in ("2023-11-17", "2024-04-04", "2024-12-02", "2025-01-13", "2025-05-15", "2026-01-15", "2026-11-22")
)


def classes(on: date, **raw: str) -> tuple[str, ...]:
    findings = Findings()
    sheet = read_sheet(raw, Place("test"), findings)
    assert not findings.errors
    return classify_chip(sheet, on).classes


@pytest.mark.parametrize("on", LATER)
@pytest.mark.parametrize(
    ("rate", "area", "centre", "expected"),
    [
        ("599.999", "1000", "no", "none"),  # 4799.992: Note 2
        ("600", "70000", "no", "3A090.a"),  # a.1 whatever the density
        ("600", "none", "no", "3A090.a"),
        ("600.001", "70000", "yes", "3A090.a"),
        ("599.999", "1000", "yes", "3A090.b"),  # density 4.8
        ("599.999", "810", "yes", "3A090.a"),  # density 5.926
        ("200", "270.27", "yes", "3A090.a"),  # 1600 and just above 5.92
        ("200", "270.28", "yes", "3A090.b"),  # just below: b.2
        ("199.999", "100", "yes", "none"),  # below 1600, however dense
        ("74", "100", "yes", "none"),  # density 5.92 alone does nothing
        ("300", "1500", "yes", "3A090.b"),  # 2400 and 1.6 exactly: b.1
        ("300", "1500.01", "yes", "none"),
        ("299.999", "1499.9", "yes", "none"),  # below 2400 density 1.6 is not enough
        ("299.999", "749.9", "yes", "3A090.b"),  # but 3.2 is: b.2
        ("200", "500", "yes", "3A090.b"),  # 1600 and 3.2 exactly
        ("200", "500.01", "yes", "none"),
        ("200", "270", "no", "none"),  # Note 2
    ],
)
def test_limits(on: date, rate: str, area: str, centre: str, expected: str) -> None:
    assert classes(on, tops=f"{rate}@8", nonplanar_mm2=area, datacenter=centre) == (expected,)


def test_density_of_exactly_5_92_is_a() -> None:
    # 592 / 100 with a performance of 1776: an area of 300.
    assert classes(V2, tops="222@8", nonplanar_mm2="300", datacenter="yes") == ("3A090.a",)
    assert classes(V2, tops="222@8", nonplanar_mm2="300.000001", datacenter="yes") == ("3A090.b",)


@pytest.mark.parametrize(
    ("on", "io", "rate", "expected"),
    [
        (date(2022, 10, 20), "900", "1979", "none"),
        (date(2022, 10, 21), "600", "600", "3A090"),
        (date(2022, 10, 21), "599.99", "1979", "none"),
        (date(2022, 10, 21), "900", "599.99", "none"),
        (date(2023, 11, 16), "400", "1979", "none"),
        (date(2023, 11, 17), "400", "1979", "3A090.a"),
    ],
)
def test_first_version(on: date, io: str, rate: str, expected: str) -> None:
    assert classes(on, tops=f"{rate}@8", io_gbs=io, datacenter="yes", nonplanar_mm2="826") == (expected,)


def test_first_version_with_an_unknown_link() -> None:
    found = classify_chip(read_sheet({"tops": "1979@8"}, Place("test"), Findings()), date(2022, 10, 21))
    assert found.classes == ("3A090", "none")
    assert found.open_facts == ("chip.io_rate_gbs",)


# --- the folded paragraphs say what the literal ones say -----------------------------------------------------


def _at(performance: Fraction, dense: Fraction | None, centre: bool, condition: Condition) -> Truth:
    area = NONE if dense is None else point(performance / dense)
    values = rate_values([Rate(8, point(performance / 8))]) | {
        "chip.nonplanar_area_mm2": area,
        "chip.data_center": TRUE if centre else FALSE,
        "item.kind": one_of("circuit"),
    }
    part = Entity(PART, "item", values)
    return verdict(condition, bind(bind({}, Entity(CASE, "case", {}, {PART: Listing([part], True)})), part)).truth


GRID = list(
    product(
        [Fraction(n) for n in (1599, 1600, 1601, 2399, 2400, 2401, 4799, 4800, 4801)],
        [None, *(Fraction(str(d)) for d in (1.59, 1.6, 1.61, 3.19, 3.2, 3.21, 5.91, 5.92, 5.93))],
        (True, False),
    )
)


def test_folded_paragraphs_are_the_literal_ones() -> None:
    literal_a = all_of(none_of(law.note_2), any_of(law.a1, law.a2))
    literal_b = all_of(none_of(law.note_2), none_of(any_of(law.a1, law.a2)), any_of(law.b1, law.b2))
    for performance, dense, centre in GRID:
        at = (performance, dense, centre)
        assert _at(*at, law.meets_a) is _at(*at, literal_a), at
        assert _at(*at, law.meets_b) is _at(*at, literal_b), at
        assert _at(*at, law.meets_a_or_b) is _at(*at, literal_a) | _at(*at, literal_b), at


# --- every chip of the table ---------------------------------------------------------------------------------

WORDS = {".a": "3A090.a", ".b": "3A090.b", "none": "none"}


@pytest.mark.parametrize("chip", chips(), ids=lambda chip: chip.name)
def test_every_chip(chip: Chip) -> None:
    """With all figures the class of the file; without those from memory a set that holds it, with what is missing."""
    sheet = sheet_of(chip)
    found = classify_chip(sheet, V2)
    trusting = classify_chip(sheet_of(chip, trust_memory=True), V2)
    word = chip.file_class.split()[0].rstrip(",;")
    if word in WORDS:
        assert trusting.classes == (WORDS[word],)
    else:
        assert len(trusting.classes) > 1
        assert trusting.open_facts
    assert set(trusting.classes) <= set(found.classes)
    if found.classes != trusting.classes:
        assert sheet.remembered
        assert found.open_facts


def test_a_figure_from_memory_never_decides_alone() -> None:
    chip = next(c for c in chips() if c.name == "NVIDIA L4")
    assert classify_chip(sheet_of(chip), V2).classes == ("3A090.a", "3A090.b", "none")


def test_nac_and_aca_are_for_consumer_a_and_for_b() -> None:
    def eligible(name: str) -> Truth:
        chip = next(c for c in chips() if c.name == name)
        return classify_chip(sheet_of(chip, trust_memory=True), V2).eligible_740_8

    assert eligible("NVIDIA GeForce RTX 4090") is TRUE
    assert eligible("AMD MI210") is TRUE
    assert eligible("NVIDIA H100 SXM5") is FALSE


HOSTED = [  # host entry, its .z item (law file, AC-07)
    ("3A001.mmic", "3A001.z.1"), ("3A001.military", "3A001.z.2"), ("3A001.capacitor", "3A001.z.3"),
    ("3A001.other", "3A001.z.4"), ("4A003.bc", "4A003.z.1"), ("4A003.g", "4A003.z.2"), ("4A004", "4A004.z"),
    ("4A005", "4A005.z"), ("5A002.a", "5A002.z.1"), ("5A002.b", "5A002.z.2"), ("5A002.c", "5A002.z.3"),
    ("5A002.d", "5A002.z.4"), ("5A002.e", "5A002.z.5"), ("5A004.a", "5A004.z.1"), ("5A004.b", "5A004.z.2"),
    ("5A992.c", "5A992.z.1"), ("5D002", "5D002.z"), ("5D992", "5D992.z"), ("none", "4A090.a"),
]  # fmt: skip


@pytest.mark.parametrize(("host", "expected"), HOSTED)
def test_a_host_entry_makes_it_a_z_item(host: str, expected: str) -> None:
    item = "software" if host.startswith("5D") else "computer"
    held = {"item": item, "circuits": "1", "host": host}
    assert classes(V2, tops="700@8", datacenter="no", **held) == (expected,)
    # Note 2 carries through: below 4800 and not for data centres it is none of them.
    assert classes(V2, tops="599.9@8", datacenter="no", **held) == ("none",)


def test_paragraph_b_has_entries_of_its_own() -> None:
    """3A090.b, 4A090.b and 5A992.z.2: density 1.6 to below 5.92 for data centres."""
    small = {"tops": "300@8", "nonplanar_mm2": "1000", "datacenter": "yes"}
    assert classes(V2, **small) == ("3A090.b",)
    assert classes(V2, **small, item="computer", circuits="1") == ("4A090.b",)
    assert classes(V2, **small, item="computer", circuits="1", host="5A992.c") == ("5A992.z.2",)


@pytest.mark.parametrize(
    ("on", "bandwidth", "packaged", "expected"),
    [
        ("2024-12-31", 201, False, TRUE), ("2024-12-31", 200, False, FALSE), ("2024-12-01", 201, False, FALSE),
        ("2024-12-31", 201, True, FALSE),
    ],
)  # fmt: skip
def test_memory_stack_above_two_gigabytes_a_second_and_square_millimetre(
    on: str, bandwidth: int, packaged: bool, expected: Truth
) -> None:
    (entry,) = (each for each in ENTRIES if each.eccn == "3A090.c")
    values: dict[str, Value] = {
        "item.kind": one_of("memory"), "hbm.bandwidth_gbs": point(bandwidth),
        "hbm.package_area_mm2": point(100), "hbm.copackaged_with_processor": TRUE if packaged else FALSE,
    }  # fmt: skip
    part = Entity(PART, "stack", values)
    case = Entity(CASE, "act", {"act.date": point(date.fromisoformat(on))}, {PART: Listing([part], True)})
    bound = bind(bind({}, case), part)
    assert verdict(simplify(all_of(entry.clocks.by_text(), entry.when)), bound).truth is expected
