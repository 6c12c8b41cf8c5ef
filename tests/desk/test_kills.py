"""Kill -9 in the middle of each kind of work: nothing acknowledged is lost, nothing is there twice, the chain holds.

`make proof` kills a hundred times on either database; an ordinary run kills a few times while records are appended
and uploads are decided.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.agreement.sql_engines import postgres_binaries, postgres_server
from tests.desk.served import command, environment
from tests.running import ROOT

PROOF = bool(os.environ.get("PRATIQUE_PROOF"))
KILLS = int(os.environ.get("PRATIQUE_KILLS", "2"))
_PREPARED = (
    "import sys; from pathlib import Path\n"
    "from pratique.desk.serve import Served, prepare\n"
    "prepare(Served(Path(sys.argv[1]), database=sys.argv[2] or None))\n"
)
_TEAM = _PREPARED + (
    "from pratique.desk import ledger\n"
    "from pratique.desk.models import *\n"
    "team = Workspace.objects.get_or_create(name='Compliance')[0]\n"
)
APPENDS = _TEAM + (
    "while True:\n"
    "    row = ledger.append(team, 'reply', who='J. Rivera', about={'n': 1}, private={'person': 'Ada Lovelace'})\n"
    "    print(row.seq, flush=True)\n"
)
UPLOADS = _TEAM + (
    "import secrets\n"
    "from pratique.desk.uploads import begin_new\n"
    "from pratique.desk.worker import works\n"
    f"text = Path({str(ROOT / 'examples' / 'shanghai-app' / 'dossier.toml')!r}).read_text()\n"
    "while True:\n"
    "    titled = text.replace('title = \"', f'title = \"{secrets.token_hex(4)} ', 1).encode()\n"
    "    job, _ = begin_new(team, {'dossier.toml': titled}, main='dossier.toml', by_name='J. Rivera')\n"
    "    works(until_idle=True)\n"
    "    print(ledger.ledger_of(team).size, flush=True)\n"
)
FOUND = _TEAM + (
    "from django.db.models import Q\n"
    "from pratique.desk.worker import works\n"
    "Job.objects.filter(state='running').update(until=Job.objects.first().made if Job.objects.exists() else None)\n"
    "works(until_idle=True)\n"
    "found = ledger.ledger_of(team)\n"
    "wrong = [str(each) for each in ledger.verify(found)]\n"
    "for job in Job.objects.all():\n"
    "    if job.state != 'done': wrong.append(f'job {job.pk} is {job.state}: {job.result}')\n"
    "for each in Dossier.objects.all():\n"
    "    said = (each.decisions.count(), each.records.count(), each.jobs.count())\n"
    "    if said != (1, 1, 1): wrong.append(f'dossier {each.pk} has {said}')\n"
    "if Dossier.objects.count() != Job.objects.count(): wrong.append('a job without a dossier')\n"
    "kept = set(DossierFile.objects.values_list('blob', flat=True))\n"
    "kept |= set(Decision.objects.values_list('answer', flat=True))\n"
    "for row in Record.objects.filter(kind='decision'):\n"
    "    kept |= {str(each) for each in ledger.read(ledger.chained(row)).about.values()}\n"
    "wrong += [f'orphan {each.pk}' for each in Blob.objects.all() if each.pk not in kept]\n"
    "print(found.size, *wrong, sep='\\n')\n"
)


def ran(code: str, home: Path, database: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", code, str(home), database]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT)


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of a database of this kind; empty for SQLite."""
    if kind == "sqlite":
        yield ""
        return
    if postgres_binaries() is None:
        pytest.skip("needs PostgreSQL's initdb")
    pytest.importorskip("psycopg")
    with postgres_server("on") as folder:
        yield f"postgresql://tests@/postgres?host={folder}"


def killed_again_and_again(code: str, home: Path, where: str, most: float) -> None:
    """Each time after another while; what was acknowledged is there each time, and all of it holds."""
    draw, acknowledged = random.Random(7), 0
    for _ in range(KILLS):
        process = ran(code, home, where)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(draw.uniform(0.0, most))
        os.kill(process.pid, signal.SIGKILL)
        told = [first, *process.stdout.read().split("\n")]
        acknowledged = max([acknowledged, *(int(each) for each in told if each.strip().isdigit())])
        process.wait()
    size, *wrong = ran(FOUND, home, where).communicate()[0].split("\n")
    assert [each for each in wrong if each] == []
    assert int(size) >= acknowledged > 0
    print(f"{KILLS} kills, {acknowledged} acknowledged, {size} stored")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("code", "most"), [(APPENDS, 0.3), (UPLOADS, 0.6)], ids=["append", "upload and decision"])
def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, kind: str, code: str, most: float
) -> None:
    with database(kind) as where:
        killed_again_and_again(code, tmp_path / "home", where, most)


@pytest.mark.skipif(not PROOF, reason="make proof")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_migration_is_taken_up_again(tmp_path: Path, kind: str) -> None:
    draw, unfinished, home = random.Random(8), 0, tmp_path / "home"
    with database(kind) as where:
        took = lasted([sys.executable, "-c", _PREPARED, str(tmp_path / "measured"), ""])
        for number in range(KILLS):
            process = ran(_PREPARED, home, where)
            time.sleep(draw.uniform(0.3, 1.0) * took)
            process.kill()
            unfinished += process.wait() != 0
            if process.returncode == 0 and not where and number < KILLS - 1:
                home = tmp_path / f"home{number}"
        size, *wrong = ran(FOUND, home, where).communicate()[0].split("\n")
        assert (size, [each for each in wrong if each]) == ("0", [])
        print(f"{KILLS} kills, {unfinished} of them before the end, on the way to {home.name}")
        assert KILLS < 20 or unfinished, "killed always after the end: nothing was proved"
        refused = _TEAM + (
            "from django.db import DatabaseError, connection, transaction\n"
            "ledger.append(team, 'reply', who='', about={})\n"
            "for table in ('desk_record', 'desk_workspace', 'desk_ledger'):\n"
            "    try:\n"
            "        with transaction.atomic(), connection.cursor() as one: one.execute(f'DELETE FROM {table}')\n"
            "        print('deleted', table)\n"
            "    except DatabaseError: pass\n"
        )
        assert ran(refused, home, where).communicate()[0] == ""


@pytest.mark.skipif(not PROOF, reason="make proof")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("what", ["export", "backup"])
def test_a_killed_export_leaves_a_whole_file_or_none(tmp_path: Path, kind: str, what: str) -> None:
    draw, home = random.Random(9), tmp_path / "home"
    with database(kind) as where:
        process = ran(UPLOADS, home, where)
        assert process.stdout is not None
        stored = [process.stdout.readline() for _ in range(5)]
        process.kill()
        process.wait()
        assert all(each.strip().isdigit() for each in stored), stored
        asked = ["--home", str(home), *(["--database", where] if where else [])]
        words = [sys.executable, "-m", "pratique", "records", what]
        whole = {True: 0, False: 0}
        took = lasted([*words, str(tmp_path / "measured.zip"), *asked])
        for number in range(KILLS):
            target = tmp_path / f"{number}.zip"
            exporting = subprocess.Popen([*words, str(target), *asked], env=environment(), stdout=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.2, 1.2) * took)
            exporting.kill()
            exporting.wait()
            whole[target.exists()] += 1
            if target.exists():
                if what == "export":
                    command(home, "records", "verify", target, database=where or None)
                else:
                    assert zipfile.ZipFile(target).testzip() is None
                target.unlink()
        print(f"{KILLS} kills of {what}: {whole[True]} whole files, {whole[False]} times none")
        assert KILLS < 20 or all(whole.values()), "killed always before or always after: nothing was proved"
        wrong = ran(FOUND, home, where).communicate()[0].split("\n")[1:]
        assert [each for each in wrong if each] == []


def lasted(words: list[str]) -> float:
    """Seconds that a command takes that is left alone and succeeds."""
    start = time.monotonic()
    subprocess.run(words, env=environment(), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start
