"""From a sentence to tokens: numbers, periods, and the little words between."""
