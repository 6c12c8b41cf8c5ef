"""The README shows what the program prints; reset it with PRATIQUE_RESET_GOLDEN=1."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from pratique.cli import main

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
RUN = re.compile(r"(<!-- run: pratique (?P<arguments>.*?) -->\n```\n)(?P<shown>.*?)(```)", re.S)


def test_readme_shows_what_is_printed(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    text = README.read_text(encoding="utf-8")
    found = RUN.search(text)
    assert found is not None
    with pytest.raises(SystemExit) as stopped:
        main(shlex.split(found["arguments"]))
    assert stopped.value.code == 1
    printed = capfdbinary.readouterr().out.decode()
    if os.environ.get("PRATIQUE_RESET_GOLDEN"):
        README.write_text(text[: found.start("shown")] + printed + text[found.end("shown") :], encoding="utf-8")
        return
    assert found["shown"] == printed


def test_readme_tells_of_every_extra_and_of_no_other() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ours = {"all", "bench", "check", "docs", "test"}
    rows = re.findall(r"^\| (`[^|]*`) \|", README.read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == package["optional-dependencies"].keys() - ours
