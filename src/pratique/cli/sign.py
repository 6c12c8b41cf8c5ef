"""`pratique sign`: vouch for a pack or a law book."""

from __future__ import annotations

from pathlib import Path

import click

from pratique.cli.say import say
from pratique.errors import UsageError


@click.command("sign")
@click.argument("path", type=click.Path(), required=False)
@click.option("--key", type=click.Path(dir_okay=False), help="The file of the private key.")
@click.option("--by", help="Under which name.")
@click.option("--new-key", type=click.Path(dir_okay=False), help="Make a private key in this new file.")
def command(path: str | None, key: str | None, by: str | None, new_key: str | None) -> None:
    """Sign a pack (its manifest) or an exported law book; `pratique verify` and every answer under the book say so.

    \b
    pratique sign --new-key firm.key          # prints the public half
    pratique sign pack/ --key firm.key --by "Acme Compliance"
    """
    from pratique.files.signatures import new_key as made
    from pratique.files.signatures import signature_file
    from pratique.records.manifest import NAME, sign_any

    if new_key:
        say(f"public key {made(new_key)}")
        return
    if not path or not key or not by:
        raise UsageError("sign takes PATH, --key FILE and --by NAME; --new-key FILE makes a key.")
    target = Path(path) / NAME if Path(path).is_dir() else Path(path)
    say(f"{signature_file(target)}: {sign_any(path, key, by).words}")
