"""Laws, orders, standards and plans that a text announces or mentions.

Rule: an instrument is known by the words of `data/instruments.toml`, by a citation of its own form (15 CFR part
791, GB 47955-2026, Order No. 35), or it is a plain rule of a named issuer; its status is what the text says of
it, never what is known elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pratique.figures.reader.found.deadlines import find_days
from pratique.figures.reader.found.reading import NamedInstrument, Status
from pratique.figures.reader.text.asserted import unasserted_at
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.text.stems import compiled, may_match
from pratique.files.shipped import shipped_toml
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """One row of the table."""

    id: str
    name: str
    issuer: str
    patterns: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    """Each with its stems (see `text.stems`)."""


_CITATION = re.compile(
    r"\b(?:\d+ CFR (?:[Pp]art )?\d+(?:\.\d+)?|\d{2} (?:FR|Fed\. Reg\.) \d{4,}|GB(?:/T)? "
    r"?\d{4,5}(?:\.\d+)?(?:-\d{4})?|"
    r"(?:Executive Order|E\.O\.|EO) \d{5}|Regulation \(EU\) (?:No\.? )?\d{4}/\d+|Directive (?:\(EU\) "
    r")?\d{4}/\d+(?:/E[CU])?|"
    r"(?:Announcement|Order|Notice|Decree) No\. ?\d+(?: of \d{4}| \[\d{4}\])?|UN(?:ECE)? (?:Regulation|"
    r"R) ?(?:No\.? ?)?\d{2,3})"
    r"|(?:(?:19|20)\d\d年)?第\d+号(?:公告|令)?|(?:公告|令)(?:19|20)\d\d年第\d+号|《[^》]{4,60}(?:法|"
    r"条例|办法|规定|通知|公告|标准|规则|方案|规划|意见|清单|指南)[^》]{0,8}》"
)
_PLAN = re.compile(
    r"\b(?:a |an |the )?(?:two|three|four|five|ten|\d+)-year (?:action |work )?plan\b|\b(?:[Ww]ork|"
    r"[Aa]ction|[Ss]tabili[sz]ation|[Gg]rowth) [Pp]lan\b(?: (?:for|on) (?:[A-Z][\w-]+|of|the|and)(?: "
    r"(?:[A-Z][\w-]+|of|the|and))*"
    r"(?<! of)(?<! the)(?<! and))?|\b(?:Notice|Announcement|Opinions|Measures|Provisions|Guidelines) (?:on|"
    r"concerning|"
    r"regarding) (?:the )?[A-Z][\w-]+(?: (?:[A-Z][\w-]+|of|the|and|for|in))*(?<! of)(?<! the)(?<! and)(?<! "
    r"for)(?<! in)"
    r"|[一二三四五]年行动计划|工作方案"
)
_WORTH = re.compile(
    r"[Rr]ul(?:e|ing)|[Cc]omplaint|World Trade|世贸|世界贸易|"
    r"[Rr]estrict|[Pp]rohibit|\b[Bb]an(?:s|ning)?\b|[Rr]egulation|禁止|CFR|[Ss]urtax|[Ii]mport tax|关税|附加税|"
    r"进口税|[Cc]ontrol|[Cc]urb|[Tt]ariff|[Dd]ut(?:y|ies)|"
    r"[Ss]ection|[Ff]oreign|[Ss]tandard|[Ll]icen[cs]e"
    r"|[Pp]lan\b|[Ii]nvestigat|[Pp]robe|WTO|[Qq]uota|[Pp]rovisional|[Ll]ev(?:y|ies)|Opinions|Measures|Provisions|Guidelines|Order|Notice|Announcement|Decree|Directive|Regulation|GB|FR|Fed|E\.?O|UN|《|号|令|"
    r"规则|禁令|限制|管制|标准|反补贴|301|外资|许可|牌照|计划|方案|扩散"
)
"""A sentence without any of these names no instrument: a cheap test before the patterns."""
_STATUS_WORDS: tuple[tuple[Status, str], ...] = (
    ("proposed", r"\bpropos\w+|draft|征求意见|拟议|提议|草案"),
    ("planned", r"\bracing to|hammer out|plans? to|by 20\d\d|will (?:issue|publish|introduce|impose|lift|"
                r"remove|launch|"
                r"raise|cut|levy)|is considering|are considering|mulls?\b|weighs?\b|to be (?:lifted|imposed|removed)|"
                r"(?:agreed|vowed|pledged|intends?|promised) to (?:lift|remove|impose|cut|scrap)|"
                r"将(?:发布|出台|制定|取消|加征|征收|实施)"),
    ("lifted", r"\b(?:has |have |had |was |were |been )?(?:lifted|abolished|removed|scrapped|revoked|"
               r"repealed|withdrew|"
               r"withdrawn|rescinded|cancelled|lifts|scraps|suspend(?:ed|s)|paused|pauses)\b|(?:已|全面|宣布)?取消|废止|撤销了|暂停|中止"),
    ("final", r"\bfinal (?:rule|ruling|determination|decision|disclosure|measures|duties|tariffs)|"
              r"\bdefinitive\b|最终(?:规则|裁定)|终裁"),
    ("planned", r"\b(?:is|are|was|were) (?:now )?(?:scheduled|set|due|slated|poised) to\b|"
                r"\b(?:play|toy|flirt)(?:s|ed|ing)? with\b|\bfloat(?:s|ed|ing) the idea|\b(?:looking at|"
                r"exploring|considering|"
                r"contemplat\w+|studying)\b|拟(?!议)|考虑|酝酿"),
    ("in force", r"\b(?:took|take[sn]?|takes|come|came|comes|enter(?:s|ed)?|went|go(?:es)?) (?:into "
                 r")?(?:effect|force)|"
                 r"\b(?:are|is|been) in (?:effect|force)|生效|施行|实施"),
    ("announced", r"\bannounc\w+|\bdeclar(?:ed|es)\b|\bdecid(?:ed|es) to\b|\bissued?\b|\bpublished\b|"
                  r"\breleased\b|\bunveil\w+|\bimpos\w+|"
                  r"\b(?:launch|initiat|fil|lodg|open|adopt|approv|introduc)(?:ed|es|ing)\b|\bfiles?\b|"
                r"(?<!after the )(?<!since the )(?<!following the )\binitiation\b|"
                r"\b(?:moved|moving|went) (?:forward|ahead) with\b|\bappealed to\b|"
                r"\b(?:gave|given) (?:the |its |their )?(?:green light|nod|go-ahead)\b|"
                r"发布|加征|征收|发起|立案|提起|起诉|诉诸|"
                    r"公布|出台|宣布|\bwon a licen"),
)  # fmt: skip
_HAPPENED = re.compile(
    r"\b(?:ha(?:s|ve|d) (?:\w+ )?(?:taken|come|entered|gone) (?:into )?(?:effect|force)|took effect|"
    r"came into (?:effect|force)|"
    r"went into (?:effect|force)|entered into force)\b|(?:已(?:正式)?|(?<![起将])正式)(?:生效|施行|实施)",
    re.IGNORECASE,
)
"""What is in force is so whatever else the sentence calls it (`a final rule has taken effect`)."""
_ANNOUNCED_BEFORE = re.compile(
    r"\b(?:announced|declared|decided|confirmed)\b[^.;]*$|(?:宣布|决定|公布)[^。;]*$", re.IGNORECASE
)
"""Before `will impose`: what somebody has announced is no mere plan."""
_STATUS = tuple((status, re.compile(words, re.IGNORECASE)) for status, words in _STATUS_WORDS)
_TO_ISSUE = re.compile(
    r"\b(?:publish|issu|adopt|releas|finali[sz]|unveil|announc|complet|sign)\w* (?:its |the |an? |any |their )*$"
    r"|(?:发布|出台|公布|通过|制定)[^,。;]{0,16}$",
    re.IGNORECASE,
)
"""Before `final rule`: whether there is one at all is what the sentence says, and may deny."""
_BARE = re.compile(r"\b(?:lift|impose|remove|scrap|abolish|launch|raise|cut|levy|withdraw)\b", re.IGNORECASE)
"""Words that are no status by themselves; denied or supposed, they are told."""


@lru_cache(maxsize=1)
def known_instruments() -> tuple[KnownInstrument, ...]:
    """The table of instruments that have words of their own."""
    rows = shipped_toml("pratique.figures.reader", "data/instruments.toml")["instrument"]
    return tuple(
        KnownInstrument(row["id"], row["name"], row["issuer"], tuple(compiled(p, 0) for p in row["patterns"]))
        for row in rows
    )


def find_instruments(
    sentence: Sentence, published: date | None, unread: list[tuple[int, int, str]]
) -> list[NamedInstrument]:
    """Every instrument of one sentence in order of its place; none twice. A status not asserted goes to `unread`."""
    text, offset = sentence.text, sentence.start
    found: list[NamedInstrument] = []
    if not _WORTH.search(text):
        return found
    low = text.lower()
    for row in known_instruments():
        likely = (pattern for pattern, stems in row.patterns if may_match(stems, low))
        match = next((m for pattern in likely if (m := pattern.search(text))), None)
        if match is not None and not _covered(found, match, offset):
            span = (offset + match.start(), offset + match.end())
            found.append(NamedInstrument(row.id, row.name, row.issuer, _status(sentence, match, unread), None, span))
    for pattern in (_CITATION, _PLAN):
        for match in pattern.finditer(text):
            if not _covered(found, match, offset):
                span = (offset + match.start(), offset + match.end())
                status = _status(sentence, match, unread)
                found.append(NamedInstrument("", match.group().strip(), "", status, None, span))
    found.sort(key=lambda instrument: instrument.span)
    dated = [_dated(each, sentence, published, len(found) == 1) for each in found]
    return [_complained_of(each, dated, sentence) for each in dated]


def _complained_of(item: NamedInstrument, found: list[NamedInstrument], sentence: Sentence) -> NamedInstrument:
    """What a complaint is about has neither its status nor its days (`filed a complaint about the duties`)."""
    mine = _part(sentence.text, item.span[0] - sentence.start)
    for other in found:
        about = other.id == "wto.complaint" and other.id != item.id and other.status != "mentioned"
        if about and _part(sentence.text, other.span[0] - sentence.start) == mine:
            return replace(item, status="mentioned", date=None, effective=None, deadline=None)
    return item


def _dated(item: NamedInstrument, sentence: Sentence, published: date | None, alone: bool) -> NamedInstrument:
    """A measure with the days of its sentence, or, where that names several, of its own part of it."""
    start, end = (0, len(sentence.text)) if alone else _part(sentence.text, item.span[0] - sentence.start)
    days = find_days(sentence, published, start, end)
    return replace(item, date=days.announced, effective=days.effective, deadline=days.deadline)


_AGAIN = re.compile(
    r"(?:\W*(?:it|they) (?:will|would|is|are|was|were|comes?|came|takes?|took|enters?|entered|applies|apply)\b"
    r"|\W*(?:the|these|those|both) (?:\w+ ){0,2}?"
    r"(?:prohibitions?|decisions?|decree|increases?|hikes?|changes?|surcharges?|levy|measures?|rules?|duties|duty|tariffs?|surtax(?:es)?|restrictions?|bans?|order|lev(?:y|ies)|plan|"
    r"notice|regulations?|tax(?:es)?|proposals?)\b|(?:该|上述|新|这一|相关)(?:规则|措施|关税|税|禁令|公告|办法|规定))",
    re.IGNORECASE,
)
"""How a later sentence names the measure of the one before it again."""


def days_again(sentence: Sentence, last: NamedInstrument, published: date | None) -> NamedInstrument | None:
    """The measure of the sentence before, with the days of this one (`The prohibitions take effect on`)."""
    if _AGAIN.match(sentence.text) is None:
        return None
    days = find_days(sentence, published)
    if days.effective is None and days.deadline is None:
        return None
    span = (sentence.start, sentence.end)
    return replace(
        last, span=span, status="mentioned", also=(), date=None, effective=days.effective, deadline=days.deadline
    )


_PARTS = re.compile(
    r";|, (?:and |and then |then )(?=definitive|final|provisional|a |an |the )|, (?:and|while|but|"
    r"whereas)\b|,(?=[^,]*(?:同时|并))"
)


def _part(text: str, at: int) -> tuple[int, int]:
    heads = [match.end() for match in _PARTS.finditer(text, 0, at)]
    tail = _PARTS.search(text, at)
    return max(heads, default=0), tail.start() if tail else len(text)


def _covered(found: list[NamedInstrument], match: re.Match[str], offset: int) -> bool:
    return any(i.span[0] < offset + match.end() and offset + match.start() < i.span[1] for i in found)


_COMPLAINT = re.compile(r"\b(?:WTO|World Trade)|世贸|世界贸易|起诉|诉诸", re.IGNORECASE)


_INQUIRY = re.compile(r"investigat|probe|inquir|调查", re.IGNORECASE)
"""An investigation is opened; what it is about may be proposed or final."""


def _status(sentence: Sentence, match: re.Match[str], unread: list[tuple[int, int, str]]) -> Status:
    """What the words around an instrument say has become of it; what they deny or suppose is left unread."""
    head, tail = _part(sentence.text, match.start())
    low, high = max(head, match.start() - 100), min(tail, match.end() + 140)
    happened = _HAPPENED.search(sentence.text, low, tail)
    if happened and unasserted_at(sentence.text, sentence.language, happened.start(), happened.end()) is None:
        return "in force"
    for status, words in _STATUS:
        if status == "final" and _COMPLAINT.search(match.group()):
            continue
        if status in ("final", "proposed") and _INQUIRY.search(match.group()):
            continue  # what is complained of may be final, a complaint is not
        for word in words.finditer(sentence.text, low, high):
            span = unasserted_at(sentence.text, sentence.language, word.start(), word.end())
            named = status in ("final", "proposed") and word.start() < match.end() and match.start() < word.end() + 12
            will = word.group().lower().startswith(("will ", "将"))
            will = will or (status == "in force" and word.group() in ("实施", "施行", "生效"))
            if will and _ANNOUNCED_BEFORE.search(sentence.text, low, word.start()):
                return "announced"
            if span is None or (named and not _TO_ISSUE.search(sentence.text, low, word.start())):
                return status
            unread.append((sentence.start + word.start(), sentence.start + word.end(), span.why))
    for word in _BARE.finditer(sentence.text, low, high):
        span = unasserted_at(sentence.text, sentence.language, word.start(), word.end())
        if span is not None:
            unread.append((sentence.start + word.start(), sentence.start + word.end(), span.why))
    return "mentioned"


def merge_instruments(found: list[NamedInstrument]) -> tuple[NamedInstrument, ...]:
    """One instrument a name; later mentions become places of the first, and a firmer status wins."""
    merged: dict[str, NamedInstrument] = {}
    for instrument in found:
        key = instrument.id or instrument.name.lower()
        first = merged.get(key)
        if first is None:
            merged[key] = instrument
            continue
        status = first.status if first.status != "mentioned" else instrument.status
        merged[key] = NamedInstrument(
            id=first.id,
            name=first.name,
            issuer=first.issuer,
            status=status,
            date=first.date or instrument.date,
            span=first.span,
            also=(*first.also, instrument.span),
            effective=first.effective or instrument.effective,
            deadline=first.deadline or instrument.deadline,
        )
    return tuple(merged.values())
