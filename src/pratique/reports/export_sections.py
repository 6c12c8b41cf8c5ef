"""What an answer on an export says beside its outcome, as sections: licence, class, policy, exceptions, red flags.

Rule: a page says what the JSON says: every citation, word and summary of an annex stands in each format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pratique.reports.section import Section
from pratique.usecases.answer.answer import Answer

Annex = Mapping[str, Any]
"""What an export answer holds beside its outcome, or a row of it, by name."""
MOST_ACTS = 3
"""So many acts of which the same is said are named; the rest is counted."""


def export_sections(answer: Answer) -> Iterator[Section]:
    """The sections of every annex, transaction by transaction."""
    several = sum(1 for each in answer.transactions for one in each.instruments if one.annex) > 1
    for transaction in answer.transactions:
        whose = f" ({transaction.id})" if several else ""
        labels = {line.key: line.label for one in transaction.instruments for line in one.lines}
        for instrument in transaction.instruments:
            if instrument.annex:
                yield from _sections(instrument.annex, labels, whose)


def licence_lines(answer: Answer) -> Iterator[str]:
    """Of the acts with an annex two lines: whether its law asks for a licence, of which class; what may lift it, how
    an application is looked at, and red flags. Acts of which the same is said are told together."""
    acts = [(each.id, one.cite, one.annex) for each in answer.transactions for one in each.instruments if one.annex]
    alike: dict[tuple[str, str, str], list[str]] = {}
    for name, law, annex in acts:
        alike.setdefault((law, _asked(annex), _lifted(annex)), []).append(name)
    for (law, asked, lifted), names in alike.items():
        more = f" and {len(names) - MOST_ACTS} more" if len(names) > MOST_ACTS else ""
        whose = f" ({', '.join(names[:MOST_ACTS])}{more})" if len(acts) > 1 else ""
        yield f"Licence under {law}{whose}: {asked}"
        if lifted:
            yield f"Lifted by{whose if len(alike) > 1 else ''}: {lifted}"


def _asked(annex: Annex) -> str:
    """Whether a licence is required, and of which class what moves is."""
    items = annex["items"]
    classes = dict.fromkeys(each for item in items for each in item["classes"] if each != "none")
    perhaps = any("none" in item["classes"] and len(item["classes"]) > 1 for item in items)
    named = f"; class {', '.join(classes)}{' or none of the classes examined' if perhaps else ''}"
    return f"{_both(annex['licence'])}{named if classes else '; none of the classes examined'}"


def _lifted(annex: Annex) -> str:
    """What may lift it, how an application is looked at, red flags; empty where nothing has to be lifted."""
    items = annex["items"]
    if "required" not in set(annex["licence"].values()) - {"not required"} and not annex["red_flags"]:
        return ""
    spared = dict.fromkeys(f"{each['cite']} ({each['eligible']})" for item in items for each in item["exceptions"])
    looked = dict.fromkeys(each["expectation"] for item in items for each in item["review_policy"])
    flags = dict.fromkeys(each["name"] for each in annex["red_flags"])
    told = ["; ".join(spared) or "no exception that was examined"]
    told += [f"An application is looked at with: {' or '.join(looked)}"] if looked else []
    told += [f"Red flags: {'; '.join(flags)}"] if flags else []
    told += [f"Doubts about the text: {len(annex['gaps'])}"] if annex["gaps"] else []
    return ". ".join(told)


def _sections(annex: Annex, labels: Mapping[str, str], whose: str) -> Iterator[Section]:
    items = annex["items"]
    yield Section(f"Licence{whose}", tuple(_licence(annex, items, labels)))
    yield Section(f"What asks for it{whose}", tuple(_by_item(items, labels, "requirements", _requirement)))
    yield Section(f"Exceptions that may spare it{whose}", tuple(_by_item(items, labels, "exceptions", _exception)))
    yield Section(f"How an application is looked at{whose}", tuple(_by_item(items, labels, "review_policy", _policy)))
    flags = tuple((f"{each['name']} ({each['cite']})", each["summary"]) for each in annex["red_flags"])
    yield Section(f"Red flags{whose}", flags)
    gaps = tuple((each["fact"], f"{each['meaning']} ({each['cite']})") for each in annex["gaps"])
    yield Section(f"Doubts about the text{whose}", gaps)


def _licence(annex: Annex, items: list[Any], labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "the act", _both(annex["licence"])
    for each in items:
        classes = ", ".join("none of the classes examined" if one == "none" else one for one in each["classes"])
        reach = f"subject to the regulations: {each['subject_to_ear']}"
        yield labels.get(each["item"], each["item"]), f"{_both(each['licence'])}; class {classes}; {reach}"
    if annex["items_left_out"]:
        yield "further items", f"{annex['items_left_out']} are not listed"
    if annex["parts_not_about_computing"]:
        yield "other parts", f"{annex['parts_not_about_computing']} of which nothing about computing is known"


def _both(licence: Mapping[str, str]) -> str:
    text, enforced = licence["by_text"], licence["as_enforced"]
    return text if text == enforced else f"{text} by the text; {enforced} as enforced"


def _by_item(items: list[Any], labels: Mapping[str, str], name: str, said: Any) -> Iterator[tuple[str, str]]:
    """The rows of a kind, each once with the items that it holds of."""
    rows: dict[tuple[str, str], list[str]] = {}
    for item in items:
        for row in item[name]:
            rows.setdefault(said(row), []).append(labels.get(item["item"], item["item"]))
    for (about, what), its in rows.items():
        yield about, what if len(items) == 1 else f"{what} ({', '.join(its)})"


def _requirement(row: Annex) -> tuple[str, str]:
    note = f" {row['note']}" if row.get("note") else ""
    return row["cite"], f"{_both(row)}. {row['summary']}{note} [{row['confidence']}]"


def _exception(row: Annex) -> tuple[str, str]:
    opens = f" Not known: {', '.join(row['open_facts'])}." if row["open_facts"] else ""
    return row["cite"], f"{row['eligible']}. {row['summary']}{opens} [{row['confidence']}]"


def _policy(row: Annex) -> tuple[str, str]:
    return f"{row['expectation']} ({row['cite']})", f"{row['applies']}. {row['summary']} [{row['confidence']}]"
