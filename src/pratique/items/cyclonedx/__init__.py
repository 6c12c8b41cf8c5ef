"""CycloneDX in JSON and XML, one pass, no record dropped."""
