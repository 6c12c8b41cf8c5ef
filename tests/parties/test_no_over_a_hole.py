"""Nothing is ruled out over a hole, and large minorities stay open: small registries with their truth.

Each case is a kind: a row that was not used, a date that is a year, holdings that add up, a ring, a minority that
is large. The three base rows say that `a` is Chinese, `b` and `s` German, and that nobody stands above `b`.
"""

from __future__ import annotations

from datetime import date

import pytest

from pratique.errors import Findings
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.parties.control import TESTS
from pratique.parties.nexus import PartyFacts, party_facts
from pratique.parties.readers.stakes import read_stakes
from pratique.parties.registry import Registry

HEAD = (
    "kind,subject,holder,share,organised,headquarters,principal_place,decisive,indirect,concert,end,type,"
    "suspended,record,class,held_for,source"
)
BASE = (
    "party,a,,,CN,CN,CN\nparty,b,,,DE,DE,DE\ncomplete,b\nparty,s,,,DE,DE,DE\nparty,x,,,DE,DE,DE\nparty,y,,,DE,DE,DE\n"
)
YES, NO = TRUE, FALSE
FLOAT = "dispersed,s,,5,,,,,,no"


def facts(rows: str, test: str = "power-to-decide", on: date = date(2026, 6, 1)) -> PartyFacts:
    findings = Findings()
    claims = tuple(read_stakes(f"{HEAD}\n{BASE}{rows.strip()}\n", "x.csv", findings))
    return party_facts(Registry(claims, tuple(findings)), "s", on, None, {"CN"}, TESTS[test])


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        (f"votes,s,b,40\n{FLOAT}", NO),
        (f"votes,s,b,40\nvote,s,a,60\n{FLOAT}", UNKNOWN),
        (f"votes,s,b,40\n,s,a,60\n{FLOAT}", UNKNOWN),
        (f"votes,s,b,40\nvotes,s,,60\n{FLOAT}", UNKNOWN),
        (f"votes,s,b,40\nvotes,,a,60\n{FLOAT}", UNKNOWN),
        (f"votes,s,b,40\nvotes,s,a,60,,,,,,,,,,,,,x.csv,more,cells\n{FLOAT}", UNKNOWN),
        (f"votes,s,b,40\nvotes,s,a,sixty\n{FLOAT}", UNKNOWN),
        # A row about somebody who is not above the party leaves nothing open.
        (f"votes,s,b,40\nvote,elsewhere,a,60\n{FLOAT}", NO),
        (f"votes,s,a,60\nvote,s,b,40\n{FLOAT}", YES),
    ],
)
def test_a_row_that_is_not_used_opens_its_subject(rows: str, truth: Truth) -> None:
    found = facts(rows)
    assert found.controlled_by_linked is truth
    if truth is None and "sixty" not in rows:
        assert found.holes
        assert found.organised_or_seated is UNKNOWN


@pytest.mark.parametrize(
    ("end", "on", "truth"),
    [
        ("2026", date(2026, 6, 1), UNKNOWN),
        ("2026-06", date(2026, 6, 15), UNKNOWN),
        ("2026-06", date(2026, 7, 1), NO),
        ("2026-06-01", date(2026, 6, 1), NO),
        ("2026-06-02", date(2026, 6, 1), YES),
        ("2027", date(2026, 6, 1), YES),
        ("2025", date(2026, 6, 1), NO),
        ("soon", date(2026, 6, 1), UNKNOWN),
    ],
)
def test_a_year_is_all_of_its_days(end: str, on: date, truth: Truth) -> None:
    rows = f"votes,s,a,60,,,,,,,{end}\n{FLOAT}"
    assert facts(rows, on=on).controlled_by_linked is truth


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ("capital,s,a,100\nvotes,s,b,100", YES),
        ("capital,s,b,100\nvotes,s,a,100", YES),
        ("capital,s,b,100\nvotes,s,b,100", NO),
        ("capital,s,a,60\ncapital,s,b,40\nvotes,s,b,100", YES),
    ],
)
def test_owned_stands_beside_controlled(rows: str, truth: Truth) -> None:
    assert facts(rows).controlled_by_linked is truth


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ("votes,s,a,49.9\nvotes,s,b,50.1", UNKNOWN),
        ("votes,s,a,34\nvotes,s,b,53\nvotes,s,c,13\nparty,c,,,DE,DE,DE,,,,,person", UNKNOWN),
        ("votes,s,a,49.9\nvotes,s,b,50.1\nboard,s,a,50", UNKNOWN),
        ("votes,s,a,49.9\nvotes,s,b,50.1\nboard,s,a,", UNKNOWN),
        ("votes,s,a,49.9\nvotes,s,b,50.1\nboard,s,a,60", YES),
        ("votes,s,a,49.9\nconsolidation,s,b,,,,,yes", UNKNOWN),
        ("votes,s,a,9\nconsolidation,s,b,,,,,yes", NO),
        ("votes,s,a,49.9\nvotes,s,b,50.1\nimportant_matters,s,a,,,,,no", NO),
        ("votes,s,a,49.9\nvotes,s,b,50.1\npassive,s,a", NO),
        (f"votes,s,a,1.2\n{FLOAT}", NO),
        (f"votes,s,a,19.7\n{FLOAT}", UNKNOWN),
        (f"votes,s,a,14\nvotes,s,b,33\n{FLOAT}", NO),
        (f"votes,s,a,27.4\nvotes,s,b,37\n{FLOAT}", UNKNOWN),
        ("votes,s,a,1\nvotes,s,b,99", NO),
    ],
)
def test_a_large_minority_is_open_until_its_powers_are_ruled_out(rows: str, truth: Truth) -> None:
    assert facts(rows).controlled_by_linked is truth


def test_a_denial_that_is_asked_for_settles_what_it_says() -> None:
    rows = "votes,s,a,49.9\nvotes,s,b,50.1"
    (asked,) = [item for item in facts(rows).open_holdings if item.clears]
    kind, subject, holder, share, answer = asked.denial.split(",")
    denied = f"{rows}\n{kind},{subject},{holder},{share},,,,{answer}"
    assert facts(denied).controlled_by_linked is FALSE


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ("votes,x,s,60\nvotes,s,x,60\nvotes,x,a,40\nvotes,s,a,40", UNKNOWN),
        ("votes,x,s,100\nvotes,s,x,100", UNKNOWN),
        ("votes,x,s,60\nvotes,s,x,60\nvotes,x,b,40\nvotes,s,b,40\ncomplete,s\ncomplete,x", NO),
        ("votes,x,s,100\nvotes,y,x,100\nvotes,s,y,100", UNKNOWN),
        ("votes,s,b,100\nvotes,x,s,60\nvotes,x,b,40", NO),
    ],
)
def test_a_ring_that_nobody_outside_decides_is_open(rows: str, truth: Truth) -> None:
    assert facts(rows).controlled_by_linked is truth


@pytest.mark.parametrize(
    ("rows", "test", "truth"),
    [
        (f"capital,s,a,30\ncapital,s,a,30\ncapital,s,b,40\n{FLOAT}", "majority", UNKNOWN),
        (f"capital,s,a,30\ncapital,s,a,29\ncapital,s,b,40\n{FLOAT}", "majority", UNKNOWN),
        (f"capital,s,a,30,,,,,,,,,,r1\ncapital,s,a,30,,,,,,,,,,r2\ncapital,s,b,40\n{FLOAT}", "majority", YES),
        (f"capital,s,a,30,,,,,,,,,,,A\ncapital,s,a,30,,,,,,,,,,,B\ncapital,s,b,40\n{FLOAT}", "majority", YES),
        ("capital,s,a,30,,,,,,,,,,,,,f\ncapital,s,a,30,,,,,,,,,,,,,g\ncapital,s,b,70", "majority", NO),
        ("votes,s,a,46\nvotes,s,b,44\nvotes,s,s,10\ncomplete,s", "majority", YES),
        ("votes,s,a,46\nvotes,s,b,44\nvotes,s,s,10,,,,,,,,,yes\ncomplete,s", "majority", YES),
        ("votes,s,a,44\nvotes,s,b,46\nvotes,s,s,10\ncomplete,s", "majority", NO),
        ("votes,s,a,50.0\nvotes,s,b,49.9\ncomplete,s", "majority", UNKNOWN),
        ("votes,s,a,0.6\nvotes,s,b,0.4\ncomplete,s", "majority", UNKNOWN),
        ("votes,s,a,66.67\nvotes,s,b,33.34", "majority", YES),
        ("votes,s,a,33.34\nvotes,s,b,66.67", "majority", NO),
        ("votes,s,a,70\nvotes,s,b,50", "majority", UNKNOWN),
        ("votes,s,a,78.7,,,,,yes", "majority", YES),
        ("votes,s,a,75 or more,,,,,?", "majority", YES),
        ("votes,s,a,30,,,,,yes\nvotes,s,c,30,,,,,yes\nparty,c,,,CN,CN,CN", "majority", UNKNOWN),
        ("votes,s,a,50% plus one share", "majority", YES),
        ("votes,s,a,66 2/3", "majority", YES),
        ("votes,s,a,more than half", "majority", YES),
        ("votes,s,a,three quarters of the votes", "majority", YES),
        ("votes,s,a,超過50%", "majority", YES),
        ("votes,s,a,三分之二", "majority", YES),
        ("votes,s,a,過半數", "majority", YES),
        ("votes,s,a,mehr als 50 Prozent", "majority", YES),
        ("votes,s,a,up to one half\nvotes,s,b,one half plus one vote", "majority", NO),
        ("votes,s,a,between 25 and 50\nvotes,s,b,50", "majority", NO),
        (
            "votes,s,n,60,,,,,,,,,,,,m\nvotes,s,m,60,,,,,,,,,,,,a\nparty,n,,,DE,DE,DE\nparty,m,,,DE,DE,DE",
            "majority",
            YES,
        ),
    ],
)
def test_the_arithmetic_of_registers(rows: str, test: str, truth: Truth) -> None:
    assert facts(rows, test).controlled_by_linked is truth


def test_two_ids_that_are_one_party_join_what_is_said_of_them() -> None:
    rows = "votes,t,a,60\nparty,t,,,DE,DE,DE"
    assert facts(f"{rows}\nsame_as,s,t").controlled_by_linked is TRUE
    assert facts(rows).controlled_by_linked is UNKNOWN


@pytest.mark.parametrize(
    ("ended", "began", "other", "truth"),
    [
        # Both held until the year in which the one ended: on a day of that year neither rules the other out.
        ("2026", "", "", UNKNOWN),
        ("2026-06", "", "", UNKNOWN),
        ("2026-12-31", "", "", UNKNOWN),
        ("2026-03-31", "", "", NO),
        ("2025", "", "", NO),
        # The other came after it: that is a sale, and the day of the sale is known.
        ("2026", "", "2026-04-01", NO),
        ("2026", "", "2020-04-01", UNKNOWN),
        # The one began in that year, and the other is not said to have left.
        ("", "2026", "", UNKNOWN),
        ("", "2026-01-01", "", UNKNOWN),
        ("", "2026-07-01", "", NO),
        ("", "2027", "", NO),
    ],
)
def test_a_year_in_which_a_holding_ended_beside_others_that_have_all(
    ended: str, began: str, other: str, truth: Truth
) -> None:
    findings = Findings()
    rows = f"votes,s,a,60,,,,,,,{ended},,,,,,,{began}\nvotes,s,b,100,,,,,,,,,,,,,,{other}\ncomplete,s\n"
    claims = tuple(read_stakes(f"{HEAD},start\n{BASE}{rows}", "x.csv", findings))
    found = party_facts(
        Registry(claims, tuple(findings)), "s", date(2026, 6, 1), None, {"CN"}, TESTS["power-to-decide"]
    )
    assert found.controlled_by_linked is truth


def test_a_sale_in_a_year_that_leaves_the_other_the_whole_is_ruled_out_later() -> None:
    rows = "votes,s,a,60,,,,,,,2026\nvotes,s,b,100\ncomplete,s"
    assert facts(rows, on=date(2027, 1, 1)).controlled_by_linked is NO
