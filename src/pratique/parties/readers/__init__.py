"""Readers of ownership data, one file for each format, all to the same claims.

Rule: a reader makes one pass, turns what it can into claims, and says of the rest what is wrong and where; it drops
no record without a finding. A share that makes no sense is kept as unknown, never as nothing.
"""
