"""JSON read as records with their offsets."""
