"""The only Django app."""

from django.apps import AppConfig

__all__ = ["RecordsConfig"]


class RecordsConfig(AppConfig):
    """Rows of the database."""

    name = "centreline.web.records"
    label = "records"
    verbose_name = "Centreline"
