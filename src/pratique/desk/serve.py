"""Starting a desk: its home, its tables, the link for the first person, the server.

Rule: one command on an empty machine listens; nothing is asked and nothing has to be edited. What is loopback stays
loopback unless a host is named; a host that others reach is served without TLS only behind a proxy that is named.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from pratique.desk import home as desk_home
from pratique.errors import UsageError, named_extras
from pratique.value_class import dataclass

THREADS = 4
"""Requests that a worker answers at a time; a decision holds one core in any case."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Served:
    """How a desk is served."""

    folder: Path
    database: str | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    tls_cert: Path | None = None
    tls_key: Path | None = None
    workers: int = 1
    proxy: str = ""
    sso: Path | None = None

    @property
    def address(self) -> str:
        """Where it is reached."""
        scheme = "https" if self.tls_cert else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"


def prepare(how: Served) -> None:
    """Set the environment of the desk and its workers, and bring the tables up to date. Raises UsageError."""
    if (how.tls_cert is None) != (how.tls_key is None):
        raise UsageError("--tls-cert and --tls-key go together.")
    if how.host not in LOOPBACK and not (how.tls_cert or how.proxy):
        raise UsageError(
            f"On {how.host} passwords and cookies would be sent in the clear: name --tls-cert and --tls-key, or the "
            "address of the proxy that adds TLS by --proxy."
        )
    desk_home.prepare(how.folder)
    os.environ[desk_home.PROXY] = how.proxy
    if how.sso is not None:
        os.environ[desk_home.SSO] = str(how.sso.absolute())
    os.environ[desk_home.HOME] = str(how.folder)
    os.environ[desk_home.HOSTS] = ",".join((*how.names, *(() if how.host in LOOPBACK else (how.host,))))
    os.environ[desk_home.TLS] = "1" if how.tls_cert else ""
    if how.database:
        os.environ[desk_home.DATABASE] = how.database
    os.environ["DJANGO_SETTINGS_MODULE"] = "pratique.desk.settings"
    ready()


def ready() -> None:
    """Load the framework and bring the tables up to date; nothing is done where they are. Raises UsageError."""
    with named_extras():
        import django
        from django.core.management import call_command
        from django.db import OperationalError, connection
        from django.db.migrations.executor import MigrationExecutor
    django.setup()
    from pratique.desk import sso

    if sso.provider() is not None:
        sso.client()
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        said = str(error).strip().splitlines()
        raise UsageError(f"The database cannot be reached: {said[0] if said else error}.") from error


def first_link(how: Served) -> str | None:
    """The one-time link by which the first person sets a password; None where somebody can log in."""
    from pratique.desk.models import Person
    from pratique.desk.people import setup_link

    return None if Person.objects.exists() else f"{how.address}/setup?token={setup_link()}"


def serve(how: Served, say: Callable[[str], None]) -> None:
    """Prepare and serve until the process is told to end. Raises UsageError."""
    prepare(how)
    link = first_link(how)
    say(f"pratique desk at {how.address} (home {how.folder})")
    if link:
        say(f"Set your password, once: {link}")
    from django.db import connections

    from pratique.desk.worker import watched

    connections.close_all()
    end = watched(how.workers)
    try:
        _server(how).serve()
    finally:
        end()


def _server(how: Served):  # type: ignore[no-untyped-def]
    from granian import Granian
    from granian.constants import Interfaces

    logging.getLogger("granian").setLevel(logging.WARNING)
    return Granian(
        target="pratique.desk.wsgi:application",
        address=how.host,
        port=how.port,
        interface=Interfaces.WSGI,
        workers=how.workers,
        blocking_threads=THREADS,
        backlog=256,
        log_enabled=True,
        log_access=False,
        respawn_failed_workers=True,
        ssl_cert=how.tls_cert,
        ssl_key=how.tls_key,
        websockets=False,
    )
