"""Lists that go together: `41,000, 38,500 and 22,100 vehicles to Russia, Mexico and Brazil respectively`.

Rule: so many numbers in a list take so many places, makers or periods, in their order. Where a list of subjects has
the same length too, or two of those lists do, the text does not tell which go with the numbers.
Invariant: a list of places is never one place: none of them holds for all numbers of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.period import Period
from pratique.figures.reader.bind.scene import DiscourseLine, Respective
from pratique.figures.reader.tokens.calendar import resolve, shaped
from pratique.figures.reader.tokens.scan import Token

JOINT = re.compile(
    r"\s*(?:\([^()%\d]{0,4}\d{4,6}(?:\.HK)?\))?\s*"
    r"(?:units|vehicles|cars|辆|台)?\s*(?:,|、|and|, and|as well as|和|与|及|以及|,?以及)\s*"
    r"(?:in |to |from |the |over |about |nearly |almost |some )*(?:约|近|超)?\s*",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:\bto (?:the )?|[对向往]|出口[至到])$", re.IGNORECASE)
_DESTINATIONS = re.compile(
    r"(?:分别)?(?:是|为|位居|位列|成为|分列|居)[^,。;]{0,14}出口[^,。;]{0,10}(?:前|目的|市场|国)"
    r"|,? (?:were|are|ranked as|remained|became) [^,.;]{0,50}"
    r"\b(?:export (?:destinations|markets)|destinations for|buyers of)\b",
    re.IGNORECASE,
)
"""Behind a list of places: they are where exports go."""
_RANKED_BUYERS = re.compile(
    r"出口[^,。;]{0,12}?(?:前[一二三四五六七八九十\d]+|主要|最大|重点)[^,。;]{0,8}(?:国家|国|市场|目的地|地区)[^,。;\d]{0,5}[为是有:]$"
    r"|\bexport (?:destinations|markets)\b[^,.;]{0,40}\b(?:were|are|included|include) (?:the )?$",
    re.IGNORECASE,
)
"""Before a list of places: they are where exports go."""
_FROM = re.compile(r"(?:\bfrom (?:the )?|[从自])$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_SPLIT = re.compile(r"\band\b|[和与及、]")
_SPAN = re.compile(r"\bbetween\b|\bto\b|[至到]|-")


def split_pairs(text: str, tokens: list[Token]) -> None:
    """`Passenger cars and commercial vehicles ... respectively`: two subjects; alone the words are all vehicles."""
    if any(t.kind == "respectively" for t in tokens):
        for k, token in enumerate(tokens):
            for pattern, both in _PAIRS if token.kind == "product" else ():
                if pattern.fullmatch(text, token.start, token.end):
                    tokens[k] = replace(token, code=both)


_PAIRS = (
    (
        re.compile(r"passenger (?:cars|vehicles) and commercial (?:cars|vehicles)", re.IGNORECASE),
        "passenger_car+commercial_vehicle",
    ),
    (re.compile(r"hybrids? and plug-in hybrids?(?: (?:cars|vehicles))?", re.IGNORECASE), "hybrid+phev"),
)


def zip_lists(line: DiscourseLine, growths: list[list[int]]) -> None:
    """Note which place, maker or period each number (or growth) of a list takes."""
    _set_between_aside(line)
    places = [run for run in _runs(line, _of_kind(line, "place")) if len({line.tokens[k].code for k in run}) > 1]
    values = [k for k, role in line.roles.role.items() if role == "value" and k not in line.roles.compared]
    runs = [run for run in _runs(line, sorted(values)) if len(run) > 1]
    for run in runs:
        line.lasts.update((k, run[-1]) for k in run[:-1])
    spoken = [k for k in _of_kind(line, "period") if k not in line.roles.comparator]
    periods = _periods(line, spoken)
    subjects = {len(run) for kind in ("product", "indicator") for run in _runs(line, _of_kind(line, kind))}
    subjects |= {2 for t in line.tokens if t.kind == "indicator" and "+" in t.code}
    makers = [run for run in _runs(line, _of_kind(line, "maker")) if len({line.tokens[k].code for k in run}) > 1]
    duties = [k for k, role in line.roles.role.items() if role == "duty"]
    counted = {len(run) for run in runs}
    runs += [run for run in _runs(line, sorted(duties)) if len(run) > 1]
    runs += [run for run in growths if len(run) > 1 and len(run) not in counted]
    for run in runs:
        there = [found for found in places if len(found) == len(run)]
        then = [found for found in periods if len(found) == len(run)]
        by = [found for found in makers if len(found) == len(run)]
        if len(run) in subjects or len(there) + len(then) + len(by) != 1:
            continue
        for each in there:
            _take_places(line, run, each)
        for whose in by:
            codes = [line.tokens[k].code for k in whose]
            line.zipped.update((k, Respective(maker=code)) for k, code in zip(run, codes, strict=True))
        for when in then:
            line.zipped.update(
                (k, Respective(period=period, base=_base(line, ()))) for k, period in zip(run, when, strict=True)
            )
    _take_places_behind(line, sorted(k for k, role in line.roles.role.items() if role == "value"))
    for k in (k for found in places for k in found if k not in line.listed):
        line.tokens[k] = replace(line.tokens[k], code="?")


_STANDS = {"in": "", "to": "to", "from": "from"}


def _take_places_behind(line: DiscourseLine, values: list[int]) -> None:
    """`67,000 in Norway (up 46%) and 52,000 in Turkey (down 3%)`: each count has the place right behind it."""
    found = {number: k for number in values if number not in line.zipped and (k := _place_behind(line, number))}
    if len({line.tokens[k].code for k in found.values()}) < 2:
        return
    ways = {_way_to(line, k) for k in found.values()}
    if len(ways) > 1:
        return
    base = _base(line, list(found.values()))
    line.roles.compared -= {number for number, k in found.items() if not _is_of_then(line, k)}
    for number, k in found.items():
        code = line.tokens[k].code
        place = None if code == "?" else code
        line.zipped[number] = Respective(place, _STANDS[_way_to(line, k)], base, None, True)
        line.listed.add(k)


def _is_of_then(line: DiscourseLine, at: int) -> bool:
    """Whether a period follows the place of a count compared with (`against 300 in Norway a year earlier`)."""
    for token in line.tokens[at + 1 :]:
        if token.kind in ("mark", "number") or token.code in ("and", "while"):
            return False
        if token.kind in ("period", "yoy", "mom", "lastyear"):
            return True
    return False


def _way_to(line: DiscourseLine, at: int) -> str:
    return next((t.code for t in reversed(line.tokens[:at]) if t.code != "the"), "")


def _place_behind(line: DiscourseLine, number: int) -> int:
    """The token of the place behind a count, with nothing but its goods and its verb between; or 0."""
    for k in range(number + 1, min(len(line.tokens), number + 8)):
        token = line.tokens[k]
        if token.kind == "place":
            return k if k not in line.aside and token.code != "WORLD" and _way_to(line, k) in _STANDS else 0
        if token.kind not in ("word", "product", "indicator") or token.code in ("and", "while", "but"):
            return 0
    return 0


def _set_between_aside(line: DiscourseLine) -> None:
    """`Amid tensions between China and the EU`: the two sides of something are no place of a count."""
    for run in _runs(line, _of_kind(line, "place")):
        if len(run) == 2 and _BETWEEN.search(line.sentence.text[: line.tokens[run[0]].start]):
            line.aside.update(run)


def _of_kind(line: DiscourseLine, kind: str) -> list[int]:
    return [k for k, t in enumerate(line.tokens) if t.kind == kind and k not in line.aside and t.code != "WORLD"]


def _runs(line: DiscourseLine, found: list[int]) -> list[list[int]]:
    """Tokens in lists: those between which nothing but a joint stands."""
    runs: list[list[int]] = []
    for k in found:
        before = runs[-1][-1] if runs else None
        if before is not None and JOINT.fullmatch(line.sentence.text, line.tokens[before].end, line.tokens[k].start):
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _periods(line: DiscourseLine, found: list[int]) -> list[list[Period]]:
    """Lists of periods, each resolved; one token that names two or three (`April and May`) is one too."""
    lists: list[list[Period]] = []
    for run in _runs(line, found):
        known = [p for k in run if (p := _resolved(line, line.tokens[k])) is not None]
        if len(run) > 1 and len(known) == len(run):
            lists.append(known)
        said = line.sentence.text[line.tokens[run[0]].start : line.tokens[run[0]].end]
        words = line.tokens[run[0]].period
        if (
            len(run) == 1
            and known
            and words is not None
            and words.run
            and _SPLIT.search(said)
            and not _SPAN.search(said)
        ):
            lists.append(_split(known[0]))
    return lists


def _resolved(line: DiscourseLine, token: Token) -> Period | None:
    return None if token.period is None else resolve(token.period, line.scene.period, line.scene.published)


def _split(period: Period) -> list[Period]:
    """A run as its two ends: two months beside each other, or two years."""
    if period.length == 24 and period.first % 12 == 0:
        return [Period.year(period.start_year), Period.year(period.end_year)]
    return [shaped(k, k) for k in (period.first, period.last)] if period.length == 2 else []


def _base(line: DiscourseLine, listed: tuple[int, ...] | list[int]) -> str | None:
    """The place that the sentence names beside its list, else that of the text."""
    others = [line.tokens[k].code for k in _of_kind(line, "place") if k not in listed]
    code = others[0] if others else line.scene.place
    return None if code == "?" else code


def _take_places(line: DiscourseLine, run: list[int], places: list[int]) -> None:
    lead = line.sentence.text[: line.tokens[places[0]].start]
    bound = (
        _TO.search(lead)
        or _RANKED_BUYERS.search(lead)
        or _DESTINATIONS.match(line.sentence.text, line.tokens[places[-1]].end)
    )
    stands = "to" if bound else "from" if _FROM.search(lead) else ""
    base = _base(line, places)
    line.listed.update(places)
    for number, k in zip(run, places, strict=True):
        code = line.tokens[k].code
        line.zipped[number] = Respective(None if code == "?" else code, stands, base, None, True)
