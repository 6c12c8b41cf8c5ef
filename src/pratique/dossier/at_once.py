"""A dossier that breaks its schema, told at once with what its other lines say wrong.

Rule: what breaks the schema is put aside (a missing id is lent one, a value that may not stand there is left out) and
the rest is read as any dossier is. Of it only faults of names and values of facts are told, since who names whom is
unknown of a document with holes. Nothing is decided of it, and it stays refused.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from pratique.dossier.document import Dossier, dossier_of, plain_data
from pratique.dossier.faults import faults
from pratique.errors import Finding, InvalidInput
from pratique.files.clock import today
from pratique.files.plain import Data

if TYPE_CHECKING:
    from pratique.items.bill import Bill

_TOLD = ("dossier.fact.", "dossier.role", "dossier.lei", "dossier.uscc", "dossier.feature")
_REQUIRED = re.compile(r'"(\w+)" is a required property')
_LENT = {"act": "sale", "fact": "act.kind", "value": "sale"}
"""What stands for what is missing; whatever is found of it is not told."""


def with_every_fault(refused: InvalidInput, raw: object, file: str, text: str) -> InvalidInput:
    """What a dossier was refused for, with the faults of its other lines."""
    mended = _mended(plain_data(raw))
    if mended is None:
        return refused
    try:
        dossier = dossier_of(mended, file, text)
        _collected(dossier)
        found: list[Finding] = list(dossier.findings)
    except InvalidInput as more:
        found = list(more.findings)
    before = {(each.code, each.place) for each in refused.findings}
    others = [each for each in found if each.code.startswith(_TOLD) and (each.code, each.place) not in before]
    return InvalidInput([*refused.findings, *others])


def _collected(dossier: Dossier) -> None:
    """Read what the tables state, for its findings alone; no file beside is opened."""
    from pratique.dossier.build import CaseBuilder
    from pratique.dossier.case import Cases
    from pratique.dossier.elements import Elements
    from pratique.dossier.evidence import Evidence
    from pratique.dossier.lines import PartLines
    from pratique.dossier.statements import Statements

    said = Statements(Cases(dossier, Evidence(today())))
    CaseBuilder(said, PartLines(said, _no_bill, []), Elements(said.made), None, {}).collect()


def _no_bill(path: str, columns: object = None) -> Bill:
    """Nothing of a document with holes asks for a bill."""
    raise AssertionError(path)


def _mended(plain: object) -> Data | None:
    """The document without what breaks the schema; None where that cannot be put aside."""
    if not isinstance(plain, dict):
        return None
    document = copy.deepcopy(plain)
    for _ in range(8):  # one fault may lie behind another
        told = list(faults(document))
        if not told:
            return document
        for pointer, message in told:
            if not _put_aside(document, pointer, message):
                return None
    return None


def _put_aside(document: Data, pointer: str, message: str) -> bool:
    """Lend what is missing, or leave out what may not stand there; whether that could be done."""
    holder, value, last = _at(document, pointer)
    if (missing := _REQUIRED.search(message)) is not None and isinstance(value, dict):
        name = missing[1]
        value[name] = f"?{pointer}" if name in ("id", "ref") else _LENT.get(name, "?")
        return True
    if isinstance(holder, dict) and last:
        holder.pop(last, None)
        return True
    return isinstance(holder, list) and _put_aside(document, pointer.rpartition("/")[0], "")


def _at(document: Data, pointer: str) -> tuple[object, object, str]:
    """What holds the value at a pointer, the value, and the last step to it."""
    holder: object = None
    value: object = document
    step = ""
    for step in pointer.split("/") if pointer else ():
        holder = value
        value = (
            holder[int(step)]
            if isinstance(holder, list) and step.isdigit()
            else holder.get(step)
            if isinstance(holder, dict)
            else None
        )
    return holder, value, step
