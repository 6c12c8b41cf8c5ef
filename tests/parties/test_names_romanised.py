"""Names of persons and firms in several romanisations: Hong Kong, Korea, Russia, and the initials of firms.

The names are of public figures or invented. What is one is near; what shares a surname alone is not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.running import run

from pratique.parties.names import compare_names
from pratique.parties.names.cantonese import from_cantonese
from pratique.parties.names.korean import from_korean
from pratique.parties.names.slavic import russian_stem

SAME_PERSON = [
    ("Gim Jeong-eun", "Kim Jong Un"),
    ("KIM, Jong Un", "김정은"),
    ("RI, Yong Su", "Lee Yong-soo"),
    ("KO, Chol Man", "Go Cheol-man"),
    ("KANG, Mun Kil", "Gang Mun-gil"),
    ("O, Kuk Ryol", "Oh Guk-ryeol"),
    ("CHAN, Kwok Keung", "Chen Guoqiang"),
    ("Kwok Keung Chan", "Chen Guoqiang"),
    ("Li Ka-shing", "Li Jiacheng"),
    ("LEUNG Chun-ying", "Liang Zhenying"),
    ("Hui Ka Yan", "Xu Jiayin"),
    ("Wong Kwok Wai", "Huang Guowei"),
    ("Wong Kwok Wai", "Wang Guowei"),
    ("LEE, John Ka-chiu", "李家超"),
]
OTHER_PERSON = [
    ("Kim Chol Su", "Kim Chol Ho"),
    ("Kim Yong Chol", "Kim Yong Chun"),
    ("Robert Lee", "Ri Robert"),
    ("Chan Kwok Keung", "Chen Guowei"),
    ("Wong Wai Man", "Wang Jianlin"),
    ("John Smith", "Kim Jong Un"),
]


@pytest.mark.parametrize(("first", "second"), SAME_PERSON)
def test_one_person_in_two_romanisations_is_a_candidate(first: str, second: str) -> None:
    assert compare_names(first, second, True).score >= 0.8
    assert compare_names(second, first, True).score == compare_names(first, second, True).score


@pytest.mark.parametrize(("first", "second"), OTHER_PERSON)
def test_a_surname_alone_is_not(first: str, second: str) -> None:
    assert compare_names(first, second, True).score < 0.8


def test_names_of_other_languages_are_not_read_so() -> None:
    for name in ("john smith", "wang wei", "xu jiayin", "maria garcia", "chan"):
        assert from_cantonese(name) == ()
    for name in ("john smith", "wei zhang ho xi", "kim", "kim kardashian", "lee robert"):
        assert from_korean(name) is None


@pytest.mark.parametrize(
    "words", [("авиационный", "авиационная", "авиационного", "авиационные"), ("вертолеты", "вертолётов", "вертолет")]
)
def test_a_russian_word_has_one_stem_in_every_case(words: tuple[str, ...]) -> None:
    assert len({russian_stem(word) for word in words} - {""}) == 1


LISTED = "source,_id,type,name,alt_names,addresses,ids,dates_of_birth\nList (OWN),1,{kind},{name},,,,\n"


@pytest.mark.parametrize(
    ("listed", "asked", "status"),
    [
        ("SZ DJI Technology Co., Ltd.", "SZDJI", 3),
        ("SZ DJI Technology Co., Ltd.", "DJI", 3),
        ("SZ Huaxin Electronics", "Shenzhen Huaxin Electronics", 3),
        ("United Aircraft Corporation", "Объединённая авиастроительная корпорация", 3),
        ("Russian Helicopters", "Вертолёты России", 3),
        ("Russian Railways", "Российские железные дороги", 3),
        ("Kazan Helicopter Plant", "Казанский вертолётный завод", 3),
        ("Sputnik LLC", "ООО Спутник", 3),
        ("Satellite LLC", "ООО Спутник", 3),
        ("Almaz-Antey Concern", "Концерн Алмаз-Антей", 3),
        ("SMIC", "Semiconductor Manufacturing International Corporation", 3),
        ("Semiconductor Manufacturing International Corporation", "SMIC", 3),
        ("China Electronics Technology Group Corporation", "CETC", 3),
        ("Russian Railways", "Вертолёты России", 0),
        ("Russian Railways", "Harmless Gartenbau AG", 0),
        ("Allgemeine Bau Beteiligungen", "ABB", 0),
    ],
)
def test_who_is_near_is_not_called_absent(tmp_path: Path, listed: str, asked: str, status: int) -> None:
    path, kept = tmp_path / "own.csv", tmp_path / "own.index"
    path.write_text(LISTED.format(kind="Entity", name=f'"{listed}"'), encoding="utf-8")
    assert run("lists", "build", "--list", path, "-o", kept).status == 0
    for each in (path, kept):
        assert run("screen", "--name", asked, "--list", each).status == status


def test_a_person_of_hong_kong_is_found_by_the_pinyin_of_the_name(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(LISTED.format(kind="Individual", name='"CHAN, Kwok Keung"'), encoding="utf-8")
    assert run("screen", "--name", "Chen Guoqiang", "--list", path).status == 3
    assert run("screen", "--name", "Chen Xiaoming", "--list", path).status == 0
