"""`pratique desk`: pages and an API on the same answers."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pratique.cli.say import say
from pratique.errors import UsageError, named_extras


def default_home() -> Path:
    """Where a desk keeps its own: PRATIQUE_DESK_HOME, else below the data folder of the person."""
    if named := os.environ.get("PRATIQUE_DESK_HOME"):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "pratique-desk"


@click.command("desk")
@click.option(
    "--home", type=click.Path(file_okay=False), help="The folder of the desk (default: PRATIQUE_DESK_HOME)."
)
@click.option("--database", metavar="URL", help="postgresql://user@host/name instead of SQLite in the home.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option("--name", "names", multiple=True, help="A host name by which the desk is reached from elsewhere.")
@click.option("--tls-cert", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Certificate, PEM.")
@click.option("--tls-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its key, PEM.")
@click.option("--proxy", default="", metavar="ADDRESS", help="The proxy that adds TLS, whose headers are believed.")
@click.option(
    "--sso", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML: issuer, client_id, ..."
)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def command(
    home: str | None,
    database: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    proxy: str,
    sso: Path | None,
    workers: int,
) -> None:
    """Serve the desk: upload, decide, answer, watch, declare, and records that last (extra: desk).

    The first start makes its home, its database and a one-time link to set a password; nothing is to be edited.

    \b
    pratique desk
    pratique desk --database postgresql://desk@db/desk --host 0.0.0.0 --tls-cert c.pem --tls-key k.pem
    """
    with named_extras():
        from pratique.desk.serve import Served, serve
    folder = Path(home) if home else default_home()
    if database is not None and not database.startswith(("postgresql://", "postgres://")):
        raise UsageError("--database takes postgresql://user@host/name; leave it out for SQLite in the home.")
    how = Served(
        folder=folder.absolute(),
        database=database,
        host=host,
        port=port,
        names=names,
        tls_cert=tls_cert,
        tls_key=tls_key,
        workers=workers,
        proxy=proxy,
        sso=sso,
    )
    serve(how, say)
