"""The grammar of written values: each form, what is refused, and that writing and reading agree."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.facts import act, part, party, source, vehicle
from pratique.facts.definition import VOCABULARY, load_vocabulary
from pratique.items.grammar import Unreadable, read_value, write_value
from pratique.logic.entities import unknown_value
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Choice, Members, Span, between, members, one_of, point

HZ, DAY, YEAR = part.radio_frequency_max, part.last_worked_on, part.model_year


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("CN", party.organised_in, one_of("CN")),
        ("P.R. China", party.organised_in, one_of("CN")),
        ("NO", party.organised_in, one_of("NO")),
        ("one-of(CN|TW)", party.organised_in, one_of("CN", "TW")),
        ("not(CN)", party.organised_in, Choice(party.organised_in.values - {"CN"})),
        ("[25,60]", HZ, between(25, 60)),
        ("(50,100]", HZ, between(50, 100, low_open=True)),
        ("[450000000,)", HZ, between(450000000, None)),
        ("(,450e6)", HZ, between(0, 450000000, high_open=True)),
        ("none", HZ, NONE),
        ("0.5", HZ, point(0.5)),
        ("2026-03-17", DAY, point(date(2026, 3, 17))),
        ("2026-03", DAY, between(date(2026, 3, 1), date(2026, 3, 31))),
        ("2024", DAY, between(date(2024, 1, 1), date(2024, 12, 31))),
        ("(2026-03,]", DAY, between(date(2026, 3, 31), None, low_open=True)),
        ("[2026-02,2026-03]", DAY, between(date(2026, 2, 1), date(2026, 3, 31))),
        ("one-of(2027|2029)", YEAR, between(2027, 2029)),
        ("(2026,2030)", YEAR, between(2027, 2029)),
        ("true", part.programmable, TRUE),
        ("No", part.programmable, FALSE),
        ("designed|developed", source.roles, members("designed", "developed")),
        ("at-least(designed)", source.roles, Members(frozenset({"designed"}), source.roles.values)),
        ("none", source.roles, members()),
        ("?", HZ, None),
        ("n/a", YEAR, None),
    ],
)
def test_each_form(text, fact, value):
    assert read_value(text, fact) == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("1,5", HZ), ("450 MHz", HZ), ("1_000", HZ), ("NaN", HZ), ("Infinity", HZ), ("1e999999999", HZ), ("٣", HZ),
        ("-1", HZ), ("[60,25]", HZ), ("(5,5)", HZ), ("2027.5", YEAR), ("1900", YEAR), ("not(5)", HZ),
        ("2026-02-30", DAY), ("2026-13", DAY), ("17.03.2026", DAY), ("none", vehicle.model_year),
        ("Korea", party.organised_in), ("one-of()", party.organised_in), ("maybe", part.programmable),
        ("", part.programmable), ("designd", source.roles), ("not(hardware|software)", part.kind), ("SALE", act.kind),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_a_sentence(text, fact):
    with pytest.raises(Unreadable, match=r"\.$"):
        read_value(text, fact)


load_vocabulary()
FACTS = [definition.fact for definition in VOCABULARY.values()]
ENDS = st.one_of(st.none(), st.integers(1990, 2100))


@st.composite
def valued(draw):
    """A fact and a value of it that says something."""
    fact = draw(st.sampled_from(FACTS))
    match fact:
        case TruthFact():
            return fact, draw(st.sampled_from([TRUE, FALSE]))
        case ChoiceFact():
            return fact, Choice(
                frozenset(draw(st.sets(st.sampled_from(sorted(fact.values)), min_size=1, max_size=4)))
            )
        case SetFact():
            words = frozenset(draw(st.sets(st.sampled_from(sorted(fact.values)), max_size=4)))
            return fact, draw(st.sampled_from([Members(words, words), Members(words, fact.values)]))
        case DateFact() | NumberFact():
            low, high = draw(ENDS), draw(ENDS)
            if low is not None and high is not None and low > high:
                low, high = high, low
            days = isinstance(fact, DateFact)
            ends = [None if e is None else date(e, 1, 1) if days else e for e in (low, high)]
            span = between(*ends, low_open=draw(st.booleans()), high_open=draw(st.booleans()))
            kept = span.interval if days else span.interval.meet(fact.domain)
            kept = kept.whole() if getattr(fact, "whole", False) else kept
            return fact, unknown_value(fact) if kept.is_empty else Span(kept)


@settings(max_examples=300, deadline=None)
@given(valued())
def test_what_is_written_is_read_again(pair):
    fact, value = pair
    text = write_value(value, fact)
    again = read_value(text, fact)
    assert again == value or (text == "?" and unknown_value(fact).holds(value))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30), st.sampled_from(FACTS))
def test_no_text_does_anything_but_mean_a_value_or_be_refused(text, fact):
    try:
        value = read_value(text, fact)
    except Unreadable:
        return
    assert value is None or type(value) is type(unknown_value(fact))
