"""Supplements 1 and 5 to part 740: which destinations a rule means on the day of the act; and the headquarters test.

Rule: a group is its members on the day of the act, never today's list. Macau is in D:1 and D:4 but not in D:5, so a
rule that means both says so; Hong Kong is China. Where the day on which a country left is not established, a legal
fact keeps it open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from pratique.facts import act, export, party
from pratique.facts.definition import legal
from pratique.facts.kinds import CONSIGNEE, END_USER, INTERMEDIATE, PURCHASER
from pratique.law.clocks import during
from pratique.law.us.ear.tables import Membership, memberships
from pratique.logic.author import all_of, any_of, none_of, some, term, the
from pratique.logic.nodes import Condition

GROUPS = "supplement 1 to 15 CFR part 740"
MACAU = "MO"
CHINA = ("CN", "HK")

group_doubt = legal(
    "us.ear.cyprus_in_d5",
    ("still_in", "already_out"),
    "Whether Cyprus was still in group D:5 between the State Department's rule of 1 October 2023 and the conforming change of 30 May 2024.",
    usual="still_in",
    cautious="still_in",
    cite=GROUPS,
)
equal_parents = legal(
    "us.ear.equal_parents",
    ("either_counts", "neither_counts"),
    "Whether a company that two parents hold half each, and neither controls, has each of them as an ultimate parent: no definition was found.",
    usual="either_counts",
    cautious="either_counts",
    cite="15 CFR 744.23(a)(3)",
)

Ask = Callable[..., Condition]
"""What asks whether a country fact is (or a set of countries meets) the countries given."""


def in_group(group: str, ask: Ask) -> Condition:
    """The countries that `ask` asks about are in `group` on the day of the act."""
    together: dict[tuple[date | None, date | None], list[str]] = defaultdict(list)
    doubtful: list[Condition] = []
    for row in memberships():
        if row.group == group:
            together[row.start, row.doubt_from or row.until].append(row.country)
            if row.doubt_from is not None:
                doubtful.append(_in_doubt(row, ask))
    assert together, f"there is no group {group!r}"
    return any_of(*(_while(start, until, ask(*names)) for (start, until), names in together.items()), *doubtful)


def _while(start: date | None, until: date | None, condition: Condition) -> Condition:
    return condition if start is None and until is None else all_of(condition, during(start, until))


def _in_doubt(row: Membership, ask: Ask) -> Condition:
    return all_of(ask(row.country), during(row.doubt_from, row.until), group_doubt.is_("still_in"))


def in_macau_or_d5(ask: Ask) -> Condition:
    """Macau or a destination of group D:5."""
    return any_of(ask(MACAU), in_group("D:5", ask))


def in_china_2022(ask: Ask) -> Condition:
    """China, and from 17 January 2023 Macau (88 FR 2821): the scope of the first version."""
    return any_of(ask(*CHINA), all_of(ask(MACAU), during("2023-01-17")))


def in_listed_destination(ask: Ask) -> Condition:
    """Groups D:1, D:4 or D:5, and neither A:5 nor A:6."""
    return all_of(
        any_of(*(in_group(group, ask) for group in ("D:1", "D:4", "D:5"))),
        none_of(*(in_group(group, ask) for group in ("A:5", "A:6"))),
    )


def reaches(place: Callable[[Ask], Condition]) -> Condition:
    """The item goes to such a place, or into something in an entry of the list (not EAR99) that goes there."""
    return any_of(
        place(act.into.is_),
        all_of(export.incorporated.is_("listed_item"), place(export.onward.is_)),
    )


listed_destination = term(
    "listed destination",
    "15 CFR 742.6(a)(6)(iii)",
    "A destination of group D:1, D:4 or D:5 that is in neither A:5 nor A:6.",
    reaches(in_listed_destination),
)
macau_or_d5 = term(
    "Macau or group D:5", GROUPS, "Macau, or a destination under a US arms embargo.", reaches(in_macau_or_d5)
)
china_of_2022 = term(
    "China or Macau, first version",
    "15 CFR 742.6(a)(6), version of 2022",
    "China with Hong Kong; Macau from 17 January 2023.",
    reaches(in_china_2022),
)
authorization_country = term(
    "artificial intelligence authorization country",
    "supplement 5(a) to 15 CFR part 740",
    "One of the countries of paragraph (a) of the supplement.",
    in_group("AI 5(a)", act.into.is_),
)

# --- parties -----------------------------------------------------------------------------------------------

seated_in_macau_or_d5 = term(
    "headquartered in Macau or group D:5",
    "15 CFR 744.23(a)(3), 742.6(a)(6)(iii)(A)",
    "It or its ultimate parent is headquartered there on the day of the act; the percentage held does not matter.",
    any_of(
        in_macau_or_d5(party.headquarters.is_),
        in_macau_or_d5(export.parent_headquarters.is_),
        all_of(
            export.parent_headquarters.is_("shared"),
            in_macau_or_d5(export.shared_parents.meets),
            equal_parents.is_("either_counts"),
        ),
    ),
)
seated_in_authorization_country = term(
    "headquartered in an authorization country",
    "15 CFR 740.27",
    "It and its ultimate parent are headquartered in countries of paragraph (a) of the supplement.",
    all_of(
        in_group("AI 5(a)", party.headquarters.is_),
        in_group("AI 5(a)", export.parent_headquarters.is_),
    ),
)


def some_recipient(condition: Condition) -> Condition:
    """The consignee, the end user, or another recipient that there is satisfies `condition`."""
    return any_of(
        the(CONSIGNEE, condition),
        the(END_USER, condition),
        all_of(export.others, any_of(some(PURCHASER, condition), some(INTERMEDIATE, condition))),
    )


def every_recipient(condition: Condition) -> Condition:
    """No recipient fails `condition`."""
    return none_of(some_recipient(none_of(condition)))


recipient_seated_in_macau_or_d5 = term(
    "a recipient headquartered in Macau or group D:5",
    "15 CFR 744.23(a)(3), 742.6(a)(6)(iii)(A)",
    "The purchaser, an intermediate consignee, the consignee or the end user, wherever it sits itself.",
    some_recipient(seated_in_macau_or_d5),
)
