"""What is missing, whom to ask, and the next best question."""
