"""A desk started by its command and met through Debian's chromium: what is wrong with a page in each state."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.desk.conftest import EXAMPLES
from tests.desk.served import PATIENCE, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SHOTS = os.environ.get("PRATIQUE_SHOTS")
"""The folder that the screenshots are written to, to be looked at."""
PASSWORD = "a calm sentence"
NARROW = (320, 390)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class StartedDesk:
    """A desk that listens: its one-time link, its address, its process."""

    link: str
    process: subprocess.Popen[bytes]
    home: Path | None = None
    """The folder with its database, where that is SQLite."""

    @property
    def base(self) -> str:
        return self.link.partition("/setup")[0]

    def workers(self) -> list[int]:
        """The processes that do jobs."""
        told = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in told.splitlines()[1:]]
        return [int(p) for p, up, words in rows if int(up) == self.process.pid and "desk.worker" in words]

    @contextmanager
    def without_workers(self) -> Iterator[None]:
        """While this lasts no job is done, and others can write: no worker is stopped that holds the lock."""
        until = time.monotonic() + PATIENCE
        while not self._stopped():
            assert time.monotonic() < until, "no moment at which the workers held no lock"
            time.sleep(0.05)
        try:
            yield
        finally:
            self._signalled(signal.SIGCONT)

    def _stopped(self) -> bool:
        """Whether the workers stand still now and left the database to others; else they go on."""
        self._signalled(signal.SIGSTOP)
        if self.home is None:
            return True
        database = sqlite3.connect(self.home / "desk.sqlite3", timeout=1, isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            busy = database.execute("SELECT count(*) FROM desk_job WHERE state = 'running'").fetchone()[0]
            database.execute("ROLLBACK")
        except sqlite3.OperationalError:
            busy = 1
        finally:
            database.close()
        if busy:
            self._signalled(signal.SIGCONT)
        return not busy

    def _signalled(self, which: signal.Signals) -> None:
        for each in self.workers():
            os.kill(each, which)


@contextmanager
def started(folder: Path) -> Iterator[StartedDesk]:
    """A desk on an empty home, as its command starts it."""
    port, log = free_port(), folder / "log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PRATIQUE", "DJANGO"))}
    with open(log, "wb") as stream:
        command = [sys.executable, "-m", "pratique", "desk", "--home", str(folder / "home"), "--port", str(port)]
        process = subprocess.Popen(command, stdout=stream, stderr=stream, env=clean, start_new_session=True)
    try:
        until = time.monotonic() + PATIENCE
        while not ((link := re.search(r"http\S+token=\S+", log.read_text())) and "Started worker" in log.read_text()):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield StartedDesk(link[0], process, folder / "home")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


@dataclass
class Eyes:
    """A browser that looks at pages and keeps what is wrong with them."""

    page: Any
    base: str
    wrong: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if "Content Security Policy" in message.text or message.text.startswith("Refused"):
            self.wrong.append(f"{self.page.url}: {message.text}")

    def look(self, state: str, where: str | None = None) -> Any:
        """Go to an address (or stay), and see whether the page in this state is in order; the page."""
        if where is not None:
            self.page.goto(f"{self.base}/{where}")
        self.seen.add(state)
        self.wrong += [f"{state}: {each}" for each in faults(self.page)]
        self.wrong += [f"{state}: a defect"] if "Something broke" in self.page.inner_text("main") else []
        keep(self.page, state)
        return self.page

    def send(self, state: str, text: str) -> Any:
        """Press what bears a text and look at what comes of it."""
        press(self.page, text)
        return self.look(state)

    def through_work(self, words: str) -> None:
        """Wait until a job's page has led on to one that holds these words."""
        self.page.wait_for_function("words => (document.body?.innerText ?? '').includes(words)", arg=words)


def context_of(chromium: Any, **options: Any) -> Any:
    """A window of the browser that waits for a page as long as a machine at work elsewhere may take."""
    made = chromium.new_context(**options)
    made.set_default_timeout(PATIENCE * 1000)
    return made


def keep(page: Any, name: str) -> None:
    """A screenshot at 1280 and 320 pixels, where somebody wants to look."""
    if not SHOTS:
        return
    folder = Path(SHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": 700})
    page.screenshot(path=folder / f"{name}-320.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def faults(page: Any) -> list[str]:
    """What axe finds wrong with a page, by day and in the dark, and whether it scrolls sideways on a phone."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # colours do not change by and by
    dark = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
    found += page.evaluate("dark => axe.run(document, dark)", dark)["violations"]  # axe is in the page by now
    page.emulate_media(color_scheme="light")
    told = [f"{page.url} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 700})
        wide = page.evaluate("document.documentElement.scrollWidth")
        told += [f"{page.url} is {wide} pixels wide at {width}"] if wide > width else []
    page.set_viewport_size({"width": 1280, "height": 900})
    return told


def press(page: Any, what: str) -> None:
    """Click and wait for the page that comes of it: whoever looks at once sees the old one on a busy machine."""
    with page.expect_navigation():
        page.click(what)


def set_up(page: Any, link: str) -> None:
    """The first person."""
    page.goto(link)
    for name, value in {"name": "J. Rivera", "login": "rivera", "password": PASSWORD, "again": PASSWORD}.items():
        page.fill(f"#{name}", value)
    press(page, "main button")


def upload(page: Any, base: str, example: str) -> str:
    """A shipped example as a dossier; its address."""
    page.goto(f"{base}/dossiers/new")
    files = [str(each) for each in sorted((EXAMPLES / example).iterdir()) if each.is_file()]
    page.set_input_files("#files", files)
    press(page, "text=Upload and decide")
    return str(page.url)


def answered(page: Any) -> None:
    """Answer the question of the page in the way that clears."""
    values = [each.get_attribute("value") for each in page.query_selector_all("input[name=value][type=radio]")]
    choice = "firmware" if "firmware" in values else "no"
    if choice in values:
        page.check(f"input[name=value][value={choice}]")
    else:
        page.fill("#value", "2026-03-01")
    page.fill("#source", "mail of 2026-11-20")
