"""Names of people and companies in any script: normal forms, similarity, reasons."""

from pratique.parties.names.compare import Comparison, compare_forms, compare_names
from pratique.parties.names.forms import NameForm, name_forms

__all__ = ["Comparison", "NameForm", "compare_forms", "compare_names", "name_forms"]
