"""The OpenID Connect provider a server is told about, as allauth's settings hold it."""

from urllib.parse import urlsplit

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import Environment

__all__ = ["oidc_apps", "oidc_origins"]


def oidc_origins(environment: Environment) -> tuple[str, ...]:
    """Return where people are sent to sign in: scheme and host of the provider; empty where there is none."""
    parts = urlsplit(environment.oidc_server)
    return (f"{parts.scheme}://{parts.netloc}",) if environment.oidc_server else ()


def oidc_apps(environment: Environment) -> list[dict[str, object]]:
    """Return the OpenID Connect provider by which people may sign in, as allauth's settings hold it; none where unset.

    Raises:
        WorkspaceInvalid: the provider is not reached by HTTPS, or it is not said what it calls this server.
    """
    server = environment.oidc_server
    if not server:
        return []
    parts = urlsplit(server)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise WorkspaceInvalid(
            f"the provider {server!r} is not reached by HTTPS",
            where="the environment variable CENTRELINE_OIDC_SERVER",
            fix="write its https:// address; tokens would be read on the way",
        )
    if not (environment.oidc_client and environment.oidc_secret):
        raise WorkspaceInvalid(
            f"nobody said what {server!r} calls this server",
            where="the environment variables CENTRELINE_OIDC_CLIENT and CENTRELINE_OIDC_SECRET",
            fix="register this server with the provider, and write what it gives you",
        )
    named = {"name": environment.oidc_name, "client_id": environment.oidc_client, "secret": environment.oidc_secret}
    return [{"provider_id": "sso", **named, "settings": {"server_url": server, "oauth_pkce_enabled": True}}]
