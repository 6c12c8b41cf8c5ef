"""The law book and the vocabulary looked up and proved."""
