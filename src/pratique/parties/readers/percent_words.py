"""How other languages say a share, in the English that `percent` reads: `über 50 v. H.`, `entre 25 et 50 pour cent`.

Rule: a phrase stands for one in English or for none; a word that may say two things is not among them.
"""

from __future__ import annotations

import re

from pratique.patterns import regex

_UNITS = regex(
    r"(?<=[\d ])(?:v\. ?h\.|vom hundert|procent\w{0,2}|por ciento|por cento|pour ?cent|per cento|процент\w{0,3}|"
    r"パーセント|퍼센트)(?!\w)"
)
_PHRASES = tuple(
    (regex(rf"(?<!\w)(?:{words})(?!\w)"), english)
    for words, english in (
        ("nicht weniger als|pas moins de|non meno (?:del|di)|no menos de|не менее|не меньше", "at least"),
        (
            "nicht mehr als|pas plus de|non più (?:del|di)|no más de|не более|не больше|höchstens|bis zu|au plus",
            "up to",
        ),
        ("jusqu.à|al massimo|hasta|maximal", "up to"),
        ("mindestens|au moins|almeno|al menos|минимум|minimum", "at least"),
        ("über|ueber|mehr als|plus de|più (?:del|di)|más de|более|больше|свыше", "more than"),
        ("weniger als|unter|moins de|meno (?:del|di)|menos de|менее|меньше", "less than"),
        ("zwischen|entre|compris entre|tra il|между", "between"),
    )
)
_AND = regex(r"(?<=\d) ?(?:bis|und|et|à|e il|y|и|до) ?(?=\d)")
_ONE = regex(r"(?<=[\d%]) ?(?:plus|\+) ?(?:1|eine?|une|una|одна) (?:aktie|stimme|action|voix|acción|azione|акция)$")
WORDS = {
    **dict.fromkeys(
        ("alleingesellschafter", "alleiniger gesellschafter", "alleinaktionär", "alleineigentümer"), "100"
    ),
    **dict.fromkeys(
        ("associé unique", "actionnaire unique", "socio unico", "socio único", "唯一股东", "独资"), "100"
    ),
    **dict.fromkeys(("единственный участник", "единственный акционер", "vollständig", "zu 100"), "100"),
    **dict.fromkeys(("mehrheitsbeteiligung", "die mehrheit", "mehrheitlich", "majorité", "majoritaire"), ">50"),
    **dict.fromkeys(("maggioranza", "mayoría", "большинство", "过半", "過半"), ">50"),
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


def in_english(plain: str) -> str:
    """A text of small letters with the phrases of other languages in English."""
    text = _UNITS.sub(" ", plain)
    for pattern, english in _PHRASES:
        text = pattern.sub(english, text)
    text = _ONE.sub(" plus one share", _AND.sub(" to ", text))
    return re.sub(r"\s+", " ", text).strip()
