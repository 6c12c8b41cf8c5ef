"""The data of the law book as packs: what there is and how old, what a pack changes, taking one in."""
