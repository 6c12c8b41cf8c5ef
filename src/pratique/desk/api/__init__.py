"""The API, version 1: one table of endpoints, from which addresses, access and the OpenAPI document are made."""
