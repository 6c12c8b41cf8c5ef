"""A name as a screening sees it: words without legal form, each with the weight it carries.

Rule: NFKC and case folding first; the legal form is set apart, never thrown away; trade words are brought to one
English word across scripts; everything else is romanised. Invariant: a name with any letter or digit has at least
one form with at least one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pratique.parties.names.acronyms import abbreviates, acronyms_for
from pratique.parties.names.disguised import looking_alike, undisguised
from pratique.parties.names.joined import apart, with_brands, without_gaps
from pratique.parties.names.overlong import LONGEST_NAME, MOST_WORDS
from pratique.parties.names.palladius import from_palladius
from pratique.parties.names.persons import read_abroad, without_titles
from pratique.parties.names.rewritten import rewritten
from pratique.parties.names.romanise import (
    ABJAD,
    han_number,
    han_person,
    hangul_syllables,
    hangul_words,
    is_han,
    is_hangul,
    is_kana,
    japanese_brand,
    kana_word,
    open_article,
    pinyin,
    to_ascii,
)
from pratique.parties.names.scripts import plain_look
from pratique.parties.names.slavic import as_english
from pratique.parties.names.tables import (
    corrected,
    country_term,
    homely_brands,
    inflected_term,
    legal_forms,
    longest_unspaced_term,
    place_terms,
    terms,
)
from pratique.parties.names.wade_giles import firm_from_wade_giles
from pratique.value_class import dataclass

PARTICLES = frozenset({"of", "and"})
"""Trade words that are only taken as such between other words: "Wang Di" keeps its "Di"."""
SYLLABLES = frozenset({"da", "de", "di", "du", "la", "le", "e", "al", "el", "lu", "den", "dan", "van", "von", "and"})
"""Particles of European and Arabic names that are syllables of Chinese and other names as well."""
BRAND = 0.75
"""Least weight of a trade word that is somebody's brand."""
LONE_PARTICLE = 0.3
"""Weight of such a word at the end of a name that is not known to be a person's."""
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_HAN_ORDINAL = re.compile(r"第([一二三四五六七八九十百]+)")
_ACRONYM = re.compile(r"\(\s*([A-Z0-9][A-Z0-9&. -]{1,14})\s*\)")
_UMLAUT = re.compile(r"([aou])e")
_SPLIT = re.compile(r"[^\w]+|_")
_QUOTES = str.maketrans(dict.fromkeys("'’‘`´ʼʻ\"“”«»", ""))
_ADMINISTRATIVE = ("市", "省")
"""City and province: left out behind a place, as English names leave them out."""
_FORMER = re.compile(
    r"(?:^\s*|\s+)(?:,\s*)?\(?(?:formerly(?: known as)?|f/k/a|also known as|a/k/a|d/b/a|dba|trading as|t/a|"
    r"previously(?: known as)?)\b:?\s+|曾用名[::]?|原名[::]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to read a name: `words` in order with `weights`, the class of its legal form or None.

    `abjad` says that the vowels are missing (Arabic, Hebrew) or spelt in many ways (Korean); `romanised` that the
    words were not written in Latin letters.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    legal_form: str | None = None
    abjad: bool = False
    romanised: bool = False

    @property
    def weight(self) -> float:
        """The sum of the weights."""
        return sum(self.weights)


@lru_cache(maxsize=200_000)
def name_forms(text: str, individual: bool = False) -> tuple[NameForm, ...]:
    """Every form of a name, the most usual reading first; an acronym in brackets is a form of its own.

    `individual` keeps words that look like a legal form, because people are called Co and Ag.
    """
    plain = unicodedata.normalize("NFKC", plain_look(text[:LONGEST_NAME]))[:LONGEST_NAME]
    acronyms = [match for match in _ACRONYM.findall(plain) if abbreviates(match, plain)]
    for acronym in acronyms:
        plain = plain.replace(f"({acronym})", " ")
    found = [form for part in _FORMER.split(plain) for form in _forms(part.casefold(), individual)]
    if not individual:
        found += [form for other in rewritten(plain) for form in _forms(other.casefold(), individual)]
    elif (bare := without_titles(plain)) != plain:
        found += _forms(bare.casefold(), individual)
    abroad = read_abroad(plain.casefold()) if individual else firm_from_wade_giles(plain.casefold())
    found += [form for read in abroad for form in _forms(read, individual)]
    for acronym in acronyms:
        found += _forms(acronym.casefold(), individual)
    if not individual:
        found += [form for each in found for form in _also(each)]
    return tuple(dict.fromkeys(form for form in found if form.words)) or _last_resort(text)


def _also(form: NameForm) -> Iterator[NameForm]:
    """The form of an organisation by its acronym, and with a word as the brand that is read so at home."""
    for acronym in acronyms_for(form.words, _plain_words):
        yield NameForm((acronym,), (1.0,), form.legal_form)
    for start in range(len(form.words)):
        for stop in (start + 1, start + 2):
            if brand := homely_brands().get("".join(form.words[start:stop])):
                words = (*form.words[:start], brand, *form.words[stop:])
                yield replace(form, words=words, weights=(*form.weights[:start], 1.0, *form.weights[stop:]))


def _plain_words(name: str) -> list[tuple[str, ...]]:
    return [form.words for form in _forms(name, False)]


def _last_resort(text: str) -> tuple[NameForm, ...]:
    """A name that is nothing but a legal form or signs is taken as it stands."""
    word = "".join(_SPLIT.split(to_ascii(unicodedata.normalize("NFKC", text)).casefold()))
    return (NameForm((word,), (1.0,)),) if word else ()


def _forms(text: str, individual: bool) -> list[NameForm]:
    """The forms of casefolded text; more than one only where ideographs can be read in several languages."""
    if text.isascii():
        return _spaced_forms(text, individual)
    bare, unspaced_class = (text, None) if individual else _without_unspaced(text)
    alternatives: list[list[str]] = [[]]
    chunks = [chunk for chunk in _SPLIT.split(_tidy(_latin_to_ascii(bare))) if chunk]
    for chunk in chunks:
        options = _unspaced_words(chunk, unspaced_class is not None, individual)
        alternatives = [head + tail for head in alternatives for tail in options][:6]
    whole = [read for chunk in chunks if (read := from_palladius(chunk, least=1))]
    if len(whole) == len(chunks) > 1:
        alternatives.append(whole)
    latin = [to_ascii(chunk) for chunk in chunks]
    if (spelt := [as_english(word) for word in latin]) != latin or any("\u0400" <= char < "\u0500" for char in text):
        # A trade word may be a brand, which is spelt and not translated abroad.
        alternatives.append(spelt)
    abjad = bool(ABJAD.search(text)) or any(map(is_hangul, text))
    romanised = any(ord(char) > 0x2FF for char in text)
    return [_weighted(words, individual, unspaced_class, abjad=abjad, romanised=romanised) for words in alternatives]


def written_words(text: str) -> list[str]:
    """A text as the words in which legal forms are looked for."""
    plain = unicodedata.normalize("NFKC", plain_look(text)).casefold()
    return [word for word in _SPLIT.split(_tidy(_latin_to_ascii(plain))) if word]


def _latin_to_ascii(text: str) -> str:
    """Latin letters with marks as plain ones, Arabic articles set apart; other scripts are left for their tables."""
    return open_article(
        "".join(to_ascii(char) if char < "\u0250" or "\u1e00" <= char < "\u1f00" else char for char in text)
    )


def _tidy(text: str) -> str:
    """Dots inside abbreviations and apostrophes closed up, the ampersand spelled out."""
    return _DOTTED.sub(r"\1", text.translate(_QUOTES).replace("&", " and "))


def _spaced_forms(text: str, individual: bool) -> list[NameForm]:
    """The form of Latin words; others where a word may be a Chinese syllable, or holds what belongs apart."""
    words = [word for word in _SPLIT.split(_tidy(text)) if word]
    read = [words]
    if not individual and (parted := [part for word in words for part in apart(word)]) != words:
        read.append(parted)
    if (spelt := [as_english(word) for word in words]) != words:
        read.append(spelt)
    if (alike := looking_alike(words)) != words:
        read.append(alike)
    if (seen := undisguised(text)) != text:
        read.append([word for word in _SPLIT.split(_tidy(seen)) if word])
    forms = [_weighted(each, individual, None, abjad=False, romanised=False) for each in read]
    if not individual and (whole := _as_one_word(words, forms[0])):
        forms.append(NameForm((whole,), (word_weight(whole),), forms[0].legal_form))
    if not individual and any(word in SYLLABLES for word in words):
        forms.append(_weighted(words, individual, None, abjad=False, romanised=False, particles=False))
    return forms


def _as_one_word(words: list[str], form: NameForm) -> str:
    """A brand and a trade word written together ("Gazprom Neft" is "Gazpromneft"); empty for every other name.

    A trade word that is brought to another language is no longer there to be joined.
    """
    bare = _without_legal_form(words)[0]
    if len(bare) != 2 or len(form.words) != 2 or bare == list(form.words) or not "".join(bare).isalpha():
        return ""
    return "".join(bare) if max(form.weights) >= BRAND > min(form.weights) else ""


def _without_unspaced(text: str) -> tuple[str, str | None]:
    """Text without legal forms of Chinese, Japanese and Korean, and the class of the first one found."""
    found = None
    for form, kind in legal_forms().unspaced:
        if form in text:
            found = found or kind
            text = text.replace(form, " ")
    return text, found


def _unspaced_words(chunk: str, organisation: bool, individual: bool) -> list[list[str]]:
    """Words of a chunk without spaces, for each reading; a chunk in a spaced script is one word."""
    if chunk.isascii():
        return [[chunk]]
    if all(is_han(char) for char in chunk):
        return _han_words(chunk, organisation, individual)
    if all(is_hangul(char) for char in chunk):
        return [_hangul(chunk, organisation)]
    if any(is_han(char) or is_kana(char) for char in chunk):
        return [[word for run in _runs(chunk) for word in _unspaced_run(run)]]
    read = from_palladius(chunk)
    return [[chunk], [read]] if read else [[chunk]]


def _runs(chunk: str) -> list[str]:
    return re.findall(r"[\u3400-\u9fff\uf900-\ufaff々]+|[\u3040-\u30ff]+|[a-z0-9]+|[^\s]", chunk)


def _unspaced_run(run: str) -> list[str]:
    if is_kana(run[0]):
        term = terms().get(run)
        return [term.word if term else kana_word(run)]
    return _han_words(run, True, False)[0] if is_han(run[0]) else [run]


def _han_words(chunk: str, organisation: bool, individual: bool) -> list[list[str]]:
    chunk = _HAN_ORDINAL.sub(lambda match: f" {han_number(match[1])} ", chunk)
    parts = [part for piece in chunk.split() for part in _cut_terms(piece)]
    if len(parts) == 1 and not organisation and 2 <= len(chunk) <= 4 and parts[0] not in terms():
        # A short name may be that of a firm, which is written as one word abroad.
        return [*han_person(chunk), *([] if individual else [[pinyin(chunk)]])]
    chinese = [part if part in terms() or part.isdigit() else pinyin(part) for part in parts]
    readings = [chinese]
    if any(_is_brand(part) for part in parts):
        # A brand has a name of its own abroad, and is spelt as it sounds as well.
        sounds = (_sounds(part) if _is_brand(part) else [word] for part, word in zip(parts, chinese, strict=True))
        readings.append([word for each in sounds for word in each])
    brand, rest = japanese_brand(chunk)
    if not brand:
        return readings
    tail = [part if part in terms() else pinyin(part) for part in _cut_terms(rest)]
    return [*readings, [brand, *tail]]


def _sounds(brand: str) -> list[str]:
    """A brand as it sounds; the word of a trade that it ends in is one."""
    ends = range(1, len(brand) - 1)
    cut = next((n for n in ends if brand[n:] in terms() and not _is_brand(brand[n:])), len(brand))
    return [part for part in (pinyin(brand[:cut]), brand[cut:]) if part]


def _is_brand(part: str) -> bool:
    """Whether a word is a trade word that singles a name out."""
    return part in terms() and terms()[part].weight >= BRAND


def _hangul(chunk: str, organisation: bool) -> list[str]:
    """Hangul: trade words cut out, what is left romanised syllable by syllable (people) or as one word."""
    words: list[str] = []
    parts = _cut_terms(chunk)
    for part in parts:
        if part in terms():
            words.append(part)
        elif len(parts) == 1 and not organisation:
            words += hangul_words(part)
        else:
            words.append("".join(hangul_syllables(part)))
    return words


def _cut_terms(piece: str) -> list[str]:
    """Unspaced text cut at the trade words it holds, longest first; a place leads a name or follows such a word."""
    table, longest, only_places = terms(), longest_unspaced_term(), place_terms()
    parts: list[str] = []
    rest, start = "", 0
    while start < len(piece):
        size = next((n for n in range(longest, 1, -1) if piece[start : start + n] in table), 0)
        if rest and piece[start : start + size] in only_places:
            size = 0
        if size:
            parts += [part for part in (rest, piece[start : start + size]) if part]
            rest, start = "", start + size
            start += piece[start : start + 1] in _ADMINISTRATIVE
        else:
            rest, start = rest + piece[start], start + 1
    return [*parts, rest] if rest else parts


def _weighted(
    words: list[str], individual: bool, kind: str | None, *, abjad: bool, romanised: bool, particles: bool = True
) -> NameForm:
    """Words without the legal forms at either end, translated, romanised and weighed.

    Without `particles`, a word that may be a particle is a syllable of a name.
    """
    words = words[:MOST_WORDS]
    if not individual:
        words, found = _without_legal_form(with_brands(words))
        if (mended := [corrected(word) for word in words]) != words:
            words, other = _without_legal_form(mended)
            found = found or other
        kind = kind or found
        words = without_gaps(words)
    table = terms()
    result: list[tuple[str, float]] = []
    index = 0
    while index < len(words):
        pair = " ".join(words[index : index + 2])
        if index + 2 < len(words) and " ".join(words[index : index + 3]) in table:
            term = table[" ".join(words[index : index + 3])]
            result.append((term.word, term.weight))
            index += 3
            continue
        joined = "".join(words[index : index + 2])
        if pair not in table and len(joined) >= 6 and joined in table and index + 1 < len(words):
            pair = joined
        if pair in table and index + 1 < len(words):
            result.append((table[pair].word, table[pair].weight))
            index += 2
            continue
        if not particles and words[index] in SYLLABLES:
            result.append((words[index], word_weight(words[index])))
        else:
            result.append(_weigh(words[index], index, len(words) - 1, individual))
        index += 1
    kept = [item for item in result if item[0]]
    return NameForm(tuple(word for word, _ in kept), tuple(weight for _, weight in kept), kind, abjad, romanised)


def _weigh(word: str, spot: int, last: int, individual: bool) -> tuple[str, float]:
    """A word as compared and its weight; `spot` of `last` tells a particle from a name that looks like one."""
    term = terms().get(word) or country_term(word) or inflected_term(word)
    if term and term.word in PARTICLES and word != "the" and (spot == last or (individual and spot == 0)):
        return word, LONE_PARTICLE if not individual else word_weight(word)
    if term and (not individual or term.weight <= 0.3):
        return term.word, term.weight
    plain = to_ascii(word).casefold().replace(" ", "")
    if not individual:
        term = terms().get(plain) or terms().get(_UMLAUT.sub(r"\1", plain))
    if term and not individual and term.word not in PARTICLES:
        return term.word, term.weight
    return _ORDINAL.sub(r"\1", plain), word_weight(plain)


def word_weight(word: str) -> float:
    """How much a word that is no trade word singles a name out: initials little, long words most."""
    if len(word) <= 1:
        return 0.3
    if word.isdigit():
        return 0.8
    return min(1.2, 0.6 + 0.08 * len(word))


def _without_legal_form(words: list[str]) -> tuple[list[str], str | None]:
    """Words without legal forms at the end and at the beginning; at least one word is left."""
    table, longest = legal_forms().words, legal_forms().longest
    found: str | None = None
    for from_end in (True, False):
        size = 1
        while size:
            size = _form_size(words, table, longest, from_end)
            if size:
                form = words[-size:] if from_end else words[:size]
                words = words[:-size] if from_end else words[size:]
                found = found if found and found != "company" else table[tuple(form)]
    return words, found


def _form_size(words: list[str], table: dict[tuple[str, ...], str], longest: int, from_end: bool) -> int:
    """How many words at one end are a legal form, 0 if none or if nothing would be left."""
    for size in range(min(longest, len(words) - 1), 0, -1):
        if tuple(words[-size:] if from_end else words[:size]) in table:
            return size
    return 0
