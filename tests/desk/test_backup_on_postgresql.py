"""A backup of a desk on PostgreSQL while it works, and a desk made of it in another database."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.sql_engines import postgres_binaries, postgres_server
from tests.desk.api import files_of
from tests.desk.served import command, served

pytestmark = pytest.mark.skipif(postgres_binaries() is None, reason="needs PostgreSQL's initdb")


def test_a_backup_of_postgresql_is_a_desk_in_another_database(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with postgres_server() as folder:
        for name in ("desk", "other"):
            asked = ["psql", "-h", str(folder), "-U", "tests", "-d", "postgres", "-c", f'CREATE DATABASE "{name}"']
            subprocess.run(asked, check=True, capture_output=True)
        first, second = (f"postgresql://tests:of%20ours@/{each}?host={folder}" for each in ("desk", "other"))
        with served(tmp_path / "home", first) as desk:
            status, told = desk.ask("POST", "/api/v1/dossiers", {"files": files_of("shanghai-app")})
            assert status == 201, told
            kept = json.loads(told)
            answer = desk.ask("GET", f"/api/v1/dossiers/{kept['id']}/answer")[1]
            desk.command("records", "backup", tmp_path / "desk.zip")
            token = desk.token
        said = command(tmp_path / "new", "records", "restore", tmp_path / "desk.zip", database=second)
        assert "records hold" in said
        command(tmp_path / "new", "records", "replay", str(kept["decision"]["record"]), database=second)
        with served(tmp_path / "new", second) as again:
            again.token = token
            assert again.ask("GET", f"/api/v1/dossiers/{kept['id']}/answer")[1] == answer
            assert json.loads(again.ask("GET", "/api/v1/records/verify")[1])["faults"] == []
        refused = command(tmp_path / "third", "records", "restore", tmp_path / "desk.zip", database=second, status=2)
        assert refused == "" or "failed" in refused, "a database that is not empty is filled by nothing"


def test_what_reaches_the_database_holds_no_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from pratique.desk.operation import backup

    ran: list[Any] = []

    class Done:
        returncode, stderr = 0, b""

    def run(asked: list[str], *, env: dict[str, str], **more: object) -> Done:
        ran.append((asked, env.get("PGPASSWORD")))
        return Done()

    monkeypatch.setattr(backup.subprocess, "run", run)
    (tmp_path / backup.DUMP).write_bytes(b"x")
    address = "postgresql://desk:p%40ss@db.example:5433/the%20desk?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    backup.refill(tmp_path, address)
    (asked, password) = ran[0]
    assert password == "p@ss"
    assert "p@ss" not in " ".join(asked)
    assert "p%40ss" not in " ".join(asked)
    for each in ("the%20desk", "host=db.example", "port=5433", "user=desk", "sslmode=verify-full", "ca.pem"):
        assert each in asked[3], asked
