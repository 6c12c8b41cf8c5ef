"""The answer as one HTML page: self-contained, readable without scripts, made to print.

Rule: the template escapes everything; no address of an input becomes a link; nothing is loaded from anywhere.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pratique.law.outcome import range_words
from pratique.reports.rests_on import other_notes, rests_on, summary
from pratique.reports.section import together
from pratique.reports.text import COMMAND, by_provision, clean, headline_of
from pratique.usecases.answer.answer import Answer

MOST_LINES = 2_000
MOST_ASKED = 12
"""Of how many elements one question names; the JSON answer has all."""
MOST_NAMED = 3
"""Of how many of them before the others are folded away."""
MOST_OPEN = 40
"""With how many open facts the questions to each who knows them are unfolded; with more, the first's alone."""


def html(answer: Answer, whole: bool = True, within: bool = False) -> str:
    """The page; with `whole=False` only what goes into the body, for a notebook.

    `within` leaves out what a declaration shows around it: style, title, and what is missing.
    """
    word, colour = headline_of(answer)
    template = environment().get_template("answer.html")
    page: str = template.render(
        answer=answer,
        word=word,
        colour=colour,
        range_words=range_words,
        sections=rests_on(answer),
        provisions=by_provision(answer),
        notes=together(other_notes(answer)),
        rests=summary(answer),
        whole=whole,
        within=within,
        questions=by_knower(answer),
        pictures=_pictures(answer),
        most_lines=MOST_LINES,
        most_asked=MOST_ASKED,
        most_named=MOST_NAMED,
        most_open=MOST_OPEN,
    )
    return page


def by_knower(answer: Answer) -> dict[str, list[list[Any]]]:
    """The open facts by who knows them, those of one name together."""
    grouped: dict[str, dict[str, list[Any]]] = {}
    for fact in answer.open_facts:
        grouped.setdefault(fact.known_by, {}).setdefault(fact.name, []).append(fact)
    return {knower: list(by_name.values()) for knower, by_name in grouped.items()}


def _pictures(answer: Answer) -> list[Any]:
    from markupsafe import Markup

    # Drawn by `parties.picture`, which escapes every label; nothing of an input is marked safe here.
    return [Markup(each.svg) for each in answer.ownership if each.svg]


def _shown(value: Any) -> Any:
    """Text with control characters and those that turn the direction of writing shown as escapes."""
    return clean(value) if type(value) is str else value


@lru_cache(maxsize=1)
def environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("pratique.reports"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["name"] = _breakable
    made.filters["commands"] = _commands
    return made


def _commands(text: str) -> Any:
    """A sentence with the program's own commands, which stand between back-ticks, as code; all else is escaped."""
    from markupsafe import Markup, escape

    parts = COMMAND.split(clean(text))
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else escape(p) for n, p in enumerate(parts))


def _breakable(name: str) -> Any:
    """The name of a fact, which may be broken after a dot or an underscore."""
    from markupsafe import Markup, escape

    return Markup(str(escape(clean(name))).replace(".", ".<wbr>").replace("_", "_<wbr>"))
