"""Who publishes statistics, by the names a text gives them."""

from __future__ import annotations

import re

_PUBLISHERS = (
    ("CAAM", ("CAAM", "China Association of Automobile Manufacturers", "中国汽车工业协会", "中汽协")),
    ("CPCA", ("CPCA", "China Passenger Car Association", "乘联会", "乘联分会")),
    ("GACC", ("customs", "Customs", "海关")),
    ("MIIT", ("MIIT", "Ministry of Industry and Information Technology", "工信部", "工业和信息化部")),
    ("ACEA", ("ACEA",)),
    ("CATARC", ("CATARC", "中汽中心")),
    ("Rho Motion", ("Rho Motion",)),
    ("MPS", ("公安部", "Ministry of Public Security")),
)


def publishers_in(text: str) -> list[str]:
    """The publishers of statistics that a text names, in the order of the table."""
    return [name for name, words in _PUBLISHERS if any(word in text for word in words)]


_OTHER_NATION = re.compile(
    "越南|泰国|德国|英国|法国|美国|韩国|日本|印度|巴西|俄罗斯|墨西哥|加拿大|澳大利亚|土耳其|挪威"
)


def its_own_nation(head: str) -> str:
    """The head of a text with its 全国 blanked, at the same length, where it speaks of another nation than China."""
    return head.replace("全国", "  ") if _OTHER_NATION.search(head) and "中国" not in head else head
