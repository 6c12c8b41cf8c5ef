"""The legal forms of companies, from the code list of ISO 20275 that GLEIF keeps.

`python supply/legal_forms.py LIST.csv` writes `src/pratique/parties/names/legal_forms_elf.csv`. LIST is the code list
as GLEIF publishes it (the table was made from version 1.5 of 2023-09-28, as eclipse-tractusx/bpdm keeps it). GLEIF
says on its page "Open Data" that the data on its website is under CC0 1.0; that repository names the same licence and
page for the list in its notices.

Taken are forms of companies and partnerships of two words or more, single words of ten letters or more, and
abbreviations of four letters or more (of four with one vowel at most): others may be names. Left out are forms that
`legal_forms.csv` has, that name something other than a company (funds, trusts, associations, banks, public bodies),
and whole names longer than ten words. Nothing is fetched.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from pratique.parties.names.forms import written_words
from pratique.parties.names.tables import legal_forms, terms

ROOM = Path(__file__).parents[1] / "src" / "pratique" / "parties" / "names"
CLASSES = {
    "partnership": (
        "partner kommandit commandit comandit komandit onder#firma collecti colectiv collettiv "
        "handelsgesellschaft avoin 合名 合資 合伙 合夥 합명 합자 товариств товарищ полное veřejná jawna"
    ),
    "stock": (
        "aktie aktsia akci akcij акцион акцыян акціон anonym anónim anonim anònim par#actions por#acciones "
        "per#azioni por#ações naamloze osakeyht hlutaf részvény 株式 股份 주식 cổ#phần joint#stock "
        "joint-stock public#limited aksje delnišk dioničk corporation incorporated"
    ),
    "limited": (
        "limit haftung responsab răspunder odgovorn odpowiedz ručen ответственност ograničen ограничен обмежен "
        "абмежав abmežav korlátolt piirat ribot ierobežot beperkt begränsa 有限 유한 trách#nhiệm"
    ),
    "state": "унитар унітар унітарн state#enterprise state-owned estatal nhà#nước 国有 國有",
}
"""What the name of a form holds, by the class of the form; `#` stands for a blank."""
OTHERS = (
    "fund fond trust stiftung foundation fundaci fundaç associa asocia verein church kirch bank banco banque insur "
    "versich assur segur sparkas savings union housing school univers hospital tenant branch agri farm "
    "profit benefit professional religio droit#public "
    "series invest pension coop kooper cooper кооп mutual public#body municip chamber museum club trade#mark"
)
"""What the name of something other than a company holds."""
SCRIPTS = (("han", "\u3400", "\u9fff"), ("hangul", "\uac00", "\ud7a3"), ("cyrillic", "\u0400", "\u04ff"))
SHORTEST_WORD, SHORTEST_SHORT, LONGEST = 10, 4, 10


def holds(text: str, words: str) -> bool:
    return any(word.replace("#", " ") in text for word in words.split())


def class_of(row: dict[str, str]) -> str:
    """The class of a form; empty where it is none of a company."""
    names = (
        row["Entity Legal Form name Local name"],
        row["Entity Legal Form name Transliterated name (per ISO 01-140-10)"],
    )
    text = " ".join(unicodedata.normalize("NFKC", name).casefold() for name in names)
    if not text.strip() or holds(text, OTHERS):
        return ""
    return next((name for name, words in CLASSES.items() if holds(text, words)), "")


def texts(row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The names of a form, each with whether it is an abbreviation."""
    for column, text in row.items():
        if column.startswith("Entity Legal Form name"):
            yield from ((re.sub(r"\(.*?\)", " ", part), False) for part in text.split(";"))
        elif column.startswith("Abbreviations"):
            yield from ((part, True) for part in re.split(r"[;,/]", text))


def script_of(text: str) -> str:
    for script, first, last in (
        ("han", "\u3400", "\u9fff"),
        ("hangul", "\uac00", "\ud7a3"),
        ("cyrillic", "\u0400", "\u04ff"),
    ):
        if any(first <= char <= last for char in text):
            return script
    return "latin" if text.isascii() else "other"


def fits(words: tuple[str, ...], short: bool, script: str) -> bool:
    """Whether a wording cannot be taken for a name."""
    joined = "".join(words)
    if script in ("han", "hangul"):
        return len(words) == 1 and len(joined) >= 4 and joined.endswith(("公司", "会社", "회사", "企业", "企業"))
    if script == "other" or not joined.replace("-", "").isalpha() or len(words) > LONGEST or joined in terms():
        return False
    if short and len(words) == 1 and len(joined) == SHORTEST_SHORT:
        return sum(char in "aeiouy" for char in joined) < 2
    if short:
        return len(joined) >= SHORTEST_SHORT
    return len(words) > 1 or len(joined) >= SHORTEST_WORD


def rows(lines: Iterable[dict[str, str]]) -> list[tuple[str, str, str]]:
    """Wording, class and script of each form that is not known yet."""
    known = legal_forms()
    curated, unspaced = set(known.curated), {form for form, _ in known.unspaced_curated}
    found: dict[str, tuple[str, str, str]] = {}
    for line in lines:
        kind = class_of(line)
        if not kind or line["ELF Status ACTV/INAC"] != "ACTV":
            continue
        for text, short in texts(line):
            words = tuple(written_words(text))
            form = " ".join(words)
            script = script_of(form)
            if words and words not in curated and form not in unspaced and fits(words, short, script):
                found.setdefault(form, (form, kind, script))
    return sorted(found.values())


def main() -> None:
    lines = list(csv.DictReader(io.StringIO(Path(sys.argv[1]).read_text("utf-8-sig"))))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("form", "class", "script"))
    writer.writerows(rows(lines))
    (ROOM / "legal_forms_elf.csv").write_text(out.getvalue(), "utf-8")


if __name__ == "__main__":
    main()
