"""What a mapping of columns may say, and the mapping that the headers of a table suggest.

Rule: what is suggested is written so that a person confirms it; a column that may mean two things stands there as a
question and is not read. That a column says nothing is for a person to declare: it is never suggested as declared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pratique.dossier.toml import toml_value
from pratique.errors import Place
from pratique.items.readers import table_rows
from pratique.items.tables.case_words import ACT_KEYS
from pratique.items.tables.columns import refusal
from pratique.items.tables.guess import guess, profiles
from pratique.items.tables.header import found_header, said_by_cells
from pratique.items.tables.meanings import FIELDS, NATIVE_PARTIES


def columns_help() -> str:
    """Every meaning, option and profile of a mapping, for a person."""
    return "\n".join(_help()) + "\n"


def _help() -> Iterator[str]:
    yield "A mapping of columns (TOML), for check and convert --columns, and boms of a dossier:"
    yield ""
    yield '  boms = ["a.json", { file = "b.csv", mapping = "b.columns.toml" }, { file = "x.csv", profile = "sap" }]'
    yield ""
    yield "[columns]  header = meaning. A meaning is one of:"
    for name, says in FIELDS.items():
        yield f"  {name:22} {says}"
    yield f"  {', '.join(NATIVE_PARTIES)}"
    yield "  pratique.fact.NAME     a fact of the part by its full name (`pratique facts part`)"
    yield f"  {', '.join(ACT_KEYS)}    of a sheet whose rows are acts, as are facts of acts"
    yield ""
    yield "[[rows]]   what holds for every row that fits, where all designators of the row fit a pattern:"
    yield '  where = { designators = ["R*", "C*", "FID*"] }'
    yield '  set = { type = "hardware", "part.contributes_to_communication" = false }'
    yield ""
    yield "profile = NAME, sheet, header_row, delimiter, encoding, complete = true, not_fitted = 'keep' | 'leave out'"
    yield "Without [columns] the headers are read by the words of many programs and languages. Profiles:"
    yield from (f"  {name:22} {each.title}" for name, each in profiles().items())


def suggested(path: str | Path) -> str:
    """The mapping that the headers of a table suggest, as TOML for a person to confirm. Raises InvalidInput."""
    rows, encoding = table_rows(path)
    if not rows:
        raise refusal("table.empty", "The table has no header row.", Place(str(path)))
    at, header, begins = found_header(rows)
    known = guess(header.cells)
    unknown = [i for i, title in enumerate(header.cells) if title and i not in {*known.unsure, *known.sure}]
    unsure = {**known.unsure, **{i: (each,) for i, each in said_by_cells(unknown, rows[at + 1 :], known).items()}}
    lines = _suggested(str(Path(path).name), header.cells, known.sure, unsure, rows[begins].number, encoding)
    return "\n".join(lines) + "\n"


def _suggested(
    file: str,
    header: tuple[str | None, ...],
    sure: Mapping[int, str],
    unsure: Mapping[int, tuple[str, ...]],
    number: int,
    encoding: str | None,
) -> Iterator[str]:
    yield f"# What the columns of {file} mean, as its headers suggest; `pratique schema columns` has the words."
    if number > 1:
        yield f"header_row = {number}"
    if encoding:
        yield f"encoding = {json.dumps(encoding)}"
    yield "# complete = true            # the table lists every part"
    yield '# not_fitted = "leave out"   # the goods are delivered without the rows that are marked as not fitted'
    yield ""
    yield "[columns]"
    for index, title in enumerate(header):
        if title is None:
            continue
        key = json.dumps(title, ensure_ascii=False)
        meant = sure.get(index, "ignore")
        if len(choices := unsure.get(index, ())) > 1:
            yield f"# {key} = {toml_value(choices[0])}   # or {', or '.join(choices[1:])}: which?"
        elif choices:
            yield f"# {key} = {toml_value(choices[0])}   # by what its cells hold: is it so?"
        elif meant == "ignore":
            yield f'# {key} = "ignore"   # not read; take the mark away if nothing in it bears on the answer'
        else:
            yield f"{key} = {toml_value(meant)}"
    yield ""
    yield "# What holds for many rows, if it does; take the marks away:"
    yield "# [[rows]]"
    yield '# set = { type = "hardware" }'
    yield "# [[rows]]"
    yield '# where = { designators = ["R*", "C*", "L*", "FID*", "H*", "TP*"] }'
    yield '# set = { "part.contributes_to_communication" = false }'
