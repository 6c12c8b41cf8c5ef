"""What a text does not assert is never read: figures, stances, measures; and languages that are not read."""

from __future__ import annotations

from itertools import product

import pytest

from pratique.figures.reader import Reading, read_text

SUBJECTS = (
    ("China's vehicle exports", "exports"),
    ("NEV sales in Germany", "sales"),
    ("Passenger car output in Japan", "production"),
)
DENIED = (
    "{s} did not reach {n} units in May 2025.",
    "{s} haven't topped {n} units in May 2025.",
    "{s} never exceeded {n} units in May 2025.",
    "{s} failed to hit {n} units in May 2025.",
    "{s} did not, the CAAM said, reach {n} units in May 2025.",
    "{s} were far from {n} units in May 2025.",
    "The ministry denied that {s} reached {n} units in May 2025.",
    "It is not true that {s} rose 7 percent to {n} units in May 2025.",
    "There is no evidence that {s} came to {n} units in May 2025.",
    "Reports that {s} reached {n} units in May 2025 are false.",
    "If {s} reach {n} units in May 2025, harbours will be full.",
    "Harbours would be full if {s} reached {n} units in May 2025.",
    "Should {s} reach {n} units in May 2025, harbours will be full.",
    "Unless {s} reach {n} units in May 2025, the plan is lost.",
    "It is unclear whether {s} reached {n} units in May 2025.",
    "{s} would have reached {n} units in May 2025 without the duties.",
    "{s} could have grown 7 percent to {n} units in May 2025.",
    "{s} must reach at least {n} units in May 2025.",
    "Did {s} reach {n} units in May 2025?",
    "{s} have yet to reach {n} units in May 2025.",
    "{s} of {n} units in May 2025 are out of the question.",
    "The claim that {s} came to {n} units in May 2025 was rejected.",
    "The association retracted its statement that {s} came to {n} units in May 2025.",
    "It is unlikely that {s} came to {n} units in May 2025.",
    "It would take {s} of {n} units in May 2025 to catch up.",
    "One maker hopes that {s} reach {n} units in May 2025.",
    "The rule is for makers with {s} of more than {n} units in May 2025.",
)
SUBJECTS_ZH = (("中国汽车出口", "exports"), ("德国新能源汽车销量", "sales"), ("日本乘用车产量", "production"))
DENIED_ZH = (
    "2025年5月,{s}未达到{n}万辆。",
    "2025年5月,{s}没有超过{n}万辆。",
    "2025年5月,{s}并未突破{n}万辆。",
    "2025年5月,{s}未能达到{n}万辆。",
    "2025年5月,{s}并不是{n}万辆。",
    "有关部门否认2025年5月{s}达到{n}万辆。",
    "2025年5月{s}增长7%至{n}万辆的说法不属实。",
    "如果2025年5月{s}达到{n}万辆,港口将不堪重负。",
    "若2025年5月{s}达到{n}万辆,港口将不堪重负。",
    "一旦2025年5月{s}突破{n}万辆,港口将不堪重负。",
    "2025年5月{s}是否达到{n}万辆尚不清楚。",
    "2025年5月,{s}本应达到{n}万辆。",
    "2025年5月{s}达到{n}万辆了吗?",
    "2025年5月,{s}不得超过{n}万辆。",
    "2025年5月,{s}距{n}万辆还差不少。",
    "假定2025年5月{s}达到{n}万辆,港口将不堪重负。",
    "据传言,2025年5月{s}增长7%,达到{n}万辆。",
)


def _cases() -> list[tuple[str, str]]:
    english = [(frame.format(s=s, n="312,500"), i) for frame, (s, i) in product(DENIED, SUBJECTS)]
    return english + [(frame.format(s=s, n="31.25"), i) for frame, (s, i) in product(DENIED_ZH, SUBJECTS_ZH)]


def _amounts(reading: Reading) -> set[object]:
    return {f.value for f in reading.figures} | {change.amount for f in reading.figures for change in f.changes}


@pytest.mark.parametrize("text", [text for text, _ in _cases()])
def test_a_figure_that_is_not_asserted_is_left_with_its_clause(text: str) -> None:
    reading = read_text(text)
    assert not reading.figures
    left = [u.why for u in reading.unread if text[slice(*u.span)].startswith("31")]
    assert left
    assert left[0].startswith("not asserted")


@pytest.mark.parametrize("frame", DENIED)
def test_a_denied_figure_leaves_no_trace_on_the_next_sentence(frame: str) -> None:
    text = frame.format(s="China's exports", n="312,500") + " That was up 9 percent from a year earlier."
    assert not _amounts(read_text(text)) & {312_500, 9}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("China's exports were not 2 million but 2.5 million units in May 2025.", [2_500_000]),
        ("China's exports reached not only 300,000 units in May 2025 but also a record.", [300_000]),
        ("China's exports were no fewer than 300,000 units in May 2025.", [300_000]),
        ("Exports from China did not slow in May 2025; they rose 5 percent to 300,000 units.", [300_000]),
        ("Although the EU did not lift its tariffs, China's exports rose to 300,000 units in May 2025.", [300_000]),
        ("China's exports, which did not slow in May 2025, rose 5 percent to 300,000 units.", [300_000]),
        ("China sold 2 million vehicles in May 2025 instead of 3 million.", [2_000_000]),
        ("China's sales did not reach 3 million units in May 2025, falling to 2.9 million units.", [2_900_000]),
        ("2025年5月,中国汽车出口不是30万辆,而是25万辆。", [250_000]),
        ("2025年5月,中国汽车出口未受关税影响,同比增长5%,达到30万辆。", [300_000]),
        ("2025年5月,中国汽车出口不断增长,达到30万辆。", [300_000]),
        ("未来可期,2025年5月,中国汽车出口达到30万辆。", [300_000]),
    ],
)
def test_what_stands_beside_a_denial_is_still_read(text: str, values: list[int]) -> None:
    assert [figure.value for figure in read_text(text).figures] == values


@pytest.mark.parametrize(
    "text",
    [
        "Germany's exports, not China's, reached 300,000 vehicles in May 2025.",
        "Not China but Germany exported 300,000 vehicles in May 2025.",
        "Exports of Germany rather than those of China, the report says, reached 300,000 vehicles in May 2025.",
    ],
)
def test_a_place_that_is_denied_is_not_the_place(text: str) -> None:
    assert "CN" not in {figure.geography for figure in read_text(text).figures}


def test_a_growth_beside_a_denied_one_is_read() -> None:
    (figure,) = read_text("2025年5月,中国汽车出口没有下降5%,反而增长6%,达到30万辆。").figures
    assert (figure.value, figure.yoy_percent) == (300_000, 6)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("China's vehicle sales excluding exports were 2 million units in May 2025.", "domestic_sales"),
        ("China's vehicle sales in May 2025 were 2 million units, excluding exports.", "domestic_sales"),
        ("China's vehicle sales, not counting exports, were 2 million units in May 2025.", "domestic_sales"),
        ("China's vehicle sales including exports were 2 million units in May 2025.", "sales"),
        ("China's sales, exports excluded, were 2 million vehicles in May 2025.", "domestic_sales"),
        ("China's vehicle sales (exports not included) were 2 million units in May 2025.", "domestic_sales"),
        ("In May 2025 China's sales ex-exports were 2 million vehicles.", "domestic_sales"),
        ("2025年5月,中国汽车销量(不包括出口)200万辆。", "domestic_sales"),
        ("2025年5月,中国汽车销量不含出口为200万辆。", "domestic_sales"),
        ("2025年5月,中国汽车销量(含出口)为200万辆。", "sales"),
        ("2025年5月,中国汽车销量,剔除出口,为200万辆。", "domestic_sales"),
    ],
)
def test_exports_taken_out_or_in_are_no_subject(text: str, indicator: str) -> None:
    (figure,) = read_text(text).figures
    assert (figure.indicator, figure.value) == (indicator, 2_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "China's vehicle output excluding exports was 2 million units in May 2025.",
        "China's vehicle sales excluding NEVs were 2 million units in May 2025.",
        "2025年5月,中国汽车产量不含新能源汽车为200万辆。",
    ],
)
def test_a_count_without_a_part_is_nobodys_series(text: str) -> None:
    reading = read_text(text)
    assert not reading.figures
    assert "excluded" in reading.unread[0].why


STANCES = (
    "China does not {v} the EU's final rule on connected vehicles, the Ministry of Commerce said.",
    "The ministry denied that China {v}s the final rule on connected vehicles.",
    "If China {v}s the final rule on connected vehicles, talks will end, CAAM said.",
    "It is not true that China {v}s the EU's duties on cars, the Ministry of Commerce said.",
    "Would the Ministry of Commerce {v} the EU's duties on cars?",
)


@pytest.mark.parametrize(("frame", "verb"), list(product(STANCES, ("oppose", "support", "welcome", "reject"))))
def test_a_stance_that_is_not_asserted_is_no_stance(frame: str, verb: str) -> None:
    reading = read_text(frame.format(v=verb))
    assert not reading.positions
    assert any(u.why.startswith("not asserted") for u in reading.unread)


@pytest.mark.parametrize("text", ["商务部表示,中方不反对欧盟的反补贴措施。", "外交部否认中方支持新的关税。"])
def test_a_denied_stance_in_chinese_is_no_stance(text: str) -> None:
    reading = read_text(text)
    assert not reading.positions
    assert any(u.why.startswith("not asserted") for u in reading.unread)


@pytest.mark.parametrize(
    "text",
    [
        "The EU did not lift its tariffs on electric vehicles.",
        "The EU has never imposed tariffs on electric vehicles.",
        "The EU has yet to impose tariffs on electric vehicles.",
        "It is unlikely that the EU lifted its tariffs on electric vehicles.",
        "If the EU announces tariffs on electric vehicles, prices will rise.",
        "The Commission denied that the EU's tariffs on electric vehicles were lifted.",
        "欧盟没有取消对华电动汽车反补贴税。",
    ],
)
def test_a_measure_has_no_status_that_the_text_denies(text: str) -> None:
    reading = read_text(text)
    assert {instrument.status for instrument in reading.instruments} <= {"mentioned"}
    assert any(u.why.startswith("not asserted") for u in reading.unread)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月中國汽車出口50.5萬輛。", 505_000),
        ("2025年6月,中國新能源汽車銷量為132.9萬輛,同比增長26.7%。", 1_329_000),
        ("2024年,我國乘用車產量達兩千七百萬輛。", 27_000_000),
    ],
)
def test_traditional_characters_are_folded(text: str, value: int) -> None:
    reading = read_text(text)
    assert [(f.value, f.unit, f.geography) for f in reading.figures] == [(value, "vehicles", "CN")]


def test_a_fraction_of_a_vehicle_is_refused() -> None:
    for text in ("China exported 57.5 vehicles in May 2025.", "2025年5月,中国汽车出口50.5辆。"):
        reading = read_text(text)
        assert not reading.figures
        assert "a fraction of a vehicle" in reading.unread[0].why


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("China exportó 995.000 coches en 2024.", "es"),
        ("В 2024 году Китай экспортировал 5,86 млн автомобилей.", "ru"),
        ("China exportierte 2024 rund 5,86 Millionen Fahrzeuge.", "de"),
        ("En 2024, la Chine a exporté 5,86 millions de véhicules.", "fr"),
        ("Nel 2024 la Cina ha esportato 5,86 milioni di veicoli.", "it"),
        ("Em 2024, a China exportou 5,86 milhões de veículos.", "pt"),
        ("W 2024 roku Chiny wyeksportowały 5,86 mln samochodów.", "pl"),
        ("中国の2024年の自動車輸出は586万台だった。", "ja"),
        ("2024년 중국의 자동차 수출은 586만 대였다.", "ko"),
        ("Türkiye'de 2024 yılında 1,2 milyon otomobil satıldı.", "tr"),
    ],
)
def test_a_language_that_is_not_read_is_told_and_its_numbers_left(text: str, language: str) -> None:
    reading = read_text(text)
    assert (reading.language, reading.figures) == (language, ())
    assert len(reading.unread) >= 2
    assert all(language in u.why for u in reading.unread)
    assert [f.code for f in reading.findings] == ["read.language"]


def test_a_sentence_in_another_language_inside_an_english_text_is_left() -> None:
    text = "China exported 500,000 vehicles in May 2025, it said.\nEn junio de 2025 China exportó 480.000 coches.\n"
    reading = read_text(text)
    assert reading.language == "en"
    assert [f.value for f in reading.figures] == [500_000]
    assert any("(es)" in u.why for u in reading.unread)


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("据中国汽车工业协会统计,2025年6月,中国汽车出\n口50.5万辆,同比增长22.2%。", 505_000, "50.5万辆"),
        ("據中國汽車工業協會統計,2025年6月,中國汽車出口50.5萬\n輛,同比增長22.2%。", 505_000, "50.5萬\n輛"),
        ("中汽协表示,2025年6月,我国新能源汽车销量达到132.\n9万辆,环比增长。", 1_329_000, "132.\n9万辆"),
        (
            "According to the association, vehicle exports from China in the month of May\nof 2025 came to a total "
            "of 551,000 units,\nwhich is more than before.",
            551_000, "551,000 units",
        ),
        ("In the month of May of the year 2025, exports from China of passenger vehi-\ncles reached 460,000 units.",
         460_000, "460,000 units"),
    ],
)  # fmt: skip
def test_lines_broken_inside_a_sentence_are_joined(text: str, value: int, printed: str) -> None:
    (figure,) = read_text(text).figures
    assert (figure.value, figure.geography, str(figure.period)[:4]) == (value, "CN", "2025")
    assert text[slice(*figure.span)] == printed


def test_a_title_is_not_joined_to_what_follows() -> None:
    reading = read_text("China's vehicle exports hit a new high\nIn May 2025, China exported 551,000 vehicles.")
    assert reading.title == (0, 38)
    reading = read_text("我国汽车出口再创新高\n2025年5月,我国汽车出口55.1万辆。")
    assert reading.title == (0, 10)
