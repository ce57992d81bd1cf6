"""What the environment says about this server, each setting with what it means and what happens without it."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf.locale import LANG_INFO

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.frame.unwritable import DATABASE, is_only_readable

__all__ = [
    "SECRET_FILE",
    "Environment",
    "database_of",
    "environment_of",
    "languages_of",
    "make_web_secret",
]

SECRET_FILE = ".web-secret"

JOB_SILENCE_MINUTES = 60
"""How long a job may tell nothing new, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one server.

    Attributes:
        workspace: CENTRELINE_WORKSPACE: the folder that is served; the working folder where it is not set.
        secret: CENTRELINE_SECRET: signs sessions; else the workspace's `.web-secret`, else a new one each time.
        hosts: CENTRELINE_HOSTS: names under which it is reached, parted by commas; this machine where not set.
        https: CENTRELINE_PLAIN_HTTP=1: pages go without HTTPS, for this machine only; otherwise cookies need it.
        database: DATABASE_URL: where what people write lies, postgresql://…; where not set, a SQLite file in the
            workspace.
        behind_proxy: CENTRELINE_BEHIND_PROXY=1: X-Forwarded-Proto and X-Forwarded-For of the proxy are believed.
        translations: CENTRELINE_TRANSLATIONS: a folder with `LANGUAGE/LC_MESSAGES/django.mo` for each language that
            is offered beside English; English alone where it is not set.
        streams: CENTRELINE_STREAMS: where pages find the event streams: a path such as /streams/ that the proxy hands
            to the port after that of the pages; without it pages ask by themselves now and then.
        oidc_server: CENTRELINE_OIDC_SERVER: address of an OpenID Connect provider by which people may sign in; none
            where it is not set.
        oidc_client: CENTRELINE_OIDC_CLIENT: what the provider calls this server.
        oidc_secret: CENTRELINE_OIDC_SECRET: what the provider knows it by.
        oidc_name: CENTRELINE_OIDC_NAME: what people call the provider, on the page to sign in.
        saml_metadata: CENTRELINE_SAML_METADATA: a file in which a SAML provider describes itself, by which people may
            then sign in; it needs `pip install 'centreline[saml]'`; none where it is not set.
        saml_name: CENTRELINE_SAML_NAME: what people call the SAML provider, on the page to sign in.
        saml_person: CENTRELINE_SAML_PERSON: the attribute in which the SAML provider writes the name somebody signs in
            with here; the NameID where it is not set.
        saml_key: CENTRELINE_SAML_KEY: a file with a private key as PEM, by which assertions are read that the provider
            encrypts; only those are accepted then; it needs the certificate too.
        saml_certificate: CENTRELINE_SAML_CERTIFICATE: a file with the certificate of that key as PEM, which the
            metadata of this server hand to the provider.
        worker_memory_mb: CENTRELINE_WORKER_MEMORY_MB: megabytes that each process which does long work may hold; a job
            that needs more fails alone and says so; as much as there is where it is not set.
        job_silence_minutes: CENTRELINE_JOB_SILENCE_MINUTES: a job that tells nothing new for so long is ended, tried
            once again, and has failed after that; 60 where it is not set, and 0 lets each take its time.
        security_contact: CENTRELINE_SECURITY_CONTACT: whom to tell of a weakness of this server, as mailto:, https: or
            tel: addresses parted by blanks; /.well-known/security.txt says it, and is not there where it is not set.
        first_key: CENTRELINE_FIRST_KEY: set by `centreline serve` itself while nobody was ever added: the hash of
            the key by which the first administrator is made; the key stands in its terminal alone.
    """

    workspace: Path
    secret: str
    hosts: tuple[str, ...]
    https: bool
    database: str | None
    behind_proxy: bool
    translations: Path | None
    streams: str
    oidc_server: str
    oidc_client: str
    oidc_secret: str
    oidc_name: str
    saml_metadata: Path | None
    saml_name: str
    saml_person: str
    saml_key: Path | None
    saml_certificate: Path | None
    worker_memory_mb: int | None
    job_silence_minutes: int
    security_contact: str
    first_key: str


def environment_of(variables: Mapping[str, str]) -> Environment:
    """Return what the variables say."""
    workspace = Path(variables.get("CENTRELINE_WORKSPACE", "."))
    hosts = variables.get("CENTRELINE_HOSTS", "127.0.0.1,localhost,[::1]")
    silence = _number(variables, "CENTRELINE_JOB_SILENCE_MINUTES")
    return Environment(
        workspace=workspace,
        secret=variables.get("CENTRELINE_SECRET") or _kept_secret(workspace) or secrets.token_urlsafe(64),
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        https=variables.get("CENTRELINE_PLAIN_HTTP") != "1",
        database=variables.get("DATABASE_URL") or None,
        behind_proxy=variables.get("CENTRELINE_BEHIND_PROXY") == "1",
        translations=_file(variables, "CENTRELINE_TRANSLATIONS"),
        streams=variables.get("CENTRELINE_STREAMS", ""),
        oidc_server=variables.get("CENTRELINE_OIDC_SERVER", "").rstrip("/"),
        oidc_client=variables.get("CENTRELINE_OIDC_CLIENT", ""),
        oidc_secret=variables.get("CENTRELINE_OIDC_SECRET", ""),
        oidc_name=variables.get("CENTRELINE_OIDC_NAME", "") or "single sign-on",
        saml_metadata=_file(variables, "CENTRELINE_SAML_METADATA"),
        saml_name=variables.get("CENTRELINE_SAML_NAME", "") or "single sign-on",
        saml_person=variables.get("CENTRELINE_SAML_PERSON", ""),
        saml_key=_file(variables, "CENTRELINE_SAML_KEY"),
        saml_certificate=_file(variables, "CENTRELINE_SAML_CERTIFICATE"),
        worker_memory_mb=_number(variables, "CENTRELINE_WORKER_MEMORY_MB"),
        job_silence_minutes=JOB_SILENCE_MINUTES if silence is None else silence,
        security_contact=variables.get("CENTRELINE_SECURITY_CONTACT", ""),
        first_key=variables.get("CENTRELINE_FIRST_KEY", ""),
    )


def _file(variables: Mapping[str, str], name: str) -> Path | None:
    return Path(named) if (named := variables.get(name)) else None


def _number(variables: Mapping[str, str], name: str) -> int | None:
    return int(named) if (named := variables.get(name, "")).isdigit() else None


def languages_of(environment: Environment) -> dict[str, str]:
    """Return the languages pages are offered in: the code of each with what its speakers call it.

    Raises:
        WorkspaceInvalid: there is no such folder of translations, or it holds a language nobody knows.
    """
    offered = {"en-gb": "English"}
    folder = environment.translations
    if folder is None:
        return offered
    found = sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/django.mo"))
    unknown = [name for name in found if name.replace("_", "-").lower() not in LANG_INFO]
    if unknown or not found:
        raise WorkspaceInvalid(
            f"no language is called {unknown[0]!r}" if unknown else "there are no translations",
            where=f"{folder}, named by CENTRELINE_TRANSLATIONS",
            fix="keep each language as LANGUAGE/LC_MESSAGES/django.mo, such as es/LC_MESSAGES/django.mo",
        )
    codes = [name.replace("_", "-").lower() for name in found]
    return offered | {code: str(LANG_INFO[code].get("name_local", code)) for code in codes}


def make_web_secret(workspace: Path) -> None:
    """Write the secret that signs sessions, readable by its owner only, where there is none yet."""
    file = workspace / SECRET_FILE
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w", encoding="ascii") as written:
        written.write(secrets.token_urlsafe(64) + "\n")


def _kept_secret(workspace: Path) -> str | None:
    file = workspace / SECRET_FILE
    return file.read_text(encoding="ascii").strip() if file.is_file() else None


def database_of(environment: Environment) -> dict[str, object]:
    """Return Django's settings of the database.

    SQLite writes ahead, so that readers are never blocked, and waits for the disk: what was acknowledged survives.

    Raises:
        WorkspaceInvalid: the address is of another database than PostgreSQL.
    """
    if environment.database is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _sqlite_of(environment.workspace),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;",
            },
        }
    parts = urlsplit(environment.database)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WorkspaceInvalid(
            f"the database address begins with {parts.scheme!r}",
            where="the environment variable DATABASE_URL",
            fix="write postgresql://user:password@host:5432/name, or unset it to use SQLite",
        )
    options = dict(parse_qsl(parts.query))  # such as host=/var/run/postgresql for a socket, or sslmode=require
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite_of(workspace: Path) -> Path | str:
    """Return what SQLite opens: where nothing can be written beside a file, it is told that the file stays as it is."""
    file = workspace / DATABASE
    ahead = file.with_name(f"{DATABASE}-wal")
    if not is_only_readable(workspace) or (ahead.exists() and ahead.stat().st_size):
        return file
    return f"{file.absolute().as_uri()}?immutable=1"
