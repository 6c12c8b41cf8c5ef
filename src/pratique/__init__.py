"""pratique: may this cross, into that market, on that day?"""

__version__ = "0.1.0"
