"""What a shell is told when a word is to be finished; see `pratique completion`."""

from __future__ import annotations

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def completing(words: str) -> Completer:
    """The completer that asks a function of `pratique.usecases.book.words` by name, loaded when a shell asks."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from pratique.usecases.book import words as every

        found = getattr(every, words)(incomplete)
        return [CompletionItem(word, help=meaning[:100] or None) for word, meaning in found]

    return complete


FACTS = completing("fact_words")
STATED = completing("stated_words")
CONSTRUED = completing("construed_words")
COUNTRIES = completing("country_words")
CITES = completing("cite_words")
INSTRUMENTS = completing("instrument_words")
