"""The answer as SARIF 2.1.0, for code scanning.

Rule: a rule is a provision. Code hosts show nothing of a result without a level, and only one with a place in a
file: what is barred is an `error`, what is undetermined a `warning` that says so, what may cross is no result at all,
and where an element stands in no file its place is that of the dossier. The fingerprint comes from the provision and
the element, so that a second run finds the same result.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from pratique.files.outward import for_sarif
from pratique.reports.marks import Mark, late_marks, marks_of
from pratique.reports.rests_on import rests_on
from pratique.usecases.answer.answer import Answer
from pratique.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(answer: Answer) -> bytes:
    """The SARIF log, one result for each provision and node that bars or may bar."""
    marks = (*marks_of(answer), *late_marks(answer))
    rules = {each.rule: each for each in marks}
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
        "results": [_result(each, order[each.rule]) for each in marks],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _rests(answer: Answer) -> dict[str, Any]:
    """What the answer rests on, by heading."""
    return {section.title: [f"{about}: {said}" for about, said in section.lines] for section in rests_on(answer)}


def _result(mark: Mark, rule: int) -> dict[str, Any]:
    return {
        "ruleId": mark.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": "error" if mark.barred else "warning",
        "message": {"text": for_sarif(mark.text)},
        "locations": [_location(mark)],
        "partialFingerprints": {"pratique/v1": mark.fingerprint},
    }


def _location(mark: Mark) -> dict[str, Any]:
    logical = [{"fullyQualifiedName": mark.node, "name": mark.label}]
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(mark.file, safe="/")}}
    if mark.line:
        place["region"] = {"startLine": mark.line}
    if mark.pointer:
        logical.append({"fullyQualifiedName": mark.pointer, "kind": "member"})
    return {"logicalLocations": logical, "physicalLocation": place}


def together(logs: list[bytes]) -> bytes:
    """Several logs as one with a run each."""
    read = [msgspec.json.decode(each) for each in logs]
    log = {**read[0], "runs": [run for each in read for run in each["runs"]]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"
