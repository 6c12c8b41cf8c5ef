"""Words by which a document says of itself that it is a part of a list: a page of several, a filter, an excerpt."""

from __future__ import annotations

import re
import unicodedata

EXCERPT = "words by which the document holds a part of a list"
"""What is kept as outside of a document that says so of itself."""
_PAGES = re.compile(
    r"(?:page|sheet|part|seite|blatt|teil|feuille|hoja|foglio|pagina|p\.|页|頁|ページ)"
    r"\s*:?\s*\d+\s*(?:of|/|von|de|sur|di|out of)\s*(\d+)"
    r"|第\s*\d+\s*[页頁]?\s*[,/，、]?\s*共\s*(\d+)"
    r"|(?:showing|rows?|records?|lines?|zeilen?)\s*\d+\s*(?:to|-|–|bis)\s*\d+\s*(?:of|/|von)"
)
_WORDS = re.compile(
    r"\bfilter|\bexcerpt|\bextracts?\b|\btruncat|\bpartial|\bincomplete|\bexcluding\b|\bexcept\b|\bredacted"
    r"|\bomitted|\bleft out\b|\bnot (?:shown|listed|included)\b|\bweggelassen"
    r"|\bnicht (?:enthalten|aufgeführt|gelistet)|未列|省略"
    r"|\bauszug|\bgefiltert|\bausschnitt|\bunvollständig|\bausgenommen|\bgekürzt|\bextrait\b|\bincomplet"
    r"|\bfiltr|\bparcial|\bestratto|筛选|篩選|过滤|節選|节选|摘录|不完整|抜粋|一部のみ|絞り込み"
)
_DENIED = re.compile(
    r"\b(?:not?|without|kein\w*|ohne|un)\s*[-_:= ]?\s*(?:filter|trunc|redact|omit)"
    r"|(?:filter|truncated|partial|redacted)\w*\s*[:=]\s*(?:none|no|false|off|keine?r?|all)\s*(?:$|[;,.)])"
)


def says_excerpt(text: str) -> bool:
    """Whether a title, a comment or a property says that the document holds a part of a list."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    pages = _PAGES.search(plain)
    several = pages is not None and (pages[1] or pages[2] or "2") not in ("1", "0")
    return several or (_WORDS.search(plain) is not None and _DENIED.search(plain) is None)
