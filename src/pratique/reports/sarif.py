"""The answer as SARIF 2.1.0, for code scanning.

Rule: a rule is a provision. Code hosts show nothing of a result without a level, and only one with a place in a
file: what is barred is an `error`, what is undetermined a `warning` that says so, what may cross is no result at all,
and where an element stands in no file its place is that of the dossier. The fingerprint comes from the provision and
the element, so that a second run finds the same result.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import quote

import msgspec

from pratique.files.outward import for_sarif
from pratique.reports.rests_on import rests_on
from pratique.usecases.answer.answer import Answer, Deciding
from pratique.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PLACE = re.compile(r"(.+?)(?::(\d+)(?::\d+)?)?(?: (/.*|[^\s/]+/\S*|row \d+|\S.*!.+))?", re.DOTALL)
"""A place as text: a file, whose name may hold blanks, its line and column, and what points into it."""
_BAD = ("prohibited", "licence required")


def sarif(answer: Answer) -> bytes:
    """The SARIF log, one result for each provision and node that bars or may bar."""
    rules = {each.cite: each for each in answer.decided_by if each.worst in _BAD}
    order = {cite: index for index, cite in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "pratique",
                "version": __version__,
                "rules": [
                    {
                        "id": cite,
                        "shortDescription": {"text": for_sarif(each.summary)},
                        "help": {"text": for_sarif(each.summary)},
                    }
                    for cite, each in rules.items()
                ],
            }
        },
        "properties": {
            "lawBook": answer.law_book.hash,
            "lawBookOrigin": answer.law_book.origin,
            "provenance": [f"{for_sarif(each.about)}: {for_sarif(each.note)}" for each in answer.provenance],
            "verdict": msgspec.to_builtins(answer.verdict),
        }
        | _rests(answer),
        "results": [_result(each, order[each.cite], answer) for each in answer.decided_by if each.worst in _BAD],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _rests(answer: Answer) -> dict[str, Any]:
    """What the answer rests on, by heading."""
    return {section.title: [f"{about}: {said}" for about, said in section.lines] for section in rests_on(answer)}


def _result(each: Deciding, rule: int, answer: Answer) -> dict[str, Any]:
    barred = each.best in _BAD
    ends = f"{each.best} .. {each.worst}"
    open_ = "" if barred else "Undetermined: "
    mark = hashlib.sha256(f"{each.cite}\0{each.node}\0{each.transaction}".encode()).hexdigest()
    return {
        "ruleId": each.cite,
        "ruleIndex": rule,
        "kind": "fail",
        "level": "error" if barred else "warning",
        "message": {"text": f"{open_}{for_sarif(each.label)}: {ends}. {for_sarif(each.summary)}"},
        "locations": [_location(each, answer)],
        "partialFingerprints": {"pratique/v1": mark},
    }


def _somewhere(answer: Answer) -> str:
    """A place in a file for what stands in none: that of anything that decides, else the title of the dossier."""
    return next((each.place for each in answer.decided_by if each.place), answer.title)


def _location(each: Deciding, answer: Answer) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": each.node, "name": each.label}]}
    found = _PLACE.fullmatch(each.place or _somewhere(answer))
    if found:
        file, line, pointer = found.groups()
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(file, safe="/")}}
        if line and int(line):
            location["physicalLocation"]["region"] = {"startLine": int(line)}
        if pointer:
            location["logicalLocations"].append({"fullyQualifiedName": pointer, "kind": "member"})
    return location


def together(logs: list[bytes]) -> bytes:
    """Several logs as one with a run each."""
    read = [msgspec.json.decode(each) for each in logs]
    log = {**read[0], "runs": [run for each in read for run in each["runs"]]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"
