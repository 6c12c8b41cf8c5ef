"""What a team decided, kept for ten years and checkable by others: records, their tree, checkpoints, archives, packs.

Rule: bytes are canonical, a record names the one before by hash, nothing is changed in place, and whatever is claimed
here is verified by a script that shares no code with it (`alone`). No web framework and no database.
"""
