"""The settings of the desk. Nothing here writes, asks the network or reads more than the home of the desk.

Rule: time is UTC; the database is SQLite in the home unless another was named; no app of the framework is installed
that brings tables of its own but sessions; there is no admin site and no debug page.
"""

from __future__ import annotations

import os
from pathlib import Path

from pratique.desk import home as desk_home
from pratique.desk.databases import database_of
from pratique.desk.plain import Plain

HERE = Path(__file__).parent
_HOME = desk_home.home()
_PROXY = os.environ.get(desk_home.PROXY, "")
_TLS = os.environ.get(desk_home.TLS) == "1" or bool(_PROXY)

DEBUG = False
SECRET_KEY = desk_home.secret(_HOME)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get(desk_home.HOSTS, "").split(","))]
ROOT_URLCONF = "pratique.desk.urls"
WSGI_APPLICATION = "pratique.desk.wsgi.application"
INSTALLED_APPS = ["django.contrib.sessions", "pratique.desk.apps.DeskConfig"]
MIDDLEWARE = [
    *(["pratique.desk.proxy.BehindProxy"] if _PROXY else []),
    "pratique.desk.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pratique.desk.bounds.BoundedBodies",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES: list[Plain] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "environment": "pratique.desk.shown.environment",
            "context_processors": ["pratique.desk.shown.around"],
        },
    }
]


DATABASES = {"default": database_of(os.environ.get(desk_home.DATABASE), _HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "desk.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_ROOT = None
STATIC_ROOT = HERE / "static"
WHITENOISE_MAX_AGE = 3600
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _TLS
CSRF_FAILURE_VIEW = "pratique.desk.pages.problems.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
APPEND_SLASH = False

MOST_UPLOADED = 256 * 1024**2
"""Bytes that one request may bring, all of its files together."""
MOST_OF_A_STRANGER = 2 * 1024**2
"""Bytes that a form may bring of whoever is not logged in."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024**2
"""Bytes of the fields of a form: clients of Dependency-Track send a whole bill as one."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024**2
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING: Plain = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "pratique.desk.operation.logs.LogLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "pratique": {"handlers": ["console"], "level": "INFO"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
