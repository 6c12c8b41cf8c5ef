"""A model in the markets of the world: duties, quotas, permits."""
