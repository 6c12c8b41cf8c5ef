"""How our own BODS export says what the standard has no word for, so that it is read back as it was."""

HEADQUARTERS = "headquarters"
"""The text of an `alternative` address that is the seat of the head office."""
OURS = "pratique: "
"""Begins a description or details that are read back."""
COMPUTED_AS = "Computed: "
"""Begins the details of a control that was worked out and is no statement of a register."""
