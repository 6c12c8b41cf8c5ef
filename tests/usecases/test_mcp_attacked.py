"""A server of one folder, asked for what it must not tell: nothing outside, no content of a file that is no answer.

Rule: every way in which a question can name a file is tried with every file that somebody may want to read, and
every tool; no tool tells a word of it.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pratique.usecases.tools import TOOLS, served_in

SECRET = "tokliveSECRET4711"
"""No word of a file that holds it is told."""
FILES: dict[str, str] = {
    ".env": f"API_KEY={SECRET}\nPASSWORD={SECRET}\n",
    "plain.txt": f"{SECRET}\n",
    "passwd": f"root:x:0:0:{SECRET}:/root:/bin/sh\n{SECRET}:x:1:1::/:/bin/sh\n",
    "d.key": SECRET * 4,
    "table.csv": f"user;{SECRET};mail\nroot;{SECRET};x\n",
    "tabs.tsv": f"user\t{SECRET}\nroot\t{SECRET}\n",
    "keys.json": json.dumps({"transactions": SECRET, SECRET: [SECRET], "known_on": SECRET, "title": 3}),
    "list.json": json.dumps([{SECRET: SECRET}, SECRET]),
    "keys.toml": f'title = 3\nknown_on = "{SECRET}"\n{SECRET} = "{SECRET}"\n[[answers]]\nfact = "{SECRET}"\n',
    "broken.toml": f"{SECRET} = = {SECRET}\n",
    "keys.xml": f'<?xml version="1.0"?><a b="{SECRET}"><{SECRET}>{SECRET}</{SECRET}></a>',
    "keys.yaml": f"spdxVersion: SPDX-2.3\npassword: {SECRET}\n{SECRET}: {SECRET}\n",
    "tags.spdx": f"SPDXVersion: SPDX-2.3\n{SECRET}: {SECRET}\n",
    "page.html": f"<html><title>{SECRET}</title><body>{SECRET}</body></html>",
    "the question": f'{{"transactions": "{SECRET}", "known_on": "{SECRET}"}}',
    "the question.csv": f"{SECRET},{SECRET}\n{SECRET}\n",
}
"""What may lie in a folder that is served, beside its dossiers."""
DOSSIERS = ("check_crossing", "what_is_missing", "when_it_changes")
FILED = ("who_owns", "who_is_listed")
"""The tools that take a dossier, and those that take files beside a name."""
ACT = {"act": "sale", "role": "manufacturer", "into": "US", "date": "2026-12-22", "vehicle": "v"}


def asking(name: str) -> Iterator[Any]:
    """Every way in which a question can name a file."""
    whole = {
        "transactions": [ACT],
        "vehicles": [{"id": "v", "model_year": 2027}],
        "parties": [{"id": "p", "name": "P"}],
    }
    yield name
    yield {**whole, "vehicles": [{"id": "v", "boms": [name]}]}
    yield from ({**whole, kind: [name]} for kind in ("registries", "lists", "answers_files", "overlays"))
    yield {**whole, "lists": [f"{name}@2026-11-20"]}
    yield {**whole, "columns": name}
    yield {**whole, "vehicles": [{"id": "v", "boms": [{"file": name, "columns": name}]}]}


def told_of(folder: Path, question: Any) -> Iterator[str]:
    """What the tools tell: all of them of a file, and of a dossier as data the one that every other begins with."""
    tools = {tool.__name__: tool for tool in served_in(folder)}
    days = {"start": "2026-12-01", "end": "2026-12-31"}
    for name in DOSSIERS[: None if isinstance(question, str) else 1]:
        yield told(lambda name=name: tools[name](question, **(days if name == "when_it_changes" else {})))  # type: ignore[misc]
    if isinstance(question, str):
        yield told(lambda: tools["who_owns"]("x", [question], "2026-11-22"))
        yield told(lambda: tools["who_is_listed"](["X"], [question]))
        yield told(lambda: tools["who_is_listed"](["X"], [], [question]))
        yield told(lambda: tools["who_is_listed"](["X"], [f"{question}@2026-11-20"]))


def told(ask: Callable[[], Any]) -> str:
    """What a tool says, as the server hands it on; of an error the server tells the kind alone."""
    try:
        return json.dumps(ask())
    except Exception as error:
        pytest.fail(f"{type(error).__name__}: {error}")


def test_every_tool_is_tried() -> None:
    assert [each.__name__ for each in TOOLS] == [*DOSSIERS, "law", *FILED]


@pytest.mark.parametrize("name", FILES)
def test_no_file_of_the_folder_is_told(name: str, tmp_path: Path) -> None:
    for each, text in FILES.items():
        (tmp_path / each).write_text(text)
    for question in asking(name):
        for said in told_of(tmp_path, question):
            assert SECRET not in said, (question, said)
            assert SECRET.lower() not in said.lower(), question
            assert f"{tmp_path}/" not in said, question


def test_no_workbook_of_the_folder_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as book:
        book.writestr(f"{SECRET}.xml", SECRET)
    for question in asking("book.xlsx"):
        for said in told_of(tmp_path, question):
            assert SECRET not in said


def _linked(served: Path, outside: Path) -> str:
    (served / "link.json").symlink_to(outside)
    return "link.json"


def _linked_folder(served: Path, outside: Path) -> str:
    (served / "sub").symlink_to(outside.parent)
    return f"sub/{outside.name}"


def _linked_twice(served: Path, outside: Path) -> str:
    (served / "first").symlink_to(outside.parent)
    (served / "second.json").symlink_to(served / "first" / outside.name)
    return "second.json"


WAYS: dict[str, Callable[[Path, Path], str]] = {
    "above": lambda served, outside: f"../{outside.name}",
    "down and up": lambda served, outside: f"sub/../../{outside.name}",
    "absolute": lambda served, outside: str(outside),
    "with double slashes": lambda served, outside: f"//{str(outside).lstrip('/')}",
    "a folder called like it": lambda served, outside: f"../served-not/{outside.name}",
    "home": lambda served, outside: f"~/{outside.name}",
    "file URL": lambda served, outside: f"file://{outside}",
    "proc": lambda served, outside: "/proc/self/environ",
    "proc by its root": lambda served, outside: f"/proc/self/root{outside}",
    "a descriptor": lambda served, outside: "/dev/fd/0",
    "zero": lambda served, outside: f"x\0/../../{outside.name}",
    "a link": _linked,
    "a link to a folder": _linked_folder,
    "a link to a link": _linked_twice,
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_outside_the_folder_is_read(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = tmp_path / "served"
    served.mkdir()
    (tmp_path / "served-not").mkdir()
    told_if_read = {"transactions": [{"id": SECRET, **ACT}], "vehicles": [{"id": "v", "name": SECRET}]}
    outside = tmp_path / "outside.json"
    for path in (outside, tmp_path / "served-not" / "outside.json"):
        path.write_text(json.dumps(told_if_read))
    monkeypatch.setenv("PRATIQUE_SECRET", SECRET)
    monkeypatch.setenv("HOME", str(tmp_path))
    for question in asking(WAYS[way](served, outside)):
        for said in told_of(served, question):
            assert SECRET not in said
            assert json.loads(said)["findings"]


def test_a_dossier_below_reads_nothing_beside_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "served" / "sub").mkdir(parents=True)
    (tmp_path / "served" / "parts.csv").write_text(f"ref,name\na,{SECRET}\n")
    (tmp_path / "served" / "sub" / "d.json").write_text(
        json.dumps({"transactions": [ACT], "vehicles": [{"id": "v", "boms": ["../parts.csv"]}]})
    )
    for said in told_of(tmp_path / "served", "sub/d.json"):
        assert SECRET not in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    for question in asking("pipe.json"):
        for said in told_of(tmp_path, question):
            assert json.loads(said)["findings"]
