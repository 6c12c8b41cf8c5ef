"""Identifiers and countries."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.ids import (
    bpn_fault,
    countries,
    country_code,
    country_name,
    duns_fault,
    is_lei,
    lei_fault,
    uscc_fault,
)
from pratique.ids.country import _key, listed_names

LEIS = ("001GPB6A9XPE8XJICC14", "C7J4FOV6ELAVE39B7M82", "5493001KJTIIGC8Y1R12", "529900GRZ2BQY5ZM9N49")


@pytest.mark.parametrize("lei", LEIS)
def test_published_leis_fit_their_check_digits(lei: str) -> None:
    assert lei_fault(lei) is None
    assert is_lei(f" {lei.lower()} ")


@given(
    lei=st.sampled_from(LEIS),
    at=st.integers(0, 19),
    to=st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
)
def test_a_slip_to_another_digit_or_letter_in_an_lei_is_seen(lei: str, at: int, to: str) -> None:
    if lei[at].isdigit() != to.isdigit():
        return
    slipped = lei[:at] + to + lei[at + 1 :]
    assert is_lei(slipped) == (slipped == lei)


@pytest.mark.parametrize(
    ("lei", "says"),
    [
        ("5493001KJTIIGC8Y1R1", "19 characters"),
        ("5493001KJTIIGC8Y1R-2", "no letter"),
        ("5493001KJTIIGC8Y1R21", "do not fit"),
    ],
)
def test_a_bad_lei_says_why(lei: str, says: str) -> None:
    assert says in (lei_fault(lei) or "")


def test_other_identifiers_have_their_shapes() -> None:
    assert duns_fault("15-048-3782") is None
    assert "nine digits" in (duns_fault("15048378") or "")
    assert bpn_fault("BPNL00000003CRHK") is None
    assert "BPNL" in (bpn_fault("BPNS00000003CRHK") or "")
    assert bpn_fault("BPNS00000003CRHK", "S") is None


def test_the_social_credit_code_has_a_check_character() -> None:
    assert uscc_fault("91440300708461136T") is None
    assert "does not fit" in (uscc_fault("91440300708461137T") or "")
    assert "outside" in (uscc_fault("91440300I08461136T") or "")
    assert "17 characters" in (uscc_fault("9144030070846113T") or "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("China", "CN"),
        ("P.R. China", "CN"),
        ("the People's Republic of China", "CN"),
        ("People’s Republic of China", "CN"),
        ("中华人民共和国", "CN"),
        ("cn", "CN"),
        ("CHN", "CN"),
        ("CN-44", "CN"),
        ("CN-HK", "HK"),
        ("China, Hong Kong SAR", "HK"),
        ("Hong Kong (SAR)", "HK"),
        ("香港特别行政区", "HK"),
        ("Macau", "MO"),
        ("Taiwan, Province of China", "TW"),
        ("Republic of China", "TW"),
        ("US-DE", "US"),
        ("US-PR", "PR"),
        ("Turkey", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("CAYMAN ISLANDS", "KY"),
        ("British Virgin Islands", "VG"),
        ("Российская Федерация", "RU"),
        ("Korea, Republic of", "KR"),
        ("UK", "GB"),
        ("Netherlands (the)", "NL"),
    ],
)
def test_a_name_or_code_gives_its_country(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", [None, "", "Korea", "Asia", "XX", "EU", "Made in China", "CN-", "ZZ-44", "unknown"])
def test_what_names_no_country_for_certain_gives_none(text: str | None) -> None:
    assert country_code(text) is None


def test_no_two_countries_share_a_spelling() -> None:
    owner: dict[str, str] = {}
    for code, country in countries().items():
        for name in {country.alpha3, country.name, country.name_zh, *country.aliases}:
            assert owner.setdefault(_key(name), code) == code, name
            assert country_code(name) == code, name
    assert len(countries()) == 249


def test_a_code_outside_the_table_names_itself() -> None:
    assert country_name("CN") == "China"
    assert country_name("QQ") == "QQ"


def test_a_country_is_known_by_the_names_that_its_own_people_use() -> None:
    words = "대한민국 ไทย الصين भारत Allemagne Китай Suomi България Ελλάδα ישראל Nederland 臺灣 Éire"
    codes = "KR TH CN IN DE CN FI BG GR IL NL TW IE"
    assert [country_code(each) for each in words.split()] == codes.split()


def test_native_names_are_a_function_and_name_no_other_country() -> None:
    rows = list(csv.DictReader((files("pratique.ids") / "native_names.csv").read_text("utf-8").splitlines()))
    assert len(rows) > 2000
    assert all(country_code(row["name"]) == row["alpha2"] for row in rows)
    assert len({_key(row["name"]) for row in rows}) == len(rows)
    assert not {_key(row["name"]) for row in rows} & set(listed_names())
    for vague in ("Corea", "Korea", "Corée", "한국", "Virgin", "Samoa Islands"):
        assert country_code(vague) is None
