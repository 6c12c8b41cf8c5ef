"""The reading for warehouses: conditions as SQL text over a documented table of facts."""
