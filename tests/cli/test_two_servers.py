"""Two servers of an assistant on one folder, while two people write answers into it: nothing lost, nothing half-read.

Rule: every question is answered by what stood there before or after an answer, never by an error, and both see
what was written; what was acknowledged to a writer is there at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.running import ROOT, SMALL

EACH = 10
WRITER = """
import sys
from pratique.dossier.answers import answers_file, append_answers
said = {"entity": "v", "fact": "vehicle.automation_level", "by": sys.argv[2]}
for n in range(int(sys.argv[3])):
    assert append_answers(answers_file(sys.argv[1]), [{**said, "value": n % 2, "source": f"{sys.argv[2]} {n}"}]) == 1
    print(n, flush=True)
"""


class Server:
    """A server as a process of its own, asked over its input and output."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._asked = process, 0

    def said(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._asked += 1
        self._tell({"jsonrpc": "2.0", "id": self._asked, "method": method, "params": params})
        assert self._process.stdout is not None
        while True:
            message: dict[str, Any] = json.loads(self._process.stdout.readline())
            if message.get("id") == self._asked:
                return dict(message["result"])

    def _tell(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def begin(self) -> None:
        client = {"name": "x", "version": "1"}
        self.said("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client})
        self._tell({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def checked(self) -> tuple[bool, str]:
        found = self.said("tools/call", {"name": "check_crossing", "arguments": {"dossier": "d.toml"}})
        return bool(found.get("isError")), str(found["content"][0]["text"])


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    pipe = subprocess.PIPE
    words = [sys.executable, "-m", "pratique", "mcp", str(folder)]
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        made = Server(process)
        made.begin()
        yield made


def test_two_servers_and_two_writers_on_one_folder(tmp_path: Path) -> None:
    pytest.importorskip("mcp")
    (tmp_path / "d.toml").write_text(SMALL)
    words = [sys.executable, "-c", WRITER, str(tmp_path / "d.toml")]
    with serving(tmp_path) as one, serving(tmp_path) as other:
        before = [each.checked() for each in (one, other)]
        writers = [
            subprocess.Popen([*words, name, str(EACH)], cwd=ROOT, stdout=subprocess.PIPE) for name in ("A", "B")
        ]
        told = []
        while any(each.poll() is None for each in writers):
            told += [one.checked(), other.checked()]
        acknowledged = [len(each.communicate()[0].split()) for each in writers]
        after = [each.checked() for each in (one, other)]
    kept = tomllib.loads((tmp_path / "d.answers.toml").read_text())["answers"]
    assert acknowledged == [EACH, EACH]
    assert len({each["source"] for each in kept}) == 2 * EACH
    assert [failed for failed, _ in (*before, *told, *after) if failed] == []
    assert after[0] == after[1] != before[0]
