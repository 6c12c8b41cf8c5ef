"""Chips, models and automation features put into their classes."""
