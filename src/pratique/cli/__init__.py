"""The command line: it prints answers and computes nothing.

Rule: machine output goes to stdout alone, notes and findings to stderr; the exit statuses are those of
`pratique.errors`. A command is imported when it is called, so that `--help` starts at once.
"""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from pratique.cli.say import ended_with, say, say_findings
from pratique.cli.waiting import working
from pratique.errors import EXIT_INTERNAL, EXIT_INVALID, EXIT_USAGE, InvalidInput, UsageError, bounded, missing_extra
from pratique.files.outward import for_line, for_terminal
from pratique.version import __version__

COMMANDS: dict[str, tuple[str, str, str]] = {
    # name: (question it answers, module, one line)
    "check": ("May it cross?", "check", "The outcome of every transaction of a dossier, line by line."),
    "new": ("May it cross?", "new", "A commented dossier for a kind of question, with bills beside it."),
    "explain": ("May it cross?", "explain", "One provision, down to the facts and their proofs."),
    "ask": ("What is missing?", "ask", "The questions that are left, one at a time, best first."),
    "questionnaire": ("What is missing?", "questionnaire", "One workbook a supplier with the questions that matter."),
    "answers": ("What is missing?", "answers", "Replies to questionnaires, read into the dossier's answers."),
    "verify": ("Which papers follow?", "verify", "Whether a pack or a law book is whole, and who signed it."),
    "sign": ("Which papers follow?", "sign", "Vouch for a pack or a law book with a key."),
    "declare": ("Which papers follow?", "declare", "The declaration of conformity with its evidence."),
    "apply": ("Which papers follow?", "apply", "Specific authorization, advisory opinion, supplier list."),
    "attest": ("Which papers follow?", "attest", "The supplier's side: customers' workbooks filled in, CX-0158."),
    "desk": ("Many at once", "desk", "Pages and an API on the same answers, with records."),
    "records": ("Many at once", "records", "What was decided when, on what, and that nobody changed it."),
    "mcp": ("Which papers follow?", "mcp", "Offer check, needs, when, law, own and screen to an assistant."),
    "compare": ("May it cross?", "compare", "What differs between two dossiers' answers, and why."),
    "needs": ("What is missing?", "needs", "The facts that matter, shortcuts, the next question."),
    "what-if": ("What would change it?", "what-if", "The smallest changes that would flip the answer."),
    "when": ("What would change it?", "when", "The days on which the answer changes, and by what."),
    "calendar": ("What would change it?", "calendar", "Days that are due or turn an answer, as .ics too."),
    "classify": ("What is it?", "classify", "The class of a chip, a table of chips, or an AI model."),
    "permits": ("What may go where?", "permits", "City permits for automated services, by day and holder."),
    "own": ("Who is behind it?", "own", "Who controls a party, with the chain and what is missing."),
    "graph": ("Who is behind it?", "graph", "Registries kept as one file, for quick questions."),
    "screen": ("Who is behind it?", "screen", "Names against lists, with reasons."),
    "lists": ("Who is behind it?", "lists", "The lists that are here: from when, until when they count."),
    "markets": ("Where may it go?", "markets", "Every market: open, gated, closed; conditions and duty."),
    "compare-markets": (
        "Where may it go?",
        "compare_markets",
        "Models by markets: approval, duty, landed cost, dates.",
    ),
    "duty": ("Where may it go?", "duty", "The duty into one market, layer by layer."),
    "law": ("What does the law say?", "law", "The law book: provisions, clocks, prose, coverage."),
    "data": ("What does the law say?", "data", "The book's tables: their age, packs that replace them."),
    "prove": ("What does the law say?", "prove", "The law book's proofs, with counter-examples."),
    "facts": ("What does the law say?", "facts", "The vocabulary: every fact that the law asks for."),
    "schema": ("What does the law say?", "schema", "JSON Schema of a dossier or an answer."),
    "watch": ("Many at once", "watch", "What changed between two states, act by act, and why."),
    "bulk": ("Many at once", "bulk", "Every case of a table of facts, batch by batch."),
    "sql": ("Many at once", "sql", "The law as SQL for a warehouse, over a table of facts."),
    "examples": ("Formats", "examples", "The shipped examples, and a copy of one to work on."),
    "completion": ("Formats", "completion", "What makes a shell finish facts, citations, countries."),
    "convert": ("Formats", "convert", "Bills of materials between CycloneDX, SPDX 3.0 and CX-0158-1."),
    "read": ("What do the figures say?", "read", "Figures, instruments and positions in a bulletin."),
    "figures": ("What do the figures say?", "figures", "The ledger of published figures, which checks itself."),
    "exposure": ("What do the figures say?", "exposure", "The trade that an instrument touches, as ranges."),
}
"""Every command, grouped by the question it answers."""


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
"""Errors of a disk that is full or may not be written."""
_WRITING = ("-o", "--output", "--svg", "--bods")
"""How a word begins that may name a file to write."""


class Commands(click.Group):
    """A group whose commands are modules of this package, loaded on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pratique.cli.{COMMANDS[cmd_name][1].replace('-', '_')}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        questions = dict.fromkeys(question for question, _, _ in COMMANDS.values())
        for question in questions:
            with formatter.section(question):
                formatter.write_dl([(name, line) for name, (q, _, line) in COMMANDS.items() if q == question])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="pratique")
def commands() -> None:
    """May this cross, into that market, on that day - and which paragraph decides?

    Exit status: 0 may cross under what was examined; 1 barred; 2 wrong command line; 3 undetermined; 4 invalid
    input, or an error in what was read though the rest is told; 5 internal error.
    """


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal to end raise SystemExit, so that what is half-written is removed; the old handlers come back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {each: signal.signal(each, _end) for each in wanted}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


def _shown(error: click.ClickException) -> click.ClickException:
    """The error with its message made harmless: it may hold what was typed."""
    message = for_terminal(bounded(error.format_message()))
    return (
        click.UsageError(message, error.ctx) if isinstance(error, click.UsageError) else click.ClickException(message)
    )


def _refuse_no_text(given: str) -> None:
    """Raise UsageError for a word that no shell can hand on and no file can be called: a zero, half a character."""
    try:
        fit = b"\0" not in os.fsencode(given)
    except UnicodeEncodeError:
        fit = False
    if not fit:
        raise UsageError(f"{ascii(given)[:80]} holds a character that neither a name nor a path can hold.")


def program() -> None:
    """The command line as a process of its own, which ends with it."""
    statuses: list[int] = []
    atexit.register(_end_at_once, statuses)  # the first that is registered is the last that is called
    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int):
            statuses.append(ended.code)
        raise


def _end_at_once(statuses: Sequence[int]) -> None:
    """End the process with its status, where it has one; all else that is to be done at its end was done before.

    To take apart all that was made, module by module, is a twenty-fifth of a check. Whatever cannot be written any
    more is left to the interpreter, which says so.
    """
    if statuses:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):
            return
        os._exit(statuses[-1] & 0xFF)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status; no input ends in a traceback."""
    # A command makes hundreds of thousands of small, long-lived objects and ends: looking for cycles among them
    # every 700 allocations costs a third of a small check.
    gc.set_threshold(200_000, 20, 20)
    given = sys.argv[1:] if arguments is None else arguments
    ended_with(0)  # what an earlier command of this process told is no error of this one
    try:
        for each in given:
            _refuse_no_text(each)
        if any(each.startswith(_WRITING) for each in given):
            from pratique.usecases.over_input import refuse_over_input

            refuse_over_input(given)
        with _ending_in_order(), working(next(iter(given), "-")):
            status = commands.main(args=arguments, prog_name="pratique", standalone_mode=False)
        sys.exit(ended_with(status if isinstance(status, int) else 0))
    except click.ClickException as error:
        _shown(error).show()
        sys.exit(EXIT_USAGE)
    except click.Abort:
        say("Stopped.", err=True)
        sys.exit(EXIT_USAGE)
    except InvalidInput as error:
        say_findings(error.findings)
        sys.exit(error.exit_status)
    except UsageError as error:
        say(f"Error: {for_line(str(error))}", err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except UnicodeEncodeError as error:  # bytes of the command line that are no text, where text is written
        say(f"Error: {for_line(ascii(str(error.object)[:80]))} is no text in UTF-8; write it in UTF-8.", err=True)
        sys.exit(EXIT_USAGE)
    except MemoryError:
        say("Error: there is not enough memory for this input; split it.", err=True)
        sys.exit(EXIT_INVALID)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # a panic of a library in another language is no Exception, and no answer either
        if isinstance(error, ImportError) and (missing := missing_extra(error)):
            say(f"Error: {missing}", err=True)
            sys.exit(missing.exit_status)
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            say(f"Error: nothing more can be written: {error.strerror}.", err=True)
            sys.exit(EXIT_INVALID)
        if isinstance(error, OSError):  # some libraries name neither the file nor the number of the error
            where = f"{for_line(bounded(str(error.filename)))}: " if error.filename is not None else "a file: "
            say(f"Error: {where}{for_line(bounded(error.strerror or str(error)))}. Check the path.", err=True)
            sys.exit(EXIT_INVALID)
        if os.environ.get("PRATIQUE_DEBUG"):
            raise
        say(
            f"Internal error: {type(error).__name__}: {bounded(str(error))}. This is a defect of pratique; "
            "set PRATIQUE_DEBUG=1 for the traceback and report it.",
            err=True,
        )
        sys.exit(EXIT_INTERNAL)
