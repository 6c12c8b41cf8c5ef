"""The ledger of published figures, the identities that check it, the reader of bulletins, the trade at stake.

Rule: a figure keeps its source, scope, vintage and rounding; nothing is added up across publishers; no opinions.
"""
