"""Accounts: made by an administrator, never by whoever comes along."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from centreline.governance.step import Step
from centreline.web.records.people import actor_of
from centreline.web.records.store import DjangoState

__all__ = ["Adapter"]


class Adapter(DefaultAccountAdapter):
    """How accounts behave here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up: people are added by an administrator."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign somebody in, and write that in the trail."""
        super().login(request, user)
        actor = actor_of(user)
        if actor is not None:
            step = Step(DjangoState(), actor, timezone.now(), "sign_in")
            with step.state.one_step():
                step.note("session", actor.name, says="signed in")
