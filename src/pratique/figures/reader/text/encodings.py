"""The encoding of a text that is not UTF-8: what its page declares, or what its bytes show.

Rule: GB 18030 and Big5 accept nearly every byte string, so each is tried only where a page names it or where it
gives the commonest characters of Chinese prose; Windows-1252 only for a text that is nearly all ASCII. What shows
nothing is refused as no UTF-8, with the byte.
"""

from __future__ import annotations

import re

_DECLARED = re.compile(
    rb"<meta[^<>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,20})|<\?xml[^<>]{0,80}encoding=[\"']([\w-]{2,20})"
)
_KNOWN = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "big5-hkscs": "big5hkscs",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "euc-jp": "euc_jp",
    "windows-1251": "cp1251",
    "iso-8859-15": "iso8859_15",
    "utf-16": "utf-16",
}
_COMMON = (("gb18030", "的是一在了年月日万辆同比增长汽车"), ("cp950", "的是一在了年月日萬輛同比增長汽車"))
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_SAMPLE = 20_000
_WESTERN = frozenset(range(0x91, 0x98)) | frozenset((0x80, 0x85, 0x99)) | frozenset(range(0xA0, 0x100))


def encodings_of(data: bytes) -> tuple[str, ...]:
    """The encodings to try on a file's bytes, in order; UTF-8 first."""
    declared = _DECLARED.search(data[:2048])
    if declared is not None:
        name = (declared[1] or declared[2]).decode("ascii").lower()
        return ("utf-8-sig", _KNOWN[name]) if name in _KNOWN else ("utf-8-sig",)
    shown = [(_shown(data[:_SAMPLE], encoding, common), encoding) for encoding, common in _COMMON]
    best, encoding = max(shown)
    if best > 0:
        return ("utf-8-sig", encoding)
    high = [byte for byte in data if byte >= 0x80] if len(data) < 10 * _SAMPLE else []
    if high and 20 * len(high) < len(data) and all(byte in _WESTERN for byte in high):
        return ("utf-8-sig", "cp1252")
    return ("utf-8-sig",)


def _shown(sample: bytes, encoding: str, common: str) -> float:
    """How much of what an encoding makes of the bytes is common Chinese; 0 where too little is."""
    text = sample.decode(encoding, errors="ignore")
    ideographs = len(_IDEOGRAPH.findall(text))
    found = sum(text.count(char) for char in common)
    lost = len(sample) - len(text.encode(encoding, errors="ignore"))
    return found / ideographs if found * 20 > ideographs > 0 and lost * 20 < len(sample) else 0.0
