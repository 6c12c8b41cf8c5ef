"""The vocabulary: each fact with its type, unit, meaning in law, who knows it, what proves it.

Rule: facts are defined here once and named by their full dotted name everywhere; values never live here. Facts of
kind `legal` carry doubt about the law: constructions of a text, disputed dates, encodings known from memory.
"""
