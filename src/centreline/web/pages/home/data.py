"""What who looks after the data asks first: is it fresh, complete, trusted; who changed what; what is missing?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.evidence.journal import Import
from centreline.metrics.book import metric_book
from centreline.metrics.views import base_table
from centreline.reports.sections.trust import TableHeld
from centreline.web.frame.templatetags.centreline_format import day as day_word
from centreline.web.frame.templatetags.centreline_format import instant, number, share
from centreline.web.pages.home.asking import Answer, Behind, Cell, Known, Opens, answered, not_examined
from centreline.web.records.lines import who_did
from centreline.web.records.store import DjangoState

__all__ = ["fresh_complete_trusted", "what_is_missing", "who_changed_what"]

LATELY = timedelta(days=30)
"""How far back what was changed is told: the time since the last monthly review."""


def fresh_complete_trusted(known: Known) -> Answer:
    """Say up to which day records are held, how many tables lack a day, and how many rows keep the rules."""
    asks = _("Is data fresh, complete, trusted?")
    behind = Behind(
        "data",
        _(
            "As the newest look found it. Fresh: days since the last day held. Complete: days without a row between "
            "days that have some. Trusted: the share of rows that keep every rule of their contract."
        ),
        _("Bring records of contacts"),
        "contact",
        "",
        _(
            "How many rows a source has is in no record: a file that was cut short at its end looks whole. What is due "
            "from a source and has not come stands in the import centre."
        ),
        (_("Table"), _("Rows"), _("From"), _("To"), _("Days ago"), _("Days missing"), _("Rows that keep every rule")),
    )
    tables, today = known.review.trust.tables, _today(known)
    dated = [one.last_on for one in tables if one.last_on is not None and one.last_on <= today]
    if not dated:
        return not_examined(asks, behind)
    brought = _brought(known)
    held = sorted(tables, key=lambda one: (one.last_on or date.min, one.table))
    behind = replace(behind, rows=tuple(_table_row(one, today, brought) for one in held))
    last = max(dated)
    ago = {"day": day_word(last), "n": (today - last).days}
    says = ngettext("To %(day)s, %(n)d day ago", "To %(day)s, %(n)d days ago", ago["n"]) % ago
    words = filter(None, (_gaps(tables), _broken(tables)))
    return answered(asks, says, "; ".join(words), behind)


def who_changed_what(known: Known) -> Answer:
    """Say what was brought and taken back lately, and which definitions were changed, each with who did it."""
    asks = _("Who changed what?")
    days = {"days": LATELY.days}
    behind = Behind(
        "changed",
        _(
            "Files brought and taken back, and definitions of metrics put in force, the newest first; counted are "
            "those of the last %(days)d days."
        )
        % days,
        _("Bring records of contacts"),
        "contact",
        "",
        _(
            "Who wrote in which touchpoint, finding or review stands on the home page under what changed since you "
            "were here; every step of everybody is in the trail, which an auditor reads."
        ),
        (_("When"), _("Who"), _("What"), _("Where")),
    )
    if known.place is None or known.place.scope is None or not known.place.scope.sees_every_row:
        return not_examined(asks, behind)
    found = sorted(_changes(known.place.lake.imports()), reverse=True)
    if not found:
        return not_examined(asks, behind)
    behind = replace(
        behind, rows=tuple((instant(at), who, what, Opens(where, url)) for at, who, what, where, url in found)
    )
    since = (known.now or timezone.now()) - LATELY
    lately = sum(one[0] >= since for one in found)
    says = ngettext("%(n)d change in %(days)d days", "%(n)d changes in %(days)d days", lately) % {"n": lately, **days}
    if not lately:
        says = _("Nobody changed anything in the last %(days)d days") % days
    at, who, what, where, url = found[0]
    newest = {"at": instant(at), "who": who, "what": what, "where": where}
    first = _("the newest: %(who)s, %(at)s: %(what)s, %(where)s") % newest
    return replace(answered(asks, says, "", behind), first=Opens(first, url))


def what_is_missing(known: Known) -> Answer:
    """Say how many questions could not be examined, and what would open most of them."""
    asks = _("What do we not know?")
    reasons = known.review.unexamined
    behind = Behind(
        "missing",
        _("Questions of the book that could not be examined in the newest look, by why not, and what opens them."),
        _("Bring what stands beside each reason"),
        "contact",
        "",
        "",
        (_("Why not"), _("What to bring"), _("Questions")),
        tuple(
            (str(one.because), str(one.bring), Opens(number(len(one.questions)), f"{reverse('review')}#unexamined"))
            for one in reasons
        ),
    )
    count = known.review.summary.questions_not_examined
    says = ngettext("%(count)d question not examined", "%(count)d questions not examined", count) % {"count": count}
    if not reasons:
        return answered(asks, says, known.review.summary.unexamined, behind)
    first = reasons[0]
    beside = _("most wait for this: %(bring)s") % {"bring": first.bring or first.because}
    return answered(asks, says, beside, behind)


def _gaps(tables: tuple[TableHeld, ...]) -> str:
    """Say how many of the tables lack days in which days can be missed."""
    counted = [one.missing_days for one in tables if one.missing_days is not None]
    told = {"n": sum(map(bool, counted)), "all": len(counted)}
    words = ngettext("%(n)d of %(all)d tables lacks days", "%(n)d of %(all)d tables lack days", told["n"])
    return str(words % told) if counted else ""


def _broken(tables: tuple[TableHeld, ...]) -> str:
    """Say how many rows break a rule: a share of nearly all would read as all of them."""
    weighed = [(one.rows, one.keeps_share) for one in tables if one.keeps_share is not None]
    broken, rows = round(sum(count * (1 - keeps) for count, keeps in weighed)), sum(count for count, _keeps in weighed)
    told = {"n": number(broken), "all": number(rows)}
    words = ngettext("%(n)s of %(all)s rows breaks a rule", "%(n)s of %(all)s rows break a rule", broken)
    return str(words % told) if weighed else ""


def _today(known: Known) -> date:
    today: date = timezone.localdate(known.now)
    return today


def _brought(known: Known) -> dict[str, str]:
    """Return of each table that an import filled the table under which the list of imports has it."""
    place = known.place
    if place is None or place.scope is None or not place.scope.sees_every_row:
        return {}
    standing = [one for one in place.lake.imports() if one.stands]
    return {name: one.table for one in standing for name in one.fills} | {one.table: one.table for one in standing}


def _rules_of(table: str) -> str:
    """Return where a metric counted from a table says which rules its rows break; empty where none is."""
    book = metric_book().values()
    name = next((one.id for one in book if any(base_table(each.table) == table for each in one.variants)), None)
    return f"{reverse('metric_origin', args=[name])}#held-{table}" if name else ""


def _imports_of(table: str) -> str:
    return f"{reverse('imports')}?{urlencode({'table': table})}#imports"


def _changes(imports: tuple[Import, ...]) -> list[tuple[datetime, str, str, str, str]]:
    """Return when who did what to what, of imports and definitions, and where that stands."""
    brought, back = (who_did(act, kind="import") for act in ("record_import", "record_import_taken_back"))
    nobody, found = _("by a command"), []
    for one in imports:
        where, rows = f"{one.origin.file} → {one.table}", {"rows": number(one.counts.kept)}
        did = ngettext("brought %(rows)s row", "brought %(rows)s rows", one.counts.kept) % rows
        found.append((one.at, brought.get(one.id) or nobody, did, where, _imports_of(one.table)))
        if one.undone_at is not None:
            found.append((one.undone_at, back.get(one.id) or nobody, _("took back"), where, _imports_of(one.table)))
    definitions = DjangoState().entries("definition")
    forced = _("put a definition in force")
    return found + [
        (one.changed_at, one.changed_by, forced, one.key, reverse("metric_meaning", args=[one.key]))
        for one in definitions
    ]


def _table_row(one: TableHeld, today: date, brought: Mapping[str, str]) -> tuple[Cell, ...]:
    ago = number((today - one.last_on).days) if one.last_on and one.last_on <= today else ""
    missing = "" if one.missing_days is None else number(one.missing_days)
    kept: Cell = _("not counted") if one.keeps_share is None else share(one.keeps_share)
    if one.keeps_share is not None and one.keeps_share < 1 and (url := _rules_of(one.table)):
        kept = Opens(str(kept), url)
    rows: Cell = number(one.rows)
    if one.table in brought:
        rows = Opens(number(one.rows), _imports_of(brought[one.table]))
    return (one.table, rows, day_word(one.first_on), day_word(one.last_on), ago, missing, kept)
