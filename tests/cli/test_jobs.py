"""The page of jobs is run as it stands, job by job in its order, from the files it shows to the papers."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from ..running import EXAMPLES, ROOT, inside, run

PAGE = (ROOT / "docs" / "jobs.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^    pratique (.*?)\s+# (\d)$", re.MULTILINE)
FILE = re.compile(r"^`([a-z]+\.(?:csv|toml))`:\n\n((?:    (?!pratique ).*\n)+)", re.MULTILINE)
PAPERS = (
    "declaration/report.docx", "questions/questionnaires.json", "attested/attestation.md", "listing/report.docx",
    "application/report.docx", "opinion/report.docx", "dates.ics", "routes.md", "map.html", "map.csv",
)  # fmt: skip


def words_of(command: str) -> list[str]:
    """The words of a command, a pattern as the file that it names."""
    words = []
    for word in shlex.split(command):
        words += sorted(str(each) for each in Path().glob(word)) if "*" in word else [word]
    return words


def test_every_job_ends_in_its_paper(tmp_path: Path) -> None:
    assert re.findall(r"^## (\d+)\.", PAGE, re.MULTILINE) == [str(number) for number in range(1, 21)]
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    for name, text in FILE.findall(PAGE):
        (tmp_path / name).write_text(re.sub(r"^    ", "", text, flags=re.MULTILINE), encoding="utf-8")
    with inside(tmp_path):
        for command, status in COMMAND.findall(PAGE):
            ran = run(*words_of(command))
            assert ran.status == int(status), (command, ran.status, ran.err, ran.out[-400:])
    assert [each for each in PAPERS if not (tmp_path / each).is_file()] == []
