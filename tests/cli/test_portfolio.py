"""Folders of dossiers: as `check` one by one; resumed to the same bytes; two states compared with their causes."""

from __future__ import annotations

import html
import json
import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pratique.errors import InvalidInput
from pratique.usecases.bulk import portfolio as module
from pratique.usecases.bulk.portfolio import PortfolioRow, portfolio
from pratique.usecases.check import check
from tests.running import EXAMPLES, KNOWN, SMALL, inside, run
from tests.usecases.test_provenance import smooth

NAMES = ("tyre-sensor", "shanghai-app", "bev-export")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "portfolio"
    for name in NAMES:
        shutil.copytree(EXAMPLES / name, root / name)
    return root


def test_each_line_is_what_check_says(folder: Path) -> None:
    found = portfolio(folder, known_on=date(2026, 11, 22))
    assert found.dossiers == len(NAMES)
    for row in found.acts:
        answer = check(folder / row.dossier, known_on=date(2026, 11, 22))
        act = next(each for each in answer.transactions if each.id == row.transaction)
        assert (row.best, row.worst) == (act.verdict.best, act.verdict.worst)


@pytest.mark.parametrize("end", ["json", "csv", "html"])
def test_workers_and_an_earlier_end_change_no_byte(folder: Path, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outs = [folder.parent / f"{name}.{end}" for name in ("one", "two", "resumed")]
    assert run("bulk", str(folder), "-o", str(outs[0]), *KNOWN, "--quiet").status in (1, 3)
    run("bulk", str(folder), "-o", str(outs[1]), *KNOWN, "--quiet", "--workers", "2")
    done: list[int] = []
    decide = module.rows_of

    def killed(*job: object) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(1)
        return decide(*job)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "rows_of", killed)
    assert run("bulk", str(folder), "-o", str(outs[2]), *KNOWN, "--quiet").err.strip() == "Stopped."
    assert not outs[2].exists()
    assert len(list(Path(f"{outs[2]}.part").iterdir())) == 2
    monkeypatch.setattr(module, "rows_of", lambda *job: done.append(1) or decide(*job))
    run("bulk", str(folder), "-o", str(outs[2]), *KNOWN, "--quiet")
    assert len(done) == len(NAMES), "what was decided is not decided again"
    assert not Path(f"{outs[2]}.part").exists()
    assert len({each.read_bytes() for each in outs}) == 1


@pytest.mark.parametrize("end", ["json", "html"])
def test_what_a_run_writes_among_the_dossiers_is_none_of_them(
    folder: Path, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "dossier.toml").write_text((folder / "tyre-sensor" / "dossier.toml").read_text())
    shutil.copy(folder / "tyre-sensor" / "stakes.csv", folder)
    beside, inside = folder.parent / f"beside.{end}", folder / f"inside.{end}"
    assert run("bulk", str(folder), "-o", str(beside), *KNOWN, "--quiet").status in (1, 3)
    done: list[int] = []
    decide = module.rows_of

    def killed(*job: object) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(1)
        return decide(*job)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "rows_of", killed)
    run("bulk", str(folder), "-o", str(inside), *KNOWN, "--quiet")
    monkeypatch.setattr(module, "rows_of", lambda *job: done.append(1) or decide(*job))
    for times in (len(NAMES) + 1, 2 * len(NAMES) + 2):  # goes on, and then all over again beside its own output
        run("bulk", str(folder), "-o", str(inside), *KNOWN, "--quiet")
        assert len(done) == times
        assert inside.read_bytes() == beside.read_bytes()


def test_an_answer_that_lies_beside_its_dossier_is_none(folder: Path) -> None:
    before = run("bulk", str(folder), *KNOWN, "--quiet", "--format", "json").raw
    for name in NAMES:
        path = folder / name / "dossier.toml"
        run("check", str(path), *KNOWN, "--format", "json", "-o", str(folder / name / "answer.json"))
    for command in (["needs"], ["what-if"], ["when"]):
        path = folder / NAMES[0] / "dossier.toml"
        out = str(folder / NAMES[0] / f"{command[0]}.json")
        run(*command, str(path), *KNOWN, "--format", "json", "-o", out)
        assert Path(out).exists()
    assert run("bulk", str(folder), *KNOWN, "--quiet", "--format", "json").raw == before


def test_watch_of_what_cannot_be_read_twice_does_not_say_that_nothing_changed(folder: Path) -> None:
    (folder / "broken.toml").write_text("x = [")
    found = run("watch", str(folder), str(folder), *KNOWN, "2026-11-22")
    assert found.status == 4
    assert "not seen: broken.toml" in found.out


def test_a_dossier_that_changed_is_decided_again(folder: Path) -> None:
    state = folder.parent / "state"
    portfolio(folder, state=state)
    path = folder / "tyre-sensor" / "dossier.toml"
    path.write_text(path.read_text() + '\n[facts]\n"act.kin" = 3\n')
    found = portfolio(folder, state=state)
    assert [row.dossier for row in found.invalid] == ["tyre-sensor/dossier.toml"]


def test_a_file_beside_that_is_another_one_of_the_same_size_and_time_is_read_again(folder: Path) -> None:
    state, known = folder.parent / "state", date(2026, 11, 22)
    stakes = folder / "tyre-sensor" / "stakes.csv"
    portfolio(folder, state=state, known_on=known)
    before = stakes.stat()
    other = stakes.with_name("other")
    other.write_bytes(stakes.read_bytes().replace(b"CN", b"US"))
    other.replace(stakes)
    os.utime(stakes, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert portfolio(folder, state=state, known_on=known) == portfolio(folder, known_on=known)


@pytest.mark.parametrize("times", [1, module.MOST_TIMES])
def test_what_changes_while_a_run_goes_on_is_decided_again_or_refused(
    folder: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All answers are of one state of the files, or there is none."""
    decide, stakes, left = module.rows_of, folder / "tyre-sensor" / "stakes.csv", [times]

    def changing(root: Path, path: Path, options: Mapping[str, Any]) -> tuple[PortfolioRow, ...]:
        found = decide(root, path, options)
        if path.parent.name == "tyre-sensor" and left[0]:
            left[0] -= 1
            stakes.write_bytes(stakes.read_bytes().replace(b"CN", b"US") + b"\n" * left[0])
        return found

    monkeypatch.setattr(module, "rows_of", changing)
    options: dict[str, Any] = {"known_on": date(2026, 11, 22), "state": folder.parent / "state"}
    if times == module.MOST_TIMES:
        with pytest.raises(InvalidInput, match="while the run went on"):
            portfolio(folder, **options)
        return
    found = portfolio(folder, **options)
    monkeypatch.undo()
    assert found == portfolio(folder, known_on=date(2026, 11, 22))


def test_watch_between_two_law_books_names_them_by_their_hashes(folder: Path) -> None:
    books = [str(folder.parent / f"{day}.json") for day in ("2024-06-01", "2026-11-22")]
    for book in books:
        run("law", "export", "--on", Path(book).stem, "-o", book)
    same = run("watch", str(folder), str(folder), "--law-book", books[1], books[1], *KNOWN, "2026-11-22")
    assert (same.status, "0 changed" in same.out) == (0, True)
    args = ("--law-book", *books, *KNOWN, "2026-11-22", "--format", "json")
    found = json.loads(run("watch", str(folder), str(folder), *args).raw)
    hashes = [json.loads(Path(book).read_text())["hash"][:16] for book in books]
    assert [hashes[0] in found["before"], hashes[1] in found["after"]] == [True, True]
    assert found["changes"]
    for change in found["changes"]:
        assert f"book: SHA-256 {hashes[0]} became SHA-256 {hashes[1]}" in change["causes"]


def test_a_linked_folder_with_dossiers_elsewhere_is_told_and_one_without_any_or_of_our_own_is_not(
    folder: Path,
) -> None:
    (folder.parent / "plain").mkdir()
    for name, target in (("plain", folder.parent / "plain"), ("own", folder / "tyre-sensor")):
        (folder / name).symlink_to(target, target_is_directory=True)
    before = portfolio(folder, known_on=date(2026, 11, 22))
    assert before.invalid == ()
    shutil.copytree(EXAMPLES / "model-bev", folder.parent / "others")
    shutil.copytree(EXAMPLES / "bev-export", folder.parent / "others" / "below")
    (folder / "linked").symlink_to(folder.parent / "others", target_is_directory=True)
    found = portfolio(folder, known_on=date(2026, 11, 22))
    assert [row.dossier for row in found.invalid] == ["linked"]
    assert found.exit_status == 4


def test_damage_is_told_and_passes_nothing_over(folder: Path) -> None:
    (folder / "broken.toml").write_text("x = [")
    (folder / "notes.json").write_text('{"not": "a dossier"}')
    found = run("bulk", str(folder), *KNOWN, "--quiet")
    assert found.status == 4
    assert "4 dossiers" in found.out
    assert "broken.toml cannot be read" in found.out


def test_a_folder_without_a_dossier_is_a_finding(tmp_path: Path) -> None:
    found = run("bulk", str(tmp_path), "--quiet")
    assert found.status == 4
    assert "no dossier" in found.err


def test_watch_tells_what_changed_and_why(folder: Path) -> None:
    after = folder.parent / "after"
    shutil.copytree(folder, after)
    same = run("watch", str(folder), str(after), *KNOWN, "2026-11-22")
    assert same.status == 0
    shutil.rmtree(after / "bev-export")
    gone = json.loads(run("watch", str(folder), str(after), *KNOWN, "2026-11-22", "--format", "json").raw)
    assert {each["causes"][0] for each in gone["changes"]} == {"the act is gone"}
    damaged = next(iter(after.rglob("dossier.toml")))
    damaged.write_text(damaged.read_text().replace("date =", "date = banana #", 1))
    found = run("watch", str(folder), str(after), *KNOWN, "2026-11-22", "--format", "json")
    told = {c["causes"][0] for c in json.loads(found.raw)["changes"] if c["dossier"].startswith(damaged.parent.name)}
    assert found.status == 4
    assert len(told) == 1
    assert told.pop().startswith("it could not be read after: ")


def test_watch_of_the_law_alone_names_the_days(folder: Path) -> None:
    found = run("watch", str(folder), str(folder), "--law-on", "2020-01-01", "2026-11-22", *KNOWN, "2026-11-22")
    assert found.status in (1, 3)
    assert "law on: 2020-01-01 became 2026-11-22" in found.out


def test_suppliers_and_markets_are_told_alike_in_every_format(folder: Path) -> None:
    outs = {end: folder.parent / f"p.{end}" for end in ("json", "csv", "html", "xlsx")}
    text = run("bulk", str(folder), "-o", str(outs["json"]), *KNOWN, "--quiet").out
    for end in ("csv", "html", "xlsx"):
        run("bulk", str(folder), "-o", str(outs[end]), *KNOWN, "--quiet")
    names = {each["name"] for row in json.loads(outs["json"].read_text())["rows"] for each in row["suppliers"]}
    assert names >= {"OEM Shanghai Software Co Ltd"}
    sheet = openpyxl.load_workbook(outs["xlsx"])["Suppliers"]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == names
    for name in names:
        assert name in text
        assert name in outs["csv"].read_text()
        assert html.escape(name) in outs["html"].read_text()
    first = text.partition("Suppliers, the worst first")[2].splitlines()[1]
    assert first.startswith("  OEM Shanghai Software Co Ltd: prohibited")


def test_a_supplier_stands_as_the_worst_of_its_lines(folder: Path) -> None:
    found = portfolio(folder, known_on=date(2026, 11, 22))
    row = next(row for row in found.acts if row.dossier.startswith("shanghai-app"))
    answer = check(folder / row.dossier, known_on=date(2026, 11, 22))
    worst = {line.verdict.worst for each in answer.transactions[0].instruments for line in each.lines}
    assert {each.worst for each in row.suppliers} <= worst
    assert row.suppliers[0].worst == "prohibited"


def test_what_is_presumed_reaches_the_folder(folder: Path) -> None:
    plain = run("bulk", str(folder), *KNOWN, "--quiet").out
    presumed = run("bulk", str(folder), *KNOWN, "--quiet", "--presume", "ordinary").out
    assert "taken for granted" not in plain
    assert "taken for granted" in presumed


@pytest.mark.parametrize("option", [("--law", "us.ear"), ("--engine", "spark"), ("--batch", "7"), ("--as-enforced",)])
def test_an_option_of_tables_is_refused_for_dossiers(folder: Path, option: tuple[str, ...]) -> None:
    found = run("bulk", str(folder), *option)
    assert found.status == 2
    assert f"{option[0]} would have no effect" in found.err


@pytest.mark.parametrize("option", [KNOWN, ("--presume", "ordinary"), ("--workers", "2"), ("--on", "2026-11-22")])
def test_an_option_of_dossiers_is_refused_for_tables(tmp_path: Path, option: tuple[str, ...]) -> None:
    table = tmp_path / "cases.parquet"
    table.write_bytes(b"PAR1")
    found = run("bulk", str(table), "-o", str(tmp_path / "out.parquet"), *option)
    assert found.status == 2
    assert f"{option[0]} would have no effect" in found.err


@pytest.mark.parametrize("end", ["txt", "json", "csv", "html", "xlsx"])
def test_a_book_of_others_is_named_in_every_format(folder: Path, end: str) -> None:
    book, out = smooth(folder.parent / "theirs.json", "us.cfr15_791d"), folder.parent / f"out.{end}"
    asked = ["bulk", str(folder), "--law-book", str(book), *KNOWN, "--quiet"]
    ran = run(*asked) if end == "txt" else run(*asked, "-o", str(out))
    if end == "xlsx":
        told = "\n".join(
            str(cell.value) for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row
        )
    else:
        told = ran.out if end == "txt" else out.read_text("utf-8")
    mark = json.loads(book.read_text("utf-8"))["hash"][:16]
    assert mark in told
    assert "on the word of others" in told
    assert end == "csv" or "theirs.json" in told
    own = run("bulk", str(folder), *KNOWN, "--quiet").out
    assert "Law book " in own
    assert "theirs.json" not in own


def test_watch_of_a_registry_names_the_fact_that_turned(tmp_path: Path) -> None:
    example = EXAMPLES / "tyre-sensor"
    told = (example / "dossier.toml").read_text().replace('registries = ["stakes.csv"]', "")
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "dossiers" / "dossier.toml").write_text(told)
    stakes = (example / "stakes.csv").read_text()
    (tmp_path / "monday.csv").write_text(stakes)
    (tmp_path / "tuesday.csv").write_text(stakes.replace("sinochem,37", "sinochem,51"))
    folder, files = str(tmp_path / "dossiers"), [str(tmp_path / each) for each in ("monday.csv", "tuesday.csv")]
    same = run("watch", folder, folder, "--registry", files[0], files[0], *KNOWN, "2026-11-22")
    assert same.status == 0, same
    found = run("watch", folder, folder, "--registry", *files, *KNOWN, "2026-11-22", "--format", "json")
    assert found.status == 1, found
    (change,) = json.loads(found.raw)["changes"]
    assert change["causes"][0].startswith("registries: ")
    assert any(each.startswith("party.controlled_from_prc_or_russia of Pirelli") for each in change["causes"])


def test_watch_of_the_law_names_the_provisions_that_decide(folder: Path) -> None:
    days = ("2024-01-01", "2026-11-22")
    found = run("watch", str(folder), str(folder), "--law-on", *days, *KNOWN, "2026-11-22", "--format", "json")
    causes = [each for change in json.loads(found.raw)["changes"] for each in change["causes"]]
    assert causes
    assert any(each.endswith("decides now") for each in causes)
    assert not any(" became " in each and not each.startswith("law on: ") for each in causes)


@pytest.mark.parametrize("command", ["bulk", "check"])
def test_no_dossier_of_a_folder_is_passed_over(command: str, tmp_path: Path) -> None:
    """By other letters of its ending, a slip of its key, a link to nothing: read, or told by its name."""
    import os

    act = 'id = "s", act = "sale", role = "manufacturer", date = 2026-11-22, into = "US", vehicle = "v"'
    good = {
        "UPPER.TOML": SMALL,
        "inline.toml": f'transactions = [{{ {act} }}]\nvehicles = [{{ id = "v", model_year = 2027 }}]\n',
        "spaced.toml": SMALL.replace("[[transactions]]", "[[ transactions ]]"),
        "c.Json": '{"transactions": [{"id": "s", "act": "sale", "date": "2026-11-22", "into": "US"}]}',
    }
    told = {
        "slip.toml": SMALL.replace("[[transactions]]", "[[transaction]]"),
        "Slip.toml": SMALL.replace("[[transactions]]", "[[Transactions]]"),
        "slip.json": '{"Transactions": [{"id": "s", "act": "sale", "date": "2026-11-22", "into": "US"}]}',
        "cut.json": '{"transactions": [{"id": "s", "act": "sa',
        "cut.toml": SMALL + "\n[[transactions",
    }
    none = {
        "notes.toml": 'title = "x"\n',
        "d.answers.toml": "[[answers]]\n",
        "bom.json": '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}',
        ".kept.toml": SMALL,
        "readme.md": "[[transactions]]",
    }
    (tmp_path / "whole").mkdir()
    for name, text in (good | none).items():
        (tmp_path / "whole" / name).write_text(text)
    ran = run(command, tmp_path / "whole", *KNOWN, "--format", "json")
    assert ran.status in (0, 1, 3), ran.err
    plain = json.loads(ran.out)
    assert len(plain["rows"] if command == "bulk" else plain) == len(good)
    broken = [*told, "gone.toml", "pipe.json", "loop.toml"]
    for name in broken:
        folder = tmp_path / f"with {name}"
        folder.mkdir()
        (folder / "a.toml").write_text(SMALL)
        if name in told:
            (folder / name).write_text(told[name])
        elif name == "pipe.json":
            os.mkfifo(folder / name)
        else:
            (folder / name).symlink_to(tmp_path / "nowhere" if name == "gone.toml" else folder / name)
        ran = run(command, folder, *KNOWN)
        assert (ran.status, name in ran.out + ran.err) == (4, True), name


def test_a_folder_named_by_a_dot_keeps_its_dots(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"transactions": [{"id": "s"')
    with inside(tmp_path):
        ran = run("bulk", ".", *KNOWN)
    assert "cut.json:1:" in ran.out
    assert "json.syntax" in ran.out
