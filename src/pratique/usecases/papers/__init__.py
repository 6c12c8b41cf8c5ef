"""The papers that an answer ends in."""
