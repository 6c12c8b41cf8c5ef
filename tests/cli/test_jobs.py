"""The page of jobs is run as it stands, job by job in its order, from the files it shows to the papers."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from ..running import EXAMPLES, ROOT, inside, run

PAGE = (ROOT / "docs" / "jobs.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^    pratique (.*?)\s+# (\d)$", re.MULTILINE)
FILE = re.compile(r"^`([a-z0-9]+\.(?:csv|toml|json))`:\n\n((?:    (?!pratique ).*\n)+)", re.MULTILINE)
JOB = re.compile(r"^## (\d+)\. .*\n", re.MULTILINE)
PAPERS = {
    1: {"declaration/report.docx": "", "declaration/report.md": "791.305"},
    2: {"questions/questionnaires.json": "acme"},
    3: {"attested/attestation.md": "not stated", "attested/aurora.cx0158-1.spdx.json": "extension"},
    4: {"listing/report.docx": "", "listing/report.md": "HB5G modem"},
    5: {"application/report.docx": "", "application/form.json": "791.307(c)"},
    6: {"opinion/report.docx": "", "opinion/form.json": "791.310(c)"},
    7: {"changes.md": "correct the declaration"},
    8: {"dates.ics": "DTSTART;VALUE=DATE:20261217", "lines.html": "2026-12-17"},
    9: {"owners.txt": "Owned or controlled, under every test"},
    11: {"classes.csv": "ACC-100,2026-02-01,3A090.a,4900"},
    13: {"routes.md": "driver records"},
    16: {"map.html": "Aster 5", "map.csv": "EU", "lineup.html": "Aster 7"},
}
"""What each job that ends in a paper leaves, and what stands in it."""
SAID = {
    10: "above-25            yes",
    12: "BARRED: licence required",
    14: "PROHIBITED UNLESS AN EXCEPTION APPLIES",
    15: "at entry           27 %",
    17: "47 CFR 2.903",
    18: "28 CFR part 202, restricted transactions",
    19: "Pending law that would change it (1): S. 4429",
    20: "as known on 2026-10-15",
}
"""What each other job says at last."""
MOST_LINES = {"check": 36, "duty": 44, "own": 52, "compare": 36, "attest": 24, "law": 72}
"""How many lines of an answer a person reads, by command; 30 of any other."""


def words_of(command: str) -> list[str]:
    """The words of a command, a pattern as the file that it names."""
    words = []
    for word in shlex.split(command):
        words += sorted(str(each) for each in Path().glob(word)) if "*" in word else [word]
    return words


def test_every_job_ends_in_its_paper(tmp_path: Path) -> None:
    parts = JOB.split(PAGE)[1:]
    jobs = {int(number): text for number, text in zip(parts[::2], parts[1::2], strict=True)}
    assert [*jobs] == [*range(1, 21)]
    assert PAPERS.keys() | SAID.keys() == jobs.keys()
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    with inside(tmp_path):
        for number, text in jobs.items():
            _do(number, text)


def _do(number: int, text: str) -> None:
    """Write the files that a job shows, run its commands, and look at what it leaves and says."""
    for name, content in FILE.findall(text):
        Path(name).write_text(re.sub(r"^    ", "", content, flags=re.MULTILINE), encoding="utf-8")
    commands = COMMAND.findall(text)
    assert commands, number
    assert len(commands) == len(re.findall(r"^    pratique ", text, re.MULTILINE)), (
        number,
        "a command without its status",
    )
    told = ""
    for command, status in commands:
        ran = run(*words_of(command))
        assert ran.status == int(status), (command, ran.status, ran.err, ran.out[-400:])
        most = MOST_LINES.get(command.split()[0], 30)
        assert len(ran.out.splitlines()) <= most, (command, len(ran.out.splitlines()))
        told += ran.out
    for paper, said in PAPERS.get(number, {}).items():
        found = Path(paper).read_bytes()
        assert found, paper
        assert said in found.decode("utf-8", errors="replace"), (number, paper, said)
    assert " ".join(SAID.get(number, "").split()) in " ".join(told.split()), (number, told[-600:])
