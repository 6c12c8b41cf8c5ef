"""The condition language: values with unknowns, frozen conditions, the operators that authors type.

Rule: no law and no input or output here. What a condition *does* is decided by the readings.
"""
