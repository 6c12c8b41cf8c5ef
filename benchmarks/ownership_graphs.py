"""Synthetic ownership graphs for the benchmarks: power-law owners, 1.5 stakes an entity, 3 percent cross holdings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WHOLE = 1_000_000
"""Votes of one company: a share is so many millionths."""
COMPANIES = 0.62
STAKES = 1.5
CROSS = 0.03
POWER = 0.4


@dataclass(frozen=True)
class Stakes:
    """Parties 0 to size-1; the first 62 percent are companies, the others persons."""

    holder: npt.NDArray[np.int32]
    subject: npt.NDArray[np.int32]
    votes: npt.NDArray[np.int64]
    size: int

    @property
    def companies(self) -> int:
        return int(self.size * COMPANIES)


def ownership_graph(size: int, seed: int = 7) -> Stakes:
    """A graph in which owners mostly have a higher number than what they own, as if companies came before parents."""
    draw = np.random.default_rng(seed)
    companies = int(size * COMPANIES)
    total = int(size * STAKES)
    extra = draw.integers(0, companies, total - companies, dtype=np.int32)
    subject = np.concatenate((np.arange(companies, dtype=np.int32), extra))
    jump = np.minimum(draw.pareto(0.7, total) * 3 + 1, size).astype(np.int64)
    holder = subject + jump
    beyond = holder >= size
    holder[beyond] = size - 1 - (draw.pareto(0.8, int(beyond.sum())) * 2).astype(np.int64) % (size - companies)
    cross = draw.random(total) < CROSS
    holder[cross] = draw.integers(0, companies, int(cross.sum()))
    holder[holder == subject] = size - 1
    weight = draw.exponential(1.0, total) ** POWER + 1e-9
    scale = np.zeros(size)
    np.add.at(scale, subject, weight)
    disclosed = draw.choice([1.0, 0.95, 0.6], size, p=[0.85, 0.1, 0.05])
    votes = (weight / scale[subject] * disclosed[subject] * WHOLE).astype(np.int64)
    shuffled = draw.permutation(total)
    return Stakes(holder.astype(np.int32)[shuffled], subject[shuffled], votes[shuffled], size)


def biggest_owners(stakes: Stakes, count: int = 20) -> npt.NDArray[np.int64]:
    """The parties with most stakes."""
    return np.sort(np.argsort(np.bincount(stakes.holder, minlength=stakes.size))[-count:])
