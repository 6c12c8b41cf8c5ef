"""What would change an answer, and when."""
