"""Products of level 3, 4 and 5: before the pilot notice of 17 November 2023 no path, since then one for 3 and 4.

Rule: being chosen is not access, and access is not use: the consortium (a maker and a user entity), the decision of
the ministry, the user entity, the area and the limits of the approval must all hold. Whatever a city has confirmed as
a test or demonstration is outside; `cn.permits` decides it.
"""

from pratique.facts import act, vehicle
from pratique.facts.cn import access as cn_access
from pratique.facts.cn import service as cn_service
from pratique.facts.definition import remembered
from pratique.law.clocks import in_force
from pratique.law.cn.dates import since
from pratique.law.cn.permits.recorded import permit_covers
from pratique.law.outcome import Outcome
from pratique.law.provision import Confidence, Duty, authorization, exemption, licence, prohibition
from pratique.logic.author import all_of, any_of, term

PILOT = "工信部联通装〔2023〕217号"
TEST = "工信部联通装〔2021〕97号"
TEST_FROM = "2018-05-01"
"""First day of the road test rules of 2018 (confirmed), which 97号 of 2021 followed: under both, tests and no products."""
START = "2023-11-17"

BASE_FROM, BASE_CERTAIN = "2019-06-01", "2020-07-30"
"""First day of Order 50 as remembered, and the day of a decision of the ministry that cites it as in force (single source)."""
_base_start = remembered(
    "cn_order_50_start",
    "Whether Order 50 of 2018 applied on a day from 1 June 2019 to 29 July 2020.",
    "MIIT Order 50 of 2018",
)

offers_function = term(
    "offers or uses an automated function",
    PILOT,
    "A function of level 3 or higher is in the product and switched on; left out or held at level 2 it is not.",
    all_of(act.kind.is_("type_approval", "sale", "operate_service"), cn_access.function_enabled),
)
level_3_or_4 = vehicle.automation_level.between(3, 4)

in_test = exemption(
    f"{TEST} (test or demonstration)",
    "Vehicles without approval run in road tests and demonstrations that the city has confirmed.",
    leaves=Outcome.CLEAR,
    text_verified=False,
    when=all_of(act.kind.is_("operate_service"), any_of(cn_access.local_confirmation, permit_covers)),
)
product = authorization(
    f"{PILOT} (product access)",
    "The consortium was chosen and the ministry granted access to the product.",
    when=all_of(
        act.kind.is_("type_approval", "sale"),
        cn_access.consortium,
        cn_access.product_access,
    ),
    duties=(
        Duty("report incidents", "The maker reports incidents to the ministry and the market regulator.", PILOT),
        Duty("safety case", "The maker keeps the safety case of the function.", PILOT),
    ),
    text_verified=False,
)
use = authorization(
    f"{PILOT} (use on the road)",
    "The user entity of the consortium uses an admitted product inside the area and the limits of the approval.",
    when=all_of(
        act.kind.is_("operate_service"),
        cn_access.consortium,
        cn_access.product_access,
        cn_access.user_entity,
        cn_access.pilot_area,
        cn_access.within_limits,
        cn_access.insured,
    ),
    duties=(Duty("monitor the vehicles", "The user entity insures, registers and monitors the vehicles.", PILOT),),
    text_verified=False,
)

before_the_pilot = prohibition(
    f"{TEST} (before the pilot)",
    "Before the pilot no product of level 3 or higher had a national path: only tests and demonstrations under local confirmation.",
    when=all_of(offers_function, vehicle.automation_level >= 3),
    clocks=in_force(TEST_FROM, lapses=START),
    lifted_by=(in_test,),
    text_verified=False,
    note="Since the road test rules of 1 May 2018; the first day of 97号 itself is remembered (September 2021) and changes nothing.",
)
pilot = prohibition(
    PILOT,
    "Products of level 3 and 4 are admitted and used only in the pilot of the four ministries.",
    when=all_of(offers_function, level_3_or_4),
    clocks=in_force(START, published=START),
    lifted_by=(in_test, product, use),
    text_verified=False,
)
level_5 = prohibition(
    f"{PILOT} (level 5)",
    "The pilot names levels 3 and 4 only, so that a product of level 5 has no national path.",
    when=all_of(offers_function, vehicle.automation_level.equals(5)),
    clocks=in_force(START, published=START),
    lifted_by=(in_test,),
    text_verified=False,
)
carriage = licence(
    f"{PILOT} (carriage)",
    "Carriage for money in the pilot needs the qualification of the transport authority.",
    when=all_of(
        offers_function,
        act.kind.is_("operate_service"),
        vehicle.automation_level >= 3,
        cn_service.fare,
    ),
    clocks=in_force(START, published=START),
    lifted_by=(
        in_test,
        authorization(
            f"{PILOT} (transport qualification)",
            "The qualification is held.",
            when=cn_access.transport_qualification,
            text_verified=False,
        ),
    ),
    text_verified=False,
)
ordinary = licence(
    "MIIT Order 50 of 2018, CCC",
    "A model must be on the announcement of the ministry and hold the compulsory certification before it is sold.",
    when=all_of(act.kind.is_("sale"), since(BASE_FROM, BASE_CERTAIN, _base_start)),
    clocks=in_force(BASE_FROM),
    lifted_by=(
        authorization(
            "MIIT announcement and CCC",
            "Both are held.",
            when=all_of(cn_access.announced, cn_access.certified),
            text_verified=False,
        ),
    ),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
    note="The principle rests on one source; the first day is remembered until 30 July 2020, when the ministry cites the order.",
)

PROVISIONS = (ordinary, before_the_pilot, pilot, level_5, carriage)
