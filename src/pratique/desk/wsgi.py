"""The desk as a server calls it."""

from __future__ import annotations

import os
import threading
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratique.desk.settings")
application = get_wsgi_application()
# The pages are loaded while the server begins to listen; who asks first waits for what is left of that.
threading.Thread(target=import_module, args=("pratique.desk.urls",), daemon=True).start()
