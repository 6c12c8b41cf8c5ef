"""The page of the screening lists: what the command says of the same files, one that breaks is told."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from pratique.desk.api.lists import keep_list
from pratique.files.clock import today
from tests.running import run

pytestmark = pytest.mark.django_db
OWN = "source,_id,type,name\nList (OWN),1,Entity,Orion Marine Services Ltd\nList (OWN),2,Entity,אוריון\n"


def shown(worker: Client) -> str:
    page = worker.get("/lists")
    assert page.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_a_workspace_without_lists_says_so(worker: Client, home: Path) -> None:
    assert "No list is here." in shown(worker)


def test_the_page_says_what_the_command_says(worker: Client, home: Path, workspace: object) -> None:
    folder = home / "lists" / str(workspace.pk)  # type: ignore[attr-defined]
    keep_list(folder, "own.csv", OWN.encode(), today().isoformat())
    keep_list(folder, "old.csv", OWN.replace("(OWN)", "(OLD)").encode(), "2010-01-01")
    page = shown(worker)
    said = run(
        "lists", "status", "--list", f"{folder / 'own.csv'}@{today()}", "--list", f"{folder / 'old.csv'}@2010-01-01"
    )
    told = " ".join(said.out.split())
    for each in ("as of 2010-01-01", "not complete: its copy is", "0 days old", str(today())):
        assert (each in page, each in told) == (True, True), each
    assert "not complete: nobody is called absent from it" in page
    assert str(home) not in page
    keep_list(folder, "broken.csv", b"\x00", None)
    broken = shown(worker)
    assert "A list cannot be read" in broken
    assert "as of 2010-01-01" in broken
    assert str(home) not in broken
