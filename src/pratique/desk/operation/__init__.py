"""Running a desk: its records at the terminal, backup and restore, health and figures of its work."""
