"""Automotive data that leaves China: important or personal, how many people since January, and which route.

Rule: counts run from 1 January; a threshold "and above" takes its number in, "short of" leaves it out. Reaching data
from abroad is export. Data on the list of 2021 and data that somebody notified are two ways to be important; where two
texts give two routes, the lighter one is not certain.
"""

from pratique.facts import act
from pratique.facts.cn import data
from pratique.facts.definition import legal, remembered
from pratique.law.clocks import during, in_force
from pratique.law.construction import under
from pratique.law.outcome import Outcome
from pratique.law.provision import Confidence, Duty, authorization, exemption, licence, prohibition, requirement
from pratique.logic.author import all_of, any_of, none_of, term

SEVERAL = "Several Provisions on Automotive Data Security (2021)"
FLOW = "CAC Provisions on cross-border data flow (2024)"
GUIDE = "Guidelines for automotive data export security (2026)"
LIST_2021_PEOPLE = 100_000
"""Personal information of more people than this is important data in the list of 2021 (confirmed)."""
ORDINARY_ASSESSMENT = 1_000_000
ORDINARY_CONTRACT = 100_000
SENSITIVE_ASSESSMENT = 10_000
"""People since 1 January from whose number on a route is needed (confirmed for numbers)."""

people_of_2021 = legal(
    "cn.data.hundred_thousand_people",
    ("contract_route", "assessment"),
    "Whether more than 100,000 people make data important (2021), or leave it on the route of contract or certification (2024).",
    usual="contract_route",
    cautious="assessment",
    cite=FLOW,
)
list_is_published = legal(
    "cn.data.list_of_2021_counts_as_published",
    ("yes", "no"),
    "Whether the list of 2021 publishes data as important, without which they need no assessment since 2024.",
    usual="yes",
    cautious="yes",
    cite=FLOW,
)
guide_from = legal(
    "cn.data.guidelines_from",
    ("on_issue", "2026-07-01"),
    "Whether the guidelines dated 30 January 2026 and published 3 February apply from their issue or from 1 July 2026.",
    usual="on_issue",
    cautious="2026-07-01",
    cite=GUIDE,
)
_emergency = remembered("cn_2024_emergencies", "Whether an emergency is exempt as encoded.", FLOW)

leaves = data.leaves
listed_2021 = data.important_items.meets(*data.SENSITIVE_ITEMS)
many_people = any_of(data.ordinary_people > LIST_2021_PEOPLE, data.sensitive_people > LIST_2021_PEOPLE)
important_since_2024 = term(
    "important data since 2024",
    f"{SEVERAL}; {FLOW}",
    "Notified or published by an authority; the list of 2021 and its count of people only as far as they still decide.",
    any_of(
        data.notified,
        all_of(listed_2021, list_is_published.is_("yes")),
        all_of(data.personal, many_people, people_of_2021.is_("assessment")),
    ),
)
important = term(
    "important data",
    f"{SEVERAL}; {FLOW}",
    "Until the rules of 2024 whatever the list of 2021 names; since then what is important under them.",
    any_of(
        important_since_2024,
        all_of(any_of(listed_2021, all_of(data.personal, many_people)), during(None, "2024-03-22")),
    ),
)

ASSESSMENT_YEARS = 3
"""Years for which the result of an assessment holds; renewable for as long (two paraphrases)."""
renewal = Duty(
    "renew the assessment", "Ask 60 working days before the three years end; for growth of at most 20 percent.", GUIDE
)
assessed = authorization(
    f"{FLOW} (assessment)",
    "The security assessment was passed; its result holds three years.",
    when=data.assessed,
    text_verified=False,
    duties=(renewal,),
)
contracted = authorization(
    f"{FLOW} (contract or certification)",
    "A standard contract is filed or a certification held.",
    when=any_of(data.contracted, data.assessed),
    text_verified=False,
)
transit = exemption(
    f"{FLOW} (transit)",
    "Collected abroad and passed through with nothing of China added.",
    when=all_of(data.collected_abroad, none_of(important_since_2024)),
    leaves=Outcome.CLEAR,
    text_verified=False,
)
purposes = exemption(
    f"{FLOW} (purposes)",
    "A contract with the person or the staff of a group needs it; so does an emergency (from memory).",
    when=all_of(
        any_of(data.purpose.is_("contract", "human_resources"), all_of(data.purpose.is_("emergency"), _emergency)),
        none_of(important_since_2024),
    ),
    confidence=Confidence.SINGLE_SOURCE,
    leaves=Outcome.CLEAR,
    text_verified=False,
)
zone = exemption(
    f"{FLOW} art. 6",
    "What the negative list of a free-trade zone does not name leaves it freely.",
    when=data.on_zone_list,
    leaves=Outcome.CLEAR,
    text_verified=False,
)
_guidelines_apply = under(guide_from, **{"on_issue": during("2026-02-03"), "2026-07-01": during("2026-07-01")})
guide_object = legal(
    "cn.data.guideline_exemptions_reach_personal_data",
    ("important_only", "personal_too"),
    "Whether the exemptions of the guidelines lift the routes for personal data as well: paraphrases say that they are for "
    "important data, and nobody read the annex.",
    usual="important_only",
    cautious="important_only",
    cite=GUIDE,
)
_guide_purpose = all_of(
    data.purpose.is_("vulnerability_fix", "security_incident", "ota_source_code"), _guidelines_apply
)
_report_exempt = Duty(
    "report to the ministries", "Report or file the exempt export of important data with MIIT and SAMR.", GUIDE
)
guidelines_important = authorization(
    f"{GUIDE} (exemptions)",
    "Important data for the repair of vulnerabilities, security incidents or source code of updates, with a report.",
    when=all_of(important, _guide_purpose),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
    duties=(_report_exempt,),
)
guidelines_personal = exemption(
    f"{GUIDE} (exemptions, personal data)",
    "The same purposes, if the exemptions reach personal data.",
    confidence=Confidence.SINGLE_SOURCE,
    leaves=Outcome.CLEAR,
    text_verified=False,
    when=all_of(_guide_purpose, none_of(important_since_2024), guide_object.is_("personal_too")),
)
EXEMPT = (transit, purposes, zone, guidelines_personal)

_exports = all_of(act.kind.is_("data_export"), leaves)
FROM_2024 = in_force("2024-03-22", published="2024-03-22")
report = Duty(
    "annual report", "Processors of important data report by 15 December (from memory), more if they export.", SEVERAL
)

important_export = licence(
    f"{SEVERAL} (important data)",
    "Important data leaves the country only after a security assessment.",
    when=all_of(_exports, important),
    clocks=in_force("2021-10-01", published="2021-08-16"),
    lifted_by=(assessed, zone, guidelines_important),
    duties=(report,),
    text_verified=False,
)
_by_number = any_of(
    data.operator, data.ordinary_people >= ORDINARY_ASSESSMENT, data.sensitive_people >= SENSITIVE_ASSESSMENT
)
_by_contract = any_of(
    data.ordinary_people.between(ORDINARY_CONTRACT, ORDINARY_ASSESSMENT, high_open=True),
    all_of(data.sensitive_people > 0, data.sensitive_people < SENSITIVE_ASSESSMENT),
)
assessment = licence(
    f"{FLOW} (assessment by number)",
    "Personal information of a million people, sensitive of ten thousand, or of any number by an operator of critical infrastructure, needs an assessment.",
    when=all_of(_exports, data.personal, _by_number),
    clocks=FROM_2024,
    lifted_by=(assessed, *EXEMPT),
    text_verified=False,
)
contract = licence(
    f"{FLOW} (contract or certification)",
    "Personal information of a hundred thousand people, or sensitive of anybody, needs a standard contract or a certification.",
    when=all_of(_exports, data.personal, _by_contract),
    clocks=FROM_2024,
    lifted_by=(contracted, *EXEMPT),
    text_verified=False,
)
storage = prohibition(
    f"{SEVERAL} (storage)",
    "Important data is stored in China.",
    when=all_of(act.kind.is_("data_export"), important, none_of(data.stored_in_china)),
    clocks=in_force("2021-10-01", published="2021-08-16"),
    lifted_by=(assessed,),
    text_verified=False,
)
filing = requirement(
    f"{GUIDE} (filing)",
    "Who needs a route files as a Chinese legal entity, else by its branch; volumes are not split; type and scale are described.",
    when=all_of(
        _exports,
        any_of(important, all_of(data.personal, any_of(_by_number, _by_contract))),
        none_of(*(each.when for each in EXEMPT)),
        _guidelines_apply,
    ),
    clocks=in_force("2026-02-03", published="2026-02-03"),
    text_verified=False,
    duties=(
        Duty("file as the Chinese entity", "The Chinese entity, else its branch, files the route it takes.", GUIDE),
    ),
)

PROVISIONS = (important_export, assessment, contract, storage, filing)
