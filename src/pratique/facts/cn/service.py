"""A service on the road in a Chinese city: where, by whom, with whom on board, for money or not, under which permit.

Rule: a district belongs to one city; what the permit covers is asked apart from whether there is one.
"""

from pratique.facts.definition import choice, number, truth
from pratique.facts.kinds import CASE

CITIES: dict[str, tuple[str, ...]] = {
    "beijing": (
        "yizhuang", "daxing", "tongzhou", "haidian", "shunyi", "chaoyang", "fengtai", "shijingshan", "changping",
        "xicheng", "dongcheng", "mentougou", "fangshan",
    ),
    "shanghai": (
        "pudong", "lingang", "jiading", "minhang", "fengxian", "jinshan", "qingpu", "songjiang", "baoshan", "xuhui",
        "yangpu",
    ),
    "guangzhou": ("nansha", "huangpu", "tianhe", "haizhu", "yuexiu", "liwan", "baiyun", "panyu", "huadu", "zengcheng"),
    "shenzhen": (
        "pingshan", "nanshan", "qianhai", "baoan", "futian", "luohu", "longgang", "longhua", "guangming", "yantian",
    ),
    "wuhan": (
        "wuhan_economic_zone", "east_lake_high_tech", "hannan", "jiangan", "jianghan", "qiaokou", "hanyang", "wuchang",
        "qingshan", "hongshan", "dongxihu", "caidian", "jiangxia", "huangpi", "xinzhou",
    ),
    "chongqing": (
        "yongchuan", "liangjiang", "yubei", "yuzhong", "jiangbei", "nanan", "jiulongpo", "shapingba", "dadukou",
        "banan", "beibei",
    ),
    "hangzhou": ("binjiang", "xiaoshan", "yuhang", "linping", "shangcheng", "gongshu", "xihu", "qiantang"),
}  # fmt: skip
"""Cities that have an instrument or a permit in the book, with the districts that can be named (zones included)."""
DISTRICTS = tuple(sorted({district for each in CITIES.values() for district in each}))
HOLDERS = (
    "baidu",
    "pony_ai",
    "autox",
    "weride",
    "saic_ai_lab",
    "utopilot",
    "dazhong",
    "qiangsheng",
    "jinjiang",
    "other",
)
"""Holders of the permits in the table; `other` is anybody else."""
STAGES = (
    "none",
    "road_test",
    "demo_application",
    "demo_operation",
    "commercial_pilot",
    "commercial_operation",
    "road_application_pilot",
)
SERVICES = ("taxi", "bus", "school_bus", "coach", "freight", "dangerous_goods", "private", "sanitation")

city = choice(
    "service.city",
    CASE,
    (*CITIES, "elsewhere"),
    "The city in which the service runs.",
    "you",
    "service plan",
    "paper",
)
district = choice(
    "service.district",
    CASE,
    (*DISTRICTS, "elsewhere"),
    "The district or zone in which the service runs.",
    "you",
    "service plan",
    "paper",
)
holder = choice(
    "service.holder", CASE, HOLDERS, "Who runs the service and would hold the permit.", "you", "permit", "supplier"
)
kind = choice("service.kind", CASE, SERVICES, "What the service carries.", "you", "service plan")
on_board = choice(
    "service.operator_on_board",
    CASE,
    ("driver_seat", "passenger_seat", "rear_seat", "none"),
    "Where a driver or safety operator sits; none is nobody on board.",
    "you",
    "service plan",
    "redesign",
)
remote_ratio = number(
    "service.vehicles_per_remote_operator",
    CASE,
    "",
    "Vehicles that one remote operator looks after; none without one.",
    "you",
    "staffing plan",
    "paper",
    may_be_none=True,
    low=0,
)
fare = truth("service.charges_fare", CASE, "Passengers or shippers pay.", "you", "price list", "paper")
city_consent = truth(
    "service.city_consents_to_remote",
    CASE,
    "The city has agreed to remote operators in a set area.",
    "you",
    "letter of the city",
    "paper",
)
catalogue = truth(
    "service.catalogue_listed",
    CASE,
    "The car is in the national or the city's product catalogue and registered with the police.",
    "vehicle maker",
    "catalogue, plates",
    "paper",
)
transport_licence = truth(
    "service.transport_licence", CASE, "The transport authority licensed paid carriage.", "you", "licence", "paper"
)
new_permit = truth(
    "service.new_permit_requested", CASE, "The act needs a permit that is not granted yet.", "you", "application"
)

held = truth(
    "permit.valid_on_date",
    CASE,
    "The holder has a permit of this city that is valid on the day.",
    "you",
    "permit",
    "paper",
)
stage = choice(
    "permit.stage", CASE, STAGES, "The stage that the permit of this city names.", "you", "permit", "paper"
)
unmanned = truth(
    "permit.covers_nobody_on_board", CASE, "The permit allows that nobody is on board.", "you", "permit", "paper"
)
inside_area = truth(
    "permit.inside_area", CASE, "The service stays in the area of the permit.", "you", "route log", "redesign"
)
inside_hours = truth(
    "permit.inside_hours", CASE, "The service stays in the hours of the permit.", "you", "route log", "redesign"
)
