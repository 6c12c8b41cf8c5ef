"""What a bill says beside its lines that reads as more than they say: another part, another maker, another time."""
