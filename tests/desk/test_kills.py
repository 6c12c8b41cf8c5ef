"""Kill -9 while records are appended: nothing acknowledged is lost, the chain holds. `make proof` kills 100 times."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.agreement.sql_engines import postgres_binaries, postgres_server
from tests.desk.served import environment
from tests.running import ROOT

KILLS = int(os.environ.get("PRATIQUE_KILLS", "3"))
_PREPARED = (
    "import sys; from pathlib import Path\n"
    "from pratique.desk.serve import Served, prepare\n"
    "prepare(Served(Path(sys.argv[1]), database=sys.argv[2] or None))\n"
    "from pratique.desk import ledger\n"
    "from pratique.desk.models import Record, Workspace\n"
    "team = Workspace.objects.get_or_create(name='Compliance')[0]\n"
)
APPENDS = _PREPARED + (
    "while True:\n"
    "    row = ledger.append(team, 'reply', who='J. Rivera', about={'n': 1}, private={'person': 'Ada Lovelace'})\n"
    "    print(row.seq, flush=True)\n"
)
CHECKS = _PREPARED + ("found = ledger.ledger_of(team)\nprint(found.size, *ledger.verify(found), sep='\\n')\n")


def ran(code: str, home: Path, database: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", code, str(home), database]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT)


def killed_again_and_again(home: Path, database: str = "") -> None:
    """Each time after another while; what was acknowledged is there each time, and the chain holds."""
    draw, acknowledged = random.Random(7), 0
    for _ in range(KILLS):
        process = ran(APPENDS, home, database)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(draw.uniform(0.0, 0.3))
        os.kill(process.pid, signal.SIGKILL)
        told = [first, *process.stdout.read().split("\n")]
        acknowledged = max([acknowledged, *(int(each) for each in told if each.strip().isdigit())])
        process.wait()
    size, *faults = ran(CHECKS, home, database).communicate()[0].split("\n")
    assert [each for each in faults if each] == []
    assert int(size) >= acknowledged > 0
    print(f"{KILLS} kills, {acknowledged} acknowledged, {size} stored")


def test_on_sqlite_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path / "home")


@pytest.mark.skipif(postgres_binaries() is None, reason="needs PostgreSQL's initdb")
def test_on_postgresql_too(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with postgres_server("on") as folder:
        killed_again_and_again(tmp_path / "home", f"postgresql://tests@/postgres?host={folder}")
