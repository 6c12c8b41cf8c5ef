"""The reader of bulletins: precision and recall beside quantulum3, speed beside trafilatura alone.

Run: .venv/bin/python benchmarks/reader.py [--small]

A figure is right when indicator, product, period, value, unit, growth (on year, on month, in points), kind and
maker are all as labelled; the place is counted apart. quantulum3 knows no product, period or growth, so it is
scored on value and unit alone (vehicles, percent, money), on the same texts; its English parser is also run on
the Chinese ones. Speed: the five-paragraph pages made of the English bulletins, read whole, against
trafilatura's extraction of the same pages with its own defaults.
"""

from __future__ import annotations

import gc
import sys
import time
import tomllib
import warnings
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pratique.figures.period import Period
from pratique.figures.reader import Figure, read_text

SETS = Path(__file__).parent.parent / "conformance" / "bulletins"
PARTS = ("tuning", "first-held-out", "second-held-out", "third-held-out", "held-out")
Row = tuple[Any, ...]


@dataclass(slots=True)
class Score:
    right: int = 0
    given: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision = self.right / self.given if self.given else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        return f"{precision:.3f} ({self.right}/{self.given}) | {recall:.3f} ({self.right}/{self.wanted})"


def bulletins(part: str, language: str) -> list[dict[str, str]]:
    """The labelled bulletins of one part and language."""
    rows: list[dict[str, str]] = tomllib.loads((SETS / f"{part}-{language}.toml").read_text("utf-8"))["bulletin"]
    return rows


def labels(bulletin: dict[str, str]) -> list[tuple[Row, str]]:
    """Each labelled figure as a row to compare, with its place."""
    return [label_row(line) for line in bulletin["figures"].strip().splitlines()]


def label_row(line: str) -> tuple[Row, str]:
    cells = [cell.strip() for cell in line.split(",")]
    more = dict(cell.split("=") for cell in cells[6:])
    growth = tuple(Fraction(more[name]) if name in more else None for name in ("yoy", "mom", "points"))
    period = None if cells[3] == "?" else Period.parse(cells[3])
    value = None if cells[4] == "-" else tuple(Fraction(end) for end in cells[4].split(".."))
    return (
        cells[0],
        cells[1],
        period,
        value,
        cells[5],
        *growth,
        more.get("status", "observation"),
        more.get("maker", ""),
    ), cells[2]


def figure_row(figure: Figure) -> Row:
    growth = tuple(
        None if amount is None else Fraction(amount)
        for amount in (figure.yoy_percent, figure.change("month"), figure.change("year", "points"))
    )
    value: tuple[Fraction, ...] | None = None
    if figure.value is not None and figure.half is not None:
        ends = (figure.value - figure.half, figure.value + figure.half) if figure.ranged else (figure.value,)
        value = tuple(Fraction(end) for end in ends)
    return (figure.indicator, figure.product, figure.period, value, figure.unit, *growth, figure.kind, figure.maker)


def score_reader(part: str, language: str, places: Score) -> Score:
    score = Score()
    for bulletin in bulletins(part, language):
        wanted = labels(bulletin)
        given = [
            (figure_row(figure), figure.geography) for figure in read_text(bulletin["text"], bulletin["id"]).figures
        ]
        score.wanted += len(wanted)
        score.given += len(given)
        rest = list(given)
        for row, place in wanted:
            found = next((pair for pair in rest if pair[0] == row), None)
            if found is not None:
                rest.remove(found)
                score.right += 1
                places.given += 1
                places.wanted += 1
                places.right += (found[1] or "?") == place
    return score


def score_values(part: str, language: str, pairs: Any) -> Score:
    """Values and units alone: what quantulum3 can be asked for. Growths count as percentages to be found."""
    score = Score()
    for bulletin in bulletins(part, language):
        wanted: list[tuple[float, str]] = []
        for row, _ in labels(bulletin):
            if row[3] is not None:
                wanted += [(float(end), row[4]) for end in row[3]]
            wanted += [(abs(float(amount)), "percent") for amount in row[5:7] if amount is not None]
        given = list(pairs(bulletin["text"]))
        score.wanted += len(wanted)
        score.given += len(given)
        for pair in wanted:
            if pair in given:
                given.remove(pair)
                score.right += 1
    return score


def quantulum_pairs(text: str) -> list[tuple[float, str]]:
    from quantulum3 import parser

    units = {"percentage": "percent", "dollar": "USD", "united states dollar": "USD", "dimensionless": "vehicles"}
    try:
        found = parser.parse(text)
    except Exception:
        return []
    return [(abs(q.value), units.get(q.unit.name.lower(), q.unit.name)) for q in found]


def reader_pairs(text: str) -> list[tuple[float, str]]:
    pairs = []
    for figure in read_text(text).figures:
        if figure.value is not None and figure.half is not None:
            ends = (figure.value - figure.half, figure.value + figure.half) if figure.ranged else (figure.value,)
            pairs += [(float(end), figure.unit) for end in ends]
        amounts = (figure.yoy_percent, figure.change("month"))
        pairs += [(abs(float(amount)), "percent") for amount in amounts if amount is not None]
    return pairs


def pages() -> list[str]:
    """Pages with menu, article and footer, made of the English tuning bulletins, five to a page."""
    texts = [bulletin["text"].strip().split("\n") for bulletin in bulletins("tuning", "en")]
    menu = "".join(f'<li><a href="/{k}">Section {k}</a></li>' for k in range(60))
    made = []
    for start in range(0, len(texts) - 4, 5):
        body = "".join(f"<p>{line}</p>" for text in texts[start : start + 5] for line in text if line)
        made.append(
            f"<!doctype html><html><head><title>Market digest "
            f"{start}</title><script>{'var a=1;' * 2000}</script></head>"
            f"<body><nav><ul>{menu}</ul></nav><article><h1>Market digest {start}</h1>{body}</article>"
            f"<aside><ul>{menu}</ul></aside><footer>Copyright 2025. All rights "
            f"reserved.</footer></body></html>"
        )
    return made


_PROSE = (
    "Dealers along the coast spoke of a season that asked for patience, and of buyers who compared more than before.",
    "The town has lived from its workshops for generations, and many families send their children to "
    "the same school.",
    "At the gate of the plant, a new line of cars waited for the carriers that would take them to the "
    "harbour at night.",
    "Engineers showed visitors the test track, explained the brakes, and answered questions on noise and comfort.",
    "Several speakers recalled how the first models were received, and what their makers had learned "
    "from the critics.",
    "Nobody in the hall expected a quick answer; the mood was one of quiet work, and the coffee was strong.",
    "Officials said that they would listen to the trade, and that the next meeting would be held in the old theatre.",
    "A driver who had come from the south praised the roads, the weather, and the food at the services on the way.",
)


def news_pages() -> list[str]:
    """Pages of one news article each: one bulletin among sixteen paragraphs of prose without numbers."""
    menu = "".join(f'<li><a href="/{k}">Section {k}</a></li>' for k in range(60))
    made = []
    for bulletin in bulletins("tuning", "en")[:20]:
        title, *lines = [line for line in bulletin["text"].strip().split("\n") if line]
        body = "".join(f"<p>{line}</p>" for line in (*lines, *_PROSE, *_PROSE))
        made.append(
            f"<!doctype "
            f"html><html><head><title>{title}</title><script>{'var a=1;' * 2000}</script></head><body><nav><ul>"
            f"{menu}</ul></nav><article><h1>{title}</h1>{body}</article><footer>All rights "
            f"reserved.</footer></body></html>"
        )
    return made


def best_of(work: Any, items: list[str], rounds: int) -> float:
    """Seconds per item, the best round."""
    for item in items:
        work(item)
    times = []
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        for item in items:
            work(item)
        times.append((time.process_time() - started) / len(items))
    return min(times)


def main() -> None:
    small = "--small" in sys.argv
    warnings.simplefilter("ignore")
    print("| set | bulletins | figures: precision | recall | place right |\n|---|---|---|---|---|")
    for part in PARTS:
        for language in ("en", "zh"):
            places = Score()
            score = score_reader(part, language, places)
            print(
                f"| {part} {language} | {len(bulletins(part, language))} | {score} | {places.right}/{places.given} |"
            )
    print(
        "\n| value and unit alone | pratique: precision | recall | quantulum3: precision | recall |\n|"
        "---|---|---|---|---|"
    )
    for part in PARTS[:1] if small else PARTS:
        for language in ("en", "zh"):
            ours, theirs = score_values(part, language, reader_pairs), score_values(part, language, quantulum_pairs)
            print(f"| {part} {language} | {ours} | {theirs} |")
    import trafilatura

    rounds = 3 if small else 10
    print("\n| pages, one core | pages a second | time beside trafilatura's defaults |\n|---|---|---|")
    for name, made in (("news page", news_pages()), ("page of five dense bulletins", pages())):
        ours_time = best_of(read_text, made, rounds)
        alone = best_of(trafilatura.extract, made, rounds)
        fast = best_of(lambda page: trafilatura.extract(page, fast=True), made, rounds)
        print(f"| {name}: pratique read, whole reading | {1 / ours_time:.0f} | {ours_time / alone:.2f} |")
        print(f"| {name}: trafilatura.extract, defaults | {1 / alone:.0f} | 1.00 |")
        print(f"| {name}: trafilatura.extract, fast=True | {1 / fast:.0f} | {fast / alone:.2f} |")
    plain = [bulletin["text"] for bulletin in bulletins("tuning", "en")]
    print(f"\nPlain-text bulletins: {1 / best_of(read_text, plain, rounds):.0f} a second.")


if __name__ == "__main__":
    main()
