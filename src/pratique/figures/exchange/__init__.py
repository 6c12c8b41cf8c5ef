"""Figures in and out, in the formats of others. `formats` picks one by name or by the header of a file."""

from pratique.figures.exchange.formats import FORMATS, read_figures, write_figures

__all__ = ["FORMATS", "read_figures", "write_figures"]
