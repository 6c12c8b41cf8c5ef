"""Mutants of a seed: bytes, tokens, and the structure of JSON, tables and packages; the same from the same number."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from typing import Any

TOKENS = (
    b"", b"\0", b"\r", b"\n", b'"', b"'", b",", b";", b"{", b"}", b"[", b"]", b"=", b"<", b">", b"&#0;",
    b"\xff\xfe", b"\xef\xbb\xbf",
    b"1e999999999", b"-1e400", b"NaN", b"-0", b"9" * 120, b"0.1", b"true", b"null", b"none", b"?", b"\xe2\x80\xae",
    b"\xd0\xb5", b"2026-13-45", b"9999-12-31", b"0001-01-01", b"../../etc/passwd", b"<!DOCTYPE a>", b"\x1b[2J",
    b"[[[[[[[[", b"a.b.c.d.e.f", b"\\u0000", b"\\ud800", b"a" * 5000,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e300, 10**30, "", "x", "1e99999999", "\x1b[2J\u202e", "NaN", [], {}, [[]], [None],
    ["x"], [1], {"a": 1},
    [{}], {"code": ["CN"]}, "2026-99-99", "CN", 60, "60%", "yes",
)  # fmt: skip


def mutant(seed: bytes, chance: random.Random) -> bytes:
    """One mutant of a seed."""
    if seed[:2] == b"PK":
        return _package(seed, chance)
    ways = [_bytes, _bytes, _tokens, _tokens, _lines]
    if seed.lstrip()[:1] in (b"{", b"["):
        ways += [_shapes] * 5
    elif b"," in seed.split(b"\n", 1)[0] or b"\t" in seed.split(b"\n", 1)[0]:
        ways += [_cells] * 4
    made = seed
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        made = chance.choice(ways)(made, chance)
    return made


def _bytes(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return chance.randbytes(3)
    at = chance.randrange(len(data))
    match chance.randrange(5):
        case 0:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[at + chance.randrange(1, 40) :]
        case 3:
            return data[:at] + data[at : at + chance.randrange(1, 80)] * chance.choice((2, 3, 50)) + data[at:]
        case _:
            return data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"", b"\n\n")))


def _tokens(data: bytes, chance: random.Random) -> bytes:
    words = list(re.finditer(rb"[A-Za-z0-9_.:-]+|\"[^\"\n]*\"", data))
    token = chance.choice(TOKENS)
    if not words or chance.random() < 0.2:
        at = chance.randrange(len(data) + 1)
        return data[:at] + token + data[at:]
    word = chance.choice(words)
    if chance.random() < 0.3:
        token = chance.choice(words).group()
    return data[: word.start()] + token + data[word.end() :]


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case _:
            lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _shapes(data: bytes, chance: random.Random) -> bytes:
    """A value of a JSON document exchanged for one of another shape, or a key dropped, renamed or repeated."""
    try:
        rows = [json.loads(data)]
        whole = True
    except ValueError:
        try:
            rows, whole = [json.loads(line) for line in data.splitlines() if line.strip()], False
        except ValueError:
            return data
    except RecursionError:
        return data
    places = [(holder, key) for row in rows for holder, key in _places(row)]
    if not places:
        return data
    holder, key = chance.choice(places)
    way = chance.randrange(6)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[chance.choice((key.swapcase(), key + "x", "type"))] = holder.pop(key)
    elif way == 2:
        holder[key] = [holder[key]]
    elif way == 3:
        other, name = chance.choice(places)
        if other is not holder:
            holder[key] = json.loads(json.dumps(other[name])) if _has(other, name) else None
    else:
        holder[key] = chance.choice(VALUES)
    texts = [json.dumps(row, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass") for row in rows]
    return texts[0] if whole else b"\n".join(texts)


def _has(holder: Any, name: Any) -> bool:
    return name in holder if isinstance(holder, dict) else name < len(holder)


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    left = [value]
    while left:
        holder = left.pop()
        keys: Any = (
            list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        )
        for key in keys:
            found.append((holder, key))
            left.append(holder[key])
    return found


def _cells(data: bytes, chance: random.Random) -> bytes:
    """A cell of a table exchanged, dropped, doubled or quoted by half; a column named twice."""
    lines = data.split(b"\n")
    mark = b"\t" if b"\t" in lines[0] else b","
    row = chance.randrange(len(lines)) if chance.random() < 0.8 else 0
    cells = lines[row].split(mark)
    at = chance.randrange(len(cells))
    match chance.randrange(6):
        case 0:
            del cells[at]
        case 1:
            cells.insert(at, cells[at])
        case 2:
            cells[at] = b'"' + cells[at]
        case 3:
            cells[at] = b'"' + cells[at] + b"\n" + b'"'
        case 4:
            cells[at] = chance.choice(cells)
        case _:
            cells[at] = chance.choice(TOKENS)
    lines[row] = mark.join(cells)
    return b"\n".join(lines)


def _package(data: bytes, chance: random.Random) -> bytes:
    """A part of a package mutated as text, or the package itself as bytes."""
    if chance.random() < 0.1:
        return _bytes(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = [each.filename for each in old.infolist()]
        wanted = chance.choice(
            [name for name in names if "sheet" in name or "shared" in name or "styles" in name] or names
        )
        for name in names:
            part = old.read(name)
            if name == wanted:
                part = chance.choice((_bytes, _tokens, _tokens, _dimension))(part, chance)
            if name != wanted or chance.random() > 0.03:
                new.writestr(name, part)
    return made.getvalue()


def _dimension(data: bytes, chance: random.Random) -> bytes:
    wanted = chance.choice((b"A1", b"A1:B2", b"A1:XFD1048576", b"", b"A9:A1", b"ZZZ1", b"A0"))
    return re.sub(
        rb'(r|ref)="[A-Z]+\d+(:[A-Z]+\d+)?"',
        lambda m: m[1] + b'="' + wanted + b'"',
        data,
        count=chance.choice((1, 2, 9)),
    )
