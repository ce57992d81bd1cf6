"""A SAML provider, and a server that is told of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import saml_provider
from saml_provider import SamlProvider

from centreline.web.site.environment import Environment, environment_of
from centreline.web.site.saml import saml_provider as settings_for


@pytest.fixture(scope="module")
def provider() -> SamlProvider:
    return saml_provider.made()


@pytest.fixture
def told(provider: SamlProvider, tmp_path: Path, settings: Any) -> Callable[..., Environment]:
    """Tell the server about the provider, as the environment would: `told(PERSON="login")`."""

    def by(**variables: str) -> Environment:
        file = provider.describe(tmp_path / "metadata.xml")
        named = {"CENTRELINE_SAML_METADATA": str(file), "CENTRELINE_SAML_NAME": "Staff"}
        environment = environment_of(named | {f"CENTRELINE_SAML_{key}": value for key, value in variables.items()})
        settings.SOCIALACCOUNT_PROVIDERS = settings_for(environment)
        settings.ALLOWED_HOSTS = ["centre.example.org"]
        return environment

    return by
