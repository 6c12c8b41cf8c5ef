"""Many cases at once: tables of facts, folders of dossiers, two states compared."""
