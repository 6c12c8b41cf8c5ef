"""No answer is written over what it is an answer about, and none under the ending of another format.

Rule: every way of naming the file that is asked about and the file that is written, in every order; the file stays
as it was.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import KNOWN, SMALL, run

FILES = {
    "d.toml": SMALL,
    "e.toml": SMALL,
    "b.csv": "ref,name\na,Unit\n",
    "l.csv": "name,source\nAcme,Made-up List (MUL)\n",
    "s.csv": "kind,subject,holder,share\nvotes,a,b,60\n",
    "cases.csv": "case,act.kind\na,sale\n",
}
OVER: tuple[tuple[str, ...], ...] = (
    ("check", "d.toml", *KNOWN, "-o", "d.toml"),
    ("check", "-o", "d.toml", "d.toml", *KNOWN),
    ("check", "d.toml", *KNOWN, "--output=d.toml"),
    ("check", "d.toml", *KNOWN, "-od.toml"),
    ("check", "./d.toml", *KNOWN, "--output", "sub/../d.toml"),
    ("check", "d.toml", *KNOWN, "-o", "link"),
    ("check", "d.toml", *KNOWN, "--registry=s.csv", "-o", "s.csv"),
    ("check", "d.toml", *KNOWN, "--list", "l.csv", "-o", "l.csv"),
    ("needs", "d.toml", *KNOWN, "-o", "d.toml"),
    ("compare", "d.toml", "e.toml", *KNOWN, "-o", "e.toml"),
    ("convert", "b.csv", "--to", "cyclonedx-1.6", "-o", "b.csv"),
    ("lists", "build", "--list", "l.csv", "-o", "l.csv"),
    ("bulk", "cases.csv", "-o", "cases.csv"),
    ("own", "a", "--registry", "s.csv", "--svg", "s.csv"),
    ("own", "a", "--registry", "s.csv", "--bods=s.csv"),
)

FOLDER = {
    "p/d.toml": 'registries = ["own/s.csv"]\nlists = ["l.csv"]\nanswers_files = ["said.toml"]\n'
    + SMALL.replace('id = "v"', 'id = "v"\nboms = ["b.csv"]'),
    "p/own/s.csv": FILES["s.csv"],
    "p/l.csv": FILES["l.csv"],
    "p/b.csv": FILES["b.csv"],
    "p/said.toml": "",
    **{f"p/d.{kind}": "" for kind in ("answers.toml", "overlay.toml", "key")},
    "p/screening-decisions.toml": "",
}
NAMED = (
    *(("check", "p/d.toml", *KNOWN, "-o", each) for each in sorted(FOLDER)),
    ("check", "p/d.toml", *KNOWN, "-o", "elsewhere"),
    ("bulk", "p", *KNOWN, "-o", "p/own/s.csv"),
    ("bulk", "p", *KNOWN, "-o", "p/d.toml"),
    ("check", "p", *KNOWN, "--output=p/l.csv"),
    ("needs", "p/d.toml", *KNOWN, "-op/b.csv"),
)


@pytest.mark.parametrize("words", NAMED, ids=" ".join)
def test_what_a_dossier_names_is_not_written_over(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p" / "own").mkdir(parents=True)
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "elsewhere").symlink_to("p/own/s.csv")
    ran = run(*words)
    assert (ran.status, "which the question reads" in ran.err) == (2, True), ran.err
    assert {name: (tmp_path / name).read_text() for name in FOLDER} == FOLDER


@pytest.mark.parametrize("words", OVER, ids=" ".join)
def test_what_is_asked_about_is_not_written_over(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "link").symlink_to("d.toml")
    ran = run(*words)
    assert ran.status == 2
    assert "which the question reads" in ran.err
    assert {name: (tmp_path / name).read_text() for name in FILES} == FILES


def test_another_file_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.toml").write_text(SMALL)
    (tmp_path / "old.txt").write_text("old")
    assert run("check", "d.toml", *KNOWN, "-o", "old.txt").status == 3
    assert (tmp_path / "old.txt").read_text() != "old"


@pytest.mark.parametrize("ending", [".csv", ".html", ".json", ".XLSX", ".feather"])
def test_no_parquet_is_called_otherwise(ending: str, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(FILES["cases.csv"])
    ran = run("bulk", tmp_path / "cases.csv", "-o", tmp_path / f"out{ending}")
    assert ran.status == 2
    assert "as Parquet" in ran.err
    assert not (tmp_path / f"out{ending}").exists()
