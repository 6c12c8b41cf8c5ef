"""A target beside what has been seen, as text."""

from __future__ import annotations

from pratique.figures.interval import print_number
from pratique.figures.target import Judged
from pratique.reports.wrapping import wrapped


def judged_text(judged: Judged) -> str:
    """The same for a terminal of 80 columns."""
    lines = [f"{judged.series}: {print_number(judged.value)} by {judged.by}", ""]
    if judged.latest is not None and judged.growth_needed is not None and judged.times is not None:
        lines.append(f"latest year    {judged.latest.period}: {print_number(judged.latest.value)}")
        lines.append(f"the target is  {float(judged.times):.1f} times that")
        lines.append(f"growth needed  {judged.growth_needed:.1f} percent in every year")
    seen = ", ".join(f"{when} {growth:.1f}" for when, growth in judged.growth_seen) or "unknown"
    lines.append(f"growth seen    {seen}")
    for share in judged.shares:
        reached = "unknown" if share.reached is None else f"{float(share.reached.low):.1f} percent in {share.period}"
        lines.append(
            f"{share.product} share".ljust(15) + f"aimed {print_number(share.aimed)} percent, reached {reached}"
        )
    lines.append(f"forecasts      {_forecasts(judged)}")
    lines += ["", "unsupported as printed:" if judged.findings else "Nothing in the ledger speaks against it."]
    lines += [line for finding in judged.findings for line in _bullet(finding)]
    if judged.findings and judged.hypotheses:
        lines += ["", "hypotheses (guesses, to be confirmed): it may mean"]
        lines += [line for guess in judged.hypotheses for line in _bullet(guess)]
    return "\n".join(lines) + "\n"


def _forecasts(judged: Judged) -> str:
    told = (
        f"{entry.actor or entry.publisher} {print_number(entry.value)} for {entry.period}"
        for entry in judged.forecasts
    )
    return "; ".join(told) or "none in the ledger"


def _bullet(text: str) -> list[str]:
    return wrapped(text, "  - ", "    ")
