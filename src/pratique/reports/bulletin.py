"""What a bulletin says, row by row, as text of at most 80 columns."""

from __future__ import annotations

from pratique.figures.reader.rows import Row
from pratique.reports.wrapping import wrapped


def printed(rows: Row) -> str:
    """The rows of a reading as text of at most 80 columns."""
    lines = [f"{rows['source']}: {rows['language']}, published {rows['published'] or 'on an unknown day'}", ""]
    lost = [finding["message"] for finding in rows["findings"] if finding["severity"] == "error"]
    if lost:
        return f"{rows['source']}: not read. {' '.join(lost)}\n"
    lines += _section("Figures", [_figure_line(row) for row in rows["figures"]])
    lines += _section("Instruments", [_instrument_line(row) for row in rows["instruments"]])
    lines += _section("Positions", [_position_line(row) for row in rows["positions"]])
    lines += _section("Statements", [f"{_at(row)} {row['topic']}: {row['says']}" for row in rows["statements"]])
    lines += _section("Unread", [f"{_at(row)} {row['text']!r}: {row['why']}" for row in rows["unread"]])
    if "check" in rows:
        lines += _section("Check", [_verdict_line(row) for row in rows["check"] if row["subject"] != "position"])
    return "\n".join(lines) + "\n"


def _section(name: str, lines: list[str]) -> list[str]:
    if not lines:
        return [f"{name}: none", ""]
    shown = ["\n".join(wrapped(line, "  ", "      ")) for line in lines]
    return [f"{name} ({len(lines)})", *shown, ""]


def _at(row: Row) -> str:
    return f"@{row['span'][0]}"


_SENSES = {"exact": "", "under": "nearly ", "over": "over ", "about": "about "}


def _figure_line(row: Row) -> str:
    value = "growth alone" if row["value"] is None else f"{row['value']:,} {row['unit']}"
    sense = _SENSES[row["sense"]]
    kind = "" if row["kind"] == "observation" else f"{row['kind']} of {row['actor'] or 'nobody named'}: "
    maker = f"{row['maker']} " if row["maker"] else ""
    text = (
        f"{_at(row)} {kind}{maker}{row['indicator']} {row['product']}, {row['geography'] or 'place unknown'},"
        f" {row['period'] or 'period unknown'}: {sense}{value}"
    )
    for name, unit in (
        ("yoy_percent", "% on year"),
        ("mom_percent", "% on month"),
        ("yoy_points", " points on year"),
    ):
        if row[name] is not None:
            word = _SENSES.get(row.get(name.replace("percent", "sense"), "exact"), "")
            monthly = name != "mom_percent" or row["period"] is None or len(row["period"]) == len("2025-01")
            text += f", {word}{row[name]:+}{unit if monthly else '% on the period before'}"
    return text + (f" (of {row['of']})" if row["of"] else "")


def _instrument_line(row: Row) -> str:
    issuer = f", {row['issuer']}" if row["issuer"] else ""
    days = "".join(f", {word} {row[key]}" for key, word in _DAYS if row[key])
    return f"{_at(row)} {row['name']}{issuer}: {row['status']}{days}"


_DAYS = (("date", "announced"), ("effective", "from"), ("deadline", "until"))


def _position_line(row: Row) -> str:
    on = f" {row['instrument']}" if row["instrument"] else ""
    told = f", told by {row['reported_by']}" if row["reported_by"] else ""
    return f"{_at(row)} {row['actor']} {row['stance']}{on}, {row['date'] or 'day unknown'}{told}"


def _verdict_line(row: Row) -> str:
    flags = "".join(f" [{flag}]" for flag in row["flags"])
    cite = f" ({row['cite']})" if row["cite"] else ""
    return f"{_at(row)} {row['verdict'].upper()}: {row['label']}. {row['why']}{cite}{flags}"
