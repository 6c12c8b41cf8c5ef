"""Who is for or against what, and who says so.

Rule: a stance needs a word of stance (or, for a reproach, a word of harm and somebody to whom the text ascribes
it) and an actor before it; the actor inside the object ("the Biden administration's rule") is not the one who
takes it. Who tells another's view is `reported_by`, and the view stays the other's.
"""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date
from functools import partial

from pratique.figures.reader.found.actors import Cast, Mention, find_actors, find_media, remember, resolve_pronoun
from pratique.figures.reader.found.reading import NamedInstrument, Position, Stance
from pratique.figures.reader.found.stances import HARM, PATTERNS, STEMS
from pratique.figures.reader.text.asserted import unasserted_at
from pratique.figures.reader.text.dates import find_date, find_weekday, last_weekday
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.text.stems import may_match
from pratique.value_class import dataclass

_TOLD = re.compile(
    r"(?:said|says|read) (?P<after>the (?:statement|association|ministry|spokes\w+))|(?:(?P<who>[Tt]he "
    r"(?:association|ministry|statement|spokes\w+|official|company|minister|agency)|(?:a |the "
    r")?(?:ministry |chief )?spokes\w+|(?<![A-Za-z])[Ii]t|[Tt]hey|发言人)"
    r"[^,.\"]{0,24}?\s?(?:said|says|noted|added|read|reads|stressed|stated|told|表示|指出|强调|称|说))"
    r"|(?P<verb>said|says|noted|added|stressed|stated|told|warned|argued|表示|指出|强调|认为|称|(?<!胡|瞎|小|传)说(?!法|明|服))\b|"
    r"(?P<by>[Aa]ccording to|[Cc]iting|据)",
)
_TELLING = ("said", "says", "noted", "added", "read", "stressed", "stated", "说", "told", "warned",
"argued", "according", "citing",
            "表示", "指出", "强调", "认为", "称", "据")  # fmt: skip
_PRONOUN = re.compile(
    r"\b(?:the (?:association|ministry|spokes\w+|statement|firm|company|prime minister|president|premier|chancellor|"
    r"government|commission)|it|they)\b|该协会|发言人",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"^\)?(?:'s|’s)\s|^ \([A-Z]{2,8}\)'s\s|^\s*(?:'s)?\s*"
    r"(?:final |new |unilateral |intensive )?(?:rules?|restrictions?|announcement|wrong)"
)


@dataclass(slots=True)
class Report:
    """What positions need of the text so far: who is who, the day last named, the medium of the whole text."""

    cast: Cast
    published: date | None
    medium: str = ""
    day: date | None = None
    teller: str = ""
    instrument: str = ""
    told: str = ""
    """The medium last named in the article itself."""
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    """Stances that the text does not assert: offsets in the text and the clause."""


def find_positions(
    sentence: Sentence, report: Report, instruments: list[NamedInstrument], titled: bool, following: str
) -> list[Position]:
    """The stances of one sentence; `following` is the rest of its paragraph, which may say who spoke."""
    text = sentence.text
    mentions = find_actors(text, report.cast)
    _note_day(text, report)
    teller = _teller(text, mentions, report) or (
        _teller(following, find_actors(following, report.cast), report) if following else ""
    )
    found = [] if titled else _stances(sentence, mentions, teller, report, instruments)
    if not titled:
        remember([m for m in mentions if not _is_object(text, m)], report.cast)
    if instruments:
        report.instrument = instruments[0].id or instruments[0].name
    if teller:
        report.teller = teller
    return found


def _note_day(text: str, report: Report) -> None:
    named = find_date(text)
    weekday = find_weekday(text)
    if weekday is not None and report.published is not None:
        report.day = last_weekday(weekday[0], report.published)
    elif named is not None:
        report.day = named[0]


_LANDS = frozenset(("CN", "US", "DE", "FR", "IT", "ES", "HU", "JP", "KR", "RU", "TR", "BR", "IN", "AU", "CA", "MX"))


_TOWARDS_ZH = re.compile(r"(?:对于?|针对|就|向|把|将)$")
_THEIR_DOING_ZH = re.compile(
    r"(?:此举|的?(?:这一|上述|有关|单边|错误|相关)*的?(?:做法|行为|行径|措施|举措|举动|裁定|指责|言论|说法|加税|指控))"
)
"""加方此举…是典型的保护主义做法: whose doing is judged does not judge it."""
_HOLDS_ZH = re.compile(r"(?:认为|指出|强调|批评|痛批|指责?|称)[,:]?")


def _who_judges(text: str, at: int, mentions: list[Mention]) -> str:
    """中方认为,欧盟…是保护主义: who judges stands before the verb of judging, whomever the clause behind it names."""
    for verb in reversed(list(_HOLDS_ZH.finditer(text, 0, at))):
        near = [m for m in mentions if m.end <= verb.start() and verb.start() - m.end < 8]
        if near:
            return near[-1].actor
    return ""


def _is_object(text: str, mention: Mention) -> bool:
    """An actor that only owns or suffers the thing spoken of: `the Biden administration's rule`."""
    if text[max(0, mention.start - 4) : mention.start].lower() in (" in ", " of ") and mention.actor in _LANDS:
        return True
    if _THEIR_DOING_ZH.match(text, mention.end):
        return True
    return _TOWARDS_ZH.search(text, max(0, mention.start - 2), mention.start) is not None or bool(
        _OBJECT.match(text[mention.end : mention.end + 30])
    )


def _teller(text: str, mentions: list[Mention], report: Report) -> str:
    """The actor to whom the sentence is ascribed (`..., the spokesperson said`; `according to CCTV`), or ""."""
    found = ""
    low = text.lower()
    if not any(map(low.__contains__, _TELLING)):
        return found
    for match in _TOLD.finditer(text):
        if match["who"] or match["after"]:
            word = match["who"] or match["after"]
            named = [
                m for m in mentions if m.start < match.end() and not text[m.end : match.start()].strip(" '新闻s")
            ]
            close = named[-1].actor if named and re.search("spokes|发言人", word) else ""
            earlier = [m.actor for m in mentions if m.end <= match.start()][-1:] if word == "发言人" else []
            meant = resolve_pronoun(word if "statement" not in word else "it", report.cast)
            found = close or (earlier[0] if earlier else "") or meant or found
        elif match["by"]:
            after = [m for m in mentions if 0 <= m.start - match.end() < 30]
            word = re.match(r"\s+(?:the |a )?(?:ministry )?(?:spokes\w+|association|ministry)", text[match.end() :])
            found = after[0].actor if after else resolve_pronoun(word.group(), report.cast) if word else found
        else:
            before = [
                m
                for m in mentions
                if m.end <= match.start() and match.start() - m.end < 60 and not _is_object(text, m)
            ]
            after = [m for m in mentions if 0 <= m.start - match.end() < 4 and "," not in text[match.end() : m.start]]
            beside = bool(before) and match.start() - before[-1].end <= 3
            near = before[-1:] if beside else after or before[-1:]
            found = near[0].actor if near else found
    return found


def _stances(
    sentence: Sentence, mentions: list[Mention], teller: str, report: Report, instruments: list[NamedInstrument]
) -> list[Position]:
    text, low = sentence.text, sentence.text.lower()
    found: list[Position] = []
    patterns = PATTERNS if any(map(low.__contains__, STEMS)) else ()
    position = partial(_position, sentence, teller=teller, mentions=mentions, report=report, instruments=instruments)
    for stance, pattern, stems in patterns:
        if not may_match(stems, low):
            continue
        match = _asserted(pattern, sentence, report)
        if match is None or any(abs(match.start() - (p.span[0] - sentence.start)) < 3 for p in found):
            continue
        impersonal = match.group().lower().startswith(("cooperation", "exchanges"))
        held = _held_behind(text, match, mentions)
        judge = _who_judges(text, match.start(), mentions) if stance == "criticises" else ""
        actors = (
            [judge]
            if judge
            else held
            if held
            else [teller]
            if impersonal
            else _holders(text, match.start(), mentions, teller, report)
        )
        if _is_called_for(text, match, found, sentence, mentions) or _inside_name(text, match):
            continue
        found += [position(actor, stance, match) for actor in actors if actor]
    if not found and teller and (match := _asserted(HARM, sentence, None)) is not None:
        found.append(position(teller, "criticises", match))
    return _without_doubles(found)


def _asserted(pattern: re.Pattern[str], sentence: Sentence, report: Report | None) -> re.Match[str] | None:
    """The first word of a stance that the sentence asserts; those that it does not are left with their clause."""
    for match in pattern.finditer(sentence.text):
        if _is_no_stance(sentence.text, match):
            continue
        if _MAYBE.search(sentence.text, max(0, match.start() - 40), match.start()):
            if report is not None:
                why = "a stance that may be taken, not one that is"
                report.unread.append((sentence.start + match.start(), sentence.start + match.end(), why))
            continue
        span = unasserted_at(sentence.text, sentence.language, match.start(), match.end())
        if span is None:
            return match
        if report is not None:
            report.unread.append((sentence.start + match.start(), sentence.start + match.end(), span.why))
    return None


def _without_doubles(found: list[Position]) -> list[Position]:
    """`dissatisfaction and opposition` is one stance, the firmer; a reproach within an opposition is part of it."""
    opposed = {p.actor for p in found if p.stance == "opposes"}
    return [p for p in found if not (p.stance == "concerned" and p.actor in opposed)]


_MAYBE = re.compile(
    r"\b(?:may|might|could|would|(?:is|are|was|were) (?:\w+ly )?(?:expected|likely|set|poised|ready|about|due|tipped|"
    r"urged|asked|pressed|free|able|invited) to)(?: (?:\w+ly|also|yet|still|well|be|come out))* $"
    r"|(?:可能|或将|或会|也许|有望|预计将?|或许)$"
)
"""Before a word of stance: it may be taken, or is wanted of somebody."""
_EXPRESSED = r"(?:express|voic|reiterat|reaffirm|declar|pledg|offer|restat|announc|g[ai]ve|lend|lent|win|won)\w*"
_WILLING = (
    r"(?:continu|vow|pledg|plan|agree|refus|decid|promis|read|willing|intend|vot|will|determin|commit|want|hop|call|"
    r"urg|move|chos|able|going|seek|sought|press)\w*"
)
NO_STANCE: tuple[tuple[str, str, str], ...] = (
    (r"support\w*|encourag\w*|back\w*", r"", r" (?:by|up)\b"),
    (r"support|backing", r"(?<!expressed )(?<!its )(?<!their )(?<!reiterated )(?<!voiced )(?<!in )",
     r"(?: (?:from|of|in|for|measures?|polic\w+|programs?|programmes?|and|will|"
     r"was|is|has|remains?|amid|to)\b|[,.;]|$)"),
    (r"support\w*|encourag\w*|back\w*", r"", r" (?:the |overall |further |robust |strong |steady |domestic |"
     r"car |auto |"
     r"vehicle |nev |ev |market |its |economic )*(?:growth|demand|sales|market|consumption|recovery|prices?|"
     r"expansion|"
     r"output|exports|production|economy|rebound|volumes?|momentum)\b"),
    (r"back", r"\b(?:c[ao]me|bounc\w+|w[ei]nt|going|pull\w*|push\w*|roll\w*|cut\w*|"
     r"scal\w+|held|hold\w*|brought|dat\w+|"
     r"turn\w*|look\w*|get|got|dial\w*|win|won|buy\w*|bought|fell|fall\w*|step\w*|a|the|at|put|set) ", r""),
    (r"back", r"", r"(?: (?:in|at|on|from|then|when|and|with|by)\b|[,.;]|$)"),
    (r"support\w*|encourag\w*|back\w*|boost\w*", rf"(?<!{'will'} )\bto (?:further |better )?", r""),
    (r"concerns?|demand\w*|worr\w+|regret", r"\b(?:auto|car|automotive|german|the|market|consumer|strong|weak) ",
     r" (?:volkswagen|bmw|daimler|for|in|was|is|has)\b"),
    (r"reject(?:s|ed)?", r"", r" (?:the |any |all |such |repeated )?(?:calls?|demands?|appeals?|pleas?|requests?)\b"),
    (r"反对|抗议|批评|呼吁|关切|支持|不满|敦促", r"(?:不顾|无视|罔顾|尽管|虽有|不理)[^,。;]{0,30}", r""),
    (r"aims? to", r"\b(?:polic(?:y|ies)|plan|measure|notice|rule|move|scheme|programme|program|regulation|"
                  r"initiative|law|order|"
     r"guidance|document|system|circular|announcement|bill|act|duties|tariffs|step|framework)s?\b[^.;]*", r""),
    (r"支持", r"(?:政策|金融|技术|资金|财政|有力|大力|补贴|措施|的|等|受|获得|得到|在[^,。;]{0,12})", r""),
    (r"支持", r"(?:证据|依据|数据|事实|法律|理据)", r""),
    (r"concerns?", r"\b(?:address|resolv|allay|eas|dispel|alleviat|discuss|rais|over|amid|due to|because of|despite|"
                   r"on|about|mitigat|meet|tackl)\w* (?:[a-z]+ ){0,3}", r""),
    (r"支持|鼓励", r"", r"(?:下|政策|措施|力度|作用|体系)"),
)  # fmt: skip
"""A word of stance, what ends before it and what begins behind it, where it is none: a noun, a passive, an aim."""
_NO_STANCE = tuple(
    (re.compile(word, re.IGNORECASE), re.compile(f"(?:{before})$", re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for word, before, after in NO_STANCE
)
_COMMITTED = re.compile(rf"\b{_WILLING} to (?:further |better |fully |firmly )?$", re.IGNORECASE)
_HAD = re.compile(rf"\b{_EXPRESSED} (?:[\w'-]+ ){{0,4}}$", re.IGNORECASE)


def _is_no_stance(text: str, match: re.Match[str]) -> bool:
    """Whether a word of stance is a noun, a passive without its holder or an aim here, by the rows of `NO_STANCE`."""
    lead = text[max(0, match.start() - 140) : match.start()]
    if _COMMITTED.search(lead) or _HAD.search(lead):
        return False
    return any(
        word.fullmatch(match.group()) and before.search(lead) and after.match(text, match.end())
        for word, before, after in _NO_STANCE
    )


_HELD = re.compile(r"\s*(?:by|from|among|in) (?:the )?$", re.IGNORECASE)


def _held_behind(text: str, match: re.Match[str], mentions: list[Mention]) -> list[str]:
    """`opposition from Germany`, `rejected by Brussels`: who takes the stance is named behind it."""
    if not match.group().lower().endswith(("ed", "opposition", "concern", "concerns", "dissatisfaction")):
        return []
    behind = [m for m in mentions if m.start >= match.end()]
    return [behind[0].actor] if behind and _HELD.fullmatch(text[match.end() : behind[0].start]) else []


def _is_called_for(
    text: str, match: re.Match[str], found: list[Position], sentence: Sentence, mentions: list[Mention]
) -> bool:
    """`urged firms to boycott price wars`: what somebody is called on to do is not yet his stance."""
    calls = [p.span[1] - sentence.start for p in found if p.stance == "calls for"]
    return any(
        end <= m.start and m.end <= match.start() and not re.search(r"[,;，；]|\band\b", text[end : match.start()])
        for end in calls
        for m in mentions
    ) or (sentence.language == "zh" and any(_asked_on(text, end, match.start(), mentions) for end in calls))


def _asked_on(text: str, end: int, at: int, mentions: list[Mention]) -> bool:
    """希望欧方…,消除…,鼓励…: the clauses after what is asked go on asking, until somebody else is named."""
    comma = text.find(",", end)
    return end <= at and "。" not in text[end:at] and not any(0 <= comma < m.start < at for m in mentions)


def _inside_name(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 12].lower()
    return bool(re.match(r"\s*(?:staff|team|centre|center|programme)\b", after))


_JOINED = re.compile(r"\s*(?:,|and|, and|as well as|和|与|、)\s*(?:the )?", re.IGNORECASE)


def _holders(text: str, at: int, mentions: list[Mention], teller: str, report: Report) -> list[str]:
    """Who takes the stance, with those joined to him by `and`: France and Italy."""
    actor = _holder(text, at, mentions, teller, report)
    before = [m for m in mentions if m.end <= at]
    joined = [actor]
    if before and before[-1].actor == actor:
        for later, earlier in zip(reversed(before), list(reversed(before))[1:], strict=False):
            if earlier.actor in joined or not _JOINED.fullmatch(text[earlier.end : later.start]):
                break
            joined.append(earlier.actor)
    return joined


def _holder(text: str, at: int, mentions: list[Mention], teller: str, report: Report) -> str:
    """Who takes the stance: the last actor before it that is no object, else a pronoun, else the teller."""
    before = [m for m in mentions if m.end <= at and not _is_object(text, m)]
    pronouns = list(_PRONOUN.finditer(text, 0, at))
    if before and (not pronouns or pronouns[-1].start() < before[-1].start or before[-1].actor == teller):
        actor = before[-1].actor
        if (
            actor == "CN"
            and _tells_here(text, mentions, teller, report)
            and teller.startswith(("MOFCOM", "CN-MFA", "MIIT"))
        ):
            return teller
        if actor in ("US", "CN") and len(before) > 1 and re.search(r"\b(?:the|to) $", text[: before[-1].start][-4:]):
            return before[-2].actor
        return actor
    if pronouns:
        meant = resolve_pronoun(pronouns[-1].group().lower().replace("statement", "it"), report.cast)
        return meant or (before[-1].actor if before else teller)
    return teller


def _tells_here(text: str, mentions: list[Mention], teller: str, report: Report) -> bool:
    """Whether the one to whom it is ascribed speaks in this sentence, not only in the next."""
    return _teller(text, mentions, report) == teller


def _position(
    sentence: Sentence,
    actor: str,
    stance: Stance,
    match: re.Match[str],
    teller: str,
    mentions: list[Mention],
    report: Report,
    instruments: list[NamedInstrument],
) -> Position:
    on = instruments[0].id or instruments[0].name if instruments else ""
    if not on and stance in ("opposes", "concerned", "criticises", "calls for", "will act"):
        on = report.instrument
    if teller != actor and _teller(sentence.text[: match.start()], mentions, report) == actor:
        teller = actor  # the actor speaks for itself; a later verb of telling is somebody else's
    media = find_media(sentence.text)
    if media:
        report.told = media[0]
    again = re.search(r"\b(?:also|added|citing)\b", sentence.text, re.IGNORECASE)
    usual = report.told if report.told and (again or not report.medium) else report.medium
    reported = teller if teller and teller not in (actor, "CN") else (media[0] if media else usual)
    return Position(
        actor, stance, on, report.day, reported, (sentence.start + match.start(), sentence.start + match.end())
    )
