"""Names in any script: what is the same name, what is another, and why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pratique.parties.names import compare_names, name_forms
from pratique.parties.names.palladius import from_palladius
from pratique.parties.names.romanise import han_person
from pratique.parties.names.sound import similarity, skeleton
from pratique.parties.names.tables import corrected, legal_forms, readings, terms
from pratique.parties.names.wade_giles import from_wade_giles

PAIRS = Path(__file__).resolve().parents[3] / "shared" / "samples" / "lists" / "cross_script_name_pairs.csv"
THRESHOLD = 0.8


@pytest.mark.parametrize(
    ("text", "words", "legal_form"),
    [
        ("远星技术有限公司", ("yuanxing", "technology"), "limited"),
        ("遠星電子股份有限公司", ("yuanxing", "electronic"), "stock"),
        ("北京远星科技集团有限责任公司", ("beijing", "yuanxing", "technology", "group"), "limited"),
        ("第十三研究所", ("13", "institute"), None),
        ("株式会社ミライ電子", ("mirai", "electronic"), "stock"),
        ("한별전자 주식회사", ("hanbyeol", "electronic"), "stock"),
        ("ООО «Ромашка»", ("romashka",), "limited"),
        ("Публичное акционерное общество Ромашка", ("romashka",), "stock"),
        ("ROMASHKA, OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU", ("romashka",), "limited"),
        ("Förster Antriebe GmbH & Co. KG", ("forster", "antriebe"), "partnership"),
        ("Straße & Søn A/S", ("strasse", "and", "son"), "stock"),
        ("Acme Widgets Co., Ltd.", ("acme", "widgets"), "limited"),
        ("ACME WIDGETS S.A. DE C.V.", ("acme", "widgets"), "stock"),
        ("C M F Widgets", ("cmf", "widgets"), None),
        ("ＡＣＭＥ　Ｌｔｄ．", ("acme",), "limited"),
    ],
)
def test_the_first_form_of_an_organisation(text: str, words: tuple[str, ...], legal_form: str | None) -> None:
    form = name_forms(text)[0]
    assert (form.words, form.legal_form) == (words, legal_form)


def test_an_individual_keeps_words_that_look_like_a_legal_form() -> None:
    assert name_forms("AG Co, Inc", individual=True)[0].words == ("ag", "co", "inc")


def test_an_acronym_in_brackets_is_a_name_of_its_own_and_a_country_is_not() -> None:
    assert [form.words for form in name_forms("Institute of Plasma Physics (IPP)")][1] == ("ipp",)
    [form] = name_forms("Acme Bank (SWITZERLAND) Ltd")
    assert "switzerland" in form.words


@pytest.mark.parametrize("text", ["Co., Ltd.", "有限公司", "!", "LLC", "of", "第", "²", "x"])
def test_nothing_with_a_letter_or_digit_is_without_a_form(text: str) -> None:
    forms = name_forms(text)
    assert all(form.words for form in forms)
    assert bool(forms) == any(char.isalnum() for char in text)


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_has_forms_of_ascii_words_and_equals_itself(text: str) -> None:
    for individual in (False, True):
        forms = name_forms(text, individual)
        assert all(len(form.words) == len(form.weights) > 0 for form in forms)
        if forms:
            assert compare_names(text, text, individual).score == 1.0


def test_ideographs_are_read_in_every_language_that_the_tables_know() -> None:
    assert han_person("金正恩") == [["jin", "zhengen"], ["kim", "jong", "un"]]
    assert ["yamada", "taro"] in han_person("山田太郎")
    assert han_person("欧阳锋")[0] == ["ouyang", "feng"]
    assert han_person("曾国")[0][0] == "zeng"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Muhammad", "Mohamed"), ("Yuriy", "Yuri"), ("Aleksandr", "Alexander"), ("Khaled", "Khalid"),
        ("Juergen", "Jurgen"), ("Jeong", "Jung"), ("Philip", "Filip"),
    ],
)  # fmt: skip
def test_spellings_of_one_sound_are_alike(first: str, second: str) -> None:
    assert similarity(first.lower(), second.lower()) >= THRESHOLD


@pytest.mark.parametrize(
    ("first", "second"), [("sima", "sina"), ("li", "lu"), ("12", "13"), ("putin", "petrov"), ("kim", "kin")]
)
def test_short_words_and_numbers_are_not_alike_by_one_letter(first: str, second: str) -> None:
    assert similarity(first, second) < THRESHOLD


@given(st.text("abcdehkmnorstuyz", min_size=1, max_size=12), st.text("abcdehkmnorstuyz", min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_likeness_is_symmetric_and_bounded(first: str, second: str) -> None:
    likeness = similarity(first, second)
    assert likeness == similarity(second, first)
    assert 0.0 <= likeness <= 1.0
    assert (likeness == 1.0) == (first == second)


def test_a_skeleton_drops_vowels_and_doubles() -> None:
    assert skeleton("mohammed") == skeleton("muhamad") == "mhmd"
    assert skeleton("2024") == "2024"


WORDS = ("acme", "orion", "shipping", "bank", "of", "north", "12", "13", "kim", "al", "zhenhua", "ltd", "x")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@given(NAMES, NAMES)
@settings(max_examples=100, deadline=None)
@example("shipping kim", "kim bank")
def test_comparison_is_symmetric_and_bounded(first: str, second: str) -> None:
    there, back = compare_names(first, second), compare_names(second, first)
    assert there.score == pytest.approx(back.score, abs=1e-6)
    assert 0.0 <= there.score <= 1.0


@given(st.permutations(["orion", "marine", "zhenhua", "12"]))
@settings(max_examples=24, deadline=None)
def test_order_of_words_does_not_matter(words: list[str]) -> None:
    assert compare_names("orion marine zhenhua 12", " ".join(words)).score == 1.0


@pytest.mark.parametrize(
    ("first", "second", "individual"),
    [
        ("Aero Caribbean", "AEROCARIBBEAN", False),
        ("Orion Tecnologies Inc", "Orion Technology", False),
        ("Yuanxing Jishu Youxian Gongsi", "远星技术有限公司", False),
        ("J. R. Hartwell", "John Robert Hartwell", True),
        ("HARTWELL, John", "John Hartwell", True),
        ("John Middle Hartwell", "John Hartwell", True),
        ("عبد الله", "Abdullah", True),
        ("Kim Chol Su", "Kim Chol-su", True),
    ],
)
def test_the_same(first: str, second: str, individual: bool) -> None:
    assert compare_names(first, second, individual).score >= THRESHOLD


@pytest.mark.parametrize(
    ("first", "second", "individual"),
    [
        ("Orion Plant 3", "Orion Plant 4", False),
        ("Bank of China", "China Construction Bank", False),
        ("General Trading Company", "International Trading Company", False),
        ("Orion Marine Services", "Orion Dental Services", False),
        ("John Hartwell", "John Thornbury", True),
        ("Kim Yong Nam", "Kim Yong Chol", True),
    ],
)
def test_not_the_same(first: str, second: str, individual: bool) -> None:
    assert compare_names(first, second, individual).score < THRESHOLD


def test_a_comparison_says_what_it_paired() -> None:
    found = compare_names("Orion Aerospce 12 Ltd", "Orion Aerospace Holding GmbH")
    assert {(pair.first, pair.second) for pair in found.pairs} == {("orion", "orion"), ("aerospace", "aerospace")}
    assert (found.only_first, found.only_second) == (("12",), ("holding",))
    assert (found.first.legal_form, found.second.legal_form) == ("limited", "limited")


def test_slips_in_long_trade_words_are_mended_and_short_words_are_left() -> None:
    assert corrected("tecnologies") == "technologies"
    assert corrected("banking") == "banking"
    assert corrected("nanking") == "nanking"
    assert corrected("trad") == "trad"


def test_tables_hold_no_wording_twice() -> None:
    for name in ("legal_forms.csv", "terms.csv", "places.csv"):
        path = Path(__file__).resolve().parents[2] / "src" / "pratique" / "parties" / "names" / name
        with path.open(encoding="utf-8") as stream:
            wordings = [next(iter(row.values())) for row in csv.DictReader(stream)]
        assert len(wordings) == len(set(wordings)), name
    assert all(0 <= term.weight <= 1 for term in terms().values())
    assert set(legal_forms().words.values()) == {"limited", "stock", "partnership", "state", "company"}
    assert {"ja-family", "ja-given", "ko-hanja", "ko-surname", "zh-compound", "zh-surname"} == set(readings())


@pytest.mark.skipif(not PAIRS.exists(), reason="the shared samples are not here")
def test_cross_script_pairs_of_the_sample_are_found() -> None:
    lines = [line for line in PAIRS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    missed = [row[0] for row in csv.reader(lines) if compare_names(row[0], row[1], True).score < THRESHOLD]
    assert missed == ["Αλέξανδρος"], "a Greek ending that no table knows; every other pair is found"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("teng hsiao-p'ing", "deng xiaoping"),
        ("teng hsiao-p’ing", "deng xiaoping"),
        ("chou en-lai", "zhou enlai"),
        ("mao tse-tung", "mao zedong"),
        ("ts'ai ying-wen", "cai yingwen"),
        ("li teng-hui", "li denghui"),
        ("jean-paul sartre", None),
        ("wang wei", None),
        ("li na", None),
        ("de hsiao-p'ing x y", None),
    ],
)
def test_wade_giles_is_one_more_reading_of_a_person(written: str, read: str | None) -> None:
    assert from_wade_giles(written) == read
    assert read is None or compare_names(written.title(), read.title(), True).score == 1.0


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("比亚迪股份有限公司", "Bi Ya Di"),
        ("比亚迪股份有限公司", "BYD Company Limited"),
        ("杭州海康威视数字技术股份有限公司", "Hai Kang Wei Shi"),
        ("宁德时代新能源科技股份有限公司", "Ningde Shidai"),
        ("Gazprom Neft", "Gazpromneft"),
        ("Quectel Wireless Solutions Co., Ltd.", "Quectel Ireland Ltd"),
        ("Quectel Wireless Solutions Co., Ltd.", "Quectel France SAS"),
        ("Moscow Plant No. 12", "Moscow Plant Twelve"),
        ("Moscow Plant No. 12", "Moscow Plant XII"),
        ("Seventh Research Institute", "7th Research Institute"),
    ],
)
def test_a_brand_as_it_sounds_a_subsidiary_by_its_country_and_numerals_in_words(listed: str, asked: str) -> None:
    assert compare_names(listed, asked).score >= 0.6


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Moscow Plant No. 12", "Moscow Plant Thirteen"),
        ("Bank of Ireland", "Bank of Austria"),
        ("Gazprom Neft", "Gazprom Bank"),
    ],
)
def test_two_that_differ_in_a_numeral_or_a_country_are_no_candidates(listed: str, asked: str) -> None:
    assert compare_names(listed, asked).score < 0.8


@pytest.mark.parametrize(
    ("written", "listed", "person"),
    [
        ("Хуавэй", "Huawei Technologies Co., Ltd.", False),
        ("Хуавей Рус", "Huawei", False),
        ("ООО «Дахуа Технолоджи Рус»", "Dahua Technology Co., Ltd.", False),
        ("Чанъань Автомобиль", "Changan Automobile", False),
        ("Сяоми", "Xiaomi", False),
        ("Си Цзиньпин", "Xi Jinping", True),
        ("Ван И", "Wang Yi", True),
    ],
)
def test_chinese_names_in_cyrillic_letters_are_read_as_pinyin(written: str, listed: str, person: bool) -> None:
    assert compare_names(written, listed, person).score >= 0.8


@pytest.mark.parametrize("word", ["лукойл", "сибирь", "камаз", "москва", "си", "", "huawei"])
def test_a_word_that_is_no_chinese_syllables_is_left_alone(word: str) -> None:
    assert from_palladius(word) is None


@pytest.mark.parametrize(
    ("asked", "listed", "close"),
    [
        ("Hikvision Europe B.V.", "Hangzhou Hikvision Digital Technology Co., Ltd.", True),
        ("Quectel Deutschland", "Quectel Wireless Solutions Co., Ltd.", True),
        ("Bank of China", "Bank of India", False),
        ("Sunway Trading No. 4", "Sunway Shipping No. 5", False),
        ("Hikvision Europe", "Yellowfin Hangzhou Digital", False),
    ],
)
def test_one_brand_beside_words_of_the_trade_is_close(asked: str, listed: str, close: bool) -> None:
    assert (0.6 <= compare_names(asked, listed).score < 0.8) is close
