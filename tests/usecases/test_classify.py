"""Data sheets as people write them, exact sets of classes, tables of chips, columns against one by one."""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratique.dossier.datasheet import FIELDS, Sheet, read_sheet
from pratique.errors import Findings, InvalidInput, Place, UsageError
from pratique.items.tables.guess import plain as as_header
from pratique.logic.intervals import Interval
from pratique.logic.values import Absence, Span
from pratique.usecases.classify.chip import classify_chip
from pratique.usecases.classify.model import classify_given_model
from pratique.usecases.classify.named import classify_given
from pratique.usecases.classify.plain import plain
from pratique.usecases.classify.table import classify_table, read_table

ON = date(2025, 6, 1)
HERE = Place("test")


def sheet(**raw: str) -> Sheet:
    findings = Findings()
    found = read_sheet(raw, HERE, findings)
    assert not findings.errors, list(findings)
    return found


def codes(**raw: str) -> list[tuple[str, str]]:
    findings = Findings()
    read_sheet(raw, HERE, findings)
    return [(finding.code, finding.severity) for finding in findings]


# --- what people write ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tops", "low", "high"),
    [
        ("1979@8", 15832, 15832),
        ("989.5@16, 1979@8", 15832, 15832),
        ("1835@8 1835@16", 29360, 29360),  # the lower precision is not always the higher performance
        ("[1000,2000]@4", 4000, 8000),
        ("2PFLOPS@4", 8000, 8000),
        ("500@6; 100@8", 3000, 3000),
        ("?@16, 100@8", 800, None),
    ],
)
def test_performance(tops: str, low: int, high: int | None) -> None:
    assert plain(classify_chip(sheet(tops=tops), ON))["tpp"] == [low, high]


def test_a_rate_that_is_not_surely_dense_leaves_half_of_it() -> None:
    found = classify_chip(sheet(tops="2000@4", dense="?", datacenter="no"), ON)
    assert found.performance == Span(Interval(Fraction(4000), 8000))
    assert found.classes == ("3A090.a", "none")
    assert found.open_facts == ("chip.rate_4b",)


def test_a_total_area_bounds_density_from_below_only() -> None:
    found = classify_chip(sheet(tops="242.5@8", die_mm2="294", datacenter="yes", node_nm="4"), ON)
    assert found.performance_density == Span(Interval(Fraction(1940, 294), float("inf")))
    assert found.classes == ("3A090.a",)
    unknown_process = classify_chip(sheet(tops="242.5@8", die_mm2="294", datacenter="yes"), ON)
    assert unknown_process.classes == ("3A090.a", "none")
    assert unknown_process.performance_density is not None
    assert unknown_process.performance_density.none is Absence.MAYBE


def test_the_area_settles_a_set() -> None:
    assert classify_chip(sheet(tops="400@8", datacenter="yes"), ON).open_facts == ("chip.nonplanar_area_mm2",)
    both = classify_chip(sheet(tops="400@8"), ON)
    assert set(both.open_facts) == {"chip.nonplanar_area_mm2", "chip.data_center"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"tops": "500@7"}, ("chip.bits", "error")),
        ({"tops": "500@-8"}, ("chip.bits", "error")),
        ({"tops": "500"}, ("chip.rate", "error")),
        ({"tops": "-5@8"}, ("chip.rate", "error")),
        ({"tops": "[5,3]@8"}, ("chip.rate", "error")),
        ({"tops": "1979e12@8"}, ("chip.unit", "error")),
        ({"tops": "19 mips@8"}, ("chip.unit", "error")),
        ({"tops": "100@8, 200@8"}, ("chip.rate.twice", "error")),
        ({"tops": "1979TOPS@8, 989.5TFLOPS@16"}, ("chip.unit.mixed", "warning")),
        ({"tops": "1979@8, 989500@16"}, ("chip.unit.scale", "warning")),
        ({"tops": "3958@8", "nonplanar_mm2": "814"}, ("chip.rate.sparse", "warning")),
        ({"tops": "2070@4", "name": "NVIDIA Thor (Jetson T5000 grade)"}, ("chip.rate.sparse", "warning")),
        ({"nonplanar_mm2": "0"}, ("chip.area", "error")),
        ({"die_mm2": "-814"}, ("chip.area", "error")),
        ({"nonplanar_mm2": "814", "die_mm2": "800"}, ("chip.area.larger", "error")),
        ({"nonplanar_mm2": "big"}, ("chip.area", "error")),
        ({"datacenter": "perhaps"}, ("chip.answer", "error")),
        ({"item": "toaster"}, ("chip.item", "error")),
        ({"colour": "green"}, ("chip.field", "error")),
    ],
)
def test_findings(raw: dict[str, str], expected: tuple[str, str]) -> None:
    assert expected in codes(**raw)


def test_a_dense_figure_is_not_warned_about() -> None:
    assert codes(tops="1979@8", nonplanar_mm2="814") == []


def test_every_finding_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        classify_given(None, {"tops": "5@7", "nonplanar_mm2": "0", "datacenter": "perhaps"}, ON)
    assert [f.code for f in caught.value.findings] == ["chip.bits", "chip.area", "chip.answer"]


def test_names() -> None:
    assert classify_given("nvidia h100 sxm5", {}, ON).classes == ("3A090.a",)
    assert classify_given("NVIDIA H20 SXM", {"datacenter": "no"}, ON).classes == ("none",)
    with pytest.raises(UsageError, match="NVIDIA H100"):
        classify_given("H100", {}, ON)


def test_none_is_never_called_uncontrolled() -> None:
    found = plain(classify_chip(sheet(tops="1@8"), ON))
    assert found["classes"] == ["none"]
    assert any("5A992" in name for name in found["not_examined"])
    assert any("744.21" in name for name in found["not_examined"])


def test_text_and_enforcement_stand_side_by_side() -> None:
    found = plain(classify_chip(sheet(tops="1979@8", nonplanar_mm2="814", datacenter="yes"), ON))
    only_text = [row["cite"] for row in found["by_text"]["licence_needed"]]
    enforced = [row["cite"] for row in found["as_enforced"]["licence_needed"]]
    assert set(only_text) - set(enforced) == {"15 CFR 742.6(a)(6)(iii)(A), every destination"}


# --- exactness: the set holds every class of a completion, and no other ----------------------------------------

RATES = st.sampled_from(["199", "200", "201", "299", "300", "301", "599", "600", "601"])
AREAS = st.sampled_from(["100", "270", "300", "500", "600", "810", "1000", "1500", "1501"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(RATES, RATES), st.tuples(AREAS, AREAS), st.sampled_from(["yes", "no", "?"]))
def test_classes_of_intervals_hold_those_of_their_points(
    rates: tuple[str, str], areas: tuple[str, str], centre: str
) -> None:
    low, high = sorted(rates, key=float)
    small, large = sorted(areas, key=float)
    found = classify_chip(sheet(tops=f"[{low},{high}]@8", nonplanar_mm2=f"[{small},{large}]", datacenter=centre), ON)
    middle = (str((float(low) + float(high)) / 2), str((float(small) + float(large)) / 2))
    for rate in (low, middle[0], high):
        for area in (small, middle[1], large):
            for answer in ("yes", "no") if centre == "?" else (centre,):
                point = classify_chip(sheet(tops=f"{rate}@8", nonplanar_mm2=area, datacenter=answer), ON)
                assert set(point.classes) <= set(found.classes)
    if low == high and small == large and centre != "?":
        assert len(found.classes) == 1


# --- tables --------------------------------------------------------------------------------------------------

TABLE = """name,tops,dense,nonplanar_mm2,datacenter
H100,1979@8,yes,814,yes
Thor,2000@4,?,,no
bad,500@7,,0,perhaps
band,"[400,500]@8, 250@16",,"[600,700]",yes
"""


def table(tmp_path: Path, text: str) -> tuple[list[tuple[str, ...]], Findings]:
    file = tmp_path / "chips.csv"
    file.write_text(text)
    findings = Findings()
    rows = classify_table(read_table(file, findings), ON, findings=tuple(findings))
    return [row.classes for row in rows], findings


def test_a_table(tmp_path: Path) -> None:
    classes, findings = table(tmp_path, TABLE)
    assert classes == [("3A090.a",), ("3A090.a", "none"), (), ("3A090.a", "3A090.b")]
    assert {finding.place.line for finding in findings.errors} == {4}
    assert len(findings.errors) == 3


def test_a_strange_column_is_a_finding(tmp_path: Path) -> None:
    _, findings = table(tmp_path, "name,speed\nx,1\n")
    assert [f.code for f in findings] == ["chips.column"]


PEOPLE = """Part Number,Description,TPP,Performance density,Die area (mm2),Process node (nm),Data center
ACC-100,accelerator,4900,6.1,800,4,yes
ACC-20,edge,600,1.5,400,7,no
MCU-1,micro,,,20,28,no
"""


def test_a_line_card_with_headers_as_people_write_them(tmp_path: Path) -> None:
    classes, findings = table(tmp_path, PEOPLE)
    assert classes == [("3A090.a",), ("none",), ("3A090.a", "none")]
    assert [(each.code, each.severity) for each in findings] == [("chips.aside", "warning")]


def test_a_column_that_may_state_a_rate_is_not_left_aside(tmp_path: Path) -> None:
    _, findings = table(tmp_path, PEOPLE.replace("Description", "INT4 sparse"))
    assert [each.code for each in findings.errors] == ["chips.column"]


@pytest.mark.parametrize(("rates", "agrees"), [("612.5@8", True), ("612@8, 306@16", True), ("1000@8", False)])
def test_a_stated_performance_and_rates_must_agree(tmp_path: Path, rates: str, agrees: bool) -> None:
    _, findings = table(tmp_path, f'name,tops,tpp\nx,"{rates}",4900\n')
    assert ("chip.tpp" not in {each.code for each in findings.errors}) == agrees


def test_a_word_of_a_line_card_stands_once_and_means_a_figure() -> None:
    words = tomllib.loads(resources.files("pratique.dossier").joinpath("datasheet_headers.toml").read_text("utf-8"))
    said = [as_header(word) for its in words["figures"].values() for word in its] + [
        *map(as_header, words["aside"]["words"])
    ]
    assert sorted(said) == sorted(set(said))
    assert set(words["figures"]) <= set(FIELDS)


def test_a_long_row_is_a_finding(tmp_path: Path) -> None:
    classes, findings = table(tmp_path, "name,tops\nx,1@8,oops\n")
    assert [f.code for f in findings] == ["csv.width"]
    assert classes == [()]


def test_columns_give_the_classes_of_one_by_one() -> None:
    pytest.importorskip("polars")
    from pratique.usecases.classify.lots import classify_lots, frame_of

    known = [
        sheet(tops=f"{rate}@8", nonplanar_mm2=area, datacenter=centre, io_gbs=io)
        for rate in ("199.9", "200", "222", "300", "599.9", "600")
        for area in ("270.27", "270.28", "300", "300.0001", "500", "1500", "none")
        for centre in ("yes", "no")
        for io in ("599", "600")
    ]
    sheets = [*known, sheet(tops="400@8", datacenter="yes"), sheet(datacenter="no"), sheet(tops="700@8")]
    for on in (date(2022, 10, 20), date(2022, 10, 21), date(2023, 11, 17)):
        found = classify_lots(frame_of(sheets), on)["classes"].to_list()
        for one, classes in zip(sheets, found, strict=True):
            exact = classify_chip(one, on).classes
            assert set(exact) <= set(classes), (one, on)
            if one in known:
                assert tuple(classes) == exact, (one, on)


def test_a_long_table_goes_through_columns_to_the_same_classes(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    rows = [f"chip {i},{i}.5@8,{200 + i % 7 * 50},{'yes' if i % 2 else 'no'}" for i in range(150, 700)]
    text = "name,tops,nonplanar_mm2,datacenter\n" + "\n".join(rows) + "\nopen,400@8,,yes\n"
    classes, _ = table(tmp_path, text)
    assert len(classes) == 551
    assert classes[-1] == ("3A090.a", "3A090.b", "none")
    for index in range(0, 550, 25):
        name, tops, area, centre = rows[index].split(",")
        assert (
            classes[index]
            == classify_chip(sheet(name=name, tops=tops, nonplanar_mm2=area, datacenter=centre), ON).classes
        )


@pytest.mark.parametrize("derived", ["yes", "no", "?"])
def test_figures_that_cannot_all_be_so_settle_nothing(derived: str) -> None:
    """What a model derives from and what was added to it are within its whole training."""
    raw = {"training_ops": "1e24", "weights": "closed", "derived": derived}
    more = {"added_ops": "7e25", "base_ops": "3.8e25"}
    on = date(2025, 3, 1)
    alone = classify_given_model(None, raw, on)
    both = classify_given_model(None, {**raw, **more}, on)
    assert set(alone.classes) <= set(both.classes)
    if derived == "yes":
        assert [each.code for each in both.findings] == ["item.contradiction"]


@pytest.mark.parametrize(
    ("header", "row", "classes"),
    [
        ("INT8 TOPS,Die size mm²,Process", "1979,814 mm²,4 nm", ("3A090.a",)),
        ("FP8 (TFLOPS; dense),Die area,Node", "1979 TFLOPS,814 mm2,4nm", ("3A090.a",)),
        ("TOPS INT8,TFLOPS FP16,Node", "60,30,28 nm", ("none",)),
        # of a column of rates an empty cell is not known; "none" is
        ("TOPS INT8,TFLOPS FP16,Node,Data center", "60,,4 nm,yes", ("3A090.a", "3A090.b", "none")),
        ("TOPS INT8,TFLOPS FP16,Node,Data center", "60,none,4 nm,yes", ("none",)),
        # the unit of the column counts for an interval too
        ("INT8 PFLOPS,Node,Data center", '"[1,2]",4,yes', ("3A090.a",)),
        # the unit of another quantity is refused, and what sparsity leaves is no dense rate
        ("TOPS INT8,Node", "60,4 um", ()),
        ("TOPS INT8,Memory bandwidth GB/s", "60,900 Gb/s", ()),
    ],
)
def test_a_data_sheet_with_rates_by_type_and_units_behind_figures(
    tmp_path: Path, header: str, row: str, classes: tuple[str, ...]
) -> None:
    assert table(tmp_path, f"Device,{header}\nX,{row}\n")[0] == [classes]


@pytest.mark.parametrize("header", ["INT8 TOPS with sparsity", "INT8 TOPS sparse", "TOPS", "INT8", "INT8 GB/s"])
def test_a_header_that_says_more_or_less_than_a_rate_is_refused(tmp_path: Path, header: str) -> None:
    _, findings = table(tmp_path, f"Device,{header}\nX,1\n")
    assert "chips.column" in [each.code for each in findings.errors] or header == "TOPS"
