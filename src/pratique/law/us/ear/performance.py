"""The technical notes to ECCN 3A090: total processing performance and performance density.

Rule: performance is the largest product of dense rate and bit length, over all processing units of the circuit; a
rate that counts a multiply-accumulate as two operations already holds the factor 2 of the formula. Density divides
it by the area of the dies made in a non-planar process; where no die is, there is no density. Both are expressions,
so that an unknown rate or area leaves an interval, and the limits stand here once.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.facts import chip
from pratique.facts.definition import legal
from pratique.logic.author import greatest
from pratique.logic.nodes import Numeric

TOP = 4800
"""3A090.a.1; below it, what is not for data centres is out (Note 2)."""
MIDDLE = 2400
"""3A090.b.1."""
LOW = 1600
"""3A090.a.2 and .b.2."""
DENSE = Fraction("5.92")
"""Density of 3A090.a.2."""
DENSE_B2 = Fraction("3.2")
DENSE_B1 = Fraction("1.6")
IO_2022 = 600
"""GB/s over all inputs and outputs, version of 2022."""
HBM_DENSITY = 2
"""GB/s per mm2; more than this is 3A090.c (strictly more)."""

board = legal(
    "us.ear.board_counts_as_one_circuit",
    ("each_circuit", "adds_up"),
    "Whether several packages on one board are one integrated circuit, so that their rates add up.",
    usual="each_circuit",
    cautious="adds_up",
    cite="15 CFR part 772, technical note 2 to 3A090",
)

tpp: Numeric = (
    greatest(*(rate * bits for bits, rate in chip.rates.items()), chip.tpp_other_lengths) + chip.tpp_other_units
)
"""Total processing performance of the circuit."""
density: Numeric = tpp / chip.nonplanar_area
"""Performance density; absent where no logic die is made in a non-planar process."""
tpp_of_board: Numeric = tpp * chip.circuits_on_board
"""Performance of all circuits of an assembly, for the reading under which they add up (their density is the same)."""
hbm_density: Numeric = chip.hbm_bandwidth / chip.hbm_area
"""Memory bandwidth density of a stack or package."""
