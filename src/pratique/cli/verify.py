"""`pratique verify`: whether a pack or a law book is whole, and who vouches for it."""

from __future__ import annotations

from pathlib import Path

import click

from pratique.cli.say import say, say_findings
from pratique.errors import EXIT_CLEAR, EXIT_INVALID


@click.command("verify")
@click.argument("path", type=click.Path())
@click.option("--key", help="The public key that must have signed it (hexadecimal, at least its first 16 digits).")
def command(path: str, key: str | None) -> int:
    """Check the files of a pack against its manifest, or an exported law book, and the signature of either.

    Exit status 0 if nothing is missing, changed or added and the signature fits, 4 otherwise.

    \b
    pratique verify pack/
    pratique verify book.json --key 3b6a27bcceb6a42d
    """
    from pratique.records.manifest import NAME, verify_any

    found = verify_any(path, key)
    say_findings(found.findings)
    if found.findings.errors:
        return EXIT_INVALID
    say(f"{path} is whole{f' ({NAME})' if Path(path).is_dir() else ''}; {found.signature}.")
    return EXIT_CLEAR
