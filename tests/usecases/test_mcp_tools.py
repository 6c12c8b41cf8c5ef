"""The tools of the server: what the use cases say, or findings; never a traceback, never a guess."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pratique.usecases.check import check
from pratique.usecases.tools import (
    TOOLS,
    check_crossing,
    law,
    served_in,
    what_is_missing,
    when_it_changes,
    who_is_listed,
    who_owns,
)
from tests.usecases.aurora import aurora

Call = tuple[str, dict[str, Any]]


def test_check_says_what_the_command_says(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    found = check_crossing(str(path))
    said = check(path)
    assert found["verdict"] == {"best": said.verdict.best, "worst": said.verdict.worst}
    assert found["law_book"]["hash"] == said.law_book.hash
    assert found["not_examined"]


def test_a_dossier_may_be_given_as_it_is() -> None:
    dossier = {"transactions": [{"act": "sale", "into": "US", "date": "2027-02-15"}]}
    assert check_crossing(dossier)["verdict"]["worst"] == "prohibited"


def test_missing_and_changes_come_from_the_engine() -> None:
    before_the_rule = {"transactions": [{"act": "sale", "into": "US", "date": "2024-02-15"}]}
    missing = what_is_missing(before_the_rule)
    assert missing["matters"] == []
    intervals = when_it_changes(before_the_rule, "2024-01-01", "2024-12-31")["intervals"]
    assert "2024-01-01" in intervals[0].values()


def test_law_is_looked_up() -> None:
    cites = {p["cite"] for i in law("15 CFR 791.303(b)")["instruments"] for p in i["provisions"]}
    assert "15 CFR 791.303(b)" in cites


@pytest.mark.parametrize(
    "found",
    [
        lambda: check_crossing("no such file.toml"),
        lambda: check_crossing({"transactions": []}),
        lambda: check_crossing({"transactions": [{"act": "sale", "into": "US"}]}, on="yesterday"),
        lambda: law("no such citation"),
    ],
)
def test_a_bad_question_is_a_finding(found) -> None:  # type: ignore[no-untyped-def]
    assert list(found()) == ["findings"]


STAKES = """kind,subject,holder,share,organised,headquarters,principal_place
party,a,,,CN,CN,CN
party,s,,,DE,DE,DE
votes,s,a,60
votez,s,a,10
"""
LISTED = """source,_id,type,name,alt_names,addresses,ids,dates_of_birth
List (OWN),1,Entity,Orion Marine Services Ltd,,,,
"""


def ownership(folder: Path) -> tuple[str, str]:
    """A registry and a list in a folder."""
    stakes, listed = folder / "stakes.csv", folder / "own.csv"
    stakes.write_text(STAKES, encoding="utf-8")
    listed.write_text(LISTED, encoding="utf-8")
    return str(stakes), str(listed)


def test_owners_and_lists_are_asked_as_at_the_terminal(tmp_path: Path) -> None:
    stakes, listed = ownership(tmp_path)
    found = who_owns("s", [stakes], "2026-06-01", ["CN"])
    assert found["linked"] == {"CN": "yes"}
    assert "stakes.kind" in found["findings"][0] or "votez" in found["findings"][0]
    screened = who_is_listed(["Orion Marine Services Limited", "s"], [listed], [stakes], on="2026-06-01")
    assert [each["status"] for each in screened["parties"]] == ["unknown", "unknown"]
    assert screened["exit_status"] == 3
    assert list(who_is_listed(["x"], ["no such list.csv"])) == ["findings"]


def test_a_served_folder_is_all_that_is_read_of_registries_and_lists(tmp_path: Path) -> None:
    stakes, listed = ownership(tmp_path)
    inner = tmp_path / "inner"
    inner.mkdir()
    named = {tool.__name__: tool for tool in served_in(inner)}
    for found in (
        named["who_owns"]("s", ["../stakes.csv"]),
        named["who_owns"]("s", [stakes]),
        named["who_is_listed"](["x"], [listed]),
        named["who_is_listed"](["x"], [], ["../stakes.csv"]),
    ):
        assert list(found) == ["findings"]
        assert "60" not in str(found)
    ownership(inner)
    assert named["who_owns"]("s", ["stakes.csv"], "2026-06-01", ["CN"])["linked"] == {"CN": "yes"}
    assert list(named["who_owns"]("nobody", ["stakes.csv"], "2026-06-01")) == ["findings"]


SECRET = "tok_live_SECRET"
STRANGERS = {
    "secret.xml": f'<{SECRET} a="{SECRET}">{SECRET}</{SECRET}>',
    "secret.json": json.dumps({"transactions": SECRET, SECRET: SECRET}),
    "secret.env": f"{SECRET}=1\n",
    "secret.toml": f'{SECRET} = 1\n[facts]\n"{SECRET}" = "{SECRET}"\n',
}


@pytest.mark.parametrize("name", [*STRANGERS, ".", "../out.toml", "/etc/passwd", "loop", "x" * 5_000, "a\0b", ""])
def test_nothing_of_a_file_that_does_not_fit_is_told_nor_where_the_folder_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for each, text in STRANGERS.items():
        (tmp_path / each).write_text(text)
    check_it, missing, _, _, owns, listed = served_in(tmp_path)
    (tmp_path / "own.csv").write_text(LISTED)
    act = {"act": "sale", "into": "US", "date": "2027-02-15", "vehicle": "v"}
    asked: dict[str, Any] = {"transactions": [act], "vehicles": [{"id": "v"}]}
    found = [
        check_it(name),
        missing(name),
        owns("a", [name]),
        listed(["x"], [name]),
        listed(["x"], ["own.csv"], [name]),
        *(check_it({**asked, key: [name]}) for key in ("registries", "lists", "answers_files", "overlays")),
        check_it({**asked, "vehicles": [{"id": "v", "boms": [name]}]}),
    ]
    said = json.dumps(found)
    assert SECRET not in said
    assert str(tmp_path) not in said
    assert "root:" not in said
    assert len(said) < 300_000


def test_the_contents_of_the_book_are_short() -> None:
    found = law()
    assert {"us.cfr15_791d"} <= {each["id"] for each in found["instruments"]}
    assert len(json.dumps(found)) < 100_000


def test_over_stdio_as_a_client_calls_them(tmp_path: Path) -> None:
    """The official client starts the server, calls each tool, and is told of what is wrong as an error."""
    pytest.importorskip("mcp.server.mcpserver")
    path = str(aurora(tmp_path))
    before = {"transactions": [{"act": "sale", "into": "US", "date": "2024-02-15"}]}
    good: list[Call] = [
        ("check_crossing", {"dossier": path}),
        ("what_is_missing", {"dossier": before}),
        ("when_it_changes", {"dossier": before, "start": "2024-01-01", "end": "2024-12-31"}),
        ("law", {"cite": "15 CFR 791.303(b)"}),
        ("law", {}),
    ]
    bad: list[Call] = [
        ("check_crossing", {"dossier": "no such file.toml"}),
        ("check_crossing", {"dossier": {}}),
        ("check_crossing", {"dossier": before, "on": "yesterday"}),
        ("check_crossing", {"dossier": before, "construe": "silly"}),
        ("check_crossing", {}),
        ("what_is_missing", {"dossier": 3}),
        ("when_it_changes", {"dossier": before, "start": "2025-01-01", "end": "2024-01-01"}),
        ("law", {"cite": "no such citation"}),
        ("no_such_tool", {}),
    ]
    answers = asyncio.run(called([*good, *bad], tmp_path))
    assert [error for error, _ in answers] == [False] * len(good) + [True] * len(bad)
    assert json.loads(answers[0][1])["verdict"] == check_crossing(path)["verdict"]
    assert "There is no file 'no such file.toml'" in answers[len(good)][1]
    assert "no calendar day" in answers[len(good) + 2][1]


async def called(calls: list[Call], folder: Path) -> list[tuple[bool, str]]:
    """Whether each call was an error, and its text, from one server that outlives them all."""
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    run = "import sys; from pratique.cli import main; sys.exit(main())"
    server = StdioServerParameters(command=sys.executable, args=["-c", run, "mcp", str(folder)])
    found = []
    async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
        await session.initialize()
        for name, arguments in calls:
            said = (await session.call_tool(name, arguments)).model_dump(by_alias=True)
            found.append((bool(said["isError"]), said["content"][0]["text"]))
    return found


def test_too_many_names_are_refused_before_a_list_is_read(tmp_path: Path) -> None:
    *_, listed = served_in(tmp_path)
    found = listed([f"Acme {n}" for n in range(1_001)], ["no such list.csv"])
    assert "at most 1,000 at once" in found["findings"][0]


@pytest.mark.usefixtures("short_proofs")
def test_questions_at_once_are_answered_each_by_itself(tmp_path: Path) -> None:
    """Several assistants, or one that waits for nothing: who asks with whom changes no answer."""
    check_it, missing, *_ = served_in(tmp_path)
    asked = [
        {"transactions": [{"act": act, "into": into, "date": f"202{year}-02-15"}]}
        for act in ("sale", "import")
        for into in ("US", "DE")
        for year in (4, 7)
    ]
    asked.append({"transactions": [{"act": "sale", "into": "US"}]})
    alone = [(check_it(each), missing(each)) for each in asked]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda each: (check_it(each), missing(each)), asked * 2))
    assert together == alone * 2


def test_an_unknown_citation_puts_nothing_into_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> str:
        raise AssertionError("put into words")

    monkeypatch.setattr("pratique.usecases.book.look_up.prose", refused)
    assert "Nothing in the book is cited as" in law("99 CFR 1")["findings"][0]
    assert law()["instruments"]
    assert list(law(on="yesterday")) == ["findings"]


def test_the_server_offers_them() -> None:
    pytest.importorskip("mcp.server.mcpserver")
    from pratique.cli.mcp import server

    tools = asyncio.run(server().list_tools())
    assert [tool.name for tool in tools] == [tool.__name__ for tool in TOOLS]
    assert all(tool.description for tool in tools)
