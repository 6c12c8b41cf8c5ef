"""Chinese personal names as Hong Kong spells them, as pinyin.

Rule: a name is read this way only if its syllables are all of the table, two to four of them, and something about it
says so: a syllable that pinyin has not, or a given name written apart or with a hyphen. One word beside them may be
a name of another language ("John"). A syllable stands for several characters, so a name has several readings, the
most usual ones first; they are further readings, never the only ones.
Source: `cantonese.csv` gives for each syllable of the Hong Kong Government's romanisation the pinyin of the
common characters that are spelt so, by how many they are (characters of Big5, level 1; the spelling of each from the
package cantonese-romanisation 1.0.5, MIT, their pinyin from anyascii, ISC). Surnames are those of the table below.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice, product

from pratique.files.shipped import shipped_rows
from pratique.parties.names.wade_giles import is_pinyin

MOST_READINGS = 12
_SURNAMES = (
    "au ou|bau bao|chai qi|chak zhai|cham zhan|chan chen|chau zhou|cheng zheng|cheuk zhuo|cheung zhang|chin qian|"
    "ching cheng|chiu zhao|choi cai|chong zhuang|chow zhou|choy cai|chu zhu|chui xu|chun qin|chung zhong|fan fan|"
    "fok huo|fong fang|fu fu|fung feng|ha xia|hau hou|heung xiang|ho he|hon han|hui xu|hung hong|ip ye|kam jin|"
    "kan jian|kei ji|keung jiang|kiu qiao|ko gao|kong jiang|koo gu|ku gu|kwan guan|kwok guo|kwong kuang|lai li|"
    "lam lin|lau liu|law luo|lee li|leung liang|li li|liu liao|lo luo;lu|lok luo|lui lu;lei|luk lu|lung long|ma ma|"
    "mak mai|man wen|mok mo|mui mei|ng wu|ngai wei;ni|ngan yan|nip nie|pak bai|pang peng|pau bao|poon pan|pun pan|"
    "sham cen|shek shi|shiu shao|shum cen;shen|sin xian|sit xue|siu xiao|so su|suen sun|sum cen;shen|sung song|"
    "sze shi|tai dai|tam tan|tang deng|ting ding|to du|tong tang|tsang zeng|tse xie|tsim zhan|tso cao|tsoi cai|"
    "tsui xu|tung dong|wai wei|wan wen;yun|wat qu|wong wang;huang|woo hu|wu hu;wu|yam ren|yan yin;ren|yau qiu;you|"
    "yeung yang|yick yi|yim yan|ying ying|yip ye|yiu yao|yu yu|yue yu|yuen yuan;ruan|yung rong;weng|szeto situ"
)


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    pairs = (row.split() for row in _SURNAMES.split("|"))
    return {spelt: tuple(read.split(";")) for spelt, read in pairs}


@lru_cache(maxsize=1)
def _syllables() -> dict[str, tuple[str, ...]]:
    return {row["syllable"]: tuple(row["pinyin"].split(";")) for row in shipped_rows(__package__, "cantonese.csv")}


def from_cantonese(name: str) -> tuple[str, ...]:
    """A personal name (lower case, "chan kwok-keung") in pinyin, one text for each reading; none if it is no such."""
    groups = [word.split("-") for word in name.replace(",", " ").split()]
    every = [each for group in groups for each in group]
    if not 2 <= len(every) <= 5 or not all(each.isascii() and each.isalpha() for each in every):
        return ()
    beside = [each for each in every if each not in _syllables() and each not in _surnames()]
    spelt = [[each for each in group if each not in beside] for group in groups]
    spelt = [group for group in spelt if group]
    count = len(every) - len(beside)
    if len(beside) > 1 or not 2 <= count <= 4 or not any(len(each) > 3 for each in beside or ["none"]):
        return ()
    apart = count >= 3 and (len(spelt) >= 3 or any(len(group) > 1 for group in spelt))
    if not apart and all(is_pinyin(each) for group in spelt for each in group):
        return ()
    found = [" ".join([*read, *beside]) for read in _readings(spelt)]
    return tuple(dict.fromkeys(found))


def _readings(groups: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Surname and given name in pinyin for each way to read them: the surname leads or comes last."""
    flat = [each for group in groups for each in group]
    ways = [(flat[0], flat[1:])] if len(groups[0]) == 1 else []
    ways += [(flat[-1], flat[:-1])] if len(groups[-1]) == 1 else []
    read = [
        product(_surnames()[family], *(_syllables()[each] for each in given))
        for family, given in ways
        if family in _surnames() and all(each in _syllables() for each in given)
    ]
    most = MOST_READINGS // max(1, len(read))
    for first, *rest in chain.from_iterable(islice(each, most) for each in read):
        yield first, "".join(rest)
