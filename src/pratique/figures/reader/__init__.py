"""The reader of bulletins and articles, by grammar and lexicon: figures, positions, instruments, claims."""

from pratique.figures.reader.article import read_data, read_file, read_text
from pratique.figures.reader.judge import judge
from pratique.figures.reader.reading import Claim, Figure, Instrument, Position, Reading, Unread
from pratique.figures.reader.topics import LawStatement, shipped_statements, topics
from pratique.figures.reader.verdicts import Judgement

__all__ = [
    "Claim",
    "Figure",
    "Instrument",
    "Judgement",
    "LawStatement",
    "Position",
    "Reading",
    "Unread",
    "judge",
    "read_data",
    "read_file",
    "read_text",
    "shipped_statements",
    "topics",
]
