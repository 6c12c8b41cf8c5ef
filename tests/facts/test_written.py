"""The grammar of written values: one for dossiers, properties and cells; and that writing and reading agree."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.facts import act, part, party, source, vehicle
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import PART
from pratique.facts.reading import read_value
from pratique.facts.unions import UNIONS
from pratique.facts.vocabulary import load_vocabulary
from pratique.facts.written import BadValue, read_text, write_text
from pratique.logic.author import number_fact
from pratique.logic.entities import unknown_value
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Choice, Members, Span, between, members, one_of, point

HZ = number_fact("test.frequency", PART, "Hz", may_be_none=True, low=0)
DAY, YEAR = part.last_worked_on, part.model_year


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
        ("10,000 lb", vehicle.gvwr_lb, point(10000)),
        ("4536 kg", vehicle.gvwr_kg, point(4536)),
        ("4,536kg", vehicle.gvwr_kg, point(4536)),
        ("10,000 lb", vehicle.gvwr_kg, point(Fraction("4535.9237"))),
        ("[4 t, 4536 kg)", vehicle.gvwr_kg, between(4000, 4536, high_open=True)),
        ("one-of(9,999 lb|10,000 lb)", vehicle.gvwr_lb, between(9999, 10000)),
        ("450 MHz", HZ, point(450_000_000)),
        ("[2.4 GHz,)", HZ, between(2_400_000_000, None)),
        ("1_000", HZ, point(1000)),
        ("2026-03-17T10:00:00Z", DAY, point(date(2026, 3, 17))),
        ("SALE", act.kind, one_of("sale")),
        ("used resale", act.kind, one_of("used_resale")),
        ("not(EU)", party.organised_in, Choice(party.organised_in.values - set(UNIONS["EU"]))),
        ("GCC", party.organised_in, Choice(frozenset(UNIONS["GCC"]))),
        ("unknown", part.programmable, None),
        ("true", part.programmable, TRUE),
        ("No", part.programmable, FALSE),
        ("designed|developed", source.roles, members("designed", "developed")),
        ("at-least(designed)", source.roles, Members(frozenset({"designed"}), source.roles.values)),
        ("none", source.roles, members()),
        ("?", HZ, None),
        ("n/a", YEAR, None),
    ],
)
def test_each_form_in_a_property_and_in_a_dossier(text, fact, value):
    assert read_text(text, fact) == value
    assert read_value(fact, text) == (unknown_value(fact) if value is None else value)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("1,5", HZ), ("450 kg", HZ), ("10,0000", HZ), ("1,000,5", HZ), ("5 MHz 3", HZ), ("[1,000,2]", HZ),
        ("NaN", HZ),
        ("Infinity", HZ), ("1e999999999", HZ), ("٣", HZ),
        ("-1", HZ), ("[60,25]", HZ), ("(5,5)", HZ),
        ("2027.5", YEAR), ("1900", YEAR), ("not(5)", HZ),
        ("2026-02-30", DAY), ("2026-13", DAY), ("17.03.2026", DAY), ("none", vehicle.model_year),
        ("Korea", party.organised_in), ("one-of()", party.organised_in), ("maybe", part.programmable),
        ("", part.programmable), ("designd", source.roles), ("not(hardware|software)", part.kind),
        ("sail", act.kind), ("one-of(CN|Korea)", party.organised_in), ("2026-03-17Tnoon", DAY),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_a_sentence(text, fact):
    for read in (lambda: read_text(text, fact), lambda: read_value(fact, text)):
        with pytest.raises(BadValue, match=r"[^.]$"):
            read()


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


@settings(max_examples=100, deadline=None)
@given(valued())
def test_what_is_written_is_read_again(pair):
    fact, value = pair
    text = write_text(value, fact)
    again = read_text(text, fact)
    assert again == value or (text == "?" and unknown_value(fact).holds(value))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.sampled_from(FACTS))
def test_no_text_does_anything_but_mean_a_value_or_be_refused(text, fact):
    try:
        value = read_text(text, fact)
    except BadValue:
        return
    assert value is None or type(value) is type(unknown_value(fact))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vehicle.gvwr_kg", "2.400 kg"), ("vehicle.gvwr_lb", "10.500"), ("data.ordinary_people_this_year", "100.000"),
        ("chip.rate_8b", "1.979"), ("item.tpp", "15.832"), ("trade.customs_value_usd", "[25.000,30.000]"),
    ],
)  # fmt: skip
def test_a_point_before_three_digits_may_part_thousands(name: str, text: str) -> None:
    fact = VOCABULARY[name].fact
    with pytest.raises(BadValue, match="may be"):
        read_text(text, fact)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("part.radio_frequency_max", "5.850 GHz", 5_850_000_000), ("vehicle.gvwr_kg", "4.536 t", 4536),
        ("chip.io_rate_gbs", "3.352 TB/s", 3352), ("technology.compaction_density", "2.580", Fraction("2.58")),
        ("vehicle.gvwr_kg", "4,700.0 kg", 4700), ("chip.rate_8b", "1.9790", Fraction("1.979")),
        ("vehicle.gvwr_kg", "0.500", Fraction("0.5")),
    ],
)  # fmt: skip
def test_a_point_is_of_a_fraction_where_nothing_else_can_be_meant(name: str, text: str, value: Fraction) -> None:
    fact = VOCABULARY[name].fact
    assert read_text(text, fact) == point(value)
    assert read_text(write_text(point(value), fact), fact) == point(value)
