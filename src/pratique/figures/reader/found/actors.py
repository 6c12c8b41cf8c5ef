"""Who speaks and who is spoken for: ministries, associations, governments, firms, officials, and media.

Rule: an actor is a body that can hold a view; a medium only tells. A person is named for his body, which the
text itself gives once ("vice minister X of MIIT") and later leaves out ("said X").
"""

from __future__ import annotations

import re
from dataclasses import field

from pratique.value_class import dataclass

_TAKES = (
    r"(?=(?:,? (?:and|as well as) [A-Z]\w+)? (?:has |have |had |will |would |also |strongly |firmly |again )*"
    r"(?:oppos|support|back(?:s|ed)|"
    r"reject|critici|vot|"
    r"welcom|condemn|urg|call(?:s|ed)|denounc|does not|do not))"
)
"""Behind the name of a country: it takes a stance itself."""
_ACTORS: tuple[tuple[str, str], ...] = (
    ("CAAM", r"China Association of Automobile Manufacturers|CAAM|中国汽车工业协会|中汽协"),
    ("CPCA", r"China Passenger Car Association|CPCA|乘用车市场信息联席会|乘联会|乘联分会"),
    ("MOFCOM", r"(?:China's )?(?:Ministry of Commerce|MOFCOM|[Cc]ommerce [Mm]inistry)|商务部"),
    ("MIIT", r"Ministry of Industry and Information Technology|MIIT|工业和信息化部|工信部"),
    ("CN-MFA", r"(?:Chinese )?[Ff]oreign [Mm]inistry|Ministry of Foreign Affairs|外交部"),
    ("NDRC", r"National Development and Reform Commission|NDRC|国家发展改革委|发改委"),
    ("GACC", r"General Administration of Customs|customs (?:administration|authorit\w+|data|figures)|"
             r"海关总署"),
    ("CATARC", r"CATARC|中汽中心|中国汽车技术研究中心"),
    ("SAMR", r"State Administration for Market Regulation|SAMR|市场监管总局"),
    ("CAC", r"Cyberspace Administration of China|国家网信办"),
    ("US-BIS", r"Bureau of Industry and Security|美国商务部工业与安全局"),
    ("US-Commerce", r"(?:US|U\.S\.) (?:Commerce Department|Department of Commerce)|美国商务部"),
    ("US", r"(?:Biden|Trump) administration|US government|U\.S\. government|White House|United States "
           r"government|Washington|美国政府|美方|拜登政府|特朗普政府"),
    ("EU", r"European Commission|European Union|欧盟委员会|欧委会|欧盟"),
    ("AAI", r"Alliance for Automotive Innovation"),
    ("VDA", r"\bVDA\b|German Association of the Automotive Industry"),
    ("ACEA", r"\bACEA\b|European Automobile Manufacturers' Association|欧洲汽车制造商协会"),
    ("SIA", r"Semiconductor Industry Association"),
    ("EU", r"Brussels|(?:EU|European) (?:officials|trade (?:chief|commissioner))|Ursula von der Leyen"),
    ("CA-ON", r"Ontario Premier(?: Doug Ford)?|Premier Doug Ford|Doug Ford|Ontario(?:'s)? government|"
              r"Government of Ontario"),
    ("CA", rf"Canada{_TAKES}|Canadian (?:government|officials|[Pp]rime [Mm]inister)|Prime Minister Mark Carney|"
           rf"Justin Trudeau|Trudeau|Chrystia Freeland|"
           rf"Ottawa|Government "
           r"of Canada|加拿大政府|加方"),
    ("MX", rf"Mexico{_TAKES}|Mexican (?:government|officials|[Pp]resident)|Mexico's (?:government|Economy "
           rf"Ministry)|President "
           r"Claudia Sheinbaum|墨西哥政府|墨方"),
    ("DE", rf"Germany{_TAKES}|German (?:government|officials|Chancellor)|Berlin|Chancellor (?:Olaf Scholz|"
           rf"Friedrich Merz)|德国政府"),
    ("FR", rf"France{_TAKES}|French (?:government|officials|[Pp]resident)|Paris|President Emmanuel Macron|法国政府"),
    ("GB", rf"Britain{_TAKES}|(?:British|UK) (?:government|officials|[Pp]rime [Mm]inister)|London|Prime Minister "
           rf"Keir Starmer|英国政府"),
    ("JP", rf"Japan{_TAKES}|Japanese (?:government|officials|[Pp]rime [Mm]inister)|Tokyo|日本政府|日方"),
    ("KR", rf"South Korea{_TAKES}|South Korean (?:government|officials|[Pp]resident)|Seoul|韩国政府|韩方"),
    ("RU", rf"Russia{_TAKES}|Russian (?:government|officials|[Pp]resident)|Moscow|Kremlin|俄罗斯政府|俄方"),
    ("TR", rf"Turkey{_TAKES}|Turkish (?:government|officials|[Pp]resident)|Ankara|土耳其政府"),
    ("BR", rf"Brazil{_TAKES}|Brazilian (?:government|officials|[Pp]resident)|Bras[ií]lia|President Lula|巴西政府"),
    ("IN", rf"India{_TAKES}|Indian (?:government|officials|[Pp]rime [Mm]inister)|New Delhi|印度政府"),
    ("AU", rf"Australia{_TAKES}|Australian (?:government|officials|[Pp]rime [Mm]inister)|Canberra|澳大利亚政府"),
    ("IT", rf"Italy{_TAKES}|Italian (?:government|officials|[Pp]rime [Mm]inister)|意大利政府"),
    ("ES", rf"Spain{_TAKES}|Spanish (?:government|officials|[Pp]rime [Mm]inister)|Madrid|西班牙政府"),
    ("HU", rf"Hungary{_TAKES}|Hungarian (?:government|officials|[Pp]rime [Mm]inister)|Budapest|匈牙利政府"),
    ("US", r"(?:US|U\.S\.) (?:[a-z]+ |Commerce |Treasury |Trade ){0,3}(?:advis[eo]r|[Ss]ecretary)|"
           r"President (?:Donald )?Trump|"
           r"President (?:Joe )?Biden|US (?:officials|Trade Representative)|USTR|"
           r"Gina Raimondo"),
    ("CN", r"President Xi Jinping|Premier Li Qiang|Chinese (?:officials|side|authorities)"),
    ("CN", r"China(?!'s \w+ \w+ said)|Beijing|Chinese government|中方|中国政府"),
)  # fmt: skip
_STEMS = (
    "ssociation", "CAAM", "CPCA", "inistry", "MOFCOM", "MIIT", "ommission", "NDRC", "ustoms", "CATARC",
    "SAMR", "dministration", "Bureau",
    "ommerce", "overnment", "White House", "Washington", "European", "EU", "Alliance", "VDA", "ACEA",
    "China", "Beijing", "compan", "firms",
    "makers", "industry", "Volks", "BYD", "Tesla", "Geely", "Chery", "SAIC", "NIO", "XPeng", "Toyota",
    "Honda", "Nissan", "Ford",
    "General Motors", "BMW", "Mercedes", "Hyundai", "Stellantis", "Renault", "Volvo", "Polestar", "Nvidia",
    "Intel", "AMD", "Huawei",
    "overnment", "fficials", "rime Minister", "resident", "Ottawa", "Brussels", "Berlin", "Paris",
    "London", "Tokyo", "Seoul",
    "Moscow", "Kremlin", "Ankara", "Bras", "Delhi", "Canberra", "Madrid", "Budapest", "hancellor",
    "USTR", "Raimondo", "Leyen",
    "Premier", "Chinese", "方", "政府", "Germany", "France", "Japan", "Korea", "Russia", "Turkey",
    "Brazil", "India", "Australia", "Spain", "Hungary", "Mexico", "Canada", "Britain", "Italy",
    "inister", "resident", "CATL", "Baidu", "Great Wall",
    "国", "部", "协会", "委", "总局", "网信办", "署", "中", "美", "企", "欧", "乘联",
)  # fmt: skip
"""A sentence without any of these names no actor: a cheap test before the pattern."""
_INDUSTRY = (
    r"(?:(?:American|Chinese|European|German|Japanese|South Korean|US|foreign|domestic|high-tech|tech|"
    r"chip|auto|car)\s+)*"
    r"(?:(?<=Chinese )industry\b|(?<=European )industry\b|(?<=American )industry\b|(?<=German )industry\b|"
    r"companies|firms|carmakers|automakers|chipmakers|car makers|industry (?:organi[sz]ations|"
    r"groups|associations|bodies))"
    r"(?:\s+and\s+(?:industry )?(?:organi[sz]ations|groups|associations|companies|carmakers|suppliers))?"
    r"(?:\s+(?:from|in)\s+(?:the\s+)?(?P<from>United States|US|China|Europe|EU|Germany|Japan))?|"
    r"(?:美国|欧洲|中国)?(?:企业|行业组织|行业协会|车企|产业界|业界|汽车业界)"
)
_FIRMS = (
    "Volkswagen|BYD|Tesla|Geely|Chery|SAIC|NIO|XPeng|Toyota|Honda|Nissan|Ford|General Motors|BMW|"
    "Mercedes-Benz|Hyundai"
    "|Stellantis|Renault|Volvo|Polestar|Nvidia|Intel|AMD|Huawei|CATL|Baidu|Great Wall Motor|比亚迪|"
    "特斯拉|吉利|华为|宁德时代"
)
_MEDIA = (
    "Xinhua", "Global Times", "China Daily", "CCTV", "China Central Television", "Reuters", "Bloomberg",
    "People's Daily",
    "CGTN", "Caixin", "Yicai", "WAM", "UrduPoint", "Shanghai Daily", "AFP", "Associated Press",
    "Financial Times", "CNBC",
    "Wall Street Journal", "NenPower", "Asia Financial", "state media", "新华社", "央视", "人民日报",
    "环球时报", "路透社", "中新社",
)  # fmt: skip
_MEDIUM = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in _MEDIA))
_ALIASES = {
    "China Central Television": "CCTV",
    "新华社": "Xinhua",
    "央视": "CCTV",
    "环球时报": "Global Times",
    "人民日报": "People's Daily",
    "路透社": "Reuters",
    "中新社": "China News Service",
}
_ACTOR = re.compile(
    "(?<![A-Za-z])(?=[A-Zacdfhit\u4e00-\u9fff])(?:"
    + "|".join(f"(?P<a{k}>(?:{pattern})(?![a-z]))" for k, (_, pattern) in enumerate(_ACTORS))
    + f"|(?P<firm>{_FIRMS})(?![A-Za-z])|(?P<industry>{_INDUSTRY}))"
)
_PERSON = re.compile(
    r"(?i:vice[- ]minister|minister|vice[- ]chair(?:man|woman)?|chair(?:man|woman)?|secretary[- "
    r"]general|president|director|spokes\w+)"
    r"\s+(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,2})|(?P<name2>[A-Z][a-z]+\s[A-Z][a-z]+),\s+(?:the\s+|"
    r"a\s+)?(?P<office>(?i:vice[- ]minister|minister|spokes\w+|head|director)[^,.]{0,60})"
)
_OFFICES = (("MIIT", r"industry and information"), ("MOFCOM", r"commerce"), ("CN-MFA", r"foreign"))
_ORGANS = {"CAAM", "CPCA", "MOFCOM", "MIIT", "CN-MFA", "NDRC", "GACC", "CATARC", "SAMR", "CAC"}


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in a sentence, with offsets in it."""

    actor: str
    start: int
    end: int


@dataclass(slots=True)
class Cast:
    """The actors of a text so far: persons by surname, and whom a pronoun means."""

    persons: dict[str, str] = field(default_factory=dict)
    last: str = ""
    organ: str = ""
    association: str = ""
    ministry: str = ""
    plural: str = ""
    land: str = ""
    """The country whose government was named last, other than China."""


def find_actors(text: str, cast: Cast) -> list[Mention]:
    """Every actor of a folded sentence in order, persons included; `cast` learns the persons."""
    found = [_mention(match) for match in _ACTOR.finditer(text)] if any(map(text.__contains__, _STEMS)) else []
    if any(map(text.__contains__, ("inister", "hair", "ecretary", "resident", "irector", "pokes", "ead"))):
        _learn_persons(text, found, cast)
    for surname, organ in cast.persons.items():
        for match in re.finditer(rf"\b{re.escape(surname)}\b", text):
            found.append(Mention(organ, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def _mention(match: re.Match[str]) -> Mention:
    if match["industry"]:
        words = match["industry"]
        where = match["from"] or (
            "US"
            if re.search(r"American|US|美国", words)
            else "CN"
            if re.search("Chinese|China|中国", words)
            else "EU"
            if "European" in words
            else ""
        )
        code = {"United States": "US", "China": "CN", "Europe": "EU"}.get(where, where)
        return Mention(f"industry:{code}" if code else "industry", match.start(), match.end())
    if match["firm"]:
        return Mention(match["firm"], match.start(), match.end())
    k = int((match.lastgroup or "a0")[1:])
    return Mention(_ACTORS[k][0], match.start(), match.end())


def _learn_persons(text: str, found: list[Mention], cast: Cast) -> None:
    for match in _PERSON.finditer(text):
        name = match["name"] or match["name2"]
        office = match["office"] or text[match.end() : match.end() + 40]
        organ = next((code for code, words in _OFFICES if re.search(words, office, re.IGNORECASE)), "")
        organ = organ or next((m.actor for m in found if m.actor in _ORGANS), "")
        if organ:
            cast.persons[name.split()[0]] = organ
            cast.persons[name] = organ


def remember(mentions: list[Mention], cast: Cast) -> None:
    """Whom `it`, `the association`, `the ministry`, `they` mean from here on."""
    for mention in mentions:
        if mention.actor.startswith("industry"):
            cast.plural = mention.actor
        elif re.fullmatch(r"[A-Z]{2}", mention.actor) and mention.actor not in ("CN", "EU"):
            cast.land = mention.actor
        elif mention.actor in _ORGANS:
            cast.organ = cast.last = mention.actor
            if mention.actor in ("CAAM", "CPCA"):
                cast.association = mention.actor
            elif mention.actor not in ("GACC", "CATARC"):
                cast.ministry = mention.actor


def resolve_pronoun(word: str, cast: Cast) -> str:
    """The actor that `the association`, `the ministry`, `a spokesperson`, `it`, `they` stands for, or ""."""
    low = word.lower()
    if low.endswith(("prime minister", "president", "premier", "chancellor", "government")):
        return cast.land
    if low.endswith("commission"):
        return "EU"
    if "association" in low or "协会" in low:
        return cast.association
    if "ministry" in low or "minister" in low:
        return cast.ministry  # an association is none
    if "spokes" in low or "official" in low or "发言人" in low:
        return cast.ministry or cast.organ
    if low == "they":
        return cast.plural or cast.organ
    return cast.organ


def find_media(text: str) -> list[str]:
    """Media named in a text, in order, by their usual names."""
    if not any(name in text for name in _MEDIA):  # cheaper than the pattern, and so nearly always
        return []
    return [_ALIASES.get(match.group(), match.group()) for match in _MEDIUM.finditer(text)]
