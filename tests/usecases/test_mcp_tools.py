"""The tools of the server: what the use cases say, or findings; never a traceback, never a guess."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from pratique.usecases.check import check
from pratique.usecases.tools import TOOLS, check_crossing, law, what_is_missing, when_it_changes
from tests.usecases.aurora import aurora


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


def test_the_server_offers_them() -> None:
    pytest.importorskip("mcp.server.mcpserver")
    from pratique.cli.mcp import server

    tools = asyncio.run(server().list_tools())
    assert [tool.name for tool in tools] == [tool.__name__ for tool in TOOLS]
    assert all(tool.description for tool in tools)
