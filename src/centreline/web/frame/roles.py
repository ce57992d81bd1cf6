"""What each role is called."""

from django.utils.translation import gettext_lazy as _

from centreline.governance.actor import Role

__all__ = ["role_word"]

_WORDS = {
    Role.EXECUTIVE: _("executive"),
    Role.LEADER: _("leader"),
    Role.WORKFORCE: _("workforce"),
    Role.QUALITY: _("quality"),
    Role.SUPERVISOR: _("supervisor"),
    Role.AGENT: _("agent"),
    Role.PARTNER_MANAGER: _("partner manager"),
    Role.PEOPLE_LEAD: _("people lead"),
    Role.FINANCE: _("finance"),
    Role.DATA_OWNER: _("data owner"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.AUDITOR: _("auditor"),
}


def role_word(role: Role) -> str:
    """Return what a role is called in the reader's language, as it stands within a line."""
    return str(_WORDS[role])
