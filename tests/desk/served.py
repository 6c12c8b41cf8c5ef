"""A desk as a user starts it: a process of its own, reached by HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.running import ROOT

PATIENCE = 300.0
"""Seconds to wait for what takes two on a quiet machine: under load a start is many times slower, and no fault."""


def ports_of(process: int) -> range:
    """The ports of a process of tests, below those that a system hands out by itself: nobody gets one in passing."""
    start = 11_000 + process % 200 * 100
    return range(start, start + 100)


_PORTS = cycle(ports_of(os.getpid()))


def free_port() -> int:
    """A port that nobody listens on, of those that no other process of this run takes, and none twice in a row."""
    for port in islice(_PORTS, 100):
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("a hundred ports are taken")


@dataclass
class ServedDesk:
    """A desk that listens."""

    home: Path
    port: int
    process: subprocess.Popen[str]
    database: str | None = None
    token: str = ""

    def ask(self, method: str, path: str, body: object = None, kind: str = "application/json") -> tuple[int, bytes]:
        """One request: status and body."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, method=method)
        asked.add_header("Content-Type", kind)
        asked.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answered:
                return answered.status, answered.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def wait_until_it_answers(self) -> None:
        """Return once the desk says that it is well; fail where its process ended or never says so."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, (self.home.parent / "desk.log").read_text()
            try:
                if self.ask("GET", "/health")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"not well after {PATIENCE:g} s: {(self.home.parent / 'desk.log').read_text()}")

    def command(self, *arguments: str | Path, status: int = 0) -> str:
        """`pratique` on the home of this desk."""
        return command(self.home, *arguments, database=self.database, status=status)


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRATIQUE_DESK")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "TZ": "Asia/Shanghai"}


def command(home: Path, *arguments: str | Path, database: str | None = None, status: int = 0) -> str:
    """`pratique` with arguments and a home; its output."""
    words = [sys.executable, "-m", "pratique", *map(str, arguments), "--home", str(home)]
    words += ["--database", database] if database else []
    ran = subprocess.run(words, capture_output=True, text=True, env=environment(), check=False)
    assert ran.returncode == status, ran.stdout + ran.stderr
    return ran.stdout


@contextmanager
def served(home: Path, database: str | None = None) -> Iterator[ServedDesk]:
    """A desk with a workspace and a token that may work."""
    port = free_port()
    words = [sys.executable, "-m", "pratique", "desk", "--home", str(home), "--port", str(port)]
    words += ["--database", database] if database else []
    log = (home.parent / "desk.log").open("a")
    process = subprocess.Popen(words, stdout=log, stderr=log, text=True, env=environment())
    desk = ServedDesk(home, port, process, database)
    try:
        desk.wait_until_it_answers()
        desk.token = token_of(desk)
        yield desk
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        log.close()


def token_of(desk: ServedDesk) -> str:
    """A token that may do anything, of a workspace that is made where there is none."""
    code = (
        "import os, sys; from pathlib import Path\n"
        "from pratique.desk.serve import Served, prepare\n"
        "prepare(Served(Path(sys.argv[1]), database=sys.argv[2] or None))\n"
        "from pratique.desk.models import Workspace\n"
        "Workspace.objects.get_or_create(name='Compliance')\n"
    )
    words = [sys.executable, "-c", code, str(desk.home), desk.database or ""]
    subprocess.run(words, check=True, env=environment(), capture_output=True)
    scopes = ("--scope", "read", "--scope", "work", "--scope", "administer")
    return desk.command("records", "token", "--for", "tests", *scopes).strip()
