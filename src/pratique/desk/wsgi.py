"""The desk as a server calls it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from pratique.desk.warm import once_warm

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratique.desk.settings")
application = once_warm(get_wsgi_application())
