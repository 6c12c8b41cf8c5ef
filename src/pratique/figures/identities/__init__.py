"""What published figures say about each other: relations, their misses, grades and repairs."""

from pratique.figures.identities.checking import Checked, check, check_against
from pratique.figures.identities.miss import DEFECTS, GRADES, Grade, Miss

__all__ = ["DEFECTS", "GRADES", "Checked", "Grade", "Miss", "check", "check_against"]
