"""The desk as an application of its web framework."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """One application holds every table of the desk but sessions."""

    name = "pratique.desk"
    label = "desk"
