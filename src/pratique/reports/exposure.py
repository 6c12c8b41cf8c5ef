"""The trade that an instrument touches, as text."""

from __future__ import annotations

from pratique.figures.exposure import Bound, Exposure, Touched
from pratique.figures.interval import print_interval
from pratique.reports.wrapping import wrapped

_WORDS: dict[Bound, str] = {
    "whole": "counts what is touched",
    "ceiling": "what is touched lies inside",
    "overlap": "only some of it is touched",
    "quota": "the limit that the instrument sets",
}


def exposure_text(answer: Exposure) -> str:
    """The same for a terminal, at most 80 columns a line but for source addresses."""
    lines = [f"{answer.instrument} on {answer.on}"]
    for flow in answer.touched:
        lines += ["", *_flow_lines(flow)]
    if not answer.touched:
        days = sorted({f"{r.start} to {r.end or 'open'}" for r in answer.other_days})
        lines += ["", f"No flow is recorded for that day; the table has {', '.join(days)}."]
    lines += ["", "Flows overlap and publishers count different populations: do not add them."]
    return "\n".join(lines) + "\n"


def _flow_lines(flow: Touched) -> list[str]:
    span = flow.range
    shown = "unknown: no figure in the ledger" if span is None else f"{print_interval(span)} {flow.unit}"
    when = f" in {flow.period}" if flow.period else ""
    lines = [f"{flow.reach.flow}{when}: {shown}", f"    {_WORDS[flow.reach.bound]}; {flow.reach.cite}"]
    lines += wrapped(flow.reach.why, "    ")
    for entry in flow.figures:
        source = entry.source or "source not recorded"
        lines.append(f"    {entry.period} {entry.publisher} ({entry.scope}), {entry.confidence}")
        lines.append(f"      {source}")
    return lines
