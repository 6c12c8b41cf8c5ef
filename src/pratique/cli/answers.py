"""`pratique answers`: replies to questionnaires, the history of a dossier's answers, and taking one back."""

from __future__ import annotations

from typing import Any

import click

from pratique.cli.deciding import deciding, decision
from pratique.cli.say import emit, say, say_whose_word
from pratique.errors import UsageError
from pratique.files.plain import as_json
from pratique.reports.text import clean


@click.command("answers")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--dossier", type=click.Path(dir_okay=False), help="Whose replies they are (default: as sent).")
@click.option("--withdraw", metavar="MARK", help="With a dossier: take back the answer with this mark.")
@click.option("--correct", metavar="VALUE", help="With --withdraw: what the answer should have been.")
@click.option("--by", help="With --withdraw: who takes it back.")
@click.option("--reason", default="", help="With --withdraw: why.")
@click.option("--source", help="With --correct: what shows it (default: what showed the old answer).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@deciding
def command(
    files: tuple[str, ...],
    dossier: str | None,
    withdraw: str | None,
    correct: str | None,
    by: str | None,
    reason: str,
    source: str | None,
    form: str,
    **given: Any,
) -> int:
    """Read replies to `pratique questionnaire` into the dossier's answers file: all of them, or none with findings.

    Answers that differ leave their fact unknown, with both kept. The exit status is that of the new verdict.

    Of a dossier instead, its answers are listed in the order in which they were given, each with its mark. An answer
    is taken back by its mark (the first four digits or more) and corrected in the same step; both stay in the file,
    and what counts changes at once.

    \b
    pratique answers out/*.xlsx
    pratique answers dossier.toml
    pratique answers dossier.toml --withdraw 3f2a --by "J. Rivera" --reason "wrong line"
    pratique answers dossier.toml --withdraw 3f2a --correct no --by "J. Rivera"
    """
    options = decision(given)
    if not files[0].lower().endswith((".toml", ".json")):
        if withdraw or correct:
            raise UsageError(
                "--withdraw takes a dossier, not replies: `pratique answers dossier.toml --withdraw MARK`."
            )
        return _read(files, dossier, options)
    if len(files) > 1 or dossier:
        raise UsageError(f"One dossier at a time, and no replies beside it: {', '.join(files)}.")
    if withdraw is None:
        if correct is not None:
            raise UsageError("--correct says what the answer was meant to be; name that answer by --withdraw MARK.")
        _list(files[0], form)
        return 0
    if not by:
        raise UsageError("An answer is taken back by somebody: add --by NAME.")
    return _withdraw(files[0], withdraw, correct, by, reason, source, options)


def _read(files: tuple[str, ...], dossier: str | None, options: dict[str, Any]) -> int:
    from pratique.usecases.missing.given import replies_given

    done = replies_given(files, dossier, **options)
    say(f"{done.count} new answers in {done.file}; {done.before} -> {done.after}")
    say_whose_word(done.provenance)
    for each in done.differing:
        sources = clean("; ".join(each.sources))
        say(f"Answers differ, so it stays unknown: {each.fact} of {clean(each.entity)} ({sources})", err=True)
    return done.after.exit_status


def _withdraw(
    path: str, mark: str, correct: str | None, by: str, reason: str, source: str | None, options: dict[str, Any]
) -> int:
    from pratique.usecases.missing.given import answer_withdrawn

    done = answer_withdrawn(path, mark, by=by, reason=reason, correct=correct, source=source, **options)
    say(f"{done.mark} {'corrected' if done.count else 'withdrawn'} in {done.file}; {done.before} -> {done.after}")
    say_whose_word(done.provenance)
    return done.after.exit_status


def _list(path: str, form: str) -> None:
    from pratique.reports.history import history_lines
    from pratique.usecases.missing.given import answers_of

    kept = answers_of(path)
    if form == "json":
        emit(as_json(kept), None)
        return
    for each in kept:
        say("\n".join(history_lines(each)))
    if not kept:
        say(f"{path} has no answers yet; `pratique ask` asks for them.", err=True)
