"""Django's settings. What may differ from server to server is in `environment`; nothing here is a secret."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from centreline.web.site.contacts import security_contacts
from centreline.web.site.environment import database_of, environment_of, languages_of
from centreline.web.site.oidc import oidc_apps, oidc_origins
from centreline.web.site.saml import saml_installed, saml_origins, saml_provider

__all__: list[str] = []

ENVIRONMENT = environment_of(os.environ)
HERE = Path(__file__).parents[1]

SECRET_KEY = ENVIRONMENT.secret
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "centreline.web.site.urls"
WSGI_APPLICATION = "centreline.web.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.Person"
SITE_WORKSPACE = ENVIRONMENT.workspace
FIRST_KEY = ENVIRONMENT.first_key
SECURITY_CONTACTS = security_contacts(ENVIRONMENT)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    # Both patch the loaders on their own, and undo each other: the chain of loaders is written below instead.
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(["allauth.socialaccount.providers.saml"] if saml_installed() else []),
    "django_tasks",
    "django_tasks_db",
    "csp",
    "centreline.web.records",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "centreline.web.frame.request_id.name_requests",
    "csp.middleware.CSPMiddleware",
    "centreline.web.frame.session_cookie.SignedSessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "centreline.web.frame.acting.know_who_acts",
    "centreline.web.frame.first_visit.lead_to_the_first",
    "centreline.web.frame.defining.with_own_definitions",
    "centreline.web.frame.stopping.Stopping",
]

_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "libraries": {
                "centreline_format": "centreline.web.frame.templatetags.centreline_format",
                "centreline_icons": "centreline.web.frame.templatetags.centreline_icons",
                "centreline_tables": "centreline.web.frame.templatetags.centreline_tables",
                "centreline_parts": "centreline.web.frame.templatetags.centreline_parts",
                "centreline_words": "centreline.web.frame.templatetags.centreline_words",
                "centreline_people": "centreline.web.frame.templatetags.centreline_people",
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "centreline.web.frame.shell.shell",
            ],
        },
    }
]
COTTON_DIR = "cotton"

DATABASES = {"default": database_of(ENVIRONMENT)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "looks"]}}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "centreline.web.frame.accounts.Adapter"
SOCIALACCOUNT_ADAPTER = "centreline.web.frame.accounts.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(ENVIRONMENT)}} | saml_provider(ENVIRONMENT)
SOCIALACCOUNT_STORE_TOKENS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "centreline.web.frame.accounts.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Centreline"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LANGUAGE_CODE = "en-gb"
LANGUAGES = list(languages_of(ENVIRONMENT).items())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [ENVIRONMENT.translations] if ENVIRONMENT.translations else []

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = None  # files are served from where packages and the program keep them
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

STREAMS = ENVIRONMENT.streams
_STREAMS_ELSEWHERE = [f"http://{host}{STREAMS}" for host in ("127.0.0.1", "localhost")] if STREAMS[:1] == ":" else []

# Nothing inline, nothing from elsewhere: what a page runs and shows comes from this server.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, *_STREAMS_ELSEWHERE],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        # The page to sign in sends people on to the provider, where there is one; browsers ask for leave of that too.
        "form-action": [SELF, *oidc_origins(ENVIRONMENT), *saml_origins(ENVIRONMENT)],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.https else "session"
CSRF_FAILURE_VIEW = "centreline.web.frame.failing.not_from_here"
CSRF_COOKIE_NAME = "__Host-csrf" if ENVIRONMENT.https else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SERIALIZER = "centreline.web.records.sealed_sessions.SealedSession"
SESSION_SAVE_EVERY_REQUEST = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["centreline.web.frame.receiving.IntoThePrivateFolder"]
UPLOAD_LARGEST_BYTES = 2 * 1024**3
EXPORT_AT_ONCE_ROWS = 20_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
