"""An item of trade in computing: what kind of thing it is, and the figures of the circuit in it.

Rule: every rate is the manufacturer's highest claim for dense matrices, one multiply-accumulate counted as two
operations, added up over the whole circuit; a sparse figure is never entered here, only what it leaves possible.
For an assembly the figures are those of the circuit in it (one line of the bill for each circuit that differs).
"""

from pratique.facts.definition import COUNTRIES, choice, measure, number, truth
from pratique.facts.kinds import PART
from pratique.logic.nodes import NumberFact

KINDS_OF_ITEM = ("circuit", "computer", "memory", "software", "technology", "model_weights", "vehicle", "other")
kind = choice(
    "item.kind",
    PART,
    KINDS_OF_ITEM,
    "What the item is: an integrated circuit; a computer, electronic assembly or component that holds one; a memory stack; software or technology to develop or make such things; the weights of a model; a finished vehicle; anything else.",
    "part supplier",
    "data sheet",
)
HOSTS = (
    "3A001.mmic", "3A001.military", "3A001.capacitor", "3A001.other", "4A003.bc", "4A003.g", "4A004", "4A005",
    "5A002.a", "5A002.b", "5A002.c", "5A002.d", "5A002.e", "5A004.a", "5A004.b", "5A992.c", "5D002", "5D992", "none",
)  # fmt: skip
host_entry = choice(
    "item.host_entry",
    PART,
    HOSTS,
    "The other entry of the control list that already describes the item, before its computing power is looked at; `none` if there is none.",
    "part supplier",
    "classification by the maker",
)

# --- rates -------------------------------------------------------------------------------------------------

BIT_LENGTHS = (4, 8, 16, 32, 64)
"""Bit lengths with a fact of their own; what a circuit claims at any other goes into `chip.tpp_other_lengths`."""


def _rate(bits: int) -> NumberFact:
    return number(
        f"chip.rate_{bits}b",
        PART,
        "tera-ops/s",
        f"The highest dense rate at a bit length of {bits}, summed over the circuit's processing units; none if it does not compute at it.",
        "part supplier",
        "data sheet that says dense and bit length",
        "redesign",
        may_be_none=True,
        low=0,
    )


rates = {bits: _rate(bits) for bits in BIT_LENGTHS}
tpp_other_lengths = number(
    "chip.tpp_other_lengths",
    PART,
    "",
    "The largest product of dense rate and bit length at any bit length without a fact of its own (1, 2, 6); none if there is none.",
    "part supplier",
    "data sheet",
    "redesign",
    may_be_none=True,
    low=0,
)
tpp_other_units = number(
    "chip.tpp_other_units",
    PART,
    "",
    "What processing units of the same circuit add whose rates are not in the figures given (rate times bit length).",
    "part supplier",
    "data sheet",
    "redesign",
    low=0,
)
circuits_on_board = number(
    "item.circuits_on_board",
    PART,
    "",
    "How many circuits of this kind the assembly holds.",
    "part supplier",
    "assembly drawing",
    "redesign",
    whole=True,
    low=1,
)

# --- silicon -----------------------------------------------------------------------------------------------

nonplanar_area = measure(
    "chip.nonplanar_area_mm2",
    PART,
    "mm2",
    "Area of all logic dies made in a non-planar transistor process, their caches included, memory stacks and planar dies left out; none if no die is.",
    "part supplier",
    "data sheet, die photograph",
    "redesign",
    may_be_none=True,
)
data_center = truth(
    "chip.data_center",
    PART,
    "Designed or marketed for use in data centres; either is enough.",
    "part supplier",
    "product family, marketing, licence terms",
    "redesign",
)
io_rate = number(
    "chip.io_rate_gbs",
    PART,
    "GB/s",
    "Transfer rate over all inputs and outputs to circuits other than volatile memory, both directions added up.",
    "part supplier",
    "data sheet",
    "redesign",
    low=0,
)
dram_bandwidth = number(
    "chip.dram_bandwidth_gbs",
    PART,
    "GB/s",
    "Total bandwidth to dynamic memory.",
    "part supplier",
    "data sheet",
    "redesign",
    low=0,
)
node = measure(
    "chip.node_nm",
    PART,
    "nm",
    "The finest process node of its logic dies, as the foundry names it.",
    "part supplier",
    "foundry statement",
    "redesign",
)
non_planar = truth(
    "chip.non_planar",
    PART,
    "Some logic die is made in a non-planar transistor process.",
    "part supplier",
    "foundry statement",
    "redesign",
)
transistors = number(
    "chip.transistors_bn",
    PART,
    "billion",
    "Aggregated approximated transistor count of the finished package.",
    "part supplier",
    "foundry statement",
    "redesign",
    low=0,
)
has_hbm = truth(
    "chip.has_hbm", PART, "The package holds high-bandwidth memory.", "part supplier", "data sheet", "redesign"
)

# --- who designed and packaged it --------------------------------------------------------------------------

designer_attests = truth(
    "chip.designer_attests",
    PART,
    "Its designer attests that its performance and density keep it outside the entry.",
    "part supplier",
    "attestation",
    "paper",
)
packaged_by = choice(
    "chip.packaged_by",
    PART,
    ("the_foundry", "approved_osat", "other"),
    "Who packages it: the foundry that made it, a company on the approved list, or another.",
    "part supplier",
    "packaging order",
    "supplier",
)
packaged_in = choice(
    "chip.packaged_in",
    PART,
    COUNTRIES,
    "The country in which it is packaged.",
    "part supplier",
    "packaging order",
    "supplier",
)
count_attested = truth(
    "chip.transistor_count_attested",
    PART,
    "Who packages it attests the transistor count.",
    "part supplier",
    "attestation",
    "paper",
)
sold_in_us_by_2026 = truth(
    "chip.commercially_available_in_us",
    PART,
    "Commercially available in the United States on 15 January 2026.",
    "part supplier",
    "price list, invoices",
)

# --- memory stacks -----------------------------------------------------------------------------------------

hbm_bandwidth = number(
    "hbm.bandwidth_gbs",
    PART,
    "GB/s",
    "Bandwidth of the memory stack, or of the package that holds it.",
    "part supplier",
    "data sheet",
    "redesign",
    low=0,
)
hbm_area = measure(
    "hbm.package_area_mm2",
    PART,
    "mm2",
    "Area of the package, or of the stack where there is none.",
    "part supplier",
    "data sheet",
    "redesign",
)
hbm_with_processor = truth(
    "hbm.copackaged_with_processor",
    PART,
    "Packaged with a logic circuit whose dominant function is processing (a mere control interface is not).",
    "part supplier",
    "data sheet",
    "redesign",
)
