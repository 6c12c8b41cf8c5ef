"""Packs of tables: whole or not at all; expired is unknown; importing says what it touches; fetching is asked for."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pratique.errors import InvalidInput, UsageError
from pratique.files.secrets import mark_of
from pratique.law.data import REPLACEABLE, blank, read_pack
from pratique.usecases.data.fetch import fetch
from pratique.usecases.data.packs import diff, export_pack, import_pack, shipped, status
from tests.running import EXAMPLES, ROOT, run

RATES = "pratique.law.eu/rates.csv"
MODEL = EXAMPLES / "model-bev/model.toml"


def pack(folder: Path, expires: str = "2099-01-01", table: str = RATES, **more: object) -> Path:
    return export_pack(
        table,
        folder,
        name="eu",
        expires_on=date.fromisoformat(expires),
        made_on=min(date(2026, 11, 1), date.fromisoformat(expires)),
        **more,  # type: ignore[arg-type]
    )


def edited(folder: Path, old: str, new: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    file = folder / manifest["file"]
    file.write_text(file.read_text().replace(old, new))
    manifest["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("days", [("2026-11-02", "2026-11-01"), ("2026-11-01", "2026-10-31")])
def test_days_that_contradict_each_other_refuse_a_pack(tmp_path: Path, days: tuple[str, str]) -> None:
    folder = pack(tmp_path / "p")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest |= {"made_on": days[0], "checked_on": "2026-11-01", "expires_on": days[1]}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(InvalidInput, match="ran out before it was checked"):
        read_pack(folder)


def duty(packs: Path | None) -> str:
    """The duty of the shipped model, in a process of its own that knows the packs."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")} | ({"PRATIQUE_DATA": str(packs)} if packs else {})
    arguments = [
        "duty",
        str(MODEL),
        "--into",
        "EU",
        "--on",
        "2026-03-01",
        "--known-on",
        "2026-11-22",
        "--format",
        "json",
    ]
    done = subprocess.run([sys.executable, "-m", "pratique", *arguments], env=env, capture_output=True, check=True)
    return str(json.loads(done.stdout)["rate_at_entry"])


def test_a_pack_changes_the_answer_and_an_expired_one_makes_it_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    monkeypatch.setenv("PRATIQUE_DATA", str(kept))
    made = pack(tmp_path / "made")
    edited(made, "eu.mfn,car,add,10,", "eu.mfn,car,add,11,")
    before = duty(None)
    found = import_pack(made)
    assert [(each.change, each.before, each.after) for each in found.changes] == [("changed", "rate 10", "rate 11")]
    assert float(duty(kept)) == float(before) + 1
    import_pack(pack(tmp_path / "old", "2020-01-01"))
    assert duty(kept) == "{'min': 0}"  # at least nothing: no rate is known


def test_what_has_expired_is_unknown_in_a_check_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether anything is due at all is not known any more, where the rows only said how much."""
    kept = tmp_path / "kept"
    monkeypatch.setenv("PRATIQUE_DATA", str(kept))
    import_pack(pack(tmp_path / "old", "2020-01-01"))
    dossier = tmp_path / "entry.toml"
    dossier.write_text(
        '[[transactions]]\nid = "entry"\nact = "import"\ndate = 2026-03-01\ninto = "EU"\n'
        '[facts]\n"trade.hs6" = "870323"\n"trade.origin" = "CN"\n"trade.preference" = "none"\n"vehicle.new" = false\n'
    )
    told = {}
    for folder in ("", str(kept)):
        env = {**os.environ, "PRATIQUE_DATA": folder}
        done = subprocess.run(
            [sys.executable, "-m", "pratique", "check", str(dossier), "--format", "json"],
            env=env,
            capture_output=True,
        )
        answer = json.loads(done.stdout)
        tariff = next(each for each in answer["transactions"][0]["instruments"] if each["id"] == "eu.customs_tariff")
        told[folder] = tariff["verdict"]
    assert told[""] == {"best": "clear with duties", "worst": "clear with duties"}
    assert told[str(kept)] == {"best": "clear", "worst": "clear with duties"}


def test_content_that_was_changed_is_refused_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    made = pack(tmp_path / "made")
    (made / "rates.csv").write_text(shipped(RATES) + "x")
    with pytest.raises(InvalidInput) as caught:
        import_pack(made)
    assert [each.code for each in caught.value.findings] == ["pack.content"]
    assert not (tmp_path / "kept").exists()


def test_a_manifest_says_every_fault_at_once(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "x", "replaces": "nothing", "made_on": "soon"}')
    with pytest.raises(InvalidInput) as caught:
        read_pack(tmp_path)
    assert len(caught.value.findings) >= 5


def test_a_pack_is_marked_with_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    (tmp_path / "key").write_text("a" * 64)
    (tmp_path / "other").write_text("b" * 64)
    made = pack(tmp_path / "made", key=tmp_path / "key")
    with pytest.raises(InvalidInput) as caught:
        import_pack(made, key=tmp_path / "other")
    assert [each.code for each in caught.value.findings] == ["pack.signature"]
    assert import_pack(made, key=tmp_path / "key").signed == "signed"


@pytest.mark.parametrize(
    ("field", "said"), [("checked_on", "2026-12-01"), ("made_on", "2020-01-01"), ("source", "x")]
)
def test_no_field_of_a_marked_pack_is_changed_after(
    field: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    (tmp_path / "key").write_text("a" * 64)
    changed(made := pack(tmp_path / "made", key=tmp_path / "key"), **{field: said})
    with pytest.raises(InvalidInput, match="does not bear the mark"):
        import_pack(made, key=tmp_path / "key")


def test_an_older_mark_counts_for_what_it_was_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    (tmp_path / "key").write_text("a" * 64)
    made = pack(tmp_path / "made")
    said = json.loads((made / "manifest.json").read_text())
    older = mark_of(b"a" * 64, *(said[each] for each in ("name", "replaces", "sha256", "expires_on")))
    changed(made, signature=older)
    assert import_pack(made, key=tmp_path / "key").signed.startswith("signed; its mark is older")


@pytest.mark.parametrize("key", ["", "\n", "short"])
def test_a_key_that_anybody_has_marks_nothing(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    (tmp_path / "key").write_text(key)
    made = pack(tmp_path / "made")
    with pytest.raises(InvalidInput, match="holds no key"):
        import_pack(made, key=tmp_path / "key")
    with pytest.raises(InvalidInput, match="holds no key"):
        pack(tmp_path / "marked", key=tmp_path / "key")


def test_importing_says_which_dossiers_it_touches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    union = tmp_path / "union.toml"
    union.write_text('[[transactions]]\nact = "import"\ndate = 2026-03-01\ninto = "DE"\n')
    american = str(EXAMPLES / "shanghai-app/dossier.toml")
    found = import_pack(pack(tmp_path / "made"), dossiers=[str(union), american])
    assert found.touches == (str(union),)


def test_status_tells_every_table_with_its_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {each.table for each in status()} == set(REPLACEABLE)
    assert {each.origin for each in status()} == {"shipped"}
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "kept"))
    import_pack(pack(tmp_path / "made", "2027-01-15"))
    states = {
        day: next(s.state for s in status(date.fromisoformat(day)) if s.table == RATES)
        for day in ("2026-12-01", "2027-01-15", "2027-01-16")
    }
    assert states["2026-12-01"] == "valid"
    assert states["2027-01-15"] == "valid, 0 days left"
    assert states["2027-01-16"].startswith("expired")


def test_every_table_can_be_read_as_unknown() -> None:
    for table in REPLACEABLE:
        text = blank(shipped(table), table.rpartition("/")[2])
        assert text.splitlines()[0] == shipped(table).splitlines()[0]
        assert diff(table, table) == ()


def test_the_command(tmp_path: Path) -> None:
    assert run("data", "status").status == 0
    made = run("data", "export", RATES, tmp_path / "p", "--name", "eu", "--expires-on", "2027-06-30")
    assert made.status == 0, made.err
    assert "Nothing differs" in run("data", "diff", RATES, tmp_path / "p").out
    assert run("data", "diff", RATES, "nowhere").status == 4


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/text" else 404)
        self.end_headers()
        self.wfile.write(b"the text")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    found = HTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


def test_the_fetcher_on_loopback(server: str, tmp_path: Path) -> None:
    got = fetch(f"{server}/text", tmp_path / "text")
    assert (tmp_path / "text").read_bytes() == b"the text"
    assert got.length == 8
    with pytest.raises(UsageError, match="does not answer"):
        fetch(f"{server}/nothing", tmp_path / "none")
    with pytest.raises(UsageError, match="no https"):
        fetch("http://example.org/", tmp_path / "none")
    assert not (tmp_path / "none").exists()


HOSTILE_NAMES = (
    *(".", "..", "a/b", "../x", "/x", "a\\b", ".hidden", "lists", "Lists", "manifest.json", "x" * 81, "a\0b", "a "),
    *("e\x1b[2Jl", "\u202eevil", "e\u0301a", "a\nb", "-x", "a.", "a\u200bb"),
)


def changed(folder: Path, **said: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **said}))


@pytest.mark.parametrize("key", ["name", "file"])
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_pack_takes_the_place_of_nothing_but_a_pack(
    key: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    (room / "lists" / "other").mkdir(parents=True)
    (room / "lists" / "other" / "kept").write_text("x")
    monkeypatch.setenv("PRATIQUE_DATA", str(room))
    changed(pack(tmp_path / "p"), **{key: name})
    listed = tmp_path / "l"
    listed.mkdir()
    (listed / "list.csv").write_text("name,source\nAcme,Made-up List (MUL)\n")
    days = {"made_on": "2026-11-01", "checked_on": "2026-11-01", "expires_on": "2099-01-01"}
    mark = hashlib.sha256((listed / "list.csv").read_bytes()).hexdigest()
    (listed / "manifest.json").write_text(json.dumps({"name": "el", "file": "list.csv", "sha256": mark, **days}))
    changed(listed, **{key: name})
    for words in (("data", "import", tmp_path / "p"), ("lists", "import", listed)):
        ran = run(*words)
        assert (ran.status, "pack.manifest" in ran.err) == (4, True), ran.err
    assert [each.relative_to(room).as_posix() for each in room.rglob("*") if each.is_file()] == ["lists/other/kept"]
    if key == "name":
        with pytest.raises(UsageError):
            export_pack(RATES, tmp_path / "q", name=name, expires_on=date(2099, 1, 1), made_on=date(2026, 11, 1))


@pytest.mark.parametrize("second", ["other", "EU", "Eu"])
def test_two_packs_of_one_table_or_one_name_are_refused(
    second: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(room := tmp_path / "room"))
    import_pack(pack(tmp_path / "first"))
    other = pack(tmp_path / "second", table=RATES if second == "other" else "pratique.law.gb/rates.csv")
    changed(other, name=second)
    with pytest.raises(InvalidInput, match="which of them counts is not known"):
        import_pack(other)
    assert [each.name for each in room.iterdir()] == ["eu"]
    shutil.copytree(other, room / "by hand")
    assert "pack.twice" in run("data", "status").err
    (room / "eu" / "rates.csv").write_text("broken")
    shutil.rmtree(room / "by hand")
    import_pack(pack(tmp_path / "renewed"))  # one that is broken is renewed


@pytest.mark.parametrize("version", ["2", "0", 2, None, [], "1.1", "１"])
def test_a_manifest_of_another_version_is_refused(version: object, tmp_path: Path) -> None:
    changed(folder := pack(tmp_path / "p"), schema_version=version)
    with pytest.raises(InvalidInput, match="version"):
        read_pack(folder)


@pytest.mark.parametrize("mark", ["upper", "half", "longer", "named", "blank"])
def test_a_hash_is_written_in_one_way(mark: str, tmp_path: Path) -> None:
    right = json.loads((pack(tmp_path / "p") / "manifest.json").read_text())["sha256"]
    ways = {
        "upper": right.upper(),
        "half": right[:32],
        "longer": right + "00",
        "named": f"sha256:{right}",
        "blank": " ",
    }
    changed(tmp_path / "p", sha256=ways[mark])
    with pytest.raises(InvalidInput, match=r"pack\.content"):
        read_pack(tmp_path / "p")


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = pack(tmp_path / "p")
    (folder / "rates.csv").write_bytes(b"\xff\xfe\xfd")
    changed(folder, sha256=hashlib.sha256(b"\xff\xfe\xfd").hexdigest())
    with pytest.raises(InvalidInput, match=r"file\.encoding"):
        read_pack(folder)
