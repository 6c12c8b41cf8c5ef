"""SPDX 2 and SPDX 3."""
