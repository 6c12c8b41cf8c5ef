"""The documentation site builds without a network, no link of it is broken, and its commands end as it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.running import EXAMPLES, ROOT, inside, run

DOCS = ROOT / "docs"
PROFESSIONS = sorted(each for each in (DOCS / "professions").glob("*.md") if each.stem != "index")
COMMAND = re.compile(r"^    pratique (.*?)\s+# (\d)$", re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sphinx")
    pytest.importorskip("myst_parser")
    pytest.importorskip("furo")
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(DOCS, folder / "docs", ignore=shutil.ignore_patterns("_build", "__pycache__"))
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", "built"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return folder / "built"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.names.add(value)


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    read = {}
    for page in site.rglob("*.html"):
        read[page.resolve()] = parser = Links()
        parser.feed(page.read_text("utf-8"))
    broken = []
    for page, parser in read.items():
        for link in parser.links:
            split = urlsplit(link)
            if split.scheme in ("http", "https", "mailto", "data"):
                continue
            target = (page.parent / unquote(split.path)).resolve() if split.path else page
            lost = split.fragment and target in read and split.fragment not in read[target].names
            if lost or not target.exists():
                broken.append(f"{page.relative_to(site.resolve())}: {link}")
    assert broken == []
    for page in read:
        loaded = re.findall(r'<(?:script|img|link)[^>]*(?:src|href)="(https?:[^"]+)"', page.read_text("utf-8"))
        assert loaded == [], page


def test_the_reference_has_every_fact_every_command_and_every_public_name(site: Path) -> None:
    import pratique
    from pratique.cli import COMMANDS

    facts = (site / "reference" / "facts.html").read_text("utf-8")
    assert [each.name for each in pratique.vocabulary() if each.name not in facts] == []
    commands = (site / "reference" / "commands.html").read_text("utf-8")
    assert [name for name in COMMANDS if f"pratique {name}" not in commands] == []
    python = (site / "reference" / "python.html").read_text("utf-8")
    assert [
        name for name in pratique.__all__ if name != "__version__" and f'id="pratique.{name}"' not in python
    ] == []


def test_the_notebook_was_run_and_shows_what_came_out(site: Path) -> None:
    page = unescape((site / "reference" / "notebook.html").read_text("utf-8"))
    cells = json.loads((DOCS / "notebook.ipynb").read_text("utf-8"))["cells"]
    assert [each for each in cells if each["cell_type"] == "code" and each["outputs"]] == []  # made when it is shown
    for shown in ("VerdictOut(", "'market': 'EU'", "3A090"):
        assert shown in page


@pytest.mark.parametrize("page", PROFESSIONS, ids=lambda path: path.stem)
def test_every_command_of_a_profession_ends_as_its_page_says(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    commands = COMMAND.findall(text)
    assert len(commands) == len(re.findall(r"(?m)^    pratique ", text)) >= 4
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    with inside(tmp_path):
        for command, status in commands:
            ran = run(*shlex.split(command))
            assert ran.status == int(status), (command, ran.err[-500:])
