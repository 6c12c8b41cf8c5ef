"""The coarse stage: what it must not lose, against comparing with every name."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pratique.parties.names.compare import best_comparison
from pratique.parties.names.forms import name_forms
from pratique.parties.screening.index import Name, NameIndex
from pratique.parties.screening.match import Query
from pratique.parties.screening.nearest import nearest
from pratique.parties.screening.vocabulary import Vocabulary, _neighbourhood, deletion_hashes

SYLLABLES = ("ba", "ko", "rin", "ta", "mel", "shu", "ov", "dar", "ni", "qua", "zen", "lo", "pra", "fi", "gor", "hue")
TRADES = ("Shipping", "Electronics", "Bank", "Trading", "Technology", "Steel", "Holding", "Group")
FORMS = ("Ltd", "LLC", "GmbH", "JSC", "Co., Ltd.", "")


def invented(count: int, rnd: random.Random) -> list[Name]:
    names: dict[str, None] = {}
    while len(names) < count:
        brand = "".join(rnd.choice(SYLLABLES) for _ in range(rnd.choice((2, 3, 3)))).capitalize()
        names[f"{brand} {rnd.choice(TRADES)} {rnd.choice(TRADES)} {rnd.choice(FORMS)}".strip()] = None
    return [Name(text) for text in names]


def slip(text: str, rnd: random.Random) -> str:
    brand, _, rest = text.partition(" ")
    spot = rnd.randrange(1, len(brand))
    return f"{brand[:spot]}{brand[spot + 1 :]} {rest}"


def test_the_proposals_hold_what_a_full_scan_finds() -> None:
    rnd = random.Random(11)
    names = invented(600, rnd)
    index = NameIndex(names)
    forms = [name_forms(name.text) for name in names]
    for name in rnd.sample(names, 40):
        query = slip(name.text, rnd)
        wanted = name_forms(query)
        full = {row: best_comparison(wanted, form).score for row, form in enumerate(forms)}
        best = max(full.values())
        found = {row: comparison.score for row, comparison in nearest(index, Query(query, individual=False))}
        assert max(found.values()) == best, query
        assert all(full[row] == pytest.approx(score, abs=1e-4) for row, score in found.items())


def test_stored_forms_are_the_forms_of_the_name() -> None:
    texts = ["Orion Plasma Institute (OPI)", "远星技术有限公司", "محمد علي", "金正恩", "Kim & Sons, Inc", "?"]
    names = [Name(text, individual) for text in texts for individual in (False, True)]
    index = NameIndex(names)
    for row, name in enumerate(names):
        kept, made = index.forms_of(row), name_forms(name.text, name.individual)
        assert [form.words for form in kept] == [form.words for form in made]
        assert [form.weights for form in kept] == [pytest.approx(form.weights, abs=1e-6) for form in made]
        assert [(form.legal_form, form.abjad, form.romanised) for form in kept] == [
            (form.legal_form, form.abjad, form.romanised) for form in made
        ]


def test_the_same_words_are_found_however_common() -> None:
    crowd = [Name(f"Common Common{number} Words") for number in range(400)] + [Name("Words Common")] * 1
    index = NameIndex(crowd)
    assert 400 in index.look_up(name_forms("common WORDS"), keep=3)


@pytest.mark.parametrize("query", ["Orionvega", "Orion Vega", "Orionn Vega", "Oryon Vega", "Vega Orion"])
def test_words_joined_misspelt_or_turned_are_proposed(query: str) -> None:
    index = NameIndex([Name("Orion Vega"), Name("Northern Bakery"), Name("Vega Bakery")])
    assert index.look_up(name_forms(query))[0] == 0


def test_an_empty_index_finds_nothing() -> None:
    assert NameIndex([]).look_up(name_forms("Orion")) == []


def test_hashes_of_deletions_agree_with_hashes_of_the_shortened_words() -> None:
    words = ["orion", "marine", "aa", "abcdefghijklmnopqrstuvwx"]
    hashes, owners = _neighbourhood(words)
    for number, word in enumerate(words):
        shortened = {deletion_hashes(word[:spot] + word[spot + 1 :])[0] for spot in range(len(word))}
        wanted = {deletion_hashes(word)[0], *shortened}
        assert set(deletion_hashes(word)) == wanted
        assert set(hashes[owners == number].tolist()) == wanted
    assert hashes.dtype == np.uint64


def test_a_word_one_slip_away_is_in_reach() -> None:
    vocabulary = Vocabulary()
    number = vocabulary.number("quasar")
    vocabulary.number("bakery")
    for word in ("quaser", "quasr", "quassar", "qausar", "quasar"):
        assert number in vocabulary.expand(word), word
    assert number not in vocabulary.expand("bakers")


BRANDS = (
    "Huawei",
    "Hikvision",
    "Bank of China",
    "Kim Chol Su",
    "Petrov Ivan",
    "远星技术有限公司",
    "محمد علي",
    "AVIC",
)


@pytest.mark.parametrize("individual", [False, True])
def test_what_is_left_out_below_a_score_has_a_lower_one(individual: bool) -> None:
    rnd = random.Random(5)
    texts = [name.text for name in invented(60, rnd)] + [
        *BRANDS,
        "Hikvision Europe GmbH",
        "Aviation Industry of China",
    ]
    forms = [name_forms(each, individual) for each in (*texts, *(slip(text, rnd) for text in texts[:60]))]
    for one in forms:
        for other in forms:
            whole = best_comparison(one, other, individual)
            for least in (0.52, 0.6, 0.7):
                found = best_comparison(one, other, individual, least)
                assert found == whole or max(found.score, whole.score) < least
