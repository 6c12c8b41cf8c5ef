"""Tables whose facts are read together under the relations of a law, as `check` reads those of one case.

Rule: whatever a relation says is said as in `dossier.related`, by that very code. What concerns one row alone is
worked out once for all rows that say the same, and written back. A case in which anything is contradicted, or in
which elements speak of each other, is taken out, read by itself, and put back. Invariant: where no relation has
anything left to say, the fixed point is reached, and it is the same in whatever order it is reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pratique.dossier.heard import conclusion_read, reads
from pratique.dossier.related import related
from pratique.errors import UsageError
from pratique.facts.kinds import CASE, KINDS, PART
from pratique.logic.author import ALWAYS, all_of, any_of, some
from pratique.logic.lint import facts_in
from pratique.logic.nodes import Condition, Fact, Kind, TruthFact
from pratique.logic.relations import Relation
from pratique.logic.simplify import simplify
from pratique.logic.truth import TRUE
from pratique.readings.columns.encode import encode_tables
from pratique.readings.columns.read import columns
from pratique.readings.columns.tables import frame_of
from pratique.readings.decide import Bound, Remembered, bind, verdict
from pratique.usecases.bulk.actors import MARK, narrowed_actors
from pratique.usecases.bulk.decoded import Decoder
from pratique.usecases.bulk.placed import same_keys
from pratique.usecases.bulk.speaking import ENDS, can_speak, wherever
from pratique.usecases.bulk.staged import DOUBT, WRONG, Known, home_of, narrowed_rows
from pratique.usecases.bulk.territories import read_as_markets
from pratique.usecases.bulk.typed import days_of_moments, refuse_untyped
from pratique.value_class import dataclass

Flags = NDArray[np.bool_]
CONTRADICTIONS = "contradictions"
_NAMES = pl.List(pl.String)


@dataclass(frozen=True, slots=True)
class ReadTogether:
    """Tables read together: the truths of each case (or line), what each contradicts, the rows of the cases.

    `contradictions` are names of relations, in alphabetical order; `cases` have what followed filled in, but where a
    case was read by itself.
    """

    codes: pl.DataFrame
    contradictions: pl.Series
    cases: pl.DataFrame


def columns_together(
    conditions: Mapping[str, Condition],
    tables: Mapping[str, object],
    relations: Sequence[Relation],
    *,
    per: Kind | None = None,
    known: Known | None = None,
) -> pl.DataFrame:
    """The truth of each condition for each case, as `columns` gives it, once the facts were read together.

    Raises what `columns` raises, but for conditions that columns cannot compute: those cases are read one by one.
    """
    return read_tables(conditions, tables, relations, per=per, known=known).codes


def read_tables(
    conditions: Mapping[str, Condition],
    tables: Mapping[str, object],
    relations: Sequence[Relation],
    *,
    per: Kind | None = None,
    known: Known | None = None,
) -> ReadTogether:
    """As `columns_together`, with the relations that each case contradicts and what followed of its own row."""
    frames = same_keys({name: frame_of(name, table) for name, table in tables.items()})
    refuse_untyped(frames)
    frames = {name: read_as_markets(days_of_moments(frame)) for name, frame in frames.items()}
    if CASE.name not in frames:
        codes = columns(conditions, frames, per=per)
        return ReadTogether(codes, pl.Series(CONTRADICTIONS, [[]] * codes.height, dtype=_NAMES), pl.DataFrame())
    laws = [each for each in relations if each.force in ("entails", "contradicts")]
    run = _Together(
        frames,
        conditions,
        tuple(can_speak(laws, {name: frame.columns for name, frame in frames.items()})),
        {} if known is None else known,
    )
    codes = run.answers(per)
    return ReadTogether(codes, run.contradictions(codes, per), run.frames[CASE.name])


@dataclass(slots=True)
class _Together:
    """Tables of cases that are read together: what was given, what it is read against, and the frames made of it."""

    given: dict[str, pl.DataFrame]
    conditions: Mapping[str, Condition]
    relations: tuple[Relation, ...]
    known: Known
    frames: dict[str, pl.DataFrame] = field(init=False)
    wrong: dict[int, list[str]] = field(default_factory=dict)

    def answers(self, per: Kind | None) -> pl.DataFrame:
        self.frames, across = self._narrowed()
        size = self.frames[CASE.name].height
        try:
            plain = columns(self.conditions, self.frames, per=per)
            speaking = self._speaking(across)
        except UsageError as refusal:
            if "exactly" not in str(refusal):
                raise
            alone = self._alone(np.arange(size), per).select(*self.conditions)
            keys = columns({MARK: ALWAYS}, self.frames, per=per).drop(MARK)
            return keys.hstack(alone)
        if not speaking.any():
            return plain
        rows = np.flatnonzero(speaking)
        mended = self._alone(rows, per)
        if per is None:
            return _replaced(plain, mended, speaking)
        return _replaced(plain, mended, self._of_cases(plain, speaking))

    def _narrowed(self, turn: int | None = None) -> tuple[dict[str, pl.DataFrame], tuple[Relation, ...]]:
        """The tables with what follows on their rows, in one round of doubting, and the relations that read more."""
        across = tuple(each for each in self.relations if home_of(each, self.given) is None)
        frames, across = narrowed_actors(self.given, self.relations, across, self.known, turn)
        return narrowed_rows(frames, self.relations, self.known, turn), across

    def contradictions(self, codes: pl.DataFrame, per: Kind | None) -> pl.Series:
        """The relations that each case contradicts, by name, on each row of its answers."""
        found = {name for frame in self.frames.values() for name in frame.columns if name.startswith(WRONG)}
        marked = {name: _with_marks(frame, found) for name, frame in self.frames.items()}
        cases = marked[CASE.name]
        asked = {mark: any_of(*_reached(mark)) for mark in sorted(found)}
        named = columns(asked, marked) if asked else cases.select(CASE.name)
        told = [
            pl.when(pl.col(mark) == TRUE.value).then(pl.lit(mark.removeprefix(WRONG), pl.String)) for mark in asked
        ]
        listed = pl.concat_list(told).list.drop_nulls() if told else pl.lit([], dtype=_NAMES)
        names = named.select(listed.alias(CONTRADICTIONS)).to_series()
        names = names if len(names) == cases.height else names.new_from_index(0, cases.height)
        if self.wrong:
            mended = pl.Series(CONTRADICTIONS, [self.wrong.get(row, []) for row in range(cases.height)], dtype=_NAMES)
            alone = pl.Series([row in self.wrong for row in range(cases.height)])
            names = mended.zip_with(alone, names).alias(CONTRADICTIONS)
        if per is None:
            return names
        return codes.select(CASE.name).join(
            cases.select(CASE.name).with_columns(names), on=CASE.name, how="left", maintain_order="left"
        )[CONTRADICTIONS]

    # --- which cases --------------------------------------------------------------------------------------

    def _speaking(self, across: Sequence[Relation]) -> Flags:
        """The cases in which a relation may say anything that was not written back already."""
        marked = {name: _with_marks(frame, (MARK, DOUBT)) for name, frame in self.frames.items()}
        both: dict[str, Condition] = {}
        for number, relation in enumerate(across):
            if relation.force == "contradicts" and relation.per in (CASE, PART):
                both[f"#{number}"] = any_of(*wherever(relation.per, all_of(relation.when, relation.then)))
            else:
                stated = conclusion_read(relation)
                marked = _mark(marked, {stated} if stated else reads(relation))
        marks = [mark for mark in (MARK, DOUBT) if any(frame[mark].any() for frame in marked.values())]
        asked = {mark: any_of(*_reached(mark)) for mark in marks if mark is MARK or both} | both
        speaking: Flags = np.zeros(marked[CASE.name].height, np.bool_)
        if not asked:
            return speaking
        codes = columns(asked, marked)
        for name in asked.keys() - {DOUBT}:
            speaking |= (codes[name] == TRUE.value).to_numpy()
        doubted = (codes[DOUBT] == TRUE.value).to_numpy() if DOUBT in asked else speaking
        if DOUBT in asked and doubted.any():  # what is doubted hid perhaps what else cannot be
            for turn in range(max(len(each.rounds) for each in self.known.values())):
                before = {name: _with_marks(each, (MARK,)) for name, each in self._narrowed(turn)[0].items()}
                found = columns(both | {MARK: any_of(*_reached(MARK))}, before)
                for name in found.columns:
                    if name not in _KEYS:
                        speaking |= doubted & (found[name] == TRUE.value).to_numpy()
        return speaking

    def _of_cases(self, plain: pl.DataFrame, speaking: Flags) -> Flags:
        keys = self.frames[CASE.name][CASE.name].filter(pl.Series(speaking))
        return plain[CASE.name].is_in(keys.implode()).to_numpy()

    # --- one by one ---------------------------------------------------------------------------------------

    def _alone(self, rows: NDArray[np.int64], per: Kind | None) -> pl.DataFrame:
        """The truths of some cases, each read by itself from what the tables said at first."""
        decoder = Decoder(self.given, facts_asked(self.conditions.values(), self.relations))
        read = [related(decoder.case(int(row)), self.relations) for row in rows]
        for row, each in zip(rows, read, strict=True):
            self.wrong[int(row)] = sorted({one.relation.name for one in each.contradictions})
        cases = [each.entity for each in read]
        try:
            return columns(self.conditions, encode_tables(cases, self.conditions.values()), per=per)
        except UsageError as refusal:
            if "exactly" not in str(refusal):
                raise
        bounds: list[Bound] = [Remembered(bind({}, case)) for case in cases]
        if per is not None:
            bounds = [
                Remembered(bind(bound, element))
                for case, bound in zip(cases, bounds, strict=True)
                for element in case.listing(per).elements
            ]
        return pl.DataFrame(
            [
                pl.Series(name, [verdict(simplify(each), bound).truth.value for bound in bounds], dtype=pl.UInt8)
                for name, each in self.conditions.items()
            ]
        )


def facts_asked(conditions: Iterable[Condition], relations: Iterable[Relation]) -> set[Fact]:
    """The facts that conditions and relations read."""
    asked = [*conditions, *(side for each in relations for side in (each.when, each.then, each.unless))]
    return facts_in(*map(simplify, asked)) | {fact for relation in relations for fact in relation.given}


def _replaced(plain: pl.DataFrame, mended: pl.DataFrame, where: Flags) -> pl.DataFrame:
    """The truths of all rows, those of some replaced in their order."""
    found = {}
    for name in plain.columns:
        codes = plain[name]
        if name in mended.columns and codes.dtype == pl.UInt8 and name not in _KEYS:
            values = codes.to_numpy().copy()
            values[where] = mended[name].to_numpy()
            codes = pl.Series(name, values)
        found[name] = codes
    return pl.DataFrame(found)


_KEYS = frozenset(KINDS)


def _with_marks(frame: pl.DataFrame, marks: Iterable[str]) -> pl.DataFrame:
    return frame.with_columns(pl.lit(False).alias(mark) for mark in marks if mark not in frame.columns)


def _reached(mark: str) -> Iterator[Condition]:
    """That a marked row belongs to the case, wherever such a row can be reached."""
    marks = {kind: TruthFact(mark, kind) for kind in KINDS.values()}
    yield marks[CASE]
    for kind in KINDS.values():
        if kind.parent is None:
            continue
        inner = any_of(marks[kind], *([marks[kind.carries]] if kind.carries else []))
        outer, above = some(kind, inner), kind.parent
        while above is not CASE:
            assert above.parent is not None
            outer, above = some(above, outer), above.parent
        yield outer


def _mark(frames: dict[str, pl.DataFrame], names: Collection[str]) -> dict[str, pl.DataFrame]:
    """The tables with the rows marked in which any of some facts is said."""
    made = dict(frames)
    for name, frame in frames.items():
        told = [c for c in frame.columns if any(c.removesuffix(end) in names for end in ENDS)]
        if told:
            said = pl.any_horizontal(pl.col(each).is_not_null() for each in told)
            made[name] = frame.with_columns((pl.col(MARK) | said).alias(MARK))
    return made
