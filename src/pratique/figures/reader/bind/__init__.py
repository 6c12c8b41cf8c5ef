"""From tokens to figures: what each number is, and which subject, place, period and base it belongs to."""
