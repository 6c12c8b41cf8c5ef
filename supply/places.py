"""The provinces and prefectures of China with their readings, from the list of administrative divisions.

`python supply/places.py LIST.tsv` writes `src/pratique/ids/places_cn.csv`. LIST has the columns Source, Revision, Code
and Name, as the ledger github.com/cn/GB2260 keeps the lists of the Ministry of Civil Affairs (the table was made from
its list of April 2019; codes and names of divisions are facts that the state publishes). Readings are of pypinyin,
traditional writing is of OpenCC, both needed by this script only; what they read wrong and the spellings in use beside
the reading are below. Nothing is fetched.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from opencc import OpenCC
from pypinyin import lazy_pinyin

TABLE = Path(__file__).parents[1] / "src" / "pratique" / "ids" / "places_cn.csv"
RANKS = re.compile(r"(?:特别行政区|自治区|自治州|地区|市|省|盟)$")
PEOPLES = re.compile(
    r"(?:壮族|回族|维吾尔|朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族|蒙古族|蒙古|"
    r"柯尔克孜|哈萨克)+$"
)
READ = {
    "朝阳": "chaoyang",
    "漯河": "luohe",
    "吕梁": "lüliang",
    "长治": "changzhi",
    "陕西": "shaanxi",
    "锡林郭勒": "xilinguole",
}
"""Places whose characters read otherwise elsewhere."""
ALSO = {
    "北京": "Peking",
    "天津": "Tientsin",
    "重庆": "Chungking",
    "广东": "Kwangtung;Canton",
    "广州": "Canton",
    "南京": "Nanking",
    "青岛": "Tsingtao",
    "厦门": "Amoy",
    "汕头": "Swatow",
    "大连": "Dairen",
    "福建": "Fukien",
    "四川": "Szechuan;Szechwan",
    "西藏": "Tibet",
    "内蒙古": "Inner Mongolia",
    "哈尔滨": "Harbin",
    "齐齐哈尔": "Qiqihar;Tsitsihar",
    "呼和浩特": "Hohhot;Huhhot",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir",
    "巴彦淖尔": "Bayannur",
    "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol",
    "阿拉善": "Alxa",
    "兴安": "Hinggan",
    "吕梁": "Lvliang;Luliang",
    "拉萨": "Lhasa",
    "日喀则": "Shigatse;Xigaze",
    "昌都": "Chamdo;Qamdo",
    "林芝": "Nyingchi",
    "山南": "Lhoka",
    "那曲": "Nagqu",
    "阿里": "Ngari",
    "阿坝": "Ngawa",
    "甘孜": "Garze",
    "迪庆": "Deqen",
    "果洛": "Golog",
    "乌鲁木齐": "Urumqi",
    "克拉玛依": "Karamay",
    "吐鲁番": "Turpan;Turfan",
    "哈密": "Kumul",
    "喀什": "Kashgar;Kashi",
    "和田": "Hotan;Khotan",
    "伊犁": "Ili",
    "阿勒泰": "Altay",
    "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin",
    "克孜勒苏": "Kizilsu",
    "香港": "Hong Kong",
    "澳门": "Macao;Macau",
    "台湾": "Taiwan",
}
"""Spellings in use that are not the reading."""
_TRADITIONAL = OpenCC("s2t")


def short(name: str) -> str:
    """The name without its rank and without the peoples that its rank names."""
    plain = RANKS.sub("", name)
    return plain if plain == "内蒙古" else PEOPLES.sub("", plain) or name


def reading(name: str) -> str:
    """The place without its rank in pinyin without tones; read in the full name, which settles how a character reads."""
    plain = short(name)
    return READ.get(plain) or "".join(lazy_pinyin(name, v_to_u=True)[: len(plain)])


def rows(listed: str) -> list[tuple[str, str, str, str, str, str]]:
    """Code, name in full, name, traditional name where it differs, reading, spellings in use."""
    found = []
    for row in csv.DictReader(listed.splitlines(), delimiter="\t"):
        code, name = row["Code"], row["Name"]
        if code.endswith("00"):
            plain = short(name)
            traditional = _TRADITIONAL.convert(plain)
            found.append(
                (code, name, plain, traditional if traditional != plain else "", reading(name), ALSO.get(plain, ""))
            )
    return found


def main() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "name", "short", "traditional", "reading", "also"))
        writer.writerows(rows(Path(sys.argv[1]).read_text("utf-8")))


if __name__ == "__main__":
    main()
