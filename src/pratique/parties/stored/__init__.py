"""Registries kept as one file with an index, so that a question reads only what it leads to.

Rule: the records are kept as they came and read by the same readers when a question needs them; the file only says
where they are. So a stored graph and the files that it was made of give the same answer.
"""

from pratique.parties.stored.graph import StoredGraph, is_stored

__all__ = ["StoredGraph", "is_stored"]
