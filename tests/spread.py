"""In which order several processes run the tests: files that cost much first, the rest fills what is left.

Rule: `--dist worksteal` hands each worker one run of the collected tests and takes the end of the longest queue for
whom has none left. So the end of every run holds what costs little, and no worker sits alone with the browser at the
end; a file that costs much stays whole, as what its module sets up would be set up anew wherever a part of it goes.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence


def runs(length: int, workers: int) -> list[int]:
    """How many tests each worker is handed: all of them divided by the workers that are still without."""
    sizes: list[int] = []
    for left in range(workers, 0, -1):
        sizes.append((length - sum(sizes)) // left)
    return sizes


def spread(files: Sequence[str], costs: Mapping[str, float], workers: int) -> list[int]:
    """The file of each test, what files cost, and how many workers -> places of the tests in the order to run them.

    The dearest file goes to whom least has fallen; each worker begins with the dearest of its own.
    """
    places: dict[str, list[int]] = {}
    for at, file in enumerate(files):
        places.setdefault(file, []).append(at)
    sizes = runs(len(files), workers)
    own: list[list[int]] = [[] for _ in sizes]
    loads = [0.0] * len(sizes)
    cheap = {file for file in places if file not in costs}
    for file in sorted(places.keys() - cheap, key=lambda each: (-costs[each], each)):
        room = [at for at, size in enumerate(sizes) if len(own[at]) + len(places[file]) <= size]
        if not room:
            cheap.add(file)
            continue
        least = min(room, key=lambda at: loads[at])
        own[least] += places[file]
        loads[least] += costs[file]
    rest = iter([at for file, each in places.items() if file in cheap for at in each])
    for mine, size in zip(own, sizes, strict=True):
        mine += [at for _, at in zip(range(size - len(mine)), rest, strict=False)]
    return [at for mine in own for at in mine]


def shuffled(files: Sequence[str], seed: object) -> list[int]:
    """The file of each test, and a seed -> places of the tests, file by file in an order that the seed draws.

    Who explores for some minutes comes as far as he comes: in one order it would be the same half every time.
    """
    order = sorted(set(files))
    random.Random(str(seed)).shuffle(order)
    at = {file: place for place, file in enumerate(order)}
    return sorted(range(len(files)), key=lambda each: at[files[each]])
