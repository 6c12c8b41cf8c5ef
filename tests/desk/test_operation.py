"""A desk as a process: health, figures, jobs by its workers, backup while it writes, logs that tell nothing."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import stat
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pratique.desk.operation.logs import LogLines
from tests.desk.api import files_of
from tests.desk.served import PATIENCE, ServedDesk, command, served

SMALL = "shanghai-app"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """One desk for all of these."""
    with served(tmp_path_factory.mktemp("desk") / "home") as made:
        yield made


def answered(desk: ServedDesk, title: str) -> dict[str, object]:
    """A dossier with another title each time, as it was stored."""
    files = files_of(SMALL)
    files["dossier.toml"] = files["dossier.toml"].replace('title = "', f'title = "{title} ', 1)
    status, body = desk.ask("POST", "/api/v1/dossiers", {"files": files, "title": title})
    assert status in (200, 201), body
    found: dict[str, object] = json.loads(body)
    return found


def workers(desk: ServedDesk) -> list[int]:
    """The processes of the desk that do jobs."""
    told = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()[1:]]
    return [int(pid) for pid, parent, words in rows if int(parent) == desk.process.pid and "desk.worker" in words]


def test_health_is_for_anybody_and_figures_for_a_token(desk: ServedDesk) -> None:
    answered(desk, "first")
    assert json.loads(desk.ask("GET", "/health")[1]) == {"status": "ok"}
    status, body = desk.ask("GET", "/metrics")
    assert status == 200
    (done,) = re.findall(rb'pratique_jobs\{state="done"\} (\d+)', body)
    assert int(done) >= 1, "and the work of the day, where its worker began late"
    told, desk.token = desk.token, "none"
    assert desk.ask("GET", "/metrics")[0] == 401
    desk.token = told


def test_a_time_is_utc_whatever_the_zone_of_the_server(desk: ServedDesk) -> None:
    answered(desk, "at what time")
    told = [each["at"] for each in json.loads(desk.ask("GET", "/api/v1/records")[1])["items"]]
    assert told
    assert all(each.endswith("Z") for each in told)
    apart = datetime.now(UTC) - datetime.fromisoformat(told[-1])
    assert abs(apart) < timedelta(hours=2), "the server is eight hours ahead, its records are not"


def test_what_the_home_holds_is_its_owners_alone(desk: ServedDesk) -> None:
    for each in (desk.home, *desk.home.rglob("*")):
        mode = stat.S_IMODE(each.stat().st_mode)
        assert mode & 0o077 == 0, (each, oct(mode))


def test_a_worker_that_is_killed_is_started_anew_and_nothing_is_decided_twice(desk: ServedDesk) -> None:
    import urllib.request

    files = files_of(SMALL)
    files["dossier.toml"] = files["dossier.toml"].replace('title = "', 'title = "async ', 1)
    asked = urllib.request.Request(
        f"http://127.0.0.1:{desk.port}/api/v1/dossiers", data=json.dumps({"files": files}).encode(), method="POST",
        headers={"Authorization": f"Bearer {desk.token}", "Content-Type": "application/json"},
    )  # fmt: skip
    asked.add_header("Prefer", "respond-async")
    for pid in workers(desk):
        os.kill(pid, signal.SIGKILL)
    with urllib.request.urlopen(asked, timeout=PATIENCE) as told:
        assert told.status in (201, 202)
        made = json.loads(told.read())
        job = made.get("job", made["id"])
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        state = json.loads(desk.ask("GET", f"/api/v1/jobs/{job}")[1])["state"]
        if state == "done":
            break
        time.sleep(0.1)
    assert state == "done"
    assert workers(desk)
    assert json.loads(desk.ask("GET", "/api/v1/records/verify")[1])["faults"] == []


def test_a_backup_while_it_works_is_a_desk_elsewhere(desk: ServedDesk, tmp_path: Path) -> None:
    answered(desk, "before the backup")
    desk.command("records", "backup", tmp_path / "desk.zip")
    assert stat.S_IMODE((tmp_path / "desk.zip").stat().st_mode) == 0o600
    desk.command("records", "backup", tmp_path / "desk.zip", status=2)
    told = command(tmp_path / "new", "records", "restore", tmp_path / "desk.zip")
    assert "records hold" in told
    assert "before the backup" not in told
    newest = json.loads(command(tmp_path / "new", "records", "list", "--kind", "decision", "--format", "json"))[-1]
    replayed = command(tmp_path / "new", "records", "replay", str(newest["seq"]))
    assert "the same bytes" in replayed
    command(tmp_path / "new", "records", "restore", tmp_path / "desk.zip", status=4)
    (tmp_path / "broken.zip").write_bytes(b"PK")
    command(tmp_path / "other", "records", "restore", tmp_path / "broken.zip", status=4)
    assert not (tmp_path / "other").exists()


def test_the_log_tells_nothing_that_was_entered(desk: ServedDesk) -> None:
    answered(desk, "a secret title")
    desk.ask("POST", "/api/v1/check", {"files": {"dossier.toml": "a secret value"}})
    log = (desk.home.parent / "desk.log").read_text()
    for secret in ("a secret", desk.token, "shanghai"):
        assert secret not in log


def test_a_line_of_the_log_is_json_of_what_is_allowed() -> None:
    record = logging.makeLogRecord({
        "name": "django.request", "levelname": "ERROR", "msg": "%s: %s", "args": ("Not Found", "/q/secret-token"),
        "status_code": 404, "request": "a secret",
    })  # fmt: skip
    told = json.loads(LogLines().format(record))
    assert told["status_code"] == 404
    assert told["at"].endswith("Z")
    assert "secret" not in json.dumps(told)
