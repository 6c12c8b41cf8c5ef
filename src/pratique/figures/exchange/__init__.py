"""Figures in and out, in the formats of others. `formats` picks one by name or by the header of a file."""

from pratique.figures.exchange.formats import FORMATS, Format, load_figures, read_figures, write_figures
from pratique.figures.exchange.given import FormatDefaults

__all__ = ["FORMATS", "Format", "FormatDefaults", "load_figures", "read_figures", "write_figures"]
