"""A restore ended before each step that it takes on the disk: no half of a desk is opened, and run again it is whole.

Rule: a home that is filled says so until all is there. A backup of a stranger puts no file where a desk has none.
"""

from __future__ import annotations

import os
import signal
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.desk import home as desk_home
from pratique.desk.operation.backup import restored
from pratique.errors import InvalidInput, UsageError
from pratique.files.large import UNFINISHED, filled_folder
from tests.exploring import is_thorough
from tests.running import run

FILES = {
    "secret": b"5" * 64,
    "records.key": b"key\n",
    "desk.sqlite3": b"SQLite format 3\0" * 9,
    "blobs/ab/abc": b"a file",
    "lists/EL/list.csv": b"name\nAcme\n",
}
"""A backup as far as unpacking looks at it."""
STEPS = ("mkdir", "open", "fsync", "unlink", "rmdir")
MOST = 80


def backup_of(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    path = folder / "desk.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipper:
        for name, data in files.items():
            zipper.writestr(name, data)
    return path


def held(home: Path) -> dict[str, bytes]:
    return {each.relative_to(home).as_posix(): each.read_bytes() for each in home.rglob("*") if each.is_file()}


def restore(source: Path, home: Path) -> None:
    with restored(source, home):
        pass


def ended_before(at: int, source: Path, home: Path) -> bool:
    """A restore in a process that ends itself before its step `at`; whether it did."""
    if (child := os.fork()) == 0:
        left = [at]
        for each in STEPS:
            setattr(os, each, _counting(getattr(os, each), left))
        try:
            restore(source, home)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _counting(call: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)

    return counted


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the restore is ended in a process that is forked")
@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty folder"])
def test_ended_at_any_step_it_is_no_desk_and_run_again_it_is_whole(there: bool, tmp_path: Path) -> None:
    source, home = backup_of(tmp_path), tmp_path / "home"
    ends, apart = 0, 3 if there and not is_thorough() else 1  # of a folder that is there, a third of the steps
    for at in range(1, MOST, apart):
        if there:
            home.mkdir(exist_ok=True)
        if not ended_before(at, source, home):
            break
        ends += 1
        if home.exists() and held(home).keys() - {UNFINISHED}:
            if held(home) == FILES:
                break  # ended after the mark was taken away
            with pytest.raises(UsageError, match="was not ended"):
                desk_home.prepare(home)
            told = run("records", "list", "--home", str(home))
            assert told.status == 2
            assert "records restore" in told.err
        restore(source, home)
        assert held(home) == FILES
        assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
        for each in sorted(home.rglob("*"), reverse=True):
            each.rmdir() if each.is_dir() else each.unlink()
        home.rmdir()
    assert ends > 10 // apart
    assert at < MOST - apart


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    source = backup_of(tmp_path)
    data = source.read_bytes()
    source.write_bytes(data.replace(b"PK\x03\x04", b"PK\x03\x05", 5).replace(b"PK\x03\x05", b"PK\x03\x04", 4))
    with pytest.raises(InvalidInput, match="no backup"):
        restore(source, tmp_path / "home")
    assert not (tmp_path / "home").exists()
    (tmp_path / "volume").mkdir()
    with pytest.raises(InvalidInput, match="no backup"):
        restore(source, tmp_path / "volume")
    assert list((tmp_path / "volume").iterdir()) == []


def test_what_comes_after_it_belongs_to_it(tmp_path: Path) -> None:
    """Filling the database of another server: where it fails, the restore may be run again."""
    source = backup_of(tmp_path)
    with pytest.raises(UsageError, match="the server"), restored(source, tmp_path / "home"):
        raise UsageError("the server is not there")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "name",
    ["../secret", "/etc/x", "blobs/../../x", "blobs", "plugins/x.py", "sub\\x", "blobs/", "lists/..", ".unfinished"],
)
def test_no_file_is_put_where_a_desk_has_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no backup"):
        restore(backup_of(tmp_path, {**FILES, name: b"x"}), tmp_path / "home")
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "x").exists()


def test_a_home_that_holds_anything_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "note.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="not empty"):
        restore(backup_of(tmp_path), tmp_path / "home")
    assert held(tmp_path / "home") == {"note.txt": b"mine"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_backup_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInput, match="regular"):
        restore(tmp_path / "pipe", tmp_path / "home")


@pytest.mark.skipif(os.name == "nt", reason="no lock tells who lives")
def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    with filled_folder(tmp_path / "home") as home:
        (home / "secret").write_bytes(b"one")
        with pytest.raises(InvalidInput, match="Another program"):
            restore(backup_of(tmp_path), home)
        assert (home / "secret").read_bytes() == b"one"
    assert held(tmp_path / "home") == {"secret": b"one"}
