"""What whoever owns the database can do: anything, the triggers notwithstanding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_triggers() -> Iterator[None]:
    """The database without the triggers that refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            kept = cursor.fetchall()
            for name, _ in kept:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for _, sql in kept:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = DEFAULT")


def does(*statements: str) -> None:
    """Run statements as the owner."""
    with without_triggers(), connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
