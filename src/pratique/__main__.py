"""`python -m pratique`."""

from pratique.cli import program

program()
