"""What every template is given, and how values are shown.

Rule: everything is escaped; characters that turn the direction of writing are shown as escapes; a time is UTC and
says so.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from jinja2 import Environment
from markupsafe import Markup, escape

from pratique.desk.people import Member
from pratique.desk.plain import Plain
from pratique.desk.words import choice_in, named_in, paper_in
from pratique.facts.wording import plural, text_of
from pratique.reports.text import clean

STEPS = ("out of scope", "exempt", "clear", "clear with duties", "authorized", "licence required", "prohibited")
"""The seven outcomes, best first."""
BARRED_FROM = STEPS.index("licence required")
MARKS = {"may": "✓", "open": "?", "barred": "✕"}


def environment(**options: Any) -> Environment:
    """The environment of the templates."""
    made = Environment(**{**options, "trim_blocks": True, "lstrip_blocks": True})
    made.finalize = _shown
    made.globals.update(url=_url, static=static, steps=STEPS, stands=stands, step_of=step_of, marks_of=MARKS)
    made.globals.update(menu=menu, is_here=is_here, has_page=has_page, question_text=question_text)
    made.filters.update(
        when=when, size=size, query=urlencode, thin=thin, named_in=named_in, choice_in=choice_in, paper_in=paper_in
    )
    made.filters.update(minute=minute, day=day, lines=lines, count=plural, spoken=spoken, said=said)
    return made


MENU = (
    ("today", "Today"),
    ("dossiers", "Dossiers"),
    ("calendar", "Calendar"),
    ("questionnaires", "Questionnaires"),
    ("parties", "Parties"),
    ("markets", "Markets"),
    ("figures", "Figures"),
    ("law", "Law"),
    ("records", "Records"),
    ("admin", "Admin"),
)
"""Pages of the first row, as far as there are any."""


class Mistakes(dict[str, str]):
    """What is wrong with a form, by field; nothing for the others."""

    def __missing__(self, name: str) -> str:
        return ""


def has_page(name: str) -> bool:
    """Whether there is a page of this name without more to say."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def menu(member: Member) -> list[tuple[str, str]]:
    """The first row for somebody."""
    return [(name, text) for name, text in MENU if has_page(name) and (name != "admin" or member.may("administer"))]


def is_here(name: str, here: str) -> bool:
    """Whether an address belongs to a page of the first row."""
    address = reverse(name)
    return here == address or (address != "/" and here.startswith(f"{address}/"))


def around(request: HttpRequest) -> Plain:
    """What every page is given besides its own."""
    return {
        "member": getattr(request, "member", None),
        "told": request.session.pop("told", None),
        "here": request.path,
    }


def tell(request: HttpRequest, text: str) -> None:
    """Say something on the next page."""
    request.session["told"] = text


def stands(best: str, worst: str) -> str:
    """Whether a range may cross (`may`), is barred, or lies on both sides (`open`)."""
    if STEPS.index(worst) < BARRED_FROM:
        return "may"
    return "barred" if STEPS.index(best) >= BARRED_FROM else "open"


def step_of(best: str, worst: str) -> tuple[int, int]:
    """The first and last step of the ladder that a range fills."""
    return STEPS.index(best), STEPS.index(worst)


def question_text(fact: str, meaning: str) -> str:
    """The question of a fact in English; its meaning where there is none, or no such fact any more."""
    try:
        return text_of(fact)[0] or meaning
    except KeyError:
        return meaning


def when(moment: datetime | None) -> str:
    """A moment, to the minute, with its zone; it stays on one line."""
    return (
        "" if moment is None else Markup('<time datetime="{}">{}</time>').format(moment.isoformat(), minute(moment))
    )


def minute(moment: datetime) -> str:
    """The same without marks, for where only letters may stand."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def day(text: object) -> str:
    """A day, which stays on one line."""
    return Markup('<span class="day">{}</span>').format(text)


def lines(text: str) -> str:
    """A text whose lines stay lines."""
    indents = [len(each) - len(each.lstrip(" ")) for each in text.split("\n")]
    return Markup("\n").join(
        " " * indent + escape(clean(each)) for indent, each in zip(indents, text.split("\n"), strict=True)
    )


_COMMAND = re.compile(r"(?<=\.) `pratique [^`]*`[^.]*\.|:? `pratique [^`]*`")


def spoken(text: str) -> str:
    """A sentence of the program without the commands that it names: on a page a button stands beside it."""
    return _COMMAND.sub("", text)


def said(value: object) -> str:
    """A value that somebody gave, as people say it: yes, no, a choice in words, several, a span, or why not."""
    match value:
        case bool():
            return "yes" if value else "no"
        case {"unknown": why}:
            return f"not known: {str(why).replace('-', ' ')}"
        case list() | tuple():
            return ", ".join(said(each) for each in value) or "none of them"
        case {"min": low, "max": high}:
            return f"{low} to {high}"
        case str():
            return choice_in(value, "en")
        case _:
            return str(value)


def size(count: int) -> str:
    """A number of bytes for people."""
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024 or unit == "MiB":
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1024  # type: ignore[assignment]
    return str(count)


def thin(sha256: str) -> str:
    """The beginning of a hash."""
    return sha256[:12]


def _shown(value: object) -> object:
    return clean(value) if type(value) is str else "" if value is None else value


def _url(name: str, /, *given: object, **asked: object) -> str:
    """The address of a page, with what is asked of it."""
    address = reverse(name, args=given)
    return f"{address}?{urlencode(asked)}" if asked else address
