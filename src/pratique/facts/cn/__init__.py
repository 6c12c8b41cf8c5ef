"""Facts that Chinese law asks about."""
