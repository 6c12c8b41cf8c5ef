"""The law: provisions beside their citations, dated, in the order of the text.

Rule: a module here reads like the paragraph it encodes; it names facts and never derives them, never walks a
graph, never reads a file of a user. Every provision carries its clocks, its confidence and our own summary.
"""
