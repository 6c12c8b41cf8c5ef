"""The answer as JUnit XML, for build servers: a suite an answer, a test an act, and below it a test an instrument.

Rule: a barred act is a failure, an undetermined one an error that says so; nothing else passes than what may cross.
What the answer rests on stands in the properties and in `system-out`, so that a green suite claims no more than text.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from pratique.files.outward import for_xml
from pratique.reports.marks import BAD, Mark, marks_of
from pratique.reports.rests_on import rests_on
from pratique.usecases.answer.answer import Answer, InstrumentOut, TransactionOut, VerdictOut


def junit(answers: Iterable[Answer], *, late_fails: bool = False) -> bytes:
    """Answers -> one `testsuites` document (the dialect that Jenkins, GitLab and GitHub actions read).

    With `late_fails` (`--fail-on late`) each duty that is late is a failed test of its own.
    """
    root = ElementTree.Element("testsuites", name="pratique")
    for answer in answers:
        root.append(_suite(answer, late_fails))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(each.get(name, "0")) for each in root)))
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text + b"\n"


def _suite(answer: Answer, late_fails: bool) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=for_xml(answer.title))
    said = ElementTree.SubElement(suite, "properties")
    for name, value in _properties(answer):
        ElementTree.SubElement(said, "property", name=for_xml(name), value=for_xml(value))
    marks = marks_of(answer)
    for transaction in answer.transactions:
        suite.extend(_cases(transaction, marks, answer.title))
    suite.extend(_late(each, answer.title) for each in (answer.late if late_fails else ()))
    _out(suite, answer)
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    suite.set("skipped", "0")
    return suite


def _properties(answer: Answer) -> list[tuple[str, str]]:
    return [
        ("verdict", str(answer.verdict)),
        ("knownOn", answer.known_on),
        ("lawBook", answer.law_book.hash),
        ("lawBookOrigin", answer.law_book.origin),
        ("program", answer.program),
        *((each.about, each.note) for each in answer.provenance),
    ]


def _cases(transaction: TransactionOut, marks: tuple[Mark, ...], title: str) -> list[ElementTree.Element]:
    """The test of an act, and one for each instrument that speaks of it."""
    what = f" of {transaction.vehicle}" if transaction.vehicle else ""
    name = f"{transaction.act}{what} into {transaction.into} on {transaction.date} ({transaction.id})"
    own = [each for each in marks if each.transaction in (transaction.id, "")]
    cases = [_case(name, title, transaction.verdict, [each.text for each in own])]
    for each in transaction.instruments:
        cases.append(_case(each.title, f"{title}.{transaction.id}", each.verdict, _lines(each)))
    return cases


def _lines(instrument: InstrumentOut) -> list[str]:
    shown = [
        f"{each.label}: {each.verdict} ({', '.join(each.cites)}){f' at {each.place}' if each.place else ''}"
        for each in instrument.lines
        if each.verdict.worst in BAD
    ]
    left = instrument.lines_left_out
    return [*shown, f"{left} more lines are in the answer as JSON."] if left else shown


def _case(name: str, group: str, verdict: VerdictOut, lines: list[str]) -> ElementTree.Element:
    case = ElementTree.Element("testcase", name=for_xml(name), classname=for_xml(group))
    if verdict.worst in BAD:
        barred = verdict.best in BAD
        bad = ElementTree.SubElement(
            case,
            "failure" if barred else "error",
            type="barred" if barred else "undetermined",
            message=for_xml(str(verdict)),
        )
        bad.text = "\n".join(for_xml(each) for each in lines) or for_xml(str(verdict))
    return case


def _late(what: str, title: str) -> ElementTree.Element:
    case = ElementTree.Element("testcase", name=for_xml(f"In time: {what}"), classname=for_xml(title))
    ElementTree.SubElement(case, "failure", type="late", message="late").text = for_xml(what)
    return case


def _out(suite: ElementTree.Element, answer: Answer) -> None:
    """What the answer rests on, its next step and what is late, under the suite."""
    lines = [f"Next: {answer.next_step}"] if answer.next_step else []
    lines += [f"Late: {each}" for each in answer.late]
    for section in rests_on(answer):
        lines.append(section.title)
        lines += [f"  {about}: {said}" for about, said in section.lines]
    ElementTree.SubElement(suite, "system-out").text = "\n".join(for_xml(each) for each in lines)
