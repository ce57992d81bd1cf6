"""Signing in by SAML 2.0, where the extra `saml` is installed."""
