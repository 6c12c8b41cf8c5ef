"""The kinds of misreading, each with its sentence and siblings in other words, subjects and the other language."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pratique.figures.reader import Figure, read_text


def told(figure: Figure) -> str:
    """A figure as one line: what, of what, where, when, how much, growth."""
    value = "-" if figure.value is None else f"{float(figure.value):.10g}"
    changes = " ".join(
        f"{change.over[0]}{float(change.amount):+g}{'' if change.sense == 'exact' else change.sense}"
        for change in figure.changes
    )
    kind = "" if figure.kind == "observation" else f" {figure.kind}"
    line = f"{figure.indicator} {figure.product} {figure.geography} {figure.period} {value}{kind} {changes}"
    return line.rstrip()


CASES = [
    # a period named later
    (
        "China exported 500,000 vehicles in this period. From January to March 2025, NEV exports in China "
        "rose 5 percent.",
        ["exports vehicle CN 2025-01..2025-03 500000", "exports nev CN 2025-01..2025-03 - y+5"],
    ),
    (
        "German car output reached 900,000 units. In 2023, exports from Germany were 2 million units.",
        ["production passenger_car DE 2023 900000", "exports passenger_car DE 2023 2000000"],
    ),
    ("中国汽车出口达到50万辆。2025年一季度,新能源汽车出口9万辆。",
     ["exports vehicle CN 2025-Q1 500000", "exports nev CN 2025-Q1 90000"]),
    # quotas and rates of duty
    (
        "Canada will allow 49,000 Chinese electric vehicles to be imported at a 6.1 percent tariff.",
        ["imports bev CN->CA None 49000 quota", "tariff_rate bev CN->CA None 6.1"],
    ),
    (
        "Brazil permits up to 50,000 Chinese cars into its market at a tariff rate of 18 percent.",
        ["imports passenger_car CN->BR None 50000 quota", "tariff_rate passenger_car CN->BR None 18"],
    ),
    ("欧盟对中国电动汽车加征35.3%的反补贴税。", ["tariff_rate bev CN->EU None 35.3"]),
    (
        "The plan projects steady export growth and a 6 percent increase in the added value of auto making in 2025.",
        ["value_added vehicle None 2025 - y+6"],
    ),
    # a growth and its value in two sentences
    (
        "China's auto exports rose 30 percent in 2024. Auto exports totaled 5 million units in 2024.",
        ["exports vehicle CN 2024 5000000 y+30"],
    ),
    (
        "Japan's truck output fell 3 percent in June 2025. Truck output in Japan came to 115,000 units in June.",
        ["production truck JP 2025-06 115000 y-3"],
    ),
    ("2024年,中国汽车出口同比增长30%。2024年汽车出口500万辆。", ["exports vehicle CN 2024 5000000 y+30"]),
    # the base after "after"
    (
        "China's vehicle sales fell to 3 million units in May 2025 after 3.2 million units a year earlier.",
        ["sales vehicle CN 2025-05 3000000", "sales vehicle CN 2024-05 3200000"],
    ),
    (
        "German car exports rose to 300,000 units in May 2025 after 280,000 units a year earlier.",
        ["exports passenger_car DE 2025-05 300000", "exports passenger_car DE 2024-05 280000"],
    ),
    # cars where CPCA counts
    (
        "China's passenger vehicle sales fell 2 percent in June 2025, CPCA said. Car sales totalled 1.7 "
        "million units.",
        ["sales passenger_car CN 2025-06 1700000 y-2"],
    ),
    # home sales with the product between
    ("Domestic NEV sales in China rose 48 percent to 2 million units in May 2025.",
     ["domestic_sales nev CN 2025-05 2000000 y+48"]),
    ("Domestic automobile sales in Japan stood at 373,599 vehicles in June 2024.",
     ["domestic_sales vehicle JP 2024-06 373599"]),
    ("2025年5月,中国国内新能源汽车销量为120万辆。", ["domestic_sales nev CN 2025-05 1200000"]),
    # growth before its noun
    (
        "In May 2025, China's auto sales rose 10 percent to 2.6 million units, including a 12 percent rise "
        "in domestic "
        "sales to 2.1 million units.",
        ["sales vehicle CN 2025-05 2600000 y+10", "domestic_sales vehicle CN 2025-05 2100000 y+12"],
    ),
    # a second growth against a printed value
    (
        "China exported 300,000 NEVs in June 2025, up 5 percent from 285,000 in the same month last year, and up 7 "
        "percent from 280,000 in May.",
        ["exports nev CN 2025-06 300000 y+5 m+7", "exports nev CN 2024-06 285000", "exports nev CN 2025-05 280000"],
    ),
    # the same month last year, of the subject
    (
        "China sold 800,000 NEVs in June 2025, second to 810,000 in December last year. That is up 30 percent from "
        "600,000 units in the same month last year.",
        ["sales nev CN 2025-06 800000 y+30", "sales nev CN 2024-12 810000", "sales nev CN 2024-06 600000"],
    ),
    # words that a period must not eat
    ("China's NEV sales during the same period increased by 4 percent to 5 million units.",
     ["sales nev CN None 5000000 y+4"]),
    # a maker in a caption
    (
        "China's output climbs in 2025\nWorkers assemble cars at Geely's plant in Guizhou province.\nAuto exports "
        "totaled 2 million units in May 2025, the association said.",
        ["exports vehicle CN 2025-05 2000000"],
    ),
    # level 2
    ("2023年,中国新能源汽车L2级搭载率超过50%。", ["share L2_nev CN 2023 50"]),
    ("China sold 4 million new passenger cars equipped with Level-2 functions in 2023.",
     ["sales L2_passenger CN 2023 4000000"]),
    # contributions to growth
    ("2024年中国汽车销量3000万辆,出口对销量增长的贡献率达40%。",
     ["sales vehicle CN 2024 30000000", "growth_contribution vehicle CN 2024 40"]),
    (
        "In 2024 China's vehicle sales reached 30 million units, and exports contributed 40 percent of sales growth.",
        ["sales vehicle CN 2024 30000000", "growth_contribution vehicle CN 2024 40"],
    ),
    # shares turned round, halves
    ("2024年,中国新能源新车销量占汽车新车总销量的比重达到40.9%。", ["share nev CN 2024 40.9"]),
    ("In May 2025, NEVs made up over half of China's passenger car exports.", ["share nev CN 2025-05 50"]),
    ("Almost half of Germany's car exports in 2024 were battery electric cars.", ["share bev DE 2024 50"]),
    # the world in a trailing clause
    ("2024年,中国新能源汽车出口量达到120万辆,继续在全球新能源汽车市场领跑。", ["exports nev CN 2024 1200000"]),
    # growth with its sense
    ("China's exports more than doubled to 300,000 vehicles in May 2025.", ["exports vehicle CN 2025-05 "
                                                                            "300000 y+100over"]),
    ("Japan's bus output almost tripled to 3,000 units in May 2025.", ["production bus JP 2025-05 3000 y+200under"]),
    ("China's exports fell over 6 percent to 300,000 vehicles in May 2025.", ["exports vehicle CN 2025-05 "
                                                                              "300000 y-6over"]),
    ("2025年5月,中国汽车出口增长超过1倍,达到30万辆。", ["exports vehicle CN 2025-05 300000 y+100over"]),
    # a year printed once, a list under one word, one number of two
    (
        "In the first seven months China's NEV exports came to 1.308 million units, while in July 2025 alone "
        "they were "
        "225,000 units.",
        ["exports nev CN 2025-01..2025-07 1308000", "exports nev CN 2025-07 225000"],
    ),
    ("Output and sales of vehicles in China both surpassed 15 million units in the first half of 2025.",
     ["sales vehicle CN 2025-S1 15000000", "production vehicle CN 2025-S1 15000000"]),
    # origin and market; a maker and its country in one sentence
    ("Imports of Chinese cars into Russia dropped 60 percent to 120,000 units in 2025.",
     ["imports passenger_car CN->RU 2025 120000 y-60"]),
    ("Imports of cars from Japan to Australia rose to 300,000 units in 2025.",
     ["imports passenger_car JP->AU 2025 300000"]),
    ("BYD exported 89,047 vehicles in May 2025, while China as a whole exported 551,000 vehicles.",
     ["exports vehicle CN 2025-05 89047", "exports vehicle CN 2025-05 551000"]),
    # to a day, and a fraction said exactly
    ("In the current year up to November 30, 2025, car sales in Germany amounted to 2.6 million units.",
     ["sales passenger_car DE 2025-01..2025-11 2600000"]),
    ("Registrations of new cars in France were up more than a quarter (28.3%) in July 2023.",
     ["registrations passenger_car FR 2023-07 - y+28.3"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_a_kind_of_sentence(text: str, expected: list[str]) -> None:
    assert sorted(told(figure) for figure in read_text(text).figures) == sorted(expected)


def test_a_makers_figure_does_not_lend_its_name() -> None:
    figures = read_text("BYD exported 89,047 vehicles in May 2025, while China as a whole exported 551,000.").figures
    assert [(f.maker, f.value) for f in figures] == [("BYD", 89_047), ("", 551_000)]


def test_a_threshold_in_a_list_keeps_its_word() -> None:
    figures = read_text("China's exports exceeded two million units in 2021, three million units in 2022.").figures
    assert [(f.value, f.sense) for f in figures] == [(2_000_000, "over"), (3_000_000, "over")]


def test_a_growth_with_a_sense_is_an_interval_open_on_one_side() -> None:
    (figure,) = read_text("China's exports more than doubled to 300,000 vehicles in May 2025.").figures
    (change,) = figure.changes
    assert change.interval.low == 100
    assert change.interval.high == float("inf")
    (figure,) = read_text("China's exports fell over 6 percent to 300,000 vehicles in May 2025.").figures
    assert figure.changes[0].factor is not None
    assert (figure.changes[0].factor.low, figure.changes[0].factor.high) == (0, Fraction(94, 100))


@pytest.mark.parametrize(
    ("text", "day", "effective", "deadline", "status"),
    [
        (
            "The European Commission on June 12, 2024 announced provisional duties on electric vehicles, "
            "effective July 4, 2024.",
            "2024-06-12", "2024-07-04", None, "announced",
        ),
        ("The United States launched a Section 232 investigation; comments are due by April 16, 2025.",
         None, None, "2025-04-16", "announced"),
        ("China will require export licences for electric cars from January 1, 2026.",
         None, "2026-01-01", None, "mentioned"),
        ("商务部公告2025年第61号,自2026年1月1日起施行。", None, "2026-01-01", None, "in force"),
        ("China filed a complaint with the WTO on November 4, 2024.", "2024-11-04", None, None, "announced"),
        ("The EU agreed to lift its tariffs on electric vehicles.", None, None, None, "planned"),
    ],
)  # fmt: skip
def test_a_measure_with_its_days(
    text: str, day: str | None, effective: str | None, deadline: str | None, status: str
) -> None:
    (measure,) = read_text(text).instruments
    days = [None if d is None else d.isoformat() for d in (measure.date, measure.effective, measure.deadline)]
    assert (days, measure.status) == ([day, effective, deadline], status)


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        (
            "China does not accept the EU's ruling on cars, a Ministry of Commerce spokesperson said.",
            "MOFCOM",
            "opposes",
        ),
        ("Canadian Prime Minister Mark Carney welcomed the deal on electric vehicles.", "CA", "supports"),
        ("The German government rejected the new duties on cars.", "DE", "opposes"),
        ("墨西哥政府支持新的关税。", "MX", "supports"),
    ],
)
def test_a_stance_in_other_words_and_of_other_states(text: str, actor: str, stance: str) -> None:
    assert [(p.actor, p.stance) for p in read_text(text).positions] == [(actor, stance)]


def test_the_aim_of_a_plan_is_nobodys_stance() -> None:
    reading = read_text("MIIT issued a Work Plan for Steady Growth of the Automobile Industry to support the sector.")
    assert reading.positions == ()
    assert [i.name for i in reading.instruments] == ["Work Plan for Steady Growth of the Automobile Industry"]
