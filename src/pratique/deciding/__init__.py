"""What the law says of a case: outcomes of instruments, constructions, sign-offs, rates. Nothing is printed here."""
