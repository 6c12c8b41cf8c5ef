"""The reading of conditions as generated Python, for one decision at speed."""
