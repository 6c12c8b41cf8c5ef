"""Who publishes statistics, by the names a text gives them."""

from __future__ import annotations

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
