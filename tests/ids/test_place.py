"""The places of China: one table, read the same by its look-up and by the comparison of names."""

from __future__ import annotations

from collections import Counter

import pytest

from pratique.ids.place import places, places_named
from pratique.parties.names import compare_names
from pratique.parties.names.tables import place_terms, terms


def test_every_name_of_a_place_finds_it():
    for place in places():
        for name in (*place.written, *place.latin, place.reading, *place.also):
            assert place in places_named(name), name


def test_the_table_is_whole():
    codes = Counter(place.code for place in places())
    assert set(codes.values()) == {1}
    assert sum(place.province for place in places()) == 34
    assert all(place.latin[0].isascii() and place.short and place.name.startswith(place.short) for place in places())
    assert {place.code[:2] for place in places()} == {place.code[:2] for place in places() if place.province}


def test_a_reading_that_several_places_share_gives_them_all():
    assert {place.name for place in places_named("Yichun")} == {"伊春市", "宜春市"}
    assert not places_named("Springfield")
    assert not places_named("")


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("蚌埠晶芯科技有限公司", "Bengbu Jingxin Technology Co., Ltd."),
        ("長治通聯電子有限公司", "Changzhi Tonglian Electronics Co., Ltd."),
        ("吕梁市通联电子有限公司", "Lvliang Tonglian Electronics Co Ltd"),
        ("漯河通联电子有限公司", "Luohe Tonglian Electronics Co Ltd"),
        ("乌鲁木齐天芯电子有限公司", "Urumqi Tianxin Electronics Co Ltd"),
        ("呼和浩特天芯电子有限公司", "Hohhot Tianxin Electronics Co Ltd"),
    ],
)
def test_a_place_whose_characters_read_otherwise_elsewhere_is_itself(written: str, latin: str):
    assert compare_names(written, latin).score >= 0.88


def test_a_trade_word_goes_before_a_place_and_a_short_reading_is_none():
    assert not {"jian", "luan", "yaan"} & set(place_terms())
    assert all(terms()[wording] == term for wording, term in place_terms().items())
