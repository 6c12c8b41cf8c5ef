"""The first look at the name of a party passes over no name that says anything when it is looked at whole."""

from __future__ import annotations

import re

import pytest

from pratique.dossier.called_parties import HEAD, _data, _listed_or_there, _may_say, _military, _of_china
from pratique.items.doubt.types import alternatives
from pratique.items.doubt.words import brands_of_concern

SECTIONS = ("listed", "military", "china")
PATTERNS = sorted({each for section in SECTIONS for each in _data()[section]["latin"]})
WORDS = sorted({each for said in PATTERNS for each in re.findall(r"[a-z0-9]{2,}", said)} | brands_of_concern()[0])


def ways(word: str) -> list[str]:
    """A word as it may stand in a name: whole, apart at each place, letter by letter, in and beside other words."""
    apart = [f"{word[:at]} {word[at:]}" for at in range(1, len(word))]
    return [word, word.upper(), *apart, " ".join(word), f"5{word}", f"x{word}", f"ab {word}", f"Foo_{word} Co Ltd"]


@pytest.mark.parametrize("first", sorted({each[0] for each in WORDS}))
def test_a_name_that_says_something_is_looked_at_whole(first):
    for word in (each for each in WORDS if each[0] == first):
        for way in ways(word):
            for name in (way, f"{way} tech", f"{way} of defence co"):
                assert _may_say(name) or not (_listed_or_there(name) or _military(name) or _of_china(name)), name


def test_a_pattern_has_no_bar_of_its_own_and_a_brand_a_beginning():
    assert [each for each in PATTERNS if len(alternatives(each)) > 1] == []
    assert [each for each in brands_of_concern()[0] if len(each) < HEAD] == []


@pytest.mark.parametrize("name", ["Supplier 4711 GmbH", "Acme Trading", "Ostseewerk"])
def test_most_names_are_looked_at_once(name):
    assert not _may_say(name)


@pytest.mark.parametrize("name", ["华为技术有限公司", "H 3 C", "h3c", "da jiang", "DJI", "x" * 300, "new h3c"])
def test_what_begins_in_several_ways_or_is_not_latin_is_looked_at(name):
    assert _may_say(name)
