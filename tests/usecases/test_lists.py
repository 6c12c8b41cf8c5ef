"""The lists that are here: stored with an index, imported as packs, and what they come to once they have expired."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from pratique.dossier.list_packs import lists_of
from pratique.errors import InvalidInput, UsageError
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.screening import Query, open_lists, screener_for, store_lists
from pratique.reports.screening import screening_json
from pratique.usecases.ownership import screening
from pratique.usecases.ownership.lists import build, import_list, status
from pratique.usecases.ownership.screen import NameAsked, screened
from pratique.usecases.ownership.screening import ScreenQuestion, screen
from tests.running import run

HEAD = "source,_id,type,name,alt_names,addresses,ids\n"
ROWS = (
    'Made-up List (MUL),1,Entity,Orion Marine Services Ltd,ORION OFFSHORE,"Road 1, KP","Tax ID No., 7707083893"\n'
    'Made-up List (MUL),2,Individual,"KIM, Chol Su",,,\n'
    "Made-up List (MUL),3,Entity,远星技术有限公司,Yuanxing Technology,,\n"
    "Other List (OTH),1,Entity,Quasar Optics JSC,,,\n"
)
WANTED = (
    "name,country,tax id\n远星,,\nOrion Marine,KP,\n"
    + "Quasar Optiks,,\nHarmless Bakery GmbH,DE,\nAnybody AG,,7707083893\n"
)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    (tmp_path / "wanted.csv").write_text(WANTED, encoding="utf-8")
    return path


def pack(folder: Path, text: str = HEAD + ROWS, **over: str) -> Path:
    made = folder / "pack"
    made.mkdir()
    (made / "list.csv").write_text(text, encoding="utf-8")
    said = {
        "name": "made-up",
        "file": "list.csv",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "made_on": "2026-11-01",
        "checked_on": "2026-11-02",
        "expires_on": "2026-12-31",
    }
    (made / "manifest.json").write_text(json.dumps(said | over), encoding="utf-8")
    return made


def test_stored_lists_answer_as_published_ones(published: Path, tmp_path: Path) -> None:
    count, _ = build([published], tmp_path / "kept.lists")
    assert count == 4
    question = {"suppliers": tmp_path / "wanted.csv", "names": ("Kim Chol Su", "Orion Bakery")}
    plain = screen(ScreenQuestion([published], **question))
    kept = screen(ScreenQuestion([tmp_path / "kept.lists"], **question))
    assert screening_json(kept.found) == screening_json(plain.found)
    assert kept.exit_status == plain.exit_status == 1


def test_many_parties_are_shared_out_with_the_same_answer(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = screen(ScreenQuestion([published], suppliers=tmp_path / "wanted.csv"))
    monkeypatch.setattr(screening, "MANY", 2)
    assert screen(ScreenQuestion([published], suppliers=tmp_path / "wanted.csv")).found == alone.found


@pytest.mark.parametrize("cut", [20, 200, -1])
def test_a_stored_file_that_was_cut_is_refused(published: Path, tmp_path: Path, cut: int) -> None:
    kept = tmp_path / "kept.lists"
    build([published], kept)
    kept.write_bytes(kept.read_bytes()[:cut][: -200 if cut < 0 else None])
    with pytest.raises(InvalidInput, match="not whole"):
        screen(ScreenQuestion([kept], names=("Anybody",)))


def test_a_stored_file_of_other_tables_is_refused(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([published], tmp_path / "kept.lists")
    monkeypatch.setattr("pratique.parties.screening.stored.tables_digest", lambda: "another")
    with pytest.raises(InvalidInput, match="other tables of names"):
        open_lists([tmp_path / "kept.lists"])


def test_a_list_of_nobody_is_kept(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_text(HEAD, encoding="utf-8")
    plain = open_lists([tmp_path / "none.csv"])
    store_lists(plain, tmp_path / "none.lists")
    kept = screener_for(open_lists([tmp_path / "none.lists"])).screen(Query("Anybody"), NO_DECISIONS)
    assert kept == screener_for(plain).screen(Query("Anybody"), NO_DECISIONS)


def test_an_imported_pack_is_a_list_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
    made = import_list(pack(tmp_path))
    assert [one.list for one in made.lists] == ["MUL", "OTH"]
    assert made.signed == "not signed"
    (mul, _) = status(on=date(2026, 12, 15))
    assert (mul.as_of, mul.expires_on, mul.entries, mul.age) == ("2026-11-01", "2026-12-31", 3, 44)
    assert mul.state == "counts until 2026-12-31, 16 days left"
    for lists in (["made-up"], []):
        assert screen(ScreenQuestion(lists, names=("Orion Marine Services Ltd",))).exit_status == 3
        assert screen(ScreenQuestion(lists, names=("Harmless Bakery",))).exit_status == 0


def test_past_its_last_day_nobody_is_called_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
    import_list(pack(tmp_path, expires_on="2026-11-10"))
    (one, _) = status(on=date(2026, 11, 11))
    assert one.state == "expired on 2026-11-10: nobody is called absent from it"
    assert not one.complete
    (one, _) = status(on=date(2026, 11, 10))
    assert one.complete
    monkeypatch.setattr("pratique.dossier.list_packs.today", lambda: date(2026, 11, 28))
    found = screen(ScreenQuestion(["made-up"], names=("Harmless Bakery",)))
    assert found.exit_status == 3
    assert "counted until 2026-11-10" in screening_json(found.found)
    listed = tmp_path / "wanted.csv"
    listed.write_text("name,tax id\nAnybody,7707083893\n", encoding="utf-8")
    assert screen(ScreenQuestion(["made-up"], suppliers=listed)).exit_status == 1


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"sha256": "0" * 64}, "SHA-256 differs"),
        ({"expires_on": "soon"}, "is no day"),
        ({"name": ""}, "says no name"),
        ({"file": "../list.csv"}, "list.csv"),
    ],
)
def test_a_pack_that_is_not_whole_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: dict[str, str], said: str
) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
    with pytest.raises(InvalidInput, match=said):
        import_list(pack(tmp_path, **over))
    assert not list((tmp_path / "data").glob("**/*"))


def test_without_a_folder_for_packs_nothing_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRATIQUE_DATA", raising=False)
    with pytest.raises(UsageError, match="PRATIQUE_DATA"):
        import_list(pack(tmp_path))
    with pytest.raises(UsageError, match="No list to screen against"):
        screen(ScreenQuestion(names=("Anybody",)))


def test_the_commands(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
    found = run("lists", "status", "--list", f"{published}@2026-11-20", "--on", "2026-11-28", "--format", "json")
    (mul, _) = json.loads(found.out)
    assert (found.status, mul["age"], mul["complete"], mul["expires_on"]) == (0, 8, True, None)
    assert run("lists", "import", pack(tmp_path)).status == 0
    assert "made-up" in run("lists", "status").out
    kept = tmp_path / "kept.lists"
    assert run("lists", "build", "--list", published, "-o", kept).status == 0
    assert run("screen", "--name", "Orion Marine Services Ltd", "--list", kept).status == 3
    assert run("screen", tmp_path / "wanted.csv", "--list", kept).status == 1


@pytest.mark.parametrize(
    ("of", "reason"),
    [("", ""), ("@2020-01-01", "days old"), ("@2099-01-01", "yet to come"), ("pack", "")],
)
def test_names_of_a_desk_meet_lists_as_those_of_the_command_do(published: Path, tmp_path, monkeypatch, of, reason):
    monkeypatch.setattr("pratique.usecases.ownership.screen.today", lambda: date(2026, 11, 30))
    given = f"{published}{of}"
    if of == "pack":
        monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
        import_list(pack(tmp_path))
        given = "made-up"
    found, absent = screened([NameAsked(name="Quasar Optics JSC"), NameAsked(name="Harmless Bakery GmbH")], [given])
    assert [each.id for each, _ in found.candidates] == ["1"]
    told = [why for each in open_lists_of(given) for why in each.incomplete]
    assert any(reason in each for each in told) or not reason
    assert str(absent.outcomes) == str(screened_by_command(given))


def open_lists_of(given: str):
    return lists_of([given], date(2026, 11, 30))


def screened_by_command(given: str):
    return screener_for(open_lists_of(given)).screen(Query("Harmless Bakery GmbH"), NO_DECISIONS).outcomes


def test_a_list_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises((InvalidInput, UsageError)):
        screened([NameAsked(name="X")], [tmp_path / "none.csv"])


def test_who_stands_in_a_table_twice_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pratique.parties.screening import Screener

    asked = []
    plain = Screener.screen_all
    monkeypatch.setattr(
        Screener, "screen_all", lambda *given: asked.extend(each.name for each in given[1]) or plain(*given)
    )
    rows = [("Acme Radar", "DE"), ("Other", "DE"), ("Acme Radar", "DE"), ("Acme Radar", "CN"), ("Other", "DE")]
    (tmp_path / "s.csv").write_text("name,country\n" + "".join(f"{name},{at}\n" for name, at in rows))
    (tmp_path / "l.csv").write_text("name,source\nAcme Radar GmbH,Made-up List (MUL)\n")
    found = screen(ScreenQuestion(lists=[tmp_path / "l.csv"], suppliers=tmp_path / "s.csv")).found
    assert [(each.query.name, *each.query.countries) for each in found] == rows
    assert sorted(asked) == ["Acme Radar", "Acme Radar", "Other"]


def test_a_stored_list_of_another_pack_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of the pack still stands on its file; what is looked in is the stored list beside it."""
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "data"))
    import_list(pack(tmp_path))
    text = HEAD + ROWS.splitlines(keepends=True)[-1]
    (tmp_path / "o.csv").write_text(text, encoding="utf-8")
    build([tmp_path / "o.csv"], tmp_path / "o.lists")
    kept = tmp_path / "data" / "lists" / "made-up" / "index.lists"
    kept.write_bytes((tmp_path / "o.lists").read_bytes())
    for ask in (status, lambda: screen(ScreenQuestion([], names=("Orion Marine Services Ltd",)))):
        with pytest.raises(InvalidInput, match="was not made of its file"):
            ask()
    import_list(tmp_path / "pack")
    assert screen(ScreenQuestion([], names=("Orion Marine Services Ltd",))).exit_status == 3
