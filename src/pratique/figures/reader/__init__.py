"""The reader of bulletins and articles, by grammar and lexicon: figures, positions, instruments, claims."""

from pratique.figures.reader.article import read_data, read_file, read_text
from pratique.figures.reader.judge import judge
from pratique.figures.reader.reading import Figure, NamedInstrument, Position, Reading, TopicClaim, Unread
from pratique.figures.reader.topics import LawStatement, shipped_statements, topics
from pratique.figures.reader.verdicts import Judgement

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
