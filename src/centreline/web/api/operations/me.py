"""Who one is to the centre, and what one may do."""

from typing import Any

from ninja import Field, Router

from centreline.governance.rights import may, permissions
from centreline.web.api.shapes import Answer, reads

__all__ = ["Me", "me", "router"]

router = Router(tags=["who"])


class Me(Answer):
    """Who acts."""

    name: str = Field(description="Name they sign in with.")
    title: str = Field(description="What people call them.")
    role: str
    partner: str | None = Field(description="Partner they belong to; null for the centre's own people.")
    by_token: bool = Field(description="Whether a token acts for them.")
    permissions: list[str] = Field(description="What they may do; by a token, what it was given of that.")


@router.get("/me", response=reads(Me), operation_id="me", summary="Who am I")
def me(request: Any) -> dict[str, Any]:
    """Say who acts, in which role, and what they may do."""
    actor = request.actor
    return {
        "name": actor.name,
        "title": actor.shown,
        "role": str(actor.role),
        "partner": actor.partner,
        "by_token": actor.only is not None,
        "permissions": [name for name in permissions() if may(actor, name)],
    }
