"""Every command that writes: a full disk, a folder that may not be written and a device are findings; the old stands.

Rule: each parameter of the command tree that names a file or a folder is said to be read or written here, so that no
new command is forgotten; whatever is written is tried in each trouble through the command.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import pytest

from tests.commands import every_command
from tests.running import EXAMPLES, KNOWN, SMALL, Ran, run

pytestmark = pytest.mark.usefixtures("short_proofs")
RATES = "pratique.law.eu/rates.csv"
STDOUT_TOO = ("-o", "@old")
BILL = ("@bom.csv", "--into", "US", "--act", "sale")
WRITES: dict[str, tuple[str, ...]] = {
    "check -o": ("check", "@d.toml", *KNOWN, *STDOUT_TOO),
    "new -o": ("new", "hardware-import", "-o", "@pack"),
    "explain -o": ("explain", "@d.toml", "15 CFR 791.307", *KNOWN, *STDOUT_TOO),
    "questionnaire -o": ("questionnaire", "@shanghai/dossier.toml", *KNOWN, "-o", "@pack"),
    "questionnaire -o (again)": ("questionnaire", "@shanghai/dossier.toml", *KNOWN, "-o", "@sent"),
    "answers (file beside)": ("answers", "@d.toml", "--withdraw", "@mark", "--by", "A"),
    "sign": ("sign", "@book.json", "--key", "@key", "--by", "A"),
    "sign --new-key": ("sign", "--new-key", "@newkey"),
    "declare -o": ("declare", "@d.toml", "--draft", *KNOWN, "-o", "@pack"),
    "apply -o": ("apply", "@d.toml", "--kind", "opinion", "--draft", *KNOWN, "-o", "@pack"),
    "attest -o": ("attest", *BILL, "--on", "2026-11-22", *KNOWN, "-o", "@pack"),
    "compare -o": ("compare", "@d.toml", "@d.toml", *KNOWN, *STDOUT_TOO),
    "needs -o": ("needs", "@d.toml", *KNOWN, *STDOUT_TOO),
    "what-if -o": ("what-if", "@d.toml", *KNOWN, *STDOUT_TOO),
    "when -o": ("when", "@d.toml", *KNOWN, "--from", "2026-12-01", "--to", "2026-12-31", *STDOUT_TOO),
    "calendar -o": ("calendar", "@d.toml", *KNOWN, "--from", "2026-12-01", "--to", "2026-12-31", *STDOUT_TOO),
    "classify chip -o": ("classify", "chip", "--tops", "100@8", "--on", "2026-11-22", *STDOUT_TOO),
    "classify chips -o": ("classify", "chips", "@chips.csv", "--on", "2026-11-22", *STDOUT_TOO),
    "classify model -o": ("classify", "model", "--training-ops", "1e25", "--on", "2026-11-22", *STDOUT_TOO),
    "classify automation -o": ("classify", "automation", "@features.toml", "--on", "2026-11-22", *STDOUT_TOO),
    "permits -o": ("permits", "--on", "2026-11-22", *STDOUT_TOO),
    "own -o": ("own", "a", "--registry", "@stakes.csv", "--on", "2026-11-22", *STDOUT_TOO),
    "own --svg": ("own", "a", "--registry", "@stakes.csv", "--on", "2026-11-22", "--svg", "@old"),
    "own --bods": ("own", "a", "--registry", "@stakes.csv", "--on", "2026-11-22", "--bods", "@old"),
    "graph build -o": ("graph", "build", "--registry", "@stakes.csv", *STDOUT_TOO),
    "screen --decide": (
        "screen",
        "--name",
        "Acme Radar",
        "--list",
        "@list.csv",
        "--decisions",
        "@decisions.toml",
        "--decide",
        "EL:1=same",
        "--who",
        "A",
        "--why",
        "b",
    ),
    "lists build -o": ("lists", "build", "--list", "@list.csv", *STDOUT_TOO),
    "lists import": ("lists", "import", "@listpack"),
    "markets -o": ("markets", "@model.toml", "--on", "2026-11-22", *STDOUT_TOO),
    "compare-markets -o": ("compare-markets", "@model.toml", "--into", "EU", "--on", "2026-11-22", *STDOUT_TOO),
    "duty -o": ("duty", "@model.toml", "--into", "EU", "--on", "2026-11-22", *STDOUT_TOO),
    "law -o": ("law", "15 CFR 791.307", *STDOUT_TOO),
    "law export -o": ("law", "export", *STDOUT_TOO),
    "law signoff --overlay": (
        "law",
        "signoff",
        "15 CFR 791.303(b)",
        "--by",
        "A",
        "--text",
        "@text.txt",
        "--overlay",
        "@d.overlay.toml",
    ),
    "data export": ("data", "export", RATES, "@pack", "--name", "eu", "--expires-on", "2099-01-01"),
    "data import": ("data", "import", "@datapack"),
    "prove -o": ("prove", "15 CFR 791.307", *STDOUT_TOO),
    "facts -o": ("facts", "part.programmable", *STDOUT_TOO),
    "schema -o": ("schema", "dossier", *STDOUT_TOO),
    "watch -o": ("watch", "@shanghai", "@shanghai", "--known-on", "2026-11-22", "2026-11-22", *STDOUT_TOO),
    "bulk -o (dossiers)": ("bulk", "@shanghai", *KNOWN, "-o", "@old.json"),
    "bulk -o (tables)": ("bulk", "@case.parquet", "-o", "@old.parquet"),
    "sql -o": ("sql", "ca.surtax", *STDOUT_TOO),
    "examples copy -o": ("examples", "copy", "shanghai-app", "-o", "@pack"),
    "completion -o": ("completion", "bash", *STDOUT_TOO),
    "convert -o": ("convert", "@bom.csv", "--to", "spdx-3.0", *STDOUT_TOO),
    "read -o": ("read", "@bulletin.txt", *STDOUT_TOO),
    "read --accept": ("read", "@bulletin.txt", "--accept", "@new.csv"),
    "figures add --ledger": ("figures", "add", "@more.csv", "--ledger", "@figures.csv"),
    "figures check -o": ("figures", "check", "@figures.csv", *STDOUT_TOO),
    "figures list -o": ("figures", "list", "--ledger", "@figures.csv", *STDOUT_TOO),
    "figures series -o": ("figures", "series", "exports:nev:CN", "--ledger", "@figures.csv", *STDOUT_TOO),
    "figures show -o": ("figures", "show", "exports:nev:CN", "2024-01", "--ledger", "@figures.csv", *STDOUT_TOO),
    "figures target -o": (
        "figures",
        "target",
        "exports:nev:CN",
        "1000",
        "--by",
        "2027",
        "--ledger",
        "@figures.csv",
        *STDOUT_TOO,
    ),
    "exposure -o": ("exposure", "us.cfr15_791d", "--on", "2026-11-22", "--ledger", "@figures.csv", *STDOUT_TOO),
}
"""Each way in which a command writes: how it is called; @NAME is a file of the folder that the test makes."""
ELSEWHERE = {
    "ask": "its answers file, as `answers`: tests/usecases/test_ask.py, and append_answers in test_writing.py",
    "data fetch": "what the network sends: tests/usecases/test_data_packs.py",
    "records": "a desk of its own: tests/desk/test_operation.py, tests/desk/test_kills.py",
    "desk": "a desk of its own: tests/desk/test_kills.py",
}
WRITTEN = {"output", "svg", "bods", "accept", "ledger", "overlay", "decisions", "new_key", "folder", "archive"}
READ = {
    "files",
    "columns",
    "law_book",
    "law_books",
    "registries",
    "lists",
    "overlays",
    "bills",
    "dossier",
    "dossiers",
    "path",
    "key",
    "file",
    "customers",
    "a",
    "b",
    "suppliers",
    "registry",
    "list",
    "pack",
    "models",
    "text",
    "before",
    "after",
    "source",
    "over",
    "bill",
    "settled",
    "rows",
    "bulletin",
    "against",
    "home",
    "tls_cert",
    "tls_key",
    "sso",
}
"""What parameters are called that name something to be read, or the home of a desk."""


def test_every_parameter_that_names_a_file_is_read_or_written_here() -> None:
    unknown, untried = [], []
    tried = {" ".join(each.partition(" -")[0].partition(" (")[0].split()) for each in WRITES}
    for name, command in every_command():
        params = [each for each in command.params if isinstance(each.type, click.Path) or each.name == "output"]
        unknown += [f"{name} {each.name}" for each in params if each.name not in WRITTEN | READ]
        writes = any(each.name in WRITTEN for each in params)
        if writes and name not in tried | {"mcp"} and not any(name.startswith(each) for each in ELSEWHERE):
            untried += [name] if not any(each.startswith(name) for each in tried) else []
    assert (unknown, untried) == ([], [])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the commands are given."""
    import polars as pl

    from pratique.law.book import load
    from pratique.law.export import export_book
    from pratique.usecases.data.packs import export_pack

    folder = tmp_path_factory.mktemp("given")
    texts = {
        "d.toml": SMALL,
        "d.answers.toml": '[[answers]]\nentity = "v"\nfact = "vehicle.automation_level"\nvalue = 3\n'
        'by = "A"\nsource = "b"\n',
        "bom.csv": "ref,name,type,supplier\na,Unit,device,Acme\n",
        "chips.csv": "name,tops\nA,100@8\n",
        "features.toml": '[[features]]\nid = "x"\nname = "X"\n',
        "stakes.csv": "kind,subject,holder,share\nparty,a,,\nvotes,a,b,60\n",
        "list.csv": "_id,source,entity_number,type,name\n1,Entity List (EL) - BIS,1,Entity,Acme Radar\n",
        "more.csv": "indicator,product,geography,period,value,unit,publisher,scope,source\n"
        "exports,nev,CN,2024-01,100000,vehicles,A,b,c\n",
        "bulletin.txt": "In October 2024, China exported 1,000 vehicles.\n",
        "text.txt": "the text\n",
        "key": "11" * 32 + "\n",
        "old": "what stood here\n",
        "old.json": "{}\n",
        "old.parquet": "what stood here\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    (folder / "key").chmod(0o600)
    shutil.copy(EXAMPLES / "model-bev" / "model.toml", folder / "model.toml")
    shutil.copytree(EXAMPLES / "tyre-sensor", folder / "shanghai")
    shutil.copy(folder / "more.csv", folder / "figures.csv")
    (folder / "figures.csv").write_text(
        run("figures", "list", "--ledger", folder / "figures.csv", "--format", "csv").out
    )
    (folder / "more.csv").write_text(
        (folder / "more.csv").read_text().replace("2024-01", "2024-02").replace("100000", "120000")
    )
    (folder / "book.json").write_bytes(export_book(load(["us.cfr15_791d"])))
    pl.DataFrame({"case": [1], "act.kind": ["sale"]}).write_parquet(folder / "case.parquet")
    day = date(2026, 11, 1)
    export_pack(RATES, folder / "datapack", name="eu", expires_on=date(2099, 1, 1), made_on=day)
    (folder / "sent").mkdir()
    (folder / "sent" / "kept.txt").write_text("a reply\n")
    (folder / "listpack").mkdir()
    shutil.copy(folder / "list.csv", folder / "listpack" / "list.csv")
    import hashlib

    mark = hashlib.sha256((folder / "list.csv").read_bytes()).hexdigest()
    said = {
        "name": "el",
        "file": "list.csv",
        "sha256": mark,
        "made_on": str(day),
        "checked_on": str(day),
        "expires_on": "2099-01-01",
    }
    (folder / "listpack" / "manifest.json").write_text(json.dumps(said))
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them, and the folder that keeps packs."""
    shutil.copytree(made, tmp_path / "all")
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "all" / "kept"))
    (tmp_path / "all" / "kept").mkdir()
    return tmp_path / "all"


def asked(folder: Path, name: str, **instead: str) -> Ran:
    words = []
    for each in WRITES[name]:
        if each == "@mark":
            from pratique.usecases.missing.given import answers_of

            words.append(answers_of(str(folder / "d.toml"))[0].mark)
        elif each.startswith("@"):
            words.append(instead.get(each, str(folder / each[1:])))
        else:
            words.append(each)
    return run(*words)


def state(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()
    }


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", WRITES)
def test_a_full_disk_is_a_finding_and_everything_stands(name: str, folder: Path) -> None:
    before = state(folder)
    with no_room(4):
        ran = asked(folder, name)
    assert (ran.status, "Internal error" in ran.err) == (4, False), ran.err
    assert state(folder) == before
    again = asked(folder, name)
    assert again.status in (0, 1, 3), again.err
    assert state(folder) != before
    assert not [each for each in folder.rglob(".*") if each.name.endswith((".part", ".lock"))]


EVERY = "PRATIQUE_KILLS" in os.environ
"""Whether `make explore` runs this: every command before a device, and not one for each way of writing."""
SOME = (
    "check -o",
    "own --svg",
    "law export -o",
    "graph build -o",
    "declare -o",
    "questionnaire -o",
    "examples copy -o",
    "bulk -o (tables)",
)
DEVICES = sorted(name for name, words in WRITES.items() if "@old" in words and (EVERY or name in SOME))


@pytest.mark.parametrize("name", DEVICES)
def test_a_device_is_refused_and_stays(name: str, folder: Path) -> None:
    ran = asked(folder, name, **{"@old": "/dev/null"})
    assert ran.status == 4
    assert "file.not-regular" in ran.err
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    "name", sorted({*DEVICES, *(each for each in WRITES if "@pack" in WRITES[each] and (EVERY or each in SOME))})
)
def test_where_no_folder_can_be_it_is_said(name: str, folder: Path) -> None:
    inside = str(folder / "figures.csv" / "x")  # a file is no folder, for whoever writes, root too
    before = state(folder)
    ran = asked(folder, name, **{"@old": inside, "@pack": inside})
    assert (ran.status in (2, 4), "Internal error" in ran.err) == (True, False), ran.err
    assert state(folder) == before


CAPABILITIES = 0x20080522
"""The third version of the header of capget and capset, in two words of 32 bits."""
OVERRIDES = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root pass by the modes of files."""


@contextmanager
def bound_by_modes() -> Iterator[None]:
    """Modes of files hold for whoever runs this: root lays down what passes them by, and takes it up again."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may write everywhere, and lays that down on Linux only")
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)  # this thread
    held = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    if libc.capget(header, held) != 0:
        pytest.skip("the capabilities of this process cannot be read here")
    fewer = (ctypes.c_uint32 * 6)(*held)
    fewer[0] &= ~OVERRIDES & 0xFFFFFFFF
    if libc.capset(header, fewer) != 0:
        pytest.skip("the capabilities of this process cannot be laid down here")
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0


@pytest.mark.parametrize("name", DEVICES)
def test_a_folder_that_may_not_be_written_is_a_finding(name: str, folder: Path) -> None:
    shut = folder / "shut"
    shut.mkdir()
    shut.chmod(0o500)
    before = state(folder)
    with bound_by_modes():
        with pytest.raises(PermissionError):
            (shut / "any").touch()  # else this test could not fail
        ran = asked(folder, name, **{"@old": str(shut / "x")})
    assert (ran.status, "Internal error" in ran.err) == (4, False), ran.err
    assert state(folder) == before


@pytest.mark.parametrize("name", DEVICES)
def test_an_old_file_that_may_not_be_replaced_stands(name: str, folder: Path) -> None:
    shut = folder / "shut"
    shut.mkdir()
    (shut / "x").write_text("kept")
    shut.chmod(0o500)
    with bound_by_modes():
        ran = asked(folder, name, **{"@old": str(shut / "x")})
    assert (ran.status, "Internal error" in ran.err) == (4, False), ran.err
    assert [(each.name, each.read_bytes()) for each in shut.iterdir()] == [("x", b"kept")]
