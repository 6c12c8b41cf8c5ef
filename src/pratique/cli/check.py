"""`pratique check`: may it cross?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click
from msgspec.structs import replace

from pratique.cli.completing import COUNTRIES, STATED
from pratique.cli.deciding import as_typed, beside_files, deciding, decision, only, piped, say_taken_day
from pratique.cli.options import output, use_colour
from pratique.cli.say import emit
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_UNDETERMINED, UsageError
from pratique.usecases.answer.answer import Answer


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--chip", help="Instead of a file: a chip of the table by its name, with --into, --act and --out-of.")
@click.option("--into", shell_complete=COUNTRIES, help="For a bill of materials: the market, ISO 3166-1 alpha-2.")
@click.option("--out-of", shell_complete=COUNTRIES, help="For a bill of materials: the country it comes from.")
@click.option("--act", default=None, help="For a bill of materials: import, sale, ...")
@click.option("--role", help="For a bill of materials: manufacturer, importer, supplier, operator, exporter.")
@click.option("--model-year", help="For a bill of materials: the vehicle's model year.")
@click.option(
    "--fact", "facts", multiple=True, metavar="NAME=VALUE", shell_complete=STATED, help="Any fact by its full name."
)
@click.option(
    "--columns", type=click.Path(dir_okay=False), help="For a table: TOML file that says what its columns mean."
)
@click.option("--exposure", is_flag=True, help="Add the trade that the instruments touch, as ranges.")
@click.option("--pending", is_flag=True, help="Ask pending law beside the answer; it decides nothing.")
@click.option(
    "--fail-on",
    type=click.Choice(["prohibited", "undetermined", "late", "never"]),
    default="undetermined",
    show_default=True,
    help="From which outcome the exit status is not 0; late: also where a duty is late.",
)
@click.option("-v", "--verbose", is_flag=True, help="As text: the whole answer, not its digest.")
@only
@deciding
@output("text", "json", "html", "md", "sarif", "junit", "gitlab", "pdf")
def command(
    files: tuple[str, ...],
    chip: str | None,
    exposure: bool,
    pending: bool,
    fail_on: str,
    verbose: bool,
    form: str,
    output: str | None,
    **given: Any,
) -> int:
    """May it cross? FILES are dossiers (TOML or JSON), folders of them, - for standard input, or bills of materials
    with --into and --act. Several are answered one after the other, and the worst decides the exit status.

    \b
    pratique check dossier.toml
    pratique check bom.cdx.json --into US --act sale --role manufacturer --model-year 2027 --on 2026-11-22
    pratique check --chip "NVIDIA H20 SXM" --act export --out-of US --into CN --on 2026-02-01
    """
    from pratique.usecases.check import answer_as_read
    from pratique.usecases.questions import questions

    beside = beside_files(given, given["on"])
    how = decision(given)
    asked = questions(files, beside, chip=chip, stdin=piped)
    say_taken_day(asked)
    found = [answer_as_read(each, exposure=exposure, pending=pending, **how) for each in asked.dossiers]
    if form != "json":  # what a program reads has the bytes of the function and of the interface of the desk
        pairs = zip(found, _files(asked.dossiers, files), strict=True)
        found = [replace(each, next_step=as_typed(each.next_step, file)) for each, file in pairs]
    colour = use_colour(output)
    several = asked.dossiers if len(found) > 1 else ()
    names = [str(getattr(each, "file", each)) for each in several]
    told = page(found, form, colour, verbose, late_fails=fail_on == "late", names=names)
    emit(told, output, styled=colour and form == "text", outcome=lambda: worst_of(found))
    return worst_status(status(each, fail_on) for each in found)


def _files(dossiers: Sequence[object], files: Sequence[str]) -> list[str | None]:
    """What to name to ask of each again: its file as it was named; nothing for a chip."""
    if len(dossiers) == len(files):
        return list(files)
    return [str(getattr(each, "file", each)) if files else None for each in dossiers]


def page(
    found: list[Answer],
    form: str,
    colour: bool = False,
    verbose: bool = False,
    *,
    late_fails: bool = False,
    names: Sequence[str] = (),
) -> bytes | str:
    """What is printed of the answers; with `late_fails` a report of tests fails on what is late.

    `names` are the files of several answers, each told above its own where a person reads.
    """
    if form == "junit":
        from pratique.reports.junit import junit

        return junit(found, late_fails=late_fails)
    if form == "gitlab":
        from pratique.reports.gitlab import gitlab

        return gitlab(found)
    if names and form == "json":
        found = [replace(each, file=name) for each, name in zip(found, names, strict=True)]
    pages = [printed(each, form, colour, verbose) for each in found]
    if names and form in ("text", "md"):
        from pratique.reports.markdown import safe
        from pratique.reports.text import clean

        shown = [clean(each) if form == "text" else safe(each) for each in names]
        # An answer of one of several files says first whose it is.
        pages = [
            f"{name}\n{'' if form == 'text' else chr(10)}{told!s}" for name, told in zip(shown, pages, strict=True)
        ]
    return joined(pages, form)


def joined(pages: list[bytes | str], form: str) -> bytes | str:
    """Several answers as one: a list in JSON, one log in SARIF, one page after the other in text."""
    if len(pages) == 1:
        return pages[0]
    if form == "json":
        return b"[\n" + b",\n".join(_raw(each).rstrip() for each in pages) + b"\n]\n"
    if form == "sarif":
        from pratique.reports.sarif import together

        return together([_raw(each) for each in pages])
    if form in ("html", "pdf"):
        raise UsageError(f"Several answers do not make one page: ask for {form} of one file at a time, or for md.")
    return "\n".join(each if isinstance(each, str) else each.decode() for each in pages)


def _raw(page: bytes | str) -> bytes:
    return page.encode() if isinstance(page, str) else page


def worst_status(statuses: Iterable[int]) -> int:
    """The exit status of several answers: barred before undetermined before clear."""
    order = (EXIT_CLEAR, EXIT_UNDETERMINED, EXIT_BARRED)
    return max(statuses, key=order.index)


def worst_of(found: list[Answer]) -> str:
    """The headline of an answer, of several how many there are and that of the worst."""
    from pratique.reports.text import headline_of

    worst = max(found, key=lambda each: (EXIT_CLEAR, EXIT_UNDETERMINED, EXIT_BARRED).index(each.exit_status))
    told = f"{headline_of(worst)[0]}: {worst.verdict}"
    return told if len(found) == 1 else f"{len(found)} answers, the worst {told}"


def printed(answer: Answer, form: str, colour: bool = False, verbose: bool = False) -> bytes | str:
    """The answer in one of the formats; as text its digest, or with `verbose` the whole."""
    if form == "json":
        return answer.to_json()
    if form in ("html", "pdf"):
        from pratique.reports.html import html
        from pratique.reports.pdf import pdf

        return pdf(html(answer)) if form == "pdf" else html(answer)
    if form == "md":
        from pratique.reports.markdown import markdown

        return markdown(answer)
    if form == "sarif":
        from pratique.reports.sarif import sarif

        return sarif(answer)
    from pratique.reports.brief import brief
    from pratique.reports.text import coloured, plain, text

    return (text if verbose else brief)(answer, coloured if colour else plain)


def status(answer: Answer, fail_on: str) -> int:
    """The exit status, with what --fail-on lets pass."""
    if fail_on == "never" or (fail_on == "prohibited" and answer.exit_status == EXIT_UNDETERMINED):
        return EXIT_CLEAR
    if fail_on == "late" and answer.late and answer.exit_status == EXIT_CLEAR:
        return EXIT_BARRED
    assert answer.exit_status in (EXIT_CLEAR, EXIT_BARRED, EXIT_UNDETERMINED)
    return answer.exit_status
