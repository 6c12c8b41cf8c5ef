"""A name that a document gives is never read as structure, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.dossier.build import cases_of
from pratique.dossier.case import Cases
from pratique.dossier.read import read_dossier
from pratique.errors import InvalidInput
from pratique.facts.keys import Behind, Carried, Key, Numbered, Other, Step, beside, key_of_name
from pratique.facts.kinds import ACTOR, KINDS, PART, PARTY, SOURCE
from pratique.logic.entities import Entity, carried_by, elements_of
from pratique.usecases.missing.needs import needs
from tests.running import KNOWN

READ = [
    ("v/kit", None),
    (r"v/kit\/other source", None),
    (r"v/kit\/other source/source 1/party", None),
    (r"v/kit\/other source/other source", (r"v/kit\/other source/other source", "source")),
    ("v/kit/other source 3/party", ("v/kit/other source", "source")),
    ("v/kit/other sources", None),
    ("v/box/other source/party", ("v/box/other source", "source")),
    ("v/other part/other source", ("v/other part", "part")),
    ("s/other actor/party", None),
    ("v/other thing", None),
]
HOSTILE = [
    "kit/other source",
    "other software",
    "kit/other part 2/x",
    "other part",
    "kit/source 1",
    "kit/source 1/party",
    "kit/unnamed supplier",
    "kit/other source/other source",
    r"kit\/other source",
    "kit\\",
    "kit / other source",
    "kit carried by acme",
    "kit\u2044other source",
    "kit\uff0fother source",
    "actor",
    "v/kit",
]
"""References of parts that read as structure, or nearly."""
PIECES = [
    "/other source",
    "/other part 2",
    "/party",
    "/actor",
    "/purchaser/2",
    "\\",
    "/",
    "/source 1",
    "source 1",
    "kit",
]
NAMES = st.lists(
    st.sampled_from([*PIECES, "/unnamed supplier", "/party:x|?", "/party:a", "/ref:x", "|?", " ", "\u2044", "2"]),
    max_size=6,
).map("".join)
STEPS = st.lists(
    st.builds(Other, st.sampled_from(list(KINDS.values())), st.integers(0, 12))
    | st.builds(Carried, st.sampled_from([PARTY, ACTOR]), st.integers(1, 12))
    | st.builds(Numbered, st.sampled_from([PART, SOURCE]), st.integers(1, 12))
    | st.sampled_from([Behind("unnamed supplier"), Behind("lei:ABC"), Behind("party:a b|CN")])
    | st.builds(
        Behind,
        st.sampled_from(["party:%s|DK", "party:%s|?", "ref:%s"]).flatmap(
            lambda form: st.text("a/\\|%2F5C ?D:", max_size=6).map(lambda name: form % name)
        ),
    ),
    max_size=4,
).map(tuple)
DOSSIER = """\
title = "names"
[[vehicles]]
id = "v"
model_year = 2027
parts_complete = true
{parts}
[[transactions]]
id = "s"
act = "sale"
role = "manufacturer"
date = 2026-12-22
into = "US"
vehicle = "v"
"""
PART_OF = """\
[[vehicles.parts]]
ref = '{ref}'
kind = "software"
"""


@given(NAMES | st.text(max_size=8), STEPS)
def test_a_key_is_read_as_it_was_written(name: str, steps: tuple[Other | Carried | Numbered | Behind, ...]) -> None:
    key = Key(name, steps)
    assert Key.read(key.text) == key
    assert key_of_name(name) == Key(name).text
    assert isinstance(Key.read(name), Key)


@pytest.mark.parametrize(
    "name", ["kit", "v/kit", "urn:cdx:1/1#pkg:npm/a@1", "A/S", "C:\\a\\b", "other source", "v/2"]
)
def test_an_ordinary_name_is_written_as_it_is(name: str) -> None:
    assert key_of_name(name) == name


@pytest.mark.parametrize(("key", "found"), READ)
def test_what_no_list_names_is_read_behind_the_name(key: str, found: tuple[str, str] | None) -> None:
    assert beside(key) == found


def dossier(folder: Path, *refs: str, more: str = "") -> Path:
    file = folder / "names.toml"
    parts = "".join(PART_OF.format(ref=ref) for ref in refs)
    file.write_text(DOSSIER.format(parts=parts) + more, encoding="utf-8")
    return file


def built(file: Path) -> Cases:
    return cases_of(read_dossier(file), date(2026, 11, 1))


Told = dict[tuple[str, str], tuple[object, ...]]


def elements(made: Cases) -> Told:
    """Every element, listed or not, by kind and key, with what is known of it and below it."""
    found: Told = {}
    for case in made.cases:
        for key, told in _below(case.entity):
            assert key not in found, "two elements with one key"
            found[key] = told
    return found


def _below(element: Entity) -> Iterator[tuple[tuple[str, str], tuple[object, ...]]]:
    closed = sorted((kind.name, listing.closed) for kind, listing in element.children.items())
    yield (element.kind.name, element.key), (dict(element.values), element.present, closed)
    for kind in KINDS.values():
        for each in elements_of(element, kind) if kind.parent is element.kind else ():
            yield from _below(each)
    carried = carried_by(element)
    if carried is not None:
        yield from _below(carried)


def answer(entity: str, fact: str, value: str) -> str:
    return f"[[answers]]\nentity = '{entity}'\nfact = '{fact}'\nvalue = {value}\n"


def of_part(told: Told, key: str) -> dict[tuple[str, tuple[Step, ...]], tuple[object, ...]]:
    """What is known of a part and below it, without its name."""
    name = Key.read(key).name
    return {(kind, one.steps): each for (kind, text), each in told.items() if (one := Key.read(text)).name == name}


@pytest.mark.parametrize("ref", HOSTILE)
def test_a_part_has_its_own_elements_under_whatever_name(tmp_path: Path, ref: str) -> None:
    plain = of_part(elements(built(dossier(tmp_path, "kit"))), "v/kit")
    assert len(plain) == 4
    both = elements(built(dossier(tmp_path, "kit", ref)))
    assert of_part(both, "v/kit") == of_part(both, key_of_name(f"v/{ref}")) == plain


@pytest.mark.parametrize("ref", HOSTILE)
def test_an_answer_by_key_reaches_its_part_alone(tmp_path: Path, ref: str) -> None:
    own, before = key_of_name(f"v/{ref}"), elements(built(dossier(tmp_path, "kit", ref)))
    told = answer(Key(Key.read(own).name, (Other(SOURCE),)).text, "source.present", "false")
    after = elements(built(dossier(tmp_path, "kit", ref, more=told + answer(own, "part.programmable", "false"))))
    assert of_part(after, "v/kit") == of_part(before, "v/kit")
    assert of_part(after, own) != of_part(before, own)
    kit = answer("v/kit/other source", "source.present", "false")
    kit += answer("v/kit", "part.programmable", "false")
    if ref == "v/kit":
        with pytest.raises(InvalidInput, match="names 2 different parts"):
            built(dossier(tmp_path, "kit", ref, more=kit))
        return
    after = elements(built(dossier(tmp_path, "kit", ref, more=kit)))
    assert of_part(after, own) == of_part(before, own)
    assert of_part(after, "v/kit") != of_part(before, "v/kit")


def test_a_name_is_found_as_it_was_given_where_nothing_else_is_called_so(tmp_path: Path) -> None:
    for told in ("kit/other source", r"kit\/other source", "v/kit/other source", r"v/kit\/other source"):
        file = dossier(tmp_path, "kit/other source", more=answer(told, "part.programmable", "false"))
        found = elements(built(file))["part", r"v/kit\/other source"]
        assert "part.programmable" in str(found), told
        unlisted = answer(f"{told}/other source", "source.present", "false")
        assert elements(built(dossier(tmp_path, "kit/other source", more=unlisted)))


def test_the_fact_decides_between_a_name_and_a_step(tmp_path: Path) -> None:
    refs = ("kit", "kit/other source")
    before = elements(built(dossier(tmp_path, *refs)))
    for owner in ("", "v/"):
        told = answer(f"{owner}kit/other source", "part.programmable", "false")
        after = elements(built(dossier(tmp_path, *refs, more=told)))
        assert of_part(after, "v/kit") == of_part(before, "v/kit")
        assert of_part(after, r"v/kit\/other source") != of_part(before, r"v/kit\/other source")
        told = answer(f"{owner}kit/other source", "source.present", "false")
        after = elements(built(dossier(tmp_path, *refs, more=told)))
        assert of_part(after, "v/kit") != of_part(before, "v/kit")
        assert of_part(after, r"v/kit\/other source") == of_part(before, r"v/kit\/other source")


def test_a_fact_that_may_be_of_either_is_refused(tmp_path: Path) -> None:
    party = "[[parties]]\nid = 'kit/other source/party'\n"
    told = party + answer("kit/other source/party", "party.headquartered_in", "'DE'")
    with pytest.raises(InvalidInput, match="is what is called so, and an element of"):
        built(dossier(tmp_path, "kit", more=told))
    assert built(dossier(tmp_path, more=told))


def test_what_is_said_of_a_part_is_not_said_of_one_that_is_called_like_its_key(tmp_path: Path) -> None:
    file = dossier(tmp_path, "kit", "v/kit")
    before = elements(built(file))
    text = file.read_text(encoding="utf-8").replace("ref = 'kit'\n", "ref = 'kit'\nprogrammable = false\n")
    file.write_text(text, encoding="utf-8")
    after = elements(built(file))
    assert of_part(after, "v/v/kit") == of_part(before, "v/v/kit")
    assert of_part(after, "v/kit") != of_part(before, "v/kit")


def test_a_party_called_like_an_element_is_not_that_element(tmp_path: Path) -> None:
    party = "[[parties]]\nid = 'v/kit/other source/party'\nheadquartered_in = 'CN'\n"
    assert elements(built(dossier(tmp_path, "kit", more=party))) == elements(built(dossier(tmp_path, "kit")))


def test_questions_are_asked_of_a_part_under_a_name_that_reads_as_a_step(tmp_path: Path) -> None:
    def asked(ref: str) -> set[tuple[str, tuple[Step, ...], str]]:
        found = needs(dossier(tmp_path, ref), known_on=date.fromisoformat(KNOWN[1]))
        keys = [(Key.read(each.entity or ""), each.fact) for each in found.matters]
        return {("PART" if key.name == f"v/{ref}" else key.name, key.steps, fact) for key, fact in keys}

    plain = asked("kit")
    assert len(plain) > 3
    assert asked("kit/other source") == plain
