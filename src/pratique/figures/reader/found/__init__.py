"""What a text says beside its figures: positions, measures with their days, statements of law and fact."""
