"""What people said and what was decided stands too: rows that records tell of are neither deleted nor rewritten, and
nothing of a blob changes before its ten years are over.

A later migration that remakes one of these tables on SQLite drops its triggers and has to make them again.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT = (
    "desk_workspace",
    "desk_person",
    "desk_dossier",
    "desk_dossierfile",
    "desk_reply",
    "desk_decision",
    "desk_questionnaire",
    "desk_signoff",
    "desk_judgement",
    "desk_ledger",
)
"""Never deleted."""
UNCHANGED = {
    "desk_dossierfile": ("dossier_id", "revision", "name", "blob_id", "by_name", "at"),
    "desk_reply": ("dossier_id", "seq", "kind", "entry", "mark", "by_name", "at"),
    "desk_decision": ("dossier_id", "input_sha256", "answer_id", "best", "worst", "at", "by_name", "record_id"),
    "desk_signoff": ("workspace_id", "cite", "by_name", "at", "text_id", "encoding_sha256", "constructions"),
    "desk_judgement": ("workspace_id", "party", "entry", "says", "reason", "by_name", "at"),
}
"""Columns that keep what was written."""
BLOB = ("sha256", "size", "packed", "stored", "gone_at")
OVER = {
    "sqlite": "datetime(OLD.stored, '+10 years') > datetime('now')",
    "postgresql": "OLD.stored + interval '10 years' > now()",
}


def _differs(columns: tuple[str, ...], vendor: str) -> str:
    if vendor == "sqlite":
        return " OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in columns)
    return " OR ".join(f"NEW.{each}::text IS DISTINCT FROM OLD.{each}::text" for each in columns)


def refusals(vendor: str) -> list[tuple[str, str, str, str]]:
    """Table, what is refused, when, and what is said."""
    return [
        *((each, "DELETE", "", "what records tell of is never deleted") for each in KEPT),
        *(
            (each, "UPDATE", f"({_differs(c, vendor)})", "what was said is never changed")
            for each, c in UNCHANGED.items()
        ),
        ("desk_blob", "UPDATE", f"({_differs(BLOB, vendor)}) AND {OVER[vendor]}", "a blob is kept for ten years"),
    ]


def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers of this database."""
    vendor = editor.connection.vendor
    for table, act, when, says in refusals(vendor):
        name = f"{table}_kept_{act.lower()}"
        condition = f"WHEN ({when})" if when else ""
        if vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        else:
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{says}' "
                "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()"
            )
            if act == "DELETE":
                editor.execute(f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}()")


def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Without them again."""
    vendor = editor.connection.vendor
    for table, act, _, _ in refusals(vendor):
        name = f"{table}_kept_{act.lower()}"
        if vendor == "sqlite":
            editor.execute(f"DROP TRIGGER {name}")
        else:
            editor.execute(f"DROP FUNCTION {name}() CASCADE")


class Migration(migrations.Migration):
    """The triggers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0003_more")]
    operations: ClassVar = [migrations.RunPython(refuse, allow)]
