"""Bills of materials: readers that collect findings and never drop a record, one linear pass, and writers.

Rule: what a document does not say is unknown; no verdicts here.
"""
