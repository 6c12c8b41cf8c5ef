"""What was recorded stands: the database refuses to change or delete it, and a blob before its ten years are over.

Against mistakes of programs, not against who owns the database: only a checkpoint that lies elsewhere shows those.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

STANDING = ("desk_record", "desk_checkpoint")
"""Neither changed nor deleted."""
UNCHANGED = ("desk_sealed",)
"""Deleted by a redaction, never changed."""
BLOB = "desk_blob"
TOO_EARLY = {
    "sqlite": "NEW.gone_at IS NOT NULL AND datetime(OLD.stored, '+10 years') > datetime('now')",
    "postgresql": "NEW.gone_at IS NOT NULL AND OLD.stored + interval '10 years' > now()",
}
REFUSALS = [
    *((table, act, "", "a record is never changed") for table in STANDING for act in ("UPDATE", "DELETE")),
    *((table, "UPDATE", "", "a sealed value is never changed") for table in UNCHANGED),
    (BLOB, "DELETE", "", "a blob goes by its retention alone"),
    (BLOB, "UPDATE", "early", "a blob is kept for ten years"),
]


def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of this database."""
    vendor = editor.connection.vendor
    for table, act, early, says in REFUSALS:
        name = f"{table}_stands_{act.lower()}"
        when = f"WHEN ({TOO_EARLY[vendor]})" if early else ""
        if vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        else:
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{says}' "
                "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()"
            )
            if act == "DELETE":
                editor.execute(f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}()")


def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Without them again."""
    on = {"sqlite": "", "postgresql": "ON {table}"}[editor.connection.vendor]
    for table, act, _, _ in REFUSALS:
        name = f"{table}_stands_{act.lower()}"
        editor.execute(f"DROP TRIGGER {name} {on.format(table=table)}")
        if on:
            editor.execute(f"DROP FUNCTION {name}() CASCADE")


class Migration(migrations.Migration):
    """The triggers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0001_first")]
    operations: ClassVar = [migrations.RunPython(refuse, allow)]
