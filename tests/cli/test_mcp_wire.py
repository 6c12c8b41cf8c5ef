"""Every line that an assistant sends is answered, or is a message: none is waited for for ever.

Rule: a line is told apart by what the library takes, so that the two never disagree; an answer carries the id of the
line wherever it has one; and what is written at the same time never mixes.
"""

from __future__ import annotations

import io
import json
import threading
from typing import Any

import pytest

pytest.importorskip("mcp.server.mcpserver")

from pratique.cli import mcp_wire
from pratique.cli.mcp import _message
from pratique.cli.mcp_wire import NO_JSON, NO_MESSAGE, LinesIn, LinesOut, wrong_with

PING = b'{"jsonrpc":"2.0","id":%d,"method":"ping"}'
WRONG: dict[bytes, tuple[int, Any]] = {
    b"{nonsense": (NO_JSON, None),
    b"[" * 100_000: (NO_JSON, None),
    b'{"jsonrpc":"2.0","id":' + b"9" * 5_000 + b',"method":"ping"}': (NO_JSON, None),
    b'{"jsonrpc":"2.0","id":1,"method":"\xff"}': (NO_JSON, None),
    b'{"jsonrpc":"2.0","id":1,"method":"\\ud800"}': (NO_MESSAGE, 1),
    b'{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"law","arguments":{"cite":"\\udfff"}}}':
        (NO_MESSAGE, "a"),
    b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}': (NO_MESSAGE, None),
    b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}': (NO_MESSAGE, 1),
    b'{"jsonrpc":"2.0","id":1,"method":"ping","params":"x"}': (NO_MESSAGE, 1),
    b'{"id":7,"method":"ping"}': (NO_MESSAGE, 7),
    b'{"jsonrpc":"1.0","id":7,"method":"ping"}': (NO_MESSAGE, 7),
    b'{"jsonrpc":"2.0","id":null,"method":"ping"}': (NO_MESSAGE, None),
    b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}': (NO_MESSAGE, None),
    b'{"jsonrpc":"2.0","id":true,"method":"ping"}': (NO_MESSAGE, None),
    b'{"jsonrpc":"2.0","id":[1],"method":"ping"}': (NO_MESSAGE, None),
    b'{"jsonrpc":"2.0","id":{},"method":3}': (NO_MESSAGE, None),
    b'[{"jsonrpc":"2.0","id":1,"method":"ping"}]': (NO_MESSAGE, None),
    b"5": (NO_MESSAGE, None),
    b'"ping"': (NO_MESSAGE, None),
    b"null": (NO_MESSAGE, None),
    b"{}": (NO_MESSAGE, None),
}  # fmt: skip
RIGHT = (
    PING % 1,
    b'{"jsonrpc":"2.0","method":"notifications/initialized"}',
    b'{"jsonrpc":"2.0","id":77,"result":{}}',
    b'{"jsonrpc":"2.0","id":77,"error":{"code":1,"message":"no"}}',
    '{"jsonrpc":"2.0","id":"\u8def","method":"x","params":{"a":"\u2028\U0001f600","id":null}}'.encode(),
)


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_no_message_is_answered(line: bytes) -> None:
    found = wrong_with(line, _message)
    assert (found["error"]["code"], found["id"]) == WRONG[line]
    json.dumps(found).encode()


@pytest.mark.parametrize("line", RIGHT)
def test_a_message_is_none_of_them(line: bytes) -> None:
    assert wrong_with(line, _message) == {}


def read(data: bytes) -> tuple[list[bytes], list[dict[str, Any]]]:
    """The lines that reach the library, and what was answered before it."""
    out = io.BytesIO()
    asked = io.BufferedReader(LinesIn(io.BytesIO(data), LinesOut(out), _message))
    return asked.read().splitlines(), [json.loads(each) for each in out.getvalue().splitlines()]


def test_what_stands_between_wrong_lines_is_read() -> None:
    lines = [each for pair in zip(WRONG, [PING % n for n in range(len(WRONG))], strict=True) for each in pair]
    kept, answered = read(b"\n".join(lines) + b"\n\n  \n")
    assert kept == [PING % n for n in range(len(WRONG))]
    assert len(answered) == len(WRONG)


def test_a_return_within_a_message_does_not_end_it() -> None:
    assert len(read((PING % 1).replace(b",", b",\r") + b"\r\n" + PING % 2)[0]) == 2


def test_a_message_too_long_is_answered_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_wire, "LONGEST_MESSAGE", 1_000)
    kept, answered = read(b'{"a":"' + b"x" * 5_000 + b'"}\n' + PING % 1 + b"\n")
    assert kept == [PING % 1]
    assert "at most 1000 bytes" in answered[0]["error"]["message"]


def test_lines_written_at_once_stay_whole() -> None:
    out = io.BytesIO()
    told = LinesOut(out)
    writers = [
        threading.Thread(target=lambda n=n: [told.write(b"%d" % n * 5_000 + b"\n") for _ in range(50)])  # type: ignore[misc]
        for n in range(4)
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert set(out.getvalue().splitlines()) == {b"%d" % n * 5_000 for n in range(4)}
