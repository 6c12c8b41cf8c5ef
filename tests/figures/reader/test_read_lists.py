"""Lists that go together, lists of places with one number, duties by maker, running totals: sentences of ours."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.reader import Figure, read_text

JUNE = date(2025, 6, 10)


def _told(figure: Figure) -> str:
    words = [figure.indicator, figure.product, figure.geography or "?", str(figure.period or "?")]
    words.append("-" if figure.value is None else f"{float(figure.value):g}")
    words += [f"{change.over}={float(change.amount):g}" for change in figure.changes]
    return " ".join([*words, *([figure.maker] if figure.maker else [])])


CASES = (
    # so many numbers, so many places
    (
        "China exported 41,000, 38,500 and 22,100 vehicles to Russia, Mexico and Brazil respectively in May 2025.",
        (
            "exports vehicle CN->RU 2025-05 41000",
            "exports vehicle CN->MX 2025-05 38500",
            "exports vehicle CN->BR 2025-05 22100",
        ),
    ),
    (
        "Germany and France registered 239,000 and 124,000 new cars respectively in May 2025.",
        ("registrations passenger_car DE 2025-05 239000", "registrations passenger_car FR 2025-05 124000"),
    ),
    (
        "5月,中国对俄罗斯、墨西哥和巴西分别出口汽车4.1万辆、3.85万辆和2.21万辆。",
        (
            "exports vehicle CN->RU 2025-05 41000",
            "exports vehicle CN->MX 2025-05 38500",
            "exports vehicle CN->BR 2025-05 22100",
        ),
    ),
    (
        "5月,中國對俄羅斯、墨西哥和巴西分別出口汽車4.1萬輛、3.85萬輛和2.21萬輛。",
        (
            "exports vehicle CN->RU 2025-05 41000",
            "exports vehicle CN->MX 2025-05 38500",
            "exports vehicle CN->BR 2025-05 22100",
        ),
    ),
    # so many numbers, so many periods
    (
        "In April and May, China exported 480,000 and 510,000 vehicles, respectively.",
        ("exports vehicle CN 2025-04 480000", "exports vehicle CN 2025-05 510000"),
    ),
    (
        "2023年和2024年,中国新能源汽车出口分别为120.3万辆和128.4万辆。",
        ("exports nev CN 2023 1.203e+06", "exports nev CN 2024 1.284e+06"),
    ),
    # one number of several places is of none of them
    ("China exported 101,600 vehicles to Russia, Mexico and Brazil in May.", ("exports vehicle ? 2025-05 101600",)),
    ("Sales in Germany and France totalled 363,000 cars in May.", ("sales passenger_car ? 2025-05 363000",)),
    ("5月中国对美国和欧盟出口汽车共9万辆。", ("exports vehicle ? 2025-05 90000",)),
    (
        "China's auto exports amid tensions between China and the EU rose 12 percent to 500,000 units in May.",
        ("exports vehicle CN 2025-05 500000 year=12",),
    ),
    # duties by maker, in one sentence and on lines of their own
    (
        "The EU's duties on Chinese EVs are 17 percent for BYD, 18.8 percent for Geely and 35.3 percent for SAIC.",
        (
            "tariff_rate bev CN->EU ? 17 BYD",
            "tariff_rate bev CN->EU ? 18.8 Geely",
            "tariff_rate bev CN->EU ? 35.3 SAIC",
        ),
    ),
    (
        "欧盟对中国电动汽车征收反补贴税,其中比亚迪17%、吉利18.8%、上汽35.3%。",
        (
            "tariff_rate bev CN->EU ? 17 BYD",
            "tariff_rate bev CN->EU ? 18.8 Geely",
            "tariff_rate bev CN->EU ? 35.3 SAIC",
        ),
    ),
    (
        "The EU has imposed countervailing duties on imports of battery electric vehicles (BEVs) from China.\n"
        "The duty rates are:\n- BYD: 17,0%\n- Geely: 18,8%\n- All other companies: 35,3%",
        ("tariff_rate bev CN->EU ? 17 BYD", "tariff_rate bev CN->EU ? 18.8 Geely", "tariff_rate bev CN->EU ? 35.3"),
    ),
    # what flows is counted from January on, what stands is not
    (
        "By the end of May, 1.2 million NEVs had been exported from China.",
        ("exports nev CN 2025-01..2025-05 1.2e+06",),
    ),
    (
        "The number of vehicles in use in Spain stood at 30 million by the end of May.",
        ("stock vehicle ES 2025-05 3e+07",),
    ),
    # growths of volume and of value; money spent on imports
    (
        "Vietnam imported 8,000 cars in May, worth US$180 million, up 12% in volume and 9% in value.",
        ("imports passenger_car VN 2025-05 8000 year=12", "imports passenger_car VN 2025-05 1.8e+08 year=9"),
    ),
    (
        "Peru spent US$300 million importing 15,000 cars in May, down 8% in value and up 3% in volume.",
        ("imports passenger_car PE 2025-05 3e+08 year=-8", "imports passenger_car PE 2025-05 15000 year=3"),
    ),
    # twice, of itself at another time and of another place; fractions in words; the growth named first
    (
        "Sales of electric cars in Spain in May were twice as many as in the same month last year.",
        ("sales bev ES 2025-05 - year=100",),
    ),
    (
        "In May Norway registered an eighth fewer cars than a year earlier.",
        ("registrations passenger_car NO 2025-05 - year=-12.5",),
    ),
    (
        "Spain sold 20,000 hybrids in May. The growth for hybrids was a massive 40%.",
        ("sales hybrid ES 2025-05 20000 year=40",),
    ),
    # a bare small number compared with; its owner is its period
    (
        "Some 980 EVs were sold in Malta in May 2025, compared to 510 a year earlier.",
        ("sales bev ? 2025-05 980", "sales bev ? 2024-05 510"),
    ),
    (
        "Imports of used cars in Kenya are up 7.5% to 28,184 in May on 2024's 26,206.",
        ("imports used_vehicle KE 2025-05 28184 year=7.5", "imports used_vehicle KE 2024-05 26206"),
    ),
    # how far two counts are apart is no subject of its own
    (
        "In May 1.04 million electric cars were registered worldwide, 152,000 more sales than before, a 17% rise.",
        ("registrations bev WORLD 2025-05 1.04e+06 year=17",),
    ),
    # round number and exact number of one sentence
    (
        "1-5月,中国新能源汽车出口突破百万辆,达到106万辆。",
        ("exports nev CN 2025-01..2025-05 1.06e+06",),
    ),
    ("5月,中国每出口4辆汽车中,就有1辆是新能源汽车。", ()),
    (
        "1-5月,中国汽车产销量均超过1200万辆,均实现10%以上较高增长。",
        (
            "production vehicle CN 2025-01..2025-05 1.2e+07 year=10",
            "sales vehicle CN 2025-01..2025-05 1.2e+07 year=10",
        ),
    ),
)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:40] for text, _ in CASES])
def test_lists_and_totals_are_bound_to_what_is_their_own(text: str, wanted: tuple[str, ...]) -> None:
    found = read_text(text, published=JUNE).figures
    assert sorted(map(_told, found)) == sorted(wanted), text


FURTHER = (
    (
        "Mexico exported 240,000 light vehicles in May: 190,000 to the US, 20,000 to Canada and 6,000 to Germany.",
        (
            "exports light_vehicle MX 2025-05 240000",
            "exports light_vehicle MX->US 2025-05 190000",
            "exports light_vehicle MX->CA 2025-05 20000",
            "exports light_vehicle MX->DE 2025-05 6000",
        ),
    ),
    (
        "Germany exported 3.4 million cars in 2024; the US took 450,000, the UK 390,000.",
        (
            "exports passenger_car DE 2024 3.4e+06",
            "exports passenger_car DE->US 2024 450000",
            "exports passenger_car DE->GB 2024 390000",
        ),
    ),
    (
        "A total of 22,478 cars were sold in Malaysia in March 2025, a drop of 44 percent (17,925 units less) from "
        "February's numbers.",
        ("sales passenger_car MY 2025-03 22478 month=-44",),
    ),
    (
        "Car sales in Peru stood at 16,670 in May, up 5.2% from the 15,870 units a year prior.",
        ("sales passenger_car PE 2025-05 16670 year=5.2", "sales passenger_car PE 2024-05 15870"),
    ),
    (
        "Chinese car brands sold 152,400 cars in Spain in 2024. A year earlier sales were 66,100 units.",
        ("sales chinese_brand_passenger_car ES 2024 152400", "sales chinese_brand_passenger_car ES 2023 66100"),
    ),
    (
        "In Switzerland there were 163,556 new car registrations after three months, the trade said.",
        ("registrations passenger_car CH 2025-01..2025-03 163556",),
    ),
    (
        "In Norway 30,500 cars were registered in May (30,400 in May 2024), 35 percent of them fully electric.",
        (
            "registrations passenger_car NO 2025-05 30500",
            "registrations passenger_car NO 2024-05 30400",
            "share bev NO 2025-05 35",
        ),
    ),
    (
        "In May Denmark's BEV share climbed to 67 percent, while petrol cars' share fell 6 points to 20 percent.",
        ("share bev DK 2025-05 67", "share ice DK 2025-05 20 year=-6"),
    ),
    (
        "1-5月,我国汽车出口278.8万辆,其中出口至俄罗斯13.5万辆、墨西哥19.4万辆、阿联酋17.7万辆。",
        (
            "exports vehicle CN 2025-01..2025-05 2.788e+06",
            "exports vehicle CN->RU 2025-01..2025-05 135000",
            "exports vehicle CN->MX 2025-01..2025-05 194000",
            "exports vehicle CN->AE 2025-01..2025-05 177000",
        ),
    ),
    (
        "台灣5月新車掛牌數3.5萬輛,月減4%、年減12.3%,前5月累計17.1萬輛,年減9.8%。",
        (
            "registrations vehicle TW 2025-05 35000 month=-4 year=-12.3",
            "registrations vehicle TW 2025-01..2025-05 171000 year=-9.8",
        ),
    ),
    ("5月,中国30万辆新能源汽车出口海外。", ("exports nev CN 2025-05 300000",)),
    ("2025年5月,加拿大政府不允许进口4.9万辆中国电动车。", ()),
    (
        "2024年中国汽车对俄出口115.8万辆。",
        ("exports vehicle CN->RU 2024 1.158e+06",),
    ),
    (
        "日本首11個月汽車出口升15%至399萬部。",
        ("exports vehicle JP 2024-01..2024-11 3.99e+06 year=15",),
    ),
)


@pytest.mark.parametrize(("text", "wanted"), FURTHER, ids=[text[:40] for text, _ in FURTHER])
def test_who_took_what_and_when(text: str, wanted: tuple[str, ...]) -> None:
    found = read_text(text, published=JUNE).figures
    assert sorted(map(_told, found)) == sorted(wanted), text
