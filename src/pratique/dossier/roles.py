"""What `role` in a transaction says of the legal roles of its actor."""

ROLES = {
    "manufacturer": "connected_vehicle_manufacturer",
    "importer": "vcs_hardware_importer",
    "supplier": "supplier",
    "consumer": "consumer",
    "operator": "service_operator",
    "exporter": "exporter",
}
"""The role that the word of a transaction means; any other word is a role of the vocabulary itself."""
