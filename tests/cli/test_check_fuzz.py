# ruff: noqa: E501
"""Whatever a dossier is made of, `check` answers or refuses: no traceback, no internal error, no cleared wreck."""

from __future__ import annotations

import copy
import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratique.dossier.document import plain_data
from tests.running import DOSSIERS, KNOWN, Ran, run

TEXTS = [each.read_bytes() for each in DOSSIERS if each.parent.name in ("shanghai-app", "export-chips")]
PIECES = [
    b'"', b"[", b"]", b"{", b"}", b"=", b"\n", b"\0", b"\xff", b"-1", b"1e309", b"true", b'{unknown="x"}', b"{min=1}",
    b'"?"', b"[[parties]]", b"[]", b"{}", b"nan", b"inf", b"0x" + b"f" * 999, b"2026-02-30", b"facts", b'."',
    b"{value=1, basis=[1]}", b"{one_of=[]}", b"{none=true}", b'{max="a"}', b"\xef\xbb\xbf", b"\xff\xfe",
]  # fmt: skip
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def checked(content: bytes, name: str) -> Ran:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return run("check", path, *KNOWN)


def holds(ran: Ran) -> None:
    assert ran.status in (0, 1, 2, 3, 4), ran.err
    assert "Traceback" not in ran.err
    assert (ran.raw == b"") == (ran.status in (2, 4))
    if ran.status in (2, 4):
        assert ran.err.strip()


@SETTINGS
@given(st.data())
def test_bytes_put_in_and_taken_out(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 6)))
        piece = data.draw(st.sampled_from(PIECES) | st.binary(max_size=4))
        content = content[:start] + piece + content[end:]
    holds(checked(content, "d.toml"))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 2100) | st.sampled_from([10**120, -1.5, 1e300, "", "?", "none", "US"])
    | st.sampled_from(["2026-11-22", "5 kg", "1e999", "=1+1", "\x1b[2J", "one-of(a)", "v", "\ud83d\ude97"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["value", "min", "max", "exclusive_min", "unit", "basis", "one_of", "not", "must",
                                       "may", "none", "unknown", "expires_on", "id", "ref", "facts", "parts"]),
                      inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key path of plain data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here] * bool(here) + [path for key, each in inner for path in paths(each, (*here, key))]


@SETTINGS
@given(st.data())
def test_values_of_any_shape_anywhere(data: st.DataObject) -> None:
    plain = copy.deepcopy(plain_data(tomllib.loads(data.draw(st.sampled_from(TEXTS)).decode())))
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(paths(plain)))
        holder = plain
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = data.draw(ODD)
    holds(checked(json.dumps(plain).encode(), "d.json"))
