"""How other languages say a share, in the English that `percent` reads: `über 50 v. H.`, `entre 25 et 50 pour cent`.

Rule: a phrase stands for one in English or for none; a word that may say two things is not among them.
"""

from __future__ import annotations

import re

from pratique.patterns import regex

_UNITS = regex(
    r"(?<=[\d ])(?:v\. ?h\.|vom hundert|procent\w{0,2}|por ciento|por cento|pour ?cent|per cento|процент\w{0,3}|"
    r"prosent|prosenttia|yüzde|パーセント|퍼센트)(?!\w)"
)
_PHRASES = tuple(
    (regex(rf"(?<!\w)(?:{words})(?!\w)"), english)
    for words, english in (
        # Of the denials first: "not less than" holds "less than".
        ("nicht weniger als|pas moins d[eu]|non meno (?:dell?[ao]?|di)|no menos del?|не менее|не меньше", "at least"),
        ("niet minder dan|nie mniej niż|inte mindre än|ne méně než|não menos d[eo]|não inferior a", "at least"),
        ("nicht mehr als|pas plus d[eu]|non più (?:dell?[ao]?|di)|no más del?|не более|не больше", "up to"),
        ("niet meer dan|nie więcej niż|inte mer än|ne více než|não mais d[eo]|não superior a", "up to"),
        ("höchstens|bis zu|au plus|jusqu.à|al massimo|hasta|maximal", "up to"),
        ("ten hoogste|hoogstens|maximaal|co najwyżej|högst|nejvýše|no máximo|até", "up to"),
        ("mindestens|au moins|almeno|al menos|минимум|minimum", "at least"),
        ("ten minste|minstens|minimaal|co najmniej|minst|alespoň|nejméně|pelo menos|no mínimo|en az", "at least"),
        ("über|ueber|mehr als|plus d[eu]|più (?:dell?[ao]?|di)|más del?|более|больше|свыше", "more than"),
        ("meer dan|więcej niż|ponad|powyżej|mer än|över|více než|mais (?:do que|d[eo])|superior a", "more than"),
        ("weniger als|unter|moins d[eu]|meno (?:dell?[ao]?|di)|menos del?|менее|меньше", "less than"),
        ("minder dan|mniej niż|poniżej|mindre än|méně než|menos d[eo]|inferior a", "less than"),
        ("zwischen|entre|compris entre|tra il|между|tussen|między|mellan|mezi", "between"),
    )
)
_HALF = regex(
    r"(?<!\w)(?:(?:la |der |die |de |en |a )?(?:hälfte|moitié|mitad|metà|helft|połow[aęy]|polovin[auy]|hälften|metade"
    r"|половин[аыу]))(?!\w)"
)
_BEHIND = tuple(
    (regex(rf"(\d+(?:[.,]\d+)?) ?%? ?(?:{words})$"), rf"{english} \1")
    for words, english in (
        ("超|を超える|超える|초과", "more than"),
        ("未満|미만", "less than"),
        ("이상", "at least"),
        ("이하|を超えない|を上限とする", "up to"),
    )
)
"""What Japanese and Korean write behind a number; 以上, 以下, 이상 and 이하 include it."""
_BAND = regex(
    r"(\d+(?:[.,]\d+)?) ?%? ?(以上|이상|超|を超え|초과)[、, ]?(\d+(?:[.,]\d+)?) ?%? ?(未満|未满|不满|미만|以下|이하)$"
)
"""Both ends of a band, each word behind its number: `25%以上50%未満`."""
_PER_MILLE = regex(r"(\d+(?:[.,]\d+)?) ?(?:‰|promille|per mille|pour mille)")
_OF = regex(r"(?<![\d.,/])(\d{1,4}) (?:out of|of|von|sur|su|из) (\d{1,4})(?![\d.,/])")
"""A part of a count: `3 out of 5`."""
_AND = regex(r"(?<=[\d%]) ?(?:bis|und|et|à|e il|y|e|i|en|och|a|и|до) ?(?=\d)")
_ONE = regex(r"(?<=[\d%]) ?(?:plus|\+) ?(?:1|eine?|une|una|одна) (?:aktie|stimme|action|voix|acción|azione|акция)$")
_TENTHS = regex(r"(10|[1-9一二两三四五六七八九十])[成割](?:([1-9一二三四五六七八九])分?)?(?=$|以[上下]$)")
"""Tenths, and tenths of these, as Chinese and Japanese write them: 六成, 三成五, 3割5分."""
WORDS = {
    **dict.fromkeys(
        ("alleingesellschafter", "alleiniger gesellschafter", "alleinaktionär", "alleineigentümer"), "100"
    ),
    **dict.fromkeys(
        ("associé unique", "actionnaire unique", "socio unico", "socio único", "唯一股东", "独资"), "100"
    ),
    **dict.fromkeys(("единственный участник", "единственный акционер", "vollständig", "zu 100"), "100"),
    **dict.fromkeys(("mehrheitsbeteiligung", "die mehrheit", "mehrheitlich", "majorité", "majoritaire"), ">50"),
    **dict.fromkeys(("maggioranza", "mayoría", "большинство", "过半", "過半", "過半数", "과반수", "과반"), ">50"),
    **dict.fromkeys(("meerderheid", "większość", "majoritet", "většina", "maioria", "çoğunluk"), ">50"),
    **dict.fromkeys(("enig aandeelhouder", "jedyny wspólnik", "jediný společník", "sócio único", "全株"), "100"),
    **dict.fromkeys(("hälfte", "die hälfte", "zur hälfte", "moitié", "la moitié", "metà", "mitad", "половина"), "50"),
    **dict.fromkeys(("ein drittel", "un tiers", "un terzo", "un tercio", "треть", "одна треть"), "33 1/3"),
    **dict.fromkeys(("zwei drittel", "deux tiers", "due terzi", "dos tercios", "две трети"), "66 2/3"),
    **dict.fromkeys(("ein viertel", "un quart", "un quarto", "un cuarto", "четверть"), "25"),
    **dict.fromkeys(("drei viertel", "trois quarts", "tre quarti", "tres cuartos", "три четверти"), "75"),
    **dict.fromkeys(("minderheit", "minderheitsbeteiligung", "minoritaire", "minoranza", "minoría"), "<50"),
}
UNSAID = frozenset(
    ("-", "n/a", "na", "n.a", "k.a", "tba", "unbekannt", "nicht bekannt", "inconnu", "desconocido", "не раскрывается")
) | {"未披露", "不详", "不詳", "不明", "нет данных", "keine angabe", "not disclosed", "undisclosed"}
"""What says that a share is not stated."""


def _band(found: re.Match[str]) -> str:
    least = "at least" if found[2] in ("以上", "이상") else "more than"
    most = "" if found[4] in ("以下", "이하") else "less than "
    return f"{least} {found[1]} to {most}{found[3]}"


_CHARACTERS = {"两": 2, **{each: place for place, each in enumerate("一二三四五六七八九十", 1)}}


def _tenths(found: re.Match[str]) -> str:
    """Tenths in percent: as wide as their last place where they stand alone, since they are round numbers."""
    tens, ones = (_CHARACTERS.get(each) or int(each) for each in (found[1], found[2] or "0"))
    half = 0.5 if found[2] else 5
    middle = tens * 10 + ones
    alone = found[0] == found.string
    return f"{max(middle - half, 0):g} to {min(middle + half, 100):g}" if alone else f"{middle}"


def in_english(plain: str) -> str:
    """A text of small letters with the phrases of other languages in English."""
    text = _HALF.sub("50", _UNITS.sub(" ", plain))
    text = _PER_MILLE.sub(lambda found: f"{float(found[1].replace(',', '.')) / 10:.8g}", text)
    for pattern, english in _PHRASES:
        text = pattern.sub(english, text)
    text = _TENTHS.sub(_tenths, _OF.sub(r"\1/\2", text))
    text = _BAND.sub(_band, text)
    for pattern, english in _BEHIND:
        text = pattern.sub(english, text)
    text = _ONE.sub(" plus one share", _AND.sub(" to ", text))
    return re.sub(r"\s+", " ", text).strip()
