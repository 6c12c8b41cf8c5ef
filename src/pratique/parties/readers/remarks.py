"""What the words beside a holding say: that it is held for another, or that somebody decides for a reason of his own.

Rule: such words are no fact that is counted; they leave open what they are about. Words that deny it ("no voting
agreement", "not as nominee") and words that say where a row comes from leave nothing open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pratique.parties.holdings import Hole, Provenance
from pratique.patterns import regex

_FOR_ANOTHER = regex(
    r"(?<!not )(?<!not as )(?<!not a )(?<!not as a )(?<!no )(?<!non-)\b"
    r"(held for (?=(?-i:[A-Z]))|nominees?|trustees?|in trust|as trust|fiduciar(?:y|ies)|custod(?:y|ian)s?|"
    r"on behalf of|street name|bearer|"
    r"treuh[aä]nd\w*|fiduciaire|prestanome)\b|代持|代管|名义股东|信托|номинал",
    re.IGNORECASE,
)

_DECIDED = regex(
    r"\b(?:pledg\w+|nantissement\w*|verpf[aä]nd\w+|pfandrecht\w*|usufruct\w*|nie(?:ß|ss)brauch\w*|usufruit\w*|"
    r"(?:votes?|voting rights?|shares?) (?:is |are |is being |are being )?(?:exercised|cast|voted|controlled) by|"
    r"voting (?:agreement|trust|pool|arrangement|proxy)|vot(?:es|ing rights) (?:are |is |were |was )?delegated|"
    r"stimm(?:rechts)?(?:bindung|vollmacht|übertragung)\w*|stimmrechte (?:\w+ ){0,4}(?:ausgeübt|übertragen)|"
    r"pool(?:ing)?(?:vertrag| agreement| contract)\w*|konsortialvertrag\w*|pactes? d.(?:associés|actionnaires)|"
    r"patto parasociale|shareholders?['’]* agreement|aktionärsvereinbarung\w*|gesellschaftervereinbarung\w*|"
    r"(?:acts?|acting) in concert|concert part(?:y|ies)|de concert|(?:call|put|purchase) options?|"
    r"option (?:to|on|over|for)|kaufoption\w*|convertib\w+|warrants?|wandel(?:anleihe|darlehen|schuld)\w*|"
    r"(?:appoints?|elects?|nominates?|removes?) (?:\w+ ){0,4}(?:boards?|directors?|management|ceo)|"
    r"vetos?|vetoes|vetorecht\w*|golden share|goldene aktie|"
    r"controlled by|(?-i:controls) (?=(?-i:[A-Z]))|under (?:the )?control of|"
    r"beherrscht (?:von|durch)|kontrolliert (?:von|durch)|contrôlée? par|controllat[ao] da|controlad[ao] por|"
    r"contractual (?:control|arrangements?)|(?-i:VIEs?)|beherrschungsvertrag\w*|domination agreement|"
    r"(?:except|excluding|apart from) (?:for )?(?!treasury|own shares|the treasury|vat)\w+|"
    r"mit ausnahme|ausgenommen|à l.exception|hormis|sauf)\b|"
    r"质押|質押|出质|表决权委托|委托表决|投票权委托|委託表決|表决权授予|一致行动|一致行動|可转债|可转换|期权|选择权|"
    r"否决权|否決權|特别表决|实际控制人|实控人|协议控制|控制权|由.{1,20}控制|除外|議決権の委任|担保権|"
    r"залог|опцион|доверен|под контролем",
    re.IGNORECASE,
)
_NO = (
    r"\b(?:no|not|nor|without|never|none|free of|free from|kein|keine|keinen|keiner|ohne|nicht|aucune?|"
    r"sans|pas de|nessun|senza|sin|ningún|нет|без)\b"
)
_DENIED = regex(
    rf"(?:{_NO}[\w\s/'’-]{{0,40}}|{_NO}[\w\s,/'’-]{{0,60}}\b(?:or|nor|oder|noch|ou|ni|o|или)\s+|"
    r"(?:无|無|不存在|没有|沒有|未|不)\S{0,6})$",
    re.IGNORECASE,
)
"""What denies the words behind it; of several in a row it denies the last one as well."""


_ENDED = regex(
    r"\b(?:former(?:ly)?(?! known| named| called| name)|historic(?:al(?:ly)?)?(?! name)|ceased|no longer|resigned|"
    r"(?:was |were |been |since |has )sold|divested|disposed of|terminated|expired|inactive|exited|"
    r"previous(?:ly)?(?! known| named| called| name)|"
    r"(?:held|owned|(?:share)?holder|owner|member|director|partner) (?:\w+ ){0,3}(?:until|till) |"
    r"ex-(?:shareholder|owner|director|member|partner)s?|"
    r"ehemal(?:s|ig\w*)|früher(?:e[rn]?)?(?! name)|nicht mehr|ausgeschieden\w*|"
    r"anciens?(?:nes?)? (?:actionnaire|associé|dirigeant|propriétaire)s?|cédée?s?|ex-actionnaires?|"
    r"ex soci[oa]s?|antigu[oa]s?|cedut[aoie]|бывш\w+|прекращ\w+)\b|"
    r"历史股东|歷史股東|原股东|原股東|前股东|前股東|已退出|已转让|已轉讓|曾持有|"
    r"旧株主|元株主|前株主|退任|전 주주|구 주주|매각",
    re.IGNORECASE,
)
"""Words that say of a holding that it is over."""


def has_ended(text: str) -> bool:
    """Whether the words beside a holding may say that it is over."""
    return text != "" and any(_DENIED.search(text[: found.start()][-60:]) is None for found in _ENDED.finditer(text))


def unless_over(provenance: Provenance, text: str) -> Provenance:
    """The provenance of what words stand beside; where they say that it is over, it may have ended on any day.

    A last day that is stated stands.
    """
    over = provenance.end is None and has_ended(text)
    return replace(provenance, end=date.min, end_by=date.max) if over else provenance


def for_another(text: str) -> bool:
    """Whether the words beside a stake say that its holder has it for somebody else."""
    return text != "" and _FOR_ANOTHER.search(text) is not None


def served(nominator: str, remark: str) -> str | None:
    """For whom a stake is held; "" where only its remark says that it is for somebody."""
    if not nominator:
        return "" if for_another(remark) else None
    return "" if nominator == "?" else nominator


def decides(text: str) -> bool:
    """Whether words beside a holding say that somebody may decide for a reason that no share shows."""
    return text != "" and any(
        _DENIED.search(text[: found.start()][-60:]) is None for found in _DECIDED.finditer(text)
    )


def says_more(text: str) -> bool:
    """Whether words that stand beside a table may say whose a holding is, who decides, or that it is over."""
    return for_another(text) or decides(text) or has_ended(text)


def holes_beside(texts: Iterable[str], where: str, provenance: Provenance) -> Iterator[Hole]:
    """The holes that words beside a table leave, of which nobody knows whom they are about."""
    for text in texts:
        if says_more(text):
            yield Hole(None, f"{where} stands {text[:120]!r}.", provenance)


def remark_holes(about: str | None, text: str, provenance: Provenance) -> Iterator[Hole]:
    """The hole that such words leave at the party that they are about."""
    if decides(text):
        yield Hole(about, f"The remark {text[:120]!r} may state who decides.", provenance)
