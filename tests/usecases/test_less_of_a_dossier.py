"""Less of a dossier and of what it names is never "may cross": parties, registry and list with one thing dropped.

Property: of a dossier that is barred or open, a line, a date, an identifier or a table less, a row or a column of its
registry less, a column of its list less never lets it cross. What is dropped are things that speak for the outcome;
who states by hand that nobody acts for anybody, or names no list, has no more to lose.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.usecases.check import check
from tests.running import EXAMPLES

LEI = "5493001KJTIIGC8Y1R12"
HEAD = (
    "kind,subject,holder,share,name,organised,headquarters,principal_place,lei,start,end,type,citizenship,residence\n"
)
SUPPLIER = f"party,s,,,Sensor Works GmbH,DE,DE,DE,{LEI}\nparty,b,,,Bauer AG,DE,DE,DE\ncomplete,b\n"
REGISTRY = {
    "a Chinese company": "votes,s,b,40\nvotes,s,c,60,,,,,,2020-01-01,2028-01-01\nparty,c,,,Top Co,CN,CN,CN\n",
    "a Chinese citizen": "votes,s,b,40\nvotes,s,c,60\nparty,c,,,Li Wei,,,,,,,person,CN,CN\n",
    "a German company": "votes,s,b,100\n",
}
LIST = "source,_id,name,alt_names,addresses,ids\n"
LISTED = {
    "nobody": "Our List,1,Quite Different Co,,CN,\n",
    "the supplier": "Our List,1,Sensor Works GmbH,,DE,\n",
    "its number": f'Our List,1,Something Else Entirely,,DE,"LEI, {LEI}"\n',
    "its owner": "Our List,1,Bauer AG,,DE,\n",
}


def dossier(known: bool) -> str:
    text = (EXAMPLES / "tyre-sensor" / "dossier.toml").read_text(encoding="utf-8")
    text = text.replace('"pirelli"', '"s"').replace("Pirelli & C. S.p.A.", "Sensor Works GmbH")
    further = f'lei = "{LEI}"\n' + ('organised_in = "DE"\n' if known else "")
    text = text.replace('name = "Sensor Works GmbH"\n', f'name = "Sensor Works GmbH"\n{further}')
    return text.replace('registries = ["stakes.csv"]', 'registries = ["stakes.csv"]\nlists = ["list.csv"]')


def without(table: str, row: int | None = None, column: int | None = None) -> str:
    """A table with a row or a column less."""
    rows = [cells for number, cells in enumerate(csv.reader(io.StringIO(table))) if number != row]
    width = max(map(len, rows))
    rows = [[*cells, *[""] * (width - len(cells))] for cells in rows]
    out = io.StringIO()
    csv.writer(out).writerows([cell for number, cell in enumerate(cells) if number != column] for cells in rows)
    return out.getvalue()


def status(folder: Path, text: str, registry: str, listed: str) -> int | str:
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    (folder / "stakes.csv").write_text(registry, encoding="utf-8")
    (folder / "list.csv").write_text(listed, encoding="utf-8")
    try:
        return check(folder / "dossier.toml", construe="usual").exit_status
    except InvalidInput:
        return "refused"


@pytest.mark.parametrize(
    ("owner", "listed", "known"),
    [
        ("a Chinese company", "nobody", True),
        ("a Chinese citizen", "nobody", False),
        ("a German company", "the supplier", True),
        ("a German company", "its number", False),
        ("a German company", "its owner", True),
    ],
)
def test_less_never_lets_it_cross(tmp_path: Path, owner: str, listed: str, known: bool) -> None:
    text, registry, table = dossier(known), HEAD + SUPPLIER + REGISTRY[owner], LIST + LISTED[listed]
    assert status(tmp_path, text, registry, table) in (1, 3)
    dropped = dict(lines_less(text, registry, table))
    for number in range(1, len(registry.splitlines())):
        dropped[f"row {number} of the registry"] = text, without(registry, row=number), table
    for column, title in enumerate(HEAD.strip().split(",")):
        dropped[f"the column {title!r}"] = text, without(registry, column=column), table
    for column, title in enumerate(LIST.strip().split(",")):
        if (title, listed) != ("ids", "its number"):
            dropped[f"the column {title!r} of the list"] = text, registry, without(table, column=column)
    assert not [what for what, files in dropped.items() if status(tmp_path, *files) == 0]


def lines_less(text: str, registry: str, table: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The files with a line less of who the parties are and of who made the part."""
    lines = text.splitlines(keepends=True)
    table_of = ""
    for number, line in enumerate(lines):
        table_of = line if line.startswith("[") else table_of
        if line.strip() and ("parties" in table_of or "sources" in table_of):
            yield f"the line {line!r}", ("".join(lines[:number] + lines[number + 1 :]), registry, table)


def test_what_clears_it_is_there(tmp_path: Path) -> None:
    """The same with nobody listed and a German owner may cross, so that the property is not empty."""
    registry = HEAD + SUPPLIER + REGISTRY["a German company"]
    assert status(tmp_path, dossier(True), registry, LIST + LISTED["nobody"]) == 0
