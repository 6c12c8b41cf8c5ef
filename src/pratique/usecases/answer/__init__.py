"""An answer: outcome, reasons, open facts, duties, notes."""
