"""What the words of a bill's record mean as facts of parts, sources and vehicles."""
