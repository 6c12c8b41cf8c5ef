"""The names by which people call a chip of the table, and the chips that a name may mean.

Rule: a name is a chip's where it is written out in the chip's own, maker and brand aside, and what it leaves out is no
more than how the chip is mounted. What may be two chips, or a grade of which a name says nothing, is never taken for
either, and no name is taken for one that is only like it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pratique.law.circuit import Chip, CircuitTable
from pratique.law.us.ear.tables import chip_named, chips
from pratique.value_class import dataclass

BRANDS = {
    "nvidia": "nvidia", "geforce": "nvidia", "drive": "nvidia", "jetson": "nvidia", "tesla": "nvidia", "amd": "amd", "instinct": "amd",
    "radeon": "amd", "intel": "intel", "habana": "intel", "huawei": "huawei", "hisilicon": "huawei", "horizon": "horizon", "robotics": "horizon",
    "qualcomm": "qualcomm", "snapdragon": "qualcomm", "ride": "qualcomm", "mobileye": "mobileye", "ti": "ti", "renesas": "renesas", "nio": "nio",
    "shenji": "nio", "xpeng": "xpeng", "black": "black", "sesame": "black", "gpu": "", "npu": "", "chip": "", "accelerator": "",
}  # fmt: skip
"""Words before a model, and the first word of the names of the maker that uses them; empty: anybody."""
MOUNTED = frozenset({"sxm", "sxm2", "sxm3", "sxm4", "sxm5", "std", "mdc"})
"""What a name may leave out: how a chip is mounted, or on what board."""
_SIZE = re.compile(r"\d+gb")
_NATIVE = {
    "英伟达": "nvidia ", "辉达": "nvidia ", "超威": "amd ", "英特尔": "intel ", "华为": "huawei ", "昇腾": "ascend ", "地平线": "horizon ", "征程": "journey ",
    "高通": "qualcomm ", "骁龙": "snapdragon ", "黑芝麻": "black sesame ", "智能": " ", "华山": "huashan ", "蔚来": "nio ", "神玑": "shenji ", "小鹏": "xpeng ", "图灵": "turing ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Called:
    """A chip by one of its names: the words of it, the place of that which says which model it is, and which are left out."""

    chip: Chip
    words: tuple[str, ...]
    model: int
    without: tuple[str, ...] = ()


def chips_called(name: str) -> tuple[Chip, ...]:
    """The chips that a name may mean: one where it says which, several where it does not, none where it is of none."""
    return tuple(chip for chip, _ in _meant(name))


def chip_called(name: str) -> Chip | None:
    """The one chip that a name means, which leaves out nothing but how that is mounted; None where that is not so."""
    found = _meant(name)
    if len(found) != 1 or not all(word in MOUNTED or _SIZE.fullmatch(word) for word in found[0][1]):
        return None
    return found[0][0]


def _meant(name: str) -> list[tuple[Chip, tuple[str, ...]]]:
    """Each chip that a name may mean with the words of it that the name leaves out; the whole names before others."""
    if (exact := chip_named(name)) is not None:
        return [(exact, ())]
    asked = tuple(_words(name))
    found: dict[str, tuple[Chip, tuple[str, ...]]] = {}
    for called in _known():
        left = _left_out(asked, called)
        if left is not None and (called.chip.name not in found or not left):
            found[called.chip.name] = (called.chip, left)
    return [each for each in found.values() if not each[1]] or [*found.values()]


def _left_out(asked: tuple[str, ...], called: Called) -> tuple[str, ...] | None:
    """The words of a chip's name that stand behind what was asked; None where that is not in it."""
    maker = called.words[0]
    while asked:
        for end in range(len(called.words), called.model, -1):
            for begin in range(called.model + 1):
                if "".join(called.words[begin:end]) == "".join(asked):
                    return (*called.words[end:], *called.without)
        if BRANDS.get(asked[0]) not in (maker, ""):
            return None
        asked = asked[1:]
    return None


@lru_cache(maxsize=1)
def _known() -> tuple[Called, ...]:
    return tuple(called for chip in chips() for called in _names(chip))


def _names(chip: Chip) -> Iterator[Called]:
    """A chip by its name, by that without how it is mounted, and by each further name in brackets."""
    main, *inside = re.split(r"[()]", chip.name)
    said = re.split(r",| if ", main)[0]
    further = [each for part in inside for each in part.split("/") if _is_name(each)]
    whole = tuple(_words(said if further and said == main else chip.name))
    short = tuple(_words(said))
    model = next((i for i, word in enumerate(short) if _has_figure(word)), len(short) - 1)
    yield Called(chip, whole, model)
    mounted = tuple(word for word in whole if word in MOUNTED)
    if plain := tuple(word for word in whole if word not in MOUNTED):
        yield Called(chip, plain, min(model, len(plain) - 1), mounted)
    for each in further:
        words = (short[0], *_words(each))
        yield Called(chip, words, len(words) - 1)


def _is_name(text: str) -> bool:
    """Whether what stands in brackets is a further name, and no grade or board."""
    return bool(text.strip()) and not any(word in text for word in ("grade", "Std", "MDC"))


def _has_figure(word: str) -> bool:
    return any(each.isdigit() for each in word)


def _words(name: str) -> Iterator[str]:
    text = unicodedata.normalize("NFKC", name).casefold()
    for native, word in _NATIVE.items():
        text = text.replace(native, f" {word}")
    yield from re.findall(r"[^\W_]+", text)


REGISTERS = CircuitTable(chips, chip_named, chips_called, chip_called)
