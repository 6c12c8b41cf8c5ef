"""The same tests on PostgreSQL as on SQLite: records, decisions, jobs, run again on a server of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.agreement.sql_engines import postgres_binaries, postgres_server

AGAIN = ["test_ledger.py", "test_jobs.py", "test_replay.py", "test_keeping.py"]
"""What is run on both."""
if os.environ.get("PRATIQUE_PROOF"):
    AGAIN += [
        "test_dossier_pages.py", "test_supplier.py", "test_entering.py", "test_access.py", "test_worked_out.py",
        "test_strangers.py", "test_api.py", "test_hooks.py", "test_records_command.py", "test_odd_values.py",
    ]  # fmt: skip
HERE = Path(__file__).parent


@pytest.mark.skipif(postgres_binaries() is None, reason="needs PostgreSQL's initdb")
def test_what_holds_on_sqlite_holds_on_postgresql() -> None:
    pytest.importorskip("psycopg")
    with postgres_server() as folder:
        asked = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            "-p",
            "no:randomly",
            *(str(HERE / each) for each in AGAIN),
        ]
        environment = {**os.environ, "PRATIQUE_DESK_DATABASE": f"postgresql://tests@/postgres?host={folder}"}
        ran = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False, cwd=HERE.parents[1])
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert "skipped" not in ran.stdout
