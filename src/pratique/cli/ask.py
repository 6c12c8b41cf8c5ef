"""`pratique ask`: the questions that are left, one at a time, at the terminal."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.deciding import asked_of, asking_of_one, deciding, only
from pratique.cli.say import say, say_whose_word
from pratique.errors import UsageError
from pratique.facts.wording import plural
from pratique.files.clock import today
from pratique.reports.text import clean
from pratique.reports.wrapping import wrapped

if TYPE_CHECKING:
    from pratique.usecases.missing.ask import Question

MOST_VALUES = 24


@click.command("ask")
@click.argument("dossier", required=False, type=click.Path())
@click.option("--by", help="Who answers; asked for if it is left out.")
@click.option("--order", type=click.Choice(["best", "document"]), default="best", show_default=True)
@only
@asking_of_one
@deciding
def command(dossier: str | None, by: str | None, order: str, **given: Any) -> int:
    """Ask what is missing, the question that settles most first, and stop as soon as the verdict is settled.

    Each answer is appended to DOSSIER's answers file (dossier.answers.toml) with its source and day as soon as it is
    given; `check` reads that file, and asking again goes on from there. Answer yes or no, a value, [low, high] or
    one-of(a, b); ? for not known; an empty line passes the question over; Ctrl-C or Ctrl-D ends, and nothing is lost.
    `pratique answers DOSSIER` lists what was said and takes it back. A bill, a sheet or a chip is asked of with
    --into and --act; the question is then kept as NAME.dossier.toml beside it with the first answer.

    \b
    pratique ask dossier.toml --by "J. Rivera, purchasing"
    pratique ask bms.csv --into US --act import --role importer --on 2027-06-01
    """
    from pratique.usecases.answer.provenance import whose_word
    from pratique.usecases.missing.ask import answered, begin, passed_over
    from pratique.usecases.missing.given import keep_answer
    from pratique.usecases.missing.groups import same_paper
    from pratique.usecases.missing.kept_question import home_of, keep_question
    from pratique.usecases.missing.next_question import in_document_order, next_question

    subject, options = asked_of(dossier, dict(given))
    home = home_of(dossier, given["chip"], subject)
    is_new = not home.is_file()
    asking = begin(subject, **options)
    choose = None if order == "best" else in_document_order
    asked = 0
    # Ctrl-C and Ctrl-D end the questions; each answer is on disk before anything is worked out from it.
    with suppress(click.Abort, KeyboardInterrupt):
        while (question := next_question(asking, choose)) is not None:
            by = by or click.prompt("Who answers", err=True)
            _show(question, asked + 1, str(asking.found.range), same_paper(question, asking.left()))
            # Asked of an earlier state of the evidence, it says what was so then.
            entry = _entry(question, by, min(today(), asking.found.asked.known_on))
            asked += 1
            if entry is None:
                asking = passed_over(asking, question)
            else:
                keep_question(subject, home)
                keep_answer(str(home), entry)
                asking = answered(asking, question, entry)
    say(err=True)
    if is_new and home.is_file():
        say(f"Kept in {home}: ask and check it from now on.", err=True)
        subject = home
    elif not is_new:
        subject = asked_of(dossier, dict(given))[0]
    asking = begin(subject, **options)
    say(f"{asking.found.range} after {plural(asked, 'question')}.")
    say_whose_word(whose_word(asking.found))
    if not asking.is_settled:
        say("Not settled: what is left was passed over or is not known.", err=True)
    return asking.found.range.exit_status


def _show(question: Question, number: int, verdict: str, paper: str) -> None:
    many = f" (asked of {question.count} lines)" if question.count > 1 else ""
    lines = [
        f"{question.fact}; known by: {question.known_by}; shown by: {question.proof}",
        f"known so far: {clean(question.known)}; the verdict now: {verdict}",
    ]
    if paper:
        lines.append(paper)
    if question.values:
        more = len(question.values) - MOST_VALUES
        shown = ", ".join(question.values[:MOST_VALUES]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"one of: {shown}")
    say(err=True)
    _say(f"{number}. {clean(question.label)}{many}: {question.meaning}", "")
    for line in lines:
        _say(line, "   ")


def _say(text: str, pad: str) -> None:
    say("\n".join(wrapped(text, pad, "   ")), err=True)


def _entry(question: Question, by: str, day: date) -> dict[str, Any] | None:
    """The answer to keep, dated `day`; None where the question is passed over."""
    from pratique.facts.proof import GIVEN_REASONS
    from pratique.usecases.missing.ask import entry_of, typed_answer

    while True:
        ask = "   answer (yes, no, ?)" if question.is_yes_or_no else "   answer"
        text = click.prompt(ask, default="", show_default=False, err=True).strip()
        if not text:
            return None
        if text == "?":
            reason = click.prompt("   why not known", type=click.Choice(GIVEN_REASONS), default="not-asked", err=True)
            return entry_of(question, {"unknown": reason}, source=f"{by}, at the terminal", by=by, on=day)
        try:
            raw = typed_answer(question, text)
        except UsageError as error:
            say(f"   {error}", err=True)
            continue
        source = click.prompt("   source or document", default="own knowledge", err=True)
        return entry_of(question, raw, source=source, by=by, on=day)
