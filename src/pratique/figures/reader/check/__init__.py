"""What was read held against the ledger of figures and the law book."""
