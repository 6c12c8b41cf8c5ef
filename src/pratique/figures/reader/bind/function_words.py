"""Words that name nothing that could be counted: after a number they are no noun of it."""

from __future__ import annotations

FUNCTION_WORDS = frozenset((
    "in", "during", "from", "to", "by", "and", "or", "abroad", "overseas", "last", "this", "that", "of",
    "for", "at", "on", "with", "while", "as", "over", "between", "a", "an", "the", "were", "was", "is",
    "are", "be", "have", "had", "has", "which", "each", "alone", "worth", "compared", "versus", "against",
    "than", "but", "both", "then", "also", "so", "far", "through", "since", "when", "after", "before",
    "until", "under", "it", "its", "they", "their", "according", "per-cent", "nationwide", "here", "there",
    "respectively", "he", "she", "we", "among", "about", "around", "new", "more", "fewer", "chinese",
    "domestic", "domestically", "locally", "said", "says", "month", "year", "half", "quarter", "almost",
    "nearly", "equivalent", "equal", "up", "down", "yet", "though", "although", "it's", "where", "whose",
    "plus", "sold", "exported", "it", "recorded", "reported", "seen", "posted", "achieved", "respectively", "total",
))  # fmt: skip
