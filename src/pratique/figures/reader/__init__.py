"""The reader of bulletins and articles, by grammar and lexicon: figures, positions, instruments, claims."""

from pratique.figures.reader.article import read_data, read_file, read_text
from pratique.figures.reader.check.judge import judge
from pratique.figures.reader.check.verdicts import Judgement
from pratique.figures.reader.found.reading import Figure, NamedInstrument, Position, Reading, TopicClaim, Unread
from pratique.figures.reader.found.topics import LawStatement, shipped_statements, topics

__all__ = [
    "Figure",
    "Judgement",
    "LawStatement",
    "NamedInstrument",
    "Position",
    "Reading",
    "TopicClaim",
    "Unread",
    "judge",
    "read_data",
    "read_file",
    "read_text",
    "shipped_statements",
    "topics",
]
