"""Who owns and controls a party, one or many."""
