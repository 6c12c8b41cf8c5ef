"""`pratique answers`: replies to questionnaires, the history of a dossier's answers, and taking one back."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from pratique.cli.deciding import deciding, decision
from pratique.cli.questionnaire import LEDGER
from pratique.cli.say import emit, say
from pratique.errors import Place, UsageError
from pratique.files import load_json, read_bytes, refusal
from pratique.files.clock import today
from pratique.reports.text import clean
from pratique.reports.wrapping import WIDTH

if TYPE_CHECKING:
    from pratique.dossier.withdrawals import Kept

MOST = 16 * 1024**2


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
    from pratique.deciding.decision import decided
    from pratique.dossier.answers import answers_file, append_answers
    from pratique.dossier.read import read_dossier
    from pratique.files.secrets import kept_key
    from pratique.usecases.missing.questionnaire import dossier_hash, law_hash
    from pratique.usecases.missing.replies import read_replies

    path = dossier or _sent_for(files[0])
    before = decided(read_dossier(path), **options)
    entries = read_replies(files, dossier=dossier_hash(path), law_book=law_hash(before), key=kept_key(path))
    new = append_answers(answers_file(path), entries)
    after = decided(read_dossier(path), **options)
    say(f"{new} new answers in {answers_file(path)}; {before.range} -> {after.range}")
    told = {(each["entity"], each["fact"]) for each in entries}
    for key, name, its in after.cases.evidence.conflicts():
        if (key, name) in told:
            sources = "; ".join(one.proof.source for one in its)
            say(f"Answers differ, so it stays unknown: {name} of {clean(key)} ({clean(sources)})", err=True)
    return after.range.exit_status


def _sent_for(file: str) -> str:
    """The dossier that a reply's folder says it was sent for. Raises UsageError."""
    ledger = Path(file).parent / LEDGER
    if not ledger.is_file():
        raise UsageError(f"{ledger} is not there to say which dossier the replies belong to: add --dossier.")
    place = Place(str(ledger))
    sent = load_json(read_bytes(ledger, MOST), place)
    named = sent.get("dossier") if isinstance(sent, dict) else None
    if not isinstance(named, str) or not named:
        step = "Add --dossier, or put back the file that was written with the questionnaires."
        raise refusal("questionnaires.shape", f"{ledger} does not say which dossier was asked about.", place, step)
    return str(os.path.normpath(Path(file).parent / named))


def _withdraw(
    path: str, mark: str, correct: str | None, by: str, reason: str, source: str | None, options: dict[str, Any]
) -> int:
    from pratique.deciding.decision import decided
    from pratique.dossier.answers import answers_file, append_answers
    from pratique.dossier.document import Withdrawal
    from pratique.dossier.question import literal
    from pratique.dossier.read import read_dossier
    from pratique.dossier.withdrawals import named
    from pratique.usecases.missing.ask import corrected

    day = today()
    read = read_dossier(path)
    before = decided(read, **options)
    kept = named(read, mark)
    new = [] if correct is None else [corrected(kept.entry, literal(correct), by=by, on=day, source=source)]
    append_answers(answers_file(path), new, [Withdrawal(kept.mark, by, day.isoformat(), reason)])
    after = decided(read_dossier(path), **options)
    done = "corrected" if new else "withdrawn"
    say(f"{kept.mark} {done} in {answers_file(path)}; {before.range} -> {after.range}")
    return after.range.exit_status


def _list(path: str, form: str) -> None:
    from pratique.dossier.read import read_dossier
    from pratique.dossier.withdrawals import history

    kept = history(read_dossier(path))
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n", None)
        return
    for each in kept:
        say("\n".join(_lines(each)))
    if not kept:
        say(f"{path} has no answers yet; `pratique ask` asks for them.", err=True)


def _lines(kept: Kept) -> Iterator[str]:
    from pratique.dossier.toml import toml_value

    entry = kept.entry
    of = f" of {clean(str(entry['entity']))}" if "entity" in entry else ""
    yield from _wrapped(f"{kept.mark}  {entry['fact']}{of} = {clean(toml_value(entry['value']))}", "")
    said = [str(entry[name]) for name in ("basis", "source", "document") if name in entry]
    said += [f"by {entry['by']}"] if "by" in entry else []
    said += [f"on {entry['asserted_on']}"] if "asserted_on" in entry else []
    said += [f"until {entry['expires_on']}"] if "expires_on" in entry else []
    said += ["in confidence"] if entry.get("confidential") else []
    yield from _wrapped(clean("; ".join([*said, kept.place])), "  ")
    if kept.withdrawal is not None:
        yield from _wrapped(clean(kept.withdrawal.words), "  ")


def _wrapped(text: str, pad: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent="    ", break_on_hyphens=False)
