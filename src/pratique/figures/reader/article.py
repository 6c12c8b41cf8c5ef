"""Reading a whole text: bytes, page or plain text in, a `Reading` out.

Rule: one pass in reading order, each sentence once; the work is linear in the text, and a text too long to be a
bulletin is refused. Invariant: spans are offsets in the text as it was given, after decoding and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from pratique.errors import Findings, Place
from pratique.figures.reader.bind.bind import bind_sentence
from pratique.figures.reader.bind.fiscal import groups_by_lakhs
from pratique.figures.reader.bind.scene import Draft, Scene
from pratique.figures.reader.bind.scope import only_a_part
from pratique.figures.reader.bind.second_pass import settle_later
from pratique.figures.reader.found.actors import Cast, find_actors, find_media
from pratique.figures.reader.found.instruments import days_again, find_instruments, merge_instruments
from pratique.figures.reader.found.positions import Report, find_positions
from pratique.figures.reader.found.reading import Figure, NamedInstrument, Position, Reading, TopicClaim, Unread
from pratique.figures.reader.found.topics import find_claims
from pratique.figures.reader.text.clutter import Block, sort_blocks
from pratique.figures.reader.text.dates import find_dates, find_weekday
from pratique.figures.reader.text.encodings import encodings_of
from pratique.figures.reader.text.fold import Sentence, fold, split_sentences
from pratique.figures.reader.text.given import Day, a_day, a_path, a_text, some_bytes
from pratique.figures.reader.text.languages import READ, language_of, numbers
from pratique.figures.reader.text.numerals import plain_numerals
from pratique.figures.reader.text.page import Page, is_page, open_page
from pratique.figures.reader.text.publishers import its_own_nation, publishers_in
from pratique.figures.reader.text.word import is_word, word_text
from pratique.figures.reader.text.wrapped import Unwrapped, join_lines
from pratique.figures.reader.tokens.quantity import Quantity
from pratique.files import decode_text, read_bytes, refusal

MAX_INPUT = 64_000_000
"""Largest file opened (bytes)."""
MAX_TEXT = 200_000
"""Longest plain text read (characters): a bulletin has some thousand."""
_DIGIT = re.compile(r"\d")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_file(path: str | Path, published: Day = None) -> Reading:
    """The reading of an .html, .txt or .docx file; `published` is a date or its ISO text. Raises `InvalidInput`."""
    name = a_path(path, "path")
    published = a_day(published, "published", Place(name))
    return read_data(read_bytes(name, limit=MAX_INPUT), name, published)


def read_data(data: bytes, name: str = "-", published: Day = None) -> Reading:
    """The reading of a file's bytes: text (UTF-8, UTF-16 with mark, GB 18030, Big5), a page, or a Word document.

    Raises `InvalidInput`. Findings: `read.argument`, `read.binary`, `read.word`, `file.encoding`, `read.empty`,
    `read.too-large`, `page.*`.
    """
    place = Place(a_text(name, "name", Place("-")))
    data, day = some_bytes(data, "data", place), a_day(published, "published", place)
    if len(data) > MAX_INPUT:
        raise refusal(
            "read.too-large", f"The input has {len(data)} bytes; the limit is {MAX_INPUT}.", place, "Split it."
        )
    if is_word(data):
        return read_text(word_text(data, place), name, day)
    if data.startswith(b"%PDF"):
        step = "Save its text, for example with `pdftotext FILE`, and read that."
        raise refusal("read.binary", "This is a PDF, not a text.", place, step)
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and (b"\x00" in data[:4096] or _is_binary(data[:4096])):
        raise refusal("read.binary", "This is a binary file, not a text.", place, "Save the article as text or HTML.")
    return read_text(decode_text(data, place, encodings_of(data)), name, day)


def _is_binary(head: bytes) -> bool:
    return head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")) or (
        len(head) > 0 and sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) / 20
    )


def read_text(text: str, name: str = "-", published: Day = None) -> Reading:
    """The reading of a text or an HTML page; `published` is a date or its ISO text. Raises `InvalidInput`.

    >>> [figure.value for figure in read_text("China exported 500,000 cars in July.", published="2025-08-15").figures]
    [500000]
    """
    place = Place(a_text(name, "name", Place("-")))
    text, day = a_text(text, "text", place), a_day(published, "published", place)
    if is_page(text):
        page = open_page(text, place)
        return _located(_read_lines(page.text, name, day or page.published, place), page, text)
    return _read_lines(text, name, day, place)


def _read_lines(text: str, name: str, published: date | None, place: Place) -> Reading:
    """The reading of a plain text, its broken lines joined for reading and its spans those of the text as given."""
    joined = join_lines(text) if len(text) <= MAX_TEXT else Unwrapped(text, ())
    reading = _read_plain(joined.text, name, published, place)
    return reading if joined.text == text else _located(reading, joined, text)


def _read_plain(text: str, name: str, published: date | None, place: Place) -> Reading:
    if len(text) > MAX_TEXT:
        raise refusal(
            "read.too-large",
            f"The text has {len(text)} characters; the limit is {MAX_TEXT}.",
            place,
            "Split it into its articles.",
        )
    folded = plain_numerals(fold(text))
    blocks = sort_blocks(folded)
    kept = [block for block in blocks if block.role in ("title", "body")]
    if not kept:  # a line by itself that only looks like a frame is the article, if it is a sentence
        kept = [b for b in blocks if _is_sentence(folded[b.start : b.end].strip())][:1]
    if not kept:
        raise refusal("read.empty", "There is no article in the text.", place, "Check the file.")
    findings = Findings()
    day = published or _publication_day(folded, blocks)
    scene = Scene(published=day)
    report = Report(Cast(), day, _medium(folded, blocks))
    found: tuple[list[NamedInstrument], list[Position], list[TopicClaim]] = ([], [], [])
    _set_place(folded, kept, scene)
    scene.lakhs = groups_by_lakhs(folded)
    scene.passenger = publishers_in(folded) == ["CPCA"]
    tongue = language_of("\n".join(folded[b.start : b.end] for b in kept))
    for block in kept:
        _read_block(folded, block, scene, report, found, tongue)
    _compare_weekdays(folded, kept, place, findings)
    settle_later(scene)
    scene.unread = sorted(dict.fromkeys(scene.unread + report.unread))
    figures = _figures(scene, folded)
    if tongue not in READ:
        findings.add(
            "read.language",
            f"The text is in a language that is not read ({tongue}); its numbers are unread.",
            place,
            "Give a text in English or Chinese.",
            "warning",
        )
    _report_doubled(scene, text, place, findings)
    return Reading(
        source=name,
        text=text,
        language=tongue,
        published=day,
        title=next(((b.start, b.end) for b in kept if b.role == "title"), None),
        figures=figures,
        positions=_distinct(found[1], folded),
        instruments=merge_instruments(found[0]),
        claims=tuple(dict.fromkeys(found[2])),
        unread=tuple(Unread((a, b), why) for a, b, why in scene.unread),
        left_out=tuple(((b.start, b.end), b.why) for b in blocks if b.role == "clutter"),
        findings=tuple(findings),
    )


def _is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does and is as long as one: 40 letters, or 14 in Chinese."""
    least = 14 if any("\u4e00" <= char <= "\u9fff" for char in line) else 40
    return len(line) > least and line[-1] in ".。!！"


def _read_block(
    folded: str,
    block: Block,
    scene: Scene,
    report: Report,
    found: tuple[list[NamedInstrument], list[Position], list[TopicClaim]],
    tongue: str,
) -> None:
    titled = block.role == "title"
    scene.stale = True
    for sentence in split_sentences(folded, block.start, block.end):
        own = language_of(sentence.text, tongue) if _DIGIT.search(sentence.text) else tongue
        if own not in READ:
            _leave_foreign(sentence, own, scene)
            continue
        bind_sentence(sentence, scene, titled)
        instruments = find_instruments(sentence, report.published, report.unread)
        if not instruments and found[0] and (again := days_again(sentence, found[0][-1], report.published)):
            instruments = [again]
        following = folded[sentence.end : block.end][:600]
        found[0].extend(instruments)
        found[1].extend(find_positions(sentence, report, instruments, titled, following))
        found[2].extend(find_claims(sentence, report.unread))


def _leave_foreign(sentence: Sentence, tongue: str, scene: Scene) -> None:
    """The numbers of a sentence in a language whose grammar the reader has not."""
    why = f"in a language that is not read ({tongue})"
    for start, end in numbers(sentence.text):
        scene.unread.append((sentence.start + start, sentence.start + end, why))
    scene.group = []


def _publication_day(folded: str, blocks: list[Block]) -> date | None:
    """A date line first, then the first date of the article, then any on the page.

    A day on which something begins, ends or is due is no day of publication: with it for a calendar, months that the
    text reports would read as a forecast.
    """
    for roles in (("dateline",), ("title", "body"), ("clutter",)):
        for block in blocks:
            if block.role in roles:
                for day, start, end in find_dates(folded, block.start, min(block.end, block.start + 4000)):
                    if block.role == "dateline" or not _is_set(
                        folded[max(0, start - 40) : start], folded[end : end + 12]
                    ):
                        return day
    return None


_SET_BEFORE = re.compile(
    r"(?:\b(?:from|since|by|until|till|before|after|starting|beginning|effective|as of|due|through|no later than"
    r"|(?:effect|force|appl(?:y|ies|ied)|expires?|ends?|begins?|starts?)(?:\s+\w+){0,2})(?:\s+(?:on|from|in))?(?:\s+the)?"
    r"|自|从|截至|截止|到|至)\s*$",
    re.IGNORECASE,
)
_SET_AFTER = re.compile(r"\s*(?:起|之前|以前|前|以来|之后|以后|后|生效|施行|实施|开始|届满|截止)")


def _is_set(before: str, after: str) -> bool:
    """Whether a date is one that something begins, ends or is due on, by the words around it."""
    return _SET_BEFORE.search(before) is not None or _SET_AFTER.match(after) is not None


def _medium(folded: str, blocks: list[Block]) -> str:
    """Who publishes: a medium in the date line or in a short line by itself, else a credit line after the article."""
    lines = [b for b in blocks if b.role == "dateline"] + [
        b for b in blocks if b.role == "clutter" and b.end - b.start < 60
    ]
    for block in lines:
        media = find_media(folded[block.start : block.end])
        if media:
            return media[0]
    return ""


_MAKERS = r"(?:BYD|SAIC|Geely|Chery|NIO|X[Pp]eng|Great Wall|Changan|GAC|Leapmotor|Xiaomi|Zeekr|Tesla)\b"
"""Makers whose home is often named before them (`China's BYD`): a home is no place of a count."""


def _set_place(folded: str, kept: list[Block], scene: Scene) -> None:
    """A text whose head names China, or its associations, counts China until it says otherwise."""
    head = " ".join(folded[block.start : block.end] for block in kept[:3])[:1200]
    named = re.search(
        r"(?<!from )\bChin(?:a|ese)\b(?!-(?:made|built|brand|produced|manufactured|owned|assembled)|"
        r"\W+(?:brands?|made)\b| (?:[a-z-]+ )?(?:vehicles|cars|EVs)(?: alone)? (?:account|made up|held)|"
        rf"(?:['’]s)? (?:(?:[a-z-]+|EV) ){{0,3}}{_MAKERS})|"
        r"\bCAAM\b|\bCPCA\b|我国|中国|全国|中汽协|乘联|商务部|工信部|工业和信息化部|发改委|"
        r"国家统计局|海关总署|\bMOFCOM\b|\bMIIT\b|\bNDRC\b",
        its_own_nation(head),
    )
    if named is not None and only_a_part(head[: named.start()]):
        scene.wider_until = max(0, folded.find(head[max(0, named.start() - 12) : named.end()]))
    elif named is not None:
        scene.place = "CN"


def _compare_weekdays(folded: str, kept: list[Block], place: Place, findings: Findings) -> None:
    for block in kept:
        for day, start, end in find_dates(folded, block.start, min(block.end, block.start + 20_000)):
            near = folded[max(block.start, start - 12) : start] + folded[end : end + 8]
            named = find_weekday(near)
            if named is not None and named[0] != day.weekday():
                findings.add(
                    "read.weekday",
                    f"{day} is a {_WEEKDAY_NAMES[day.weekday()]}, not a {_WEEKDAY_NAMES[named[0]]}.",
                    Place(place.file, offset=start),
                    "Check the date.",
                    "warning",
                )


def _report_doubled(scene: Scene, text: str, place: Place, findings: Findings) -> None:
    for draft in scene.drafts:
        if draft.quantity is not None and draft.quantity.doubled:
            findings.add(
                "read.unit-twice",
                "The unit is printed twice; the digits were taken and the second unit left out.",
                Place(place.file, offset=draft.start),
                "Check the value.",
                "warning",
                text[draft.start : draft.end],
            )


def _figures(scene: Scene, folded: str) -> tuple[Figure, ...]:
    """The drafts as figures: a title's only if the body does not say them, a vague one only without its exact."""
    whole = publishers_in(folded)
    body = [draft for draft in scene.drafts if not draft.titled]
    kept = [draft for draft in scene.drafts if not (draft.titled and _repeated(draft, body))]
    kept = [draft for draft in kept if not _vaguer(draft, kept)]
    said = {span: publishers_in(folded[slice(*span)]) for span in {draft.sentence for draft in kept}}
    figures = [_figure(draft, folded, said[draft.sentence] or (whole if len(whole) == 1 else [])) for draft in kept]
    distinct = {
        (f.indicator, f.product, f.geography, f.period, f.value, f.unit, f.kind, f.maker, f.of, f.changes): f
        for f in reversed(figures)
    }
    return tuple(sorted(distinct.values(), key=lambda figure: figure.span))


def _repeated(draft: Draft, body: list[Draft]) -> bool:
    for other in body:
        if other.indicator != draft.indicator or (draft.product != other.product and draft.product != "vehicle"):
            continue
        if draft.quantity is None:
            if any(change in other.changes for change in draft.changes) or (
                other.changes and other.period == draft.period
            ):
                return True
        elif other.quantity is not None:
            gap = Fraction(other.quantity.value) - Fraction(draft.quantity.value)
            if abs(gap) <= 2 * Fraction(draft.quantity.half):
                return True
    return False


def _vaguer(draft: Draft, kept: list[Draft]) -> bool:
    """`topped three million, reaching 3.111 million`: the first is said more exactly by the second."""
    if draft.quantity is None or draft.quantity.sense == "exact" or draft.changes:
        return False
    return any(
        other is not draft
        and other.quantity is not None
        and other.sentence == draft.sentence
        and _is_closer(other.quantity, draft.quantity)
        and (other.indicator, other.product, other.geography, other.period, other.unit, other.maker, other.kind)
        == (draft.indicator, draft.product, draft.geography, draft.period, draft.unit, draft.maker, draft.kind)
        and _may_be(draft.quantity, other.quantity)
        for other in kept
    )


def _is_closer(exact: Quantity, vague: Quantity) -> bool:
    """Whether a number is said more exactly than another: by its digits, or by no word (over, nearly) before it."""
    return exact.half < vague.half or (exact.half == vague.half and exact.sense == "exact")


def _may_be(vague: Quantity, exact: Quantity) -> bool:
    """Whether the exact number is what the vague one says (`over three million` is not 382,476)."""
    gap = Fraction(exact.value) - Fraction(vague.value)
    if vague.sense == "about":
        return abs(gap) <= 2 * Fraction(vague.half)
    return gap >= 0 if vague.sense == "over" else gap <= 0


def _figure(draft: Draft, folded: str, publishers: list[str]) -> Figure:
    publisher = publishers[0] if publishers else ""
    quantity = draft.quantity
    kind = draft.kind
    said = folded[draft.sentence[0] : draft.sentence[1]]
    actors = [m.actor for m in find_actors(said, Cast()) if m.actor != "CN"] if kind != "observation" else []
    actor = (
        (draft.maker if draft.indicator != "tariff_rate" else "") or (actors[0] if actors else "")
        if kind != "observation"
        else ""
    )
    return Figure(
        indicator=draft.indicator, product=draft.product, geography=draft.geography, period=draft.period,
        value=None if quantity is None else quantity.value, half=None if quantity is None else quantity.half,
        sense="exact" if quantity is None else quantity.sense, ranged=bool(quantity and quantity.ranged),
        unit=draft.unit, span=(draft.start, draft.end), changes=tuple(draft.changes), sentence=draft.sentence,
        kind=kind, actor=actor, maker=draft.maker, of=draft.of, publisher=publisher,
    )  # fmt: skip


def _distinct(found: list[Position], folded: str) -> tuple[Position, ...]:
    """A sentence printed twice takes a position once."""
    seen: dict[tuple[object, ...], Position] = {}
    for position in found:
        seen.setdefault(
            (position.actor, position.stance, position.instrument, position.date, position.span), position
        )
    return tuple(seen.values())


def _located(reading: Reading, page: Page | Unwrapped, markup: str) -> Reading:
    """The same reading with every span moved into the page, or into the text before its lines were joined."""

    def at(span: tuple[int, int]) -> tuple[int, int]:
        return page.locate(*span)

    return replace(
        reading,
        text=markup,
        title=None if reading.title is None else at(reading.title),
        figures=tuple(replace(f, span=at(f.span), sentence=at(f.sentence)) for f in reading.figures),
        positions=tuple(replace(p, span=at(p.span)) for p in reading.positions),
        instruments=tuple(replace(i, span=at(i.span), also=tuple(map(at, i.also))) for i in reading.instruments),
        claims=tuple(replace(c, span=at(c.span)) for c in reading.claims),
        unread=tuple(replace(u, span=at(u.span)) for u in reading.unread),
        left_out=tuple((at(span), why) for span, why in reading.left_out),
    )
