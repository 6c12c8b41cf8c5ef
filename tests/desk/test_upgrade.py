"""One command upgrades a desk with its data: the tables of the release before, then those of now, and all holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.test_kills import _TEAM, FOUND, database, ran

FILLED = _TEAM + (
    "from django.core.management import call_command\n"
    "from pratique.desk.uploads import begin_new\n"
    "from pratique.desk.worker import works\n"
    "text = Path('examples/shanghai-app/dossier.toml').read_bytes()\n"
    "begin_new(team, {'dossier.toml': text}, main='dossier.toml', by_name='J. Rivera')\n"
    "works(until_idle=True)\n"
    "ledger.append(team, 'look', who='', about={}, part='audit')\n"
    "call_command('migrate', 'desk', '0002', verbosity=0)\n"
    "from django.db import connection\n"
    "with connection.cursor() as cursor:\n"
    "    cursor.execute('SELECT count(*) FROM desk_record')\n"
    "    print(cursor.fetchone()[0])\n"
)
REFUSED = _TEAM + (
    "from django.db import DatabaseError, connection, transaction\n"
    "for said in ('DELETE FROM desk_blob', 'DELETE FROM desk_decision', 'UPDATE desk_blob SET packed = NULL',\n"
    "             'UPDATE desk_record SET kind = kind', 'DELETE FROM desk_checkpoint WHERE 1 = 0'):\n"
    "    try:\n"
    "        with transaction.atomic(), connection.cursor() as one: one.execute(said)\n"
    "        print('done:', said)\n"
    "    except DatabaseError: pass\n"
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_data_of_the_release_before_is_there_after_the_start(tmp_path: Path, kind: str) -> None:
    with database(kind) as where:
        assert ran(FILLED, tmp_path / "home", where).communicate()[0].strip() == "2"
        size, *wrong = ran(FOUND, tmp_path / "home", where).communicate()[0].split("\n")
        assert (size, [each for each in wrong if each]) == ("1", [])
        done = ran(REFUSED, tmp_path / "home", where).communicate()[0].split("\n")
        assert [each for each in done if each] == ["done: DELETE FROM desk_checkpoint WHERE 1 = 0"], (
            "the triggers of before and of now are there"
        )
