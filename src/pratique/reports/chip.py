"""The class of a chip with its figures, entries and licences as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pratique.reports.wrapping import wrapped


def chip_text(data: dict[str, Any]) -> str:
    """The classification for a terminal."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield f"{data['name'] or 'The item'} on {data['on']}: {' or '.join(data['classes'])}"
    if data["as_enforced"]["classes"] != data["by_text"]["classes"]:
        yield f"as enforced: {' or '.join(data['as_enforced']['classes'])}"
    yield ""
    yield from _figures(data)
    yield from _entries(data)
    yield from section("Open, and can change it", [f"{f['fact']}: {f['meaning']}" for f in data["open_facts"]])
    yield from _memory(data)
    yield from licences(data)
    yield from section("Taken for granted", data["assumed"])
    yield from section("Not examined", ["; ".join(data["not_examined"])])


def _figures(data: dict[str, Any]) -> Iterator[str]:
    yield f"  total processing performance  {interval(data['tpp'])}"
    absent = " (or there is none)" if data["performance_density_may_be_absent"] else ""
    yield f"  performance density           {interval(data['performance_density'])}{absent}"
    yield f"  NAC or ACA can cover it       {data['eligible_for_nac_or_aca']}"
    yield f"  presumed .a for its foundry   {data['presumed_a_for_its_fabricator_or_packager']}"
    yield ""


def _entries(data: dict[str, Any]) -> Iterator[str]:
    rows = [f"{p['cite']}: {p['summary']} In force {p['in_force']}, {p['confidence']}." for p in data["provisions"]]
    rows += [f"{limb['name']} {limb['holds']}: {limb['summary']}" for limb in data["limbs"] if limb["holds"] != "no"]
    if data["classes"] == ["none"]:
        rows.append("In none of the entries on advanced computing; that is not to say that it is uncontrolled.")
    yield from section("Why", rows)


def _memory(data: dict[str, Any]) -> Iterator[str]:
    if data["figures_from_memory"]:
        rows = [f"Not read, and so not used to decide: {', '.join(data['figures_from_memory'])}."]
        held = data["classes_if_figures_from_memory_hold"]
        if held is not None:
            rows.append(f"If they hold, it is {' or '.join(held)}.")
        yield from section("Figures from memory", rows)


def licences(data: dict[str, Any]) -> Iterator[str]:
    """Where a licence is needed, by the text and as enforced where the two part."""
    text, enforced = (data[mode]["licence_needed"] for mode in ("by_text", "as_enforced"))
    only_text = [row for row in text if row not in enforced]
    yield from section("Licence needed", [f"{row['cite']}: {row['summary']}" for row in enforced])
    yield from section("By the text only, not enforced", [f"{row['cite']}: {row['summary']}" for row in only_text])


def section(title: str, rows: list[str]) -> Iterator[str]:
    """A title with wrapped entries, or nothing."""
    if rows:
        yield title
        for row in rows:
            yield from wrapped(row, "  ", "    ")
        yield ""


def interval(ends: list[float | None] | None) -> str:
    """`[low, high]` for people."""
    if ends is None:
        return "none"
    low, high = ends
    if low == high and low is not None:
        return number(low)
    return f"{number(low or 0)} to {number(high)}" if high is not None else f"{number(low or 0)} or more"


def number(value: float) -> str:
    return f"{value:,.10g}" if isinstance(value, int) else f"{value:,.6g}"
