"""A new dossier as text: the question in force, everything that may be stated as comments beside it.

Rule: what stands without a mark is what makes the question one; every other line is a comment with its choices, and
taking the mark away gives a line that the schema takes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from pratique.dossier.toml import toml_value
from pratique.facts.definition import NOT_STATED, Definition
from pratique.facts.kinds import PART
from pratique.files import write_folder
from pratique.files.plain import Data, Plain
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.usecases.new import Begun, new
from pratique.value_class import dataclass

MOST_CHOICES = 14
DATE = "# date = 2027-06-01          # the day of the act: entry, sale, signing; or --on on the command line"


def new_folder(kind: str, bills: Sequence[str | Path] = ()) -> NewFolder:
    """A kind of question and bills of materials -> the files of a folder with a commented dossier for it.

    Kinds are hardware-import, software-sale, chip-export, holding, data-export and market-model; for each table a
    mapping of its columns is guessed. `NewFolder.write` writes them. Raises InvalidInput, UsageError.

    >>> sorted(pratique.new("holding").files)
    ['dossier.toml']
    """
    return NewFolder(kind, dict(files_of(new(kind, bills))))


@dataclass(frozen=True, slots=True)
class NewFolder(Plain):
    """The files of a new folder by name."""

    rows_are: ClassVar[str] = "files"

    kind: str
    files: Mapping[str, bytes]

    def write(self, folder: str | Path) -> None:
        """Write them all, or none. Raises UsageError, InvalidInput."""
        write_folder(folder, self.files)

    def to_dict(self) -> Data:
        """Each file by its name and size."""
        return {"kind": self.kind, "files": [{"name": name, "bytes": len(data)} for name, data in self.files.items()]}


def files_of(begun: Begun) -> Mapping[str, bytes]:
    """Every file of the new folder by name."""
    model = begun.kind == "market-model"
    lines = _model(begun) if model else _dossier(begun)
    return {("model.toml" if model else "dossier.toml"): ("\n".join(lines) + "\n").encode(), **begun.files}


def _dossier(begun: Begun) -> Iterator[str]:
    yield f"# {begun.title}"
    yield "# Take the mark away before what you know, and correct it; what you do not know stays as it is."
    yield "# `pratique check dossier.toml` answers, `pratique ask dossier.toml` asks for what is missing, best first."
    yield f"title = {json.dumps(begun.title)}"
    for name, says in begun.parties:
        yield from ("", "[[parties]]", f'id = "{name}"', f'name = "{says}"   # its registered name')
        yield from _facts(begun.facts["party"], "party.")
    if begun.whole is not None:
        yield from _whole(begun, begun.whole)
    yield from ("", "[[transactions]]", 'id = "question"')
    yield from (f"{key} = {toml_value(value)}" for key, value in begun.transaction.items())
    yield DATE
    if begun.whole is not None:
        yield f'{begun.whole.removesuffix("s")} = "whole"'
    if begun.part is not None:
        yield from ("", "[[transactions.parts]]", f'ref = "{begun.part}"')
        yield '# chip = "NVIDIA H20 SXM"   # its figures from the table of chips; or state them below'
        yield "[transactions.parts.facts]"
        yield from _facts(tuple(each for each in begun.facts["part"] if each.fact.kind is PART), "")
    yield from ("", "[facts]")
    yield from _facts(begun.facts["act"], "")
    if begun.whole is not None:
        yield from _answers(begun)


def _whole(begun: Begun, whole: str) -> Iterator[str]:
    yield from ("", f"[[{whole}]]", 'id = "whole"')
    if not begun.bills:
        yield '# boms = ["bill.cdx.json", { file = "bill.csv", mapping = "bill.columns.toml" }]'
    else:
        yield "boms = ["
        for name, mapping in begun.bills:
            entry = toml_value(name) if mapping is None else toml_value({"file": name, "mapping": mapping})
            yield f"  {entry},{'' if mapping is None else '   # see whether the columns are what the mapping says'}"
        yield "]"
    yield "# parts_complete = true      # the bills list every part"
    if whole == "vehicles":
        yield from _facts(begun.facts["vehicle"], "vehicle.")


def _answers(begun: Begun) -> Iterator[str]:
    yield from (
        "",
        "# What is known of one part, once for each fact: where it stands, and its name as the bill has it, since",
    )
    yield "# another part may stand there in the next version; without its name the answer counts for nothing."
    yield "# A defined term that somebody settled as a whole saves its elements:"
    for each in begun.facts["concluded"]:
        if each.name.startswith("part."):
            yield from _answer(each)
    yield "# Its elements:"
    for each in begun.facts["part"]:
        yield from _answer(each)


def _answer(each: Definition) -> Iterator[str]:
    yield "# [[answers]]"
    yield '# entity = "U5"'
    yield '# part = "LTE modem"'
    yield f"# fact = {json.dumps(each.name)}"
    yield f"# value = {_example(each)}   # {_choices(each)}. {each.meaning} ({each.known_by}: {each.proof})"


def _model(begun: Begun) -> Iterator[str]:
    yield f"# {begun.title}"
    yield "# Take the mark away before what you know; [trade] holds for every market, [into.XX] for one."
    yield "# `pratique markets model.toml` answers for every market, `pratique duty model.toml --into EU` for one."
    yield from ('title = "Our model"', "", "[vehicle]", 'name = "Our model"')
    yield from _facts(begun.facts["vehicle"], "vehicle.")
    yield '# gvwr = "2400 kg"'
    yield from ("", "[trade]", '# hs_code = "8703 80 10"', '# customs_value = "30000 USD"')
    yield from _facts(begun.facts["trade"], "trade.")


def _facts(definitions: tuple[Definition, ...], prefix: str) -> Iterator[str]:
    for each in definitions:
        name = each.name.removeprefix(prefix) if prefix else each.name
        key = name if "." not in name else json.dumps(name)
        yield f"# {key} = {_example(each)}   # {_choices(each)}. {each.meaning} ({each.known_by}: {each.proof})"


def _example(each: Definition) -> str:
    """A value of the right form; it stands in a comment and is nobody's statement."""
    match each.fact:
        case TruthFact():
            return "true"
        case ChoiceFact(values=values) | SetFact(values=values):
            first = "CN" if "CN" in values else sorted(values - {NOT_STATED})[0]
            return json.dumps([first] if isinstance(each.fact, SetFact) else first)
        case DateFact():
            return "2027-01-15"
        case NumberFact(domain=domain, unit=unit):
            if unit == "Hz" or each.name.endswith("model_year"):
                return "2480000000" if unit == "Hz" else "2027"
            low = domain.low
            return str(max(1, math.ceil(low)) if isinstance(low, int | Fraction) else 1)
    raise AssertionError(each.fact)


def _choices(each: Definition) -> str:
    match each.fact:
        case TruthFact():
            return "true or false"
        case ChoiceFact(values=values) | SetFact(values=values):
            head = "any of " if isinstance(each.fact, SetFact) else ""
            if len(values) > MOST_CHOICES:
                return f"{head}{len(values)} values, `pratique facts {each.name}`"
            return head + " | ".join(sorted(values - {NOT_STATED}))
        case DateFact():
            return 'a day, or "none"' if each.fact.may_be_none else "a day"
        case NumberFact(unit=unit):
            return (unit or "a number") + (', or "none"' if each.fact.may_be_none else "")
    raise AssertionError(each.fact)
