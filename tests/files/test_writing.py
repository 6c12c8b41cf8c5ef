"""Nothing that was acknowledged is lost: two writers, kills, full disks, links, modes, devices."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.files import exclusive, unflushed, write_folder, write_whole, writing

KILLS = int(os.environ.get("PRATIQUE_KILLS", "24"))
"""How many writers are killed; `make explore` kills two hundred of each."""
needs_signals = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this machine has no signals")
needs_links = pytest.mark.skipif(not hasattr(os, "fork"), reason="links and modes are those of POSIX")


def codes(raised: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {finding.code for finding in raised.value.findings}


@needs_links
def test_a_file_keeps_its_mode_and_a_new_one_follows_the_umask(tmp_path: Path) -> None:
    private, new = tmp_path / "private", tmp_path / "new"
    private.write_text("a")
    private.chmod(0o600)
    before = os.umask(0o077)
    try:
        write_whole(private, "b")
        write_whole(new, "c")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (private, new)] == [0o600, 0o600]
    assert private.read_text() == "b"


@needs_links
def test_a_link_is_followed_to_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "shared.toml", tmp_path / "link.toml"
    target.write_text("a")
    link.symlink_to(target)
    write_whole(link, "b")
    assert (link.is_symlink(), target.read_text()) == (True, "b")


@needs_links
@pytest.mark.parametrize("make", ["device", "pipe", "folder", "loop", "no folder"])
def test_what_is_no_file_is_refused_and_stays(make: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    match make:
        case "device":
            path = Path("/dev/null")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)
        case _:
            path = tmp_path / "none" / "out"
    with pytest.raises(InvalidInput) as raised:
        write_whole(path, "x")
    assert codes(raised) <= {"file.not-regular", "file.unwritable"}
    assert make != "device" or stat.S_ISCHR(path.stat().st_mode)
    assert [each.name for each in tmp_path.iterdir()] in ([], ["out"])


@needs_links
def test_a_full_disk_is_a_finding_and_the_old_file_stands(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text("old")
    body = (
        "import resource, signal, sys\n"
        "from pratique.errors import InvalidInput; from pratique.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
        "try: write_whole(sys.argv[1], b'x' * 100_000)\n"
        "except InvalidInput as error: print(error.findings[0].code)\n"
    )
    ran = subprocess.run([sys.executable, "-c", body, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "file.unwritable"
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["answers.toml"]


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Four processes append to one answers file at once; whatever one of them said it kept is there."""
    path = tmp_path / "d.answers.toml"
    body = (
        "import sys; from pathlib import Path; from pratique.dossier.answers import append_answers\n"
        "for n in range(6):\n"
        "    entry = {'entity': sys.argv[2], 'fact': 'part.programmable', 'value': True, 'source': str(n)}\n"
        "    assert append_answers(Path(sys.argv[1]), [entry]) == 1\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", body, str(path), f"e{n}"]) for n in range(4)]
    assert [each.wait() for each in writers] == [0] * 4
    kept = {(each["entity"], each["source"]) for each in tomllib.loads(path.read_text())["answers"]}
    assert kept == {(f"e{writer}", str(number)) for writer in range(4) for number in range(6)}
    assert os.listdir(tmp_path) == ["d.answers.toml"]


_KILLED = """
import sys
from pathlib import Path
from pratique.files import exclusive, write_whole
path = Path(sys.argv[1])
while True:
    with exclusive(path):
        text = path.read_text()
        write_whole(path, text + f"{len(text.splitlines())}\\n" )
    print(len(text.splitlines()), flush=True)
"""


@needs_signals
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_a_kill_loses_nothing_that_was_acknowledged(number: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_text("")
    told = -1
    for kill in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(1 + kill % 5)]
        writer.send_signal(getattr(signal, number))
        lines += writer.stdout.read().splitlines()
        writer.wait()
        told = max([told, *(int(line) for line in lines if line.strip())])
        kept = path.read_text().splitlines()
        assert kept == [str(each) for each in range(len(kept))]
        assert len(kept) > told
    write_whole(path, "swept")
    assert os.listdir(tmp_path) == ["ledger"]


@needs_signals
def test_a_kill_leaves_no_half_a_pack(tmp_path: Path) -> None:
    body = (
        "import sys; from pratique.files import write_folder\n"
        "print('go', flush=True); write_folder(sys.argv[1], {str(n): b'x' * 200_000 for n in range(40)})\n"
    )
    for kill in range(max(KILLS // 4, 3)):
        folder = tmp_path / f"pack{kill}"
        writer = subprocess.Popen([sys.executable, "-c", body, str(folder)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.kill()
        writer.wait()
        assert not folder.exists() or len(os.listdir(folder)) == 40
        if not folder.exists():
            write_folder(folder, {"a": b"b"})
        assert not [name for name in os.listdir(tmp_path) if name.startswith(f".pack{kill}.")]


def test_a_pack_is_never_written_over(tmp_path: Path) -> None:
    write_folder(tmp_path / "pack", {"a": b"b"})
    with pytest.raises(InvalidInput) as raised:
        write_folder(tmp_path / "pack", {"a": b"c"})
    assert codes(raised) == {"pack.exists"}
    assert (tmp_path / "pack" / "a").read_bytes() == b"b"
    with pytest.raises(InvalidInput):
        write_folder(tmp_path / "other", {"../a": b"c"})
    assert sorted(os.listdir(tmp_path)) == ["pack"]


def test_the_lock_is_given_back_where_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path / "a"):
        raise ZeroDivisionError
    with exclusive(tmp_path / "a"):
        write_whole(tmp_path / "a", "x")
    assert os.listdir(tmp_path) == ["a"]


@needs_links
def test_many_files_in_one_folder_list_it_seldom_and_sweep_it_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names looked through grow as the writes do, not with their square."""
    monkeypatch.setattr(writing, "LISTED", 10)
    looked = 0
    listed = os.listdir

    def counted(folder: str) -> list[str]:
        nonlocal looked
        names = listed(folder)
        looked += len(names)
        return names

    monkeypatch.setattr(os, "listdir", counted)
    with unflushed(tmp_path):
        for number in range(300):
            write_whole(tmp_path / f"f{number}", "x")
        assert looked < 300 * 20
        (tmp_path / ".f7.0123abcd.part").write_text("left by one that was killed")
        for number in range(300, 340):
            write_whole(tmp_path / f"f{number}", "x")
    assert sorted(listed(tmp_path)) == sorted(f"f{number}" for number in range(340))


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_that_is_put_in_the_place_of_another_is_never_gone(
    exchanges: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pratique.files import large

    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "rows").write_text("old")
    seen, removed = [], writing._folder_removed

    def seen_then_removed(folder: Path, ignore_errors: bool = False) -> None:
        seen.append((tmp_path / "graph" / "rows").read_text())
        removed(folder, ignore_errors)

    monkeypatch.setattr(writing, "_folder_removed", seen_then_removed)
    if not exchanges:
        monkeypatch.setattr(writing, "exchanged", lambda *_: False)
    with large.whole_folder(tmp_path / "graph") as part:
        part.mkdir()
        (part / "rows").write_text("new")
    assert seen == ["new"]  # the old one is removed once the new one stands
    assert [each.name for each in tmp_path.iterdir()] == ["graph"]
