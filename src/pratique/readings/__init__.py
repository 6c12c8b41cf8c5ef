"""The readings: each turns a condition into one thing (a truth, a trace, prose, columns, a proof).

Rule: one file a reading, each a `match` over the nodes that ends in `assert_never`; no reading knows a
particular law, and none contradicts another (tests/agreement holds them to it).
"""
