"""What is kept: manifests of packs with the hash of every file.

Rule: plain files, appended to or written whole, never changed in place.
"""
