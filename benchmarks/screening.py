"""Screening: accuracy on labelled pairs and speed of look-ups, beside rapidfuzz's scorers in the same run.

Accuracy is precision, recall and F1 of "the same party" over name pairs, with thresholds fixed on other data
(`--tune`: mutated SDN names against the nearest name of another entry). Speed is queries a second of CPU time on
one core against real list names filled up with invented ones; a hit counts where the right entry holds the best
final score, and the index has lost a name where the right entry would have held it but was not proposed.

    python benchmarks/screening.py [--small] [--tune] [--make-pairs] [--pairs FILE]
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process, utils

from pratique.parties.lists import ListEntry, read_list
from pratique.parties.names import compare_names
from pratique.parties.names.forms import name_forms
from pratique.parties.names.tables import legal_forms, terms
from pratique.parties.screening.index import Name, NameIndex
from pratique.parties.screening.match import DEFAULT_WEIGHTS, Query
from pratique.parties.screening.nearest import nearest

HERE = Path(__file__).parent
DATA = HERE / "data" / "screening"
LISTS = HERE.parent.parent / "shared" / "samples" / "lists"
THRESHOLDS = {
    "pratique": DEFAULT_WEIGHTS.threshold,
    "WRatio": 0.90,
    "WRatio on anyascii": 0.90,
    "token_sort_ratio": 0.80,
}
"""Fixed by `--tune` on SDN names before the labelled pairs were scored; see results/screening.md."""


@dataclass(frozen=True)
class PairOfNames:
    kind: str
    first: str
    second: str
    same: bool
    source: str


Scorer = Callable[[PairOfNames], float]


def ours(pair: PairOfNames) -> float:
    return compare_names(pair.first, pair.second, pair.kind == "person").score


def of_rapidfuzz(scorer: Callable[..., float], before: Callable[[str], str] = str) -> Scorer:
    """A scorer of rapidfuzz on the pair; `before` may romanise both names first, to help it across scripts."""
    return lambda pair: scorer(before(pair.first), before(pair.second), processor=utils.default_process) / 100


SCORERS: dict[str, Scorer] = {
    "pratique": ours,
    "WRatio": of_rapidfuzz(fuzz.WRatio),
    "WRatio on anyascii": of_rapidfuzz(fuzz.WRatio, anyascii),
    "token_sort_ratio": of_rapidfuzz(fuzz.token_sort_ratio),
}

# --- labelled pairs ---------------------------------------------------------------------------------------------


def read_pairs(path: Path) -> list[PairOfNames]:
    with path.open(encoding="utf-8") as stream:
        return [
            PairOfNames(row["kind"], row["first"], row["second"], row["same"] == "1", path.stem)
            for row in csv.DictReader(stream)
        ]


def cross_script_pairs() -> list[PairOfNames]:
    """The pairs of the sample file as positives, each left name with the next right name as negatives."""
    path = LISTS / "cross_script_name_pairs.csv"
    if not path.exists():
        return []
    rows = list(csv.reader(line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"))
    pairs = [PairOfNames("person", row[0], row[1], True, "cross-script") for row in rows]
    others = rows[1:] + rows[:1]
    return pairs + [
        PairOfNames("person", row[0], other[1], False, "cross-script")
        for row, other in zip(rows, others, strict=True)
    ]


def measure(pairs: list[PairOfNames], scorer: Scorer, threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 at a threshold."""
    said = [scorer(pair) >= threshold for pair in pairs]
    right = sum(yes and pair.same for yes, pair in zip(said, pairs, strict=True))
    precision = right / max(sum(said), 1)
    recall = right / max(sum(pair.same for pair in pairs), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def print_accuracy(sets: dict[str, list[PairOfNames]]) -> None:
    print("| set | pairs (same) | matcher (threshold) | precision | recall | F1 | F1 against pratique | us a pair |")
    print("|---|---|---|---|---|---|---|---|")
    for title, pairs in sets.items():
        own = measure(pairs, ours, THRESHOLDS["pratique"])[2]
        for name, scorer in SCORERS.items():
            begun = time.process_time()
            found = measure(pairs, scorer, THRESHOLDS[name])
            spent = (time.process_time() - begun) / max(len(pairs), 1) * 1e6
            figures = " | ".join(f"{value:.3f}" for value in found)
            same = sum(pair.same for pair in pairs)
            print(
                f"| {title} | {len(pairs)} ({same}) | {name} ({THRESHOLDS[name]:.2f}) | {figures} | "
                f"{found[2] / max(own, 1e-9):.2f} | {spent:.1f} |"
            )


def is_latin(text: str) -> bool:
    return all(char < "\u0250" or "\u1e00" <= char < "\u1f00" for char in text if char.isalpha())


# --- making pairs -----------------------------------------------------------------------------------------------

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SUFFIXES = ("Ltd", "LLC", "GmbH", "Co., Ltd.", "Inc")
SHORT = {"international": "Intl", "company": "Co", "limited": "Ltd", "technology": "Tech", "corporation": "Corp"}


def slip(word: str, rnd: random.Random) -> str:
    """A word with one letter dropped, added, changed or swapped."""
    spot = rnd.randrange(len(word))
    letter = rnd.choice(LETTERS)
    letter = letter.upper() if word.isupper() else letter
    return rnd.choice(
        (
            word[:spot] + word[spot + 1 :],
            word[:spot] + letter + word[spot:],
            word[:spot] + letter + word[spot + 1 :],
            word[:spot] + word[spot + 1 : spot + 2] + word[spot : spot + 1] + word[spot + 2 :],
        )
    )


def mutate(name: str, rnd: random.Random) -> str:
    """The name as somebody else might write it: a slip, another order, a word less, a legal form more."""
    words = name.split()
    how = rnd.choice(("slip", "order", "drop", "form", "short"))
    if how == "slip":
        spot = max(range(len(words)), key=lambda number: len(words[number]) * rnd.random())
        words[spot] = slip(words[spot], rnd)
    elif how == "order":
        rnd.shuffle(words)
    elif how == "drop" and len(words) > 2:
        words.pop(rnd.randrange(len(words)))
    elif how == "short" and any(word.casefold() in SHORT for word in words):
        words = [SHORT.get(word.casefold(), word) for word in words]
    else:
        words.append(rnd.choice(SUFFIXES))
    return " ".join(words)


def mutated_pairs(listings: list[ListEntry], count: int, seed: int) -> list[tuple[str, str, bool]]:
    """Names with a mutation (same), and names with the most similar name of another entry (not the same)."""
    rnd = random.Random(seed)
    chosen = rnd.sample(listings, min(count, len(listings)))
    pairs = [(item.name, mutate(item.name, rnd), True) for item in chosen]
    texts = [item.name for item in listings]
    for item in chosen:
        own = {name.text for name in item.names}
        near = process.extract(item.name, texts, scorer=fuzz.token_sort_ratio, limit=6)
        other = next((text for text, _, _ in near if text not in own), None)
        if other:
            pairs.append((item.name, other, False))
    return pairs


def organisations(*files: str) -> list[ListEntry]:
    found = [item for file in files for one in read_list(LISTS / file) for item in one.listings]
    return [item for item in found if item.kind in (None, "organisation") and item.list not in ("DPL", "DTC", "PLC")]


def make_pairs() -> None:
    """Write data/screening/mutated.csv from Entity List, UVL, SSI and other organisations; no SDN, no person."""
    listings = [item for item in organisations("us-csl-extract.csv", "ofac-cons_prim.csv") if item.list != "SDN"]
    with (DATA / "mutated.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["kind", "first", "second", "same", "what"])
        for first, second, same in mutated_pairs(listings, 120, seed=20261122):
            what = "mutated" if same else "nearest name of another entry"
            writer.writerow(["org", first, second, int(same), what])


def tune() -> None:
    """F1 by threshold on mutated SDN names, the data on which the thresholds were fixed."""
    listings = [item for one in read_list(LISTS / "ofac-sdn.csv") for item in one.listings]
    listings = [item for item in listings if item.kind in ("organisation", "individual")]
    kinds = {item.name: "person" if item.kind == "individual" else "org" for item in listings}
    pairs = [PairOfNames(kinds[a], a, b, same, "sdn") for a, b, same in mutated_pairs(listings, 700, seed=7)]
    print("| matcher | " + " | ".join(f"{step / 100:.2f}" for step in range(64, 96, 2)) + " |")
    print("|---" * 17 + "|")
    for name, scorer in SCORERS.items():
        scores = {pair: scorer(pair) for pair in pairs}
        cells = [f"{measure(pairs, scores.__getitem__, step / 100)[2]:.3f}" for step in range(64, 96, 2)]
        print(f"| {name} | " + " | ".join(cells) + " |")


# --- speed ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    name: Name
    owner: str


def list_entries() -> list[Entry]:
    """Every distinct name of the sample lists with the entry that it belongs to."""
    found: dict[str, Entry] = {}
    for file in ("ofac_sdn.csv", "ofac-cons_prim.csv", "bis_dpl.txt", "us-csl-extract.csv"):
        for one in read_list(LISTS / file):
            for item in one.listings:
                for name in item.names:
                    row = Entry(Name(name.text, item.kind == "individual"), f"{item.list}:{item.id}")
                    found.setdefault(name.text, row)
    return list(found.values())


def invented(words: list[str], count: int, taken: set[str], rnd: random.Random) -> Iterable[Entry]:
    """Distinct names of two to four words: words of the lists as they occur, one in three with a new word."""
    starts, ends = [word[:3] for word in words if len(word) > 5], [word[-4:] for word in words if len(word) > 5]
    made = 0
    while made < count:
        chosen = [rnd.choice(words) for _ in range(rnd.choice((2, 2, 3, 3, 4)))]
        if rnd.random() < 1 / 3:
            chosen[0] = rnd.choice(starts) + rnd.choice(ends).lower()
        text = " ".join(chosen)
        if text not in taken:
            taken.add(text)
            made += 1
            yield Entry(Name(text), f"invented:{made}")


def entries_of(size: int, rnd: random.Random) -> list[Entry]:
    real = list_entries()[:size]
    words = [word for entry in real for word in entry.name.text.split() if is_telling(word)]
    return real + list(invented(words, size - len(real), {entry.name.text for entry in real}, rnd))


def is_telling(word: str) -> bool:
    """Whether a word is more than a legal form, a sign or an initial, so that invented names are names."""
    plain = "".join(char for char in word.casefold() if char.isalnum())
    term = terms().get(plain)
    return len(plain) > 2 and (plain,) not in legal_forms().words and (term is None or term.weight >= 0.3)


def best_rows(index: NameIndex, query: str) -> tuple[float, list[int]]:
    """The best final score and its rows: the coarse stage proposes, the exact stage decides."""
    scores = {row: names.score for row, names in nearest(index, Query(query))}
    best = max(scores.values(), default=0.0)
    return best, [row for row, score in scores.items() if score == best]


def print_speed(sizes: list[int], queries: int, peers: int) -> None:
    """One line for each engine: our first 1,000 queries meet every word anew, the whole stream does not."""
    print(
        "| names | engine | queries | queries a second | first 1,000 | hit@1 | lost by the index | index s | MiB "
        "| against token_sort_ratio |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        rnd = random.Random(size)
        entries = entries_of(size, rnd)
        asked = [(number, mutate(entries[number].name.text, rnd)) for number in rnd.choices(range(size), k=queries)]
        texts = [utils.default_process(entry.name.text) for entry in entries]
        peer = {name: peer_speed(texts, entries, asked[:peers], name) for name in ("token_sort_ratio", "WRatio")}
        floor = peer["token_sort_ratio"][0]
        print_own_speed(entries, asked, floor)
        for name, (speed, hit) in peer.items():
            print(
                f"| {size:,} | rapidfuzz {name}, scan | {peers} | {speed:,.2f} | | {hit:.3f} | 0 | 0 | | "
                f"{speed / floor:.2f} |"
            )


def print_own_speed(entries: list[Entry], asked: list[tuple[int, str]], floor: float) -> None:
    begun = time.process_time()
    index = NameIndex([entry.name for entry in entries])
    index.look_up(name_forms("warm the lazy tables"))
    built = time.process_time() - begun
    name_forms.cache_clear()
    begun = time.process_time()
    found = [best_rows(index, text) for _, text in asked[:1000]]
    first = len(found) / (time.process_time() - begun)
    found += [best_rows(index, text) for _, text in asked[1000:]]
    rate = len(asked) / (time.process_time() - begun)
    hits = lost = 0
    for (number, text), (best, rows) in zip(asked, found, strict=True):
        wanted = entries[number]
        hit = any(entries[row].owner == wanted.owner for row in rows)
        hits += hit
        lost += not hit and compare_names(wanted.name.text, text, wanted.name.individual).score >= best
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {len(entries):,} | pratique | {len(asked)} | {rate:,.0f} | {first:,.0f} | {hits / len(asked):.3f} | "
        f"{lost / len(asked):.4f} | {built:.1f} | {peak:,.0f} | {rate / floor:,.1f} |"
    )


def peer_speed(
    texts: list[str], entries: list[Entry], asked: list[tuple[int, str]], name: str
) -> tuple[float, float]:
    """Queries a second and hit@1 (ties count) of a scan of all names with one rapidfuzz scorer on one core."""
    scorer = {"token_sort_ratio": fuzz.token_sort_ratio, "WRatio": fuzz.WRatio}[name]
    if name == "WRatio":
        asked = asked[: max(len(asked) // 8, 2)]
    queries = [utils.default_process(text) for _, text in asked]
    begun = time.process_time()
    scores = process.cdist(queries, texts, scorer=scorer, workers=1)
    best = scores.max(axis=1)
    rate = len(asked) / (time.process_time() - begun)
    hits = 0
    for row, (number, _) in enumerate(asked):
        first = (scores[row] == best[row]).nonzero()[0].tolist()
        hits += any(entries[spot].owner == entries[number].owner for spot in first)
    return rate, hits / len(asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="10 thousand names and few queries")
    parser.add_argument("--tune", action="store_true", help="print F1 by threshold on SDN names and stop")
    parser.add_argument("--make-pairs", action="store_true", help="write data/screening/mutated.csv and stop")
    parser.add_argument("--pairs", type=Path, help="another labelled CSV (kind, first, second, same) to score")
    parser.add_argument("--sizes", default="100000,1000000", help="sizes of the index, comma-separated")
    arguments = parser.parse_args()
    if arguments.tune:
        return tune()
    if arguments.make_pairs:
        return make_pairs()
    sets = {path.stem: read_pairs(path) for path in sorted(DATA.glob("*.csv"))}
    if arguments.pairs:
        sets = {arguments.pairs.stem: read_pairs(arguments.pairs)}
    elif cross := cross_script_pairs():
        sets["cross-script"] = cross
    together = [pair for pairs in sets.values() for pair in pairs]
    sets |= {
        "all": together,
        "organisations only": [pair for pair in together if pair.kind == "org"],
        "both names in Latin letters": [pair for pair in together if is_latin(pair.first + pair.second)],
    }
    print_accuracy(sets)
    if LISTS.exists() and not arguments.pairs:
        print()
        if arguments.small:
            print_speed([10_000], 1500, 20)
        else:
            print_speed([int(n) for n in arguments.sizes.split(",")], 10_000, 24)


if __name__ == "__main__":
    main()
