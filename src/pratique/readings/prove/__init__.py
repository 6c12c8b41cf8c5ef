"""The reading of conditions as formulas for Z3: what holds for every completion of what is unknown."""
