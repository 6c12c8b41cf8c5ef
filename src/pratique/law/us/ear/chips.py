"""ECCN 3A090 in its dated versions, 4A090 and the .z items: what a circuit's figures make of it.

Rule: limits are met at the number itself (`>=`) and left below it (`<`), .a comes before .b. Note 2 takes out what
is neither designed nor marketed for data centres and stays below 4800, here, in 4A090 and in every .z entry. It is
folded into .a and .b so that each fact is read in one direction; a test holds them against the literal text.
"""

from __future__ import annotations

from pratique.facts import chip
from pratique.law.us.ear import eccn
from pratique.law.us.ear.eccn import or_classified
from pratique.law.us.ear.performance import (
    DENSE,
    DENSE_B1,
    DENSE_B2,
    HBM_DENSITY,
    IO_2022,
    LOW,
    MIDDLE,
    TOP,
    board,
    density,
    hbm_density,
    tpp,
    tpp_of_board,
)
from pratique.logic.author import all_of, any_of, none_of, term
from pratique.logic.nodes import Condition, Numeric

CITE = "ECCN 3A090"


def paragraph_a(performance: Numeric) -> Condition:
    """.a with Note 2: 4800 or more; or, for data centres, 1600 or more and dense."""
    return any_of(
        performance >= TOP,
        all_of(
            chip.data_center,
            performance >= LOW,
            density >= DENSE,
        ),
    )


def paragraph_b(performance: Numeric) -> Condition:
    """.b with Note 2: for data centres, below .a, in one of the two bands."""
    return all_of(
        chip.data_center,
        any_of(
            all_of(
                performance.between(MIDDLE, TOP, high_open=True),
                density.between(DENSE_B1, DENSE, high_open=True),
            ),
            all_of(
                performance.between(LOW, TOP, high_open=True),
                density.between(DENSE_B2, DENSE, high_open=True),
            ),
        ),
    )


def paragraph_a_or_b(performance: Numeric) -> Condition:
    """Either paragraph, written so that density between the two never leaves it open."""
    return any_of(
        performance >= TOP,
        all_of(
            chip.data_center,
            any_of(
                all_of(performance >= LOW, density >= DENSE_B2),
                all_of(performance >= MIDDLE, density >= DENSE_B1),
            ),
        ),
    )


# --- literal paragraphs, for the record and the tests ------------------------------------------------------

note_2 = term(
    "Note 2 to 3A090",
    CITE,
    "Neither designed nor marketed for use in data centres, and below 4800.",
    all_of(none_of(chip.data_center), tpp < TOP),
)
a1 = term("3A090.a.1", CITE, "Performance of 4800 or more.", tpp >= TOP)
a2 = term(
    "3A090.a.2",
    CITE,
    "Performance of 1600 or more and density of 5.92 or more.",
    all_of(tpp >= LOW, density >= DENSE),
)
b1 = term(
    "3A090.b.1",
    CITE,
    "Performance from 2400 to below 4800 and density from 1.6 to below 5.92.",
    all_of(tpp.between(MIDDLE, TOP, high_open=True), density.between(DENSE_B1, DENSE, high_open=True)),
)
b2 = term(
    "3A090.b.2",
    CITE,
    "Performance of 1600 or more and density from 3.2 to below 5.92.",
    all_of(tpp >= LOW, density.between(DENSE_B2, DENSE, high_open=True)),
)

# --- what an item is ---------------------------------------------------------------------------------------

in_family = chip.kind.is_("circuit", "computer", "software", "technology")
"""What the entries on circuits and computers, and on software and technology for them, can describe."""
_board_adds_up = all_of(chip.kind.is_("computer"), board.is_("adds_up"))

meets_a = term(
    "meets 3A090.a",
    CITE,
    "The circuit, any circuit in the assembly, or the circuit that the software or technology is for, reaches .a.",
    or_classified(
        all_of(in_family, any_of(paragraph_a(tpp), all_of(_board_adds_up, paragraph_a(tpp_of_board)))),
        eccn.A,
    ),
)
meets_b = term(
    "meets 3A090.b",
    CITE,
    "Likewise .b, and not .a.",
    or_classified(
        all_of(
            in_family,
            any_of(
                all_of(paragraph_b(tpp), none_of(all_of(_board_adds_up, paragraph_a(tpp_of_board)))),
                all_of(_board_adds_up, none_of(paragraph_a(tpp)), paragraph_b(tpp_of_board)),
            ),
        ),
        eccn.B,
    ),
)
meets_a_or_b = term(
    "meets 3A090.a or .b",
    CITE,
    "Likewise either of them.",
    or_classified(
        all_of(in_family, any_of(paragraph_a_or_b(tpp), all_of(_board_adds_up, paragraph_a_or_b(tpp_of_board)))),
        eccn.A_OR_B,
    ),
)
meets_2022 = term(
    "meets 3A090 of 2022",
    "ECCN 3A090, version of 21 October 2022",
    "Transfers 600 GB/s or more to other circuits, and rate times bit length, added up over all units, is 4800 or more.",
    all_of(in_family, chip.io_rate >= IO_2022, tpp >= TOP),
)
meets_c = term(
    "meets 3A090.c",
    "ECCN 3A090.c",
    "A memory stack with more than 2 GB/s per mm2, unless packaged with a circuit that mainly processes.",
    or_classified(
        all_of(
            chip.kind.is_("memory"),
            hbm_density > HBM_DENSITY,
            none_of(chip.hbm_with_processor),
        ),
        eccn.C,
    ),
)
not_data_center_a = term(
    "eligible for 740.8",
    "15 CFR 740.8 and the exceptions paragraph of 3A090",
    ".a items that are not for data centres, and .b items (which always are); never .c.",
    any_of(meets_b, all_of(meets_a, none_of(chip.data_center))),
)
