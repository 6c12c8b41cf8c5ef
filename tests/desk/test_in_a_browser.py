"""The desk as a person meets it: started by its command, JavaScript off, read by axe, narrow as a phone.

The screenshots lie in the folder that PRATIQUE_SHOTS names, to be looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import EXAMPLES

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytest.importorskip("playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")
SHOTS = os.environ.get("PRATIQUE_SHOTS")
PATIENCE = 60.0
PAGES = (
    "", "dossiers", "dossiers/new", "dossiers/1", "dossiers/1/questions", "dossiers/1/answers", "dossiers/1/parts",
    "dossiers/1/ownership", "dossiers/1/dates", "dossiers/1/what-if", "dossiers/1/evidence", "dossiers/1/papers",
    "dossiers/1/records", "questionnaires", "parties", "markets", "figures", "law", "law/cite?cite=15+CFR+791.303(b)",
    "search?q=aurora", "records", "account", "admin", "nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The one-time link of a desk that was started by its command."""
    home = tmp_path_factory.mktemp("desk")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home / "log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PRATIQUE", "DJANGO"))}
    with open(log, "wb") as stream:
        command = [sys.executable, "-m", "pratique", "desk", "--home", str(home / "home"), "--port", str(port)]
        process = subprocess.Popen(command, stdout=stream, stderr=stream, env=clean, start_new_session=True)
    try:
        until = time.monotonic() + PATIENCE
        while not ((link := re.search(r"http\S+token=\S+", log.read_text())) and "Started worker" in log.read_text()):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield link[0]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def keep(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def faults(page: Any) -> list[str]:
    """What axe finds wrong with a page, and whether it scrolls sideways at 320 pixels."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    told = [f"{page.url} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [*told, *([f"{page.url} is {wide} pixels wide at 320"] if wide > 320 else [])]


def answered(page: Any) -> None:
    """Answer the question of the page in the way that clears."""
    values = [each.get_attribute("value") for each in page.query_selector_all("input[name=value][type=radio]")]
    choice = "firmware" if "firmware" in values else "no"
    if choice in values:
        page.check(f"input[name=value][value={choice}]")
    else:
        page.fill("#value", "2026-03-01")


def test_from_an_empty_desk_to_a_settled_dossier_without_scripts(desk: str) -> None:
    from playwright.sync_api import sync_playwright

    base = desk.partition("/setup")[0]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
        page.goto(desk)
        keep(page, "setup")
        clicks = 0
        for name, value in {"name": "J. Rivera", "login": "rivera", "password": "a calm sentence"}.items():
            page.fill(f"#{name}", value)
        page.fill("#again", "a calm sentence")
        page.click("main button")
        keep(page, "today-empty")
        page.goto(f"{base}/dossiers/new")
        names = ("dossier.toml", "aurora.cdx.json")
        page.set_input_files("#files", [str(EXAMPLES / "aurora" / name) for name in names])
        page.click("text=Upload and decide")
        clicks += 2
        assert page.title().startswith("Undetermined: clear with duties .. prohibited")
        assert "official text" in page.inner_text("main")
        keep(page, "verdict")
        state = page.context.storage_state()
        open_faults = checked(play, state, base, "open-")
        page.click("text=Answer it")
        clicks += 1
        keep(page, "question")
        for _ in range(12):
            if "questions/next" not in page.url:
                break
            answered(page)
            page.fill("#source", "mail of 2026-11-20")
            with page.expect_navigation():
                page.click("text=Save and continue")
            clicks += 2
        assert page.title().startswith("May cross under what was examined: clear with duties"), page.title()
        assert "neighbouring rules were not examined" in page.inner_text("main")
        assert clicks <= 17
        keep(page, "settled")
        browser.close()
        assert open_faults + checked(play, state, base, "") == []


def checked(play: Any, state: Any, base: str, prefix: str) -> list[str]:
    """What is wrong with any page, with scripts and the policy against foreign ones."""
    browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    context = browser.new_context(storage_state=state, bypass_csp=True, viewport={"width": 1280, "height": 900})
    strict = browser.new_context(storage_state=state, viewport={"width": 1280, "height": 900}).new_page()
    said: list[str] = []
    strict.on(
        "console", lambda message: said.append(message.text) if "Content Security Policy" in message.text else None
    )
    page = context.new_page()
    found = []
    for name in PAGES:
        page.goto(f"{base}/{name}")
        found += faults(page)
        keep(page, prefix + (re.sub(r"\W+", "-", name) or "today"))
        strict.goto(f"{base}/{name}")
    if prefix:
        page.goto(f"{base}/dossiers/1/questions/next")
        found += faults(page)
        page.click("text=Save and continue")
        found += faults(page)
        keep(page, "question-error")
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(f"{base}/dossiers/1")
        keep(page, "phone")
    browser.close()
    return found + said
