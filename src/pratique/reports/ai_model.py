"""The class of a model's weights as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pratique.reports.chip import licences, section


def model_text(data: dict[str, Any]) -> str:
    """The class of a model as `plain_model` gives it, as lines of text."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield f"{data['name'] or 'The model'} on {data['on']}: {' or '.join(data['classes'])}"
    if data["as_enforced"]["classes"] != data["by_text"]["classes"]:
        yield f"as enforced: {' or '.join(data['as_enforced']['classes'])}"
    low, high = data["training_ops"]
    ops = f"{low:.3g}" if low == high else f"{low:.3g} to {high:.3g}" if high is not None else f"{low:.3g} or more"
    yield f"  operations {ops}; the threshold is {data['threshold_ops']:.0e}"
    if data["source"]:
        yield f"  outside estimate: {data['source']} ({data['confidence']})"
    yield ""
    yield from section("Why", [f"{p['cite']}: {p['summary']} Holds: {p['holds']}." for p in data["provisions"]])
    yield from section("Open, and can change it", [f"{f['fact']}: {f['meaning']}" for f in data["open_facts"]])
    yield from licences(data)
    yield from section("Taken for granted", data["assumed"])
    yield from section("Not examined", ["; ".join(data["not_examined"])])
