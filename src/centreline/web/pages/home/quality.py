"""What quality asks first: what to review next, do we agree, where does the model disagree?"""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.metrics import answer as answering
from centreline.metrics.ask import measure
from centreline.metrics.book import metric_named
from centreline.metrics.definition import Variant
from centreline.metrics.gap import gap_of
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import day as day_word
from centreline.web.frame.templatetags.centreline_format import number, share
from centreline.web.frame.templatetags.centreline_words import words_of_key
from centreline.web.pages.home.asking import Answer, Behind, Cell, Known, answered, not_examined, opens_rows, untold
from centreline.web.pages.home.judged import DAYS, MOST, Pair, Unjudged, pairs_of, unjudged

__all__ = ["do_we_agree", "review_next", "where_the_model_disagrees"]

FEWEST_PAIRS = 30
"""Contacts judged by both below which it is too early to say where they differ."""


def review_next(known: Known) -> Answer:
    """Say how many contacts that call for a review have none; disputes that wait go before."""
    asks = _("What to review next?")
    behind = Behind(
        "review-next",
        _(
            "Contacts of the last %(days)d days held with a complaint, or passed on to somebody "
            "above, that no evaluation names; the newest %(most)d are listed."
        )
        % {"days": DAYS, "most": MOST},
        _("Bring contacts with complaint or escalated, and evaluations with contact_id"),
        "evaluation",
        "quality_score",
        _(
            "A queue in which contacts are taken one by one and scored is not there yet; "
            "evaluations are brought from where they are made."
        ),
        (_("Contact"), _("Queue"), _("When"), _("Because")),
    )
    evidence = known.evidence
    if evidence is None or not evidence.has("evaluation", "contact_id"):
        return _disputed(asks, known, "") or not_examined(asks, behind)
    found: Unjudged | None = kept(evidence, "home unjudged", make=lambda: unjudged(evidence))
    if found is None:
        return _disputed(asks, known, "") or not_examined(asks, behind)
    if known.fewest > 1 and 0 < found.people < known.fewest:
        return untold(asks, behind, fewest=known.fewest)
    told = {"n": found.waiting, "all": found.calling, "days": DAYS, "last": day_word(found.last)}
    says = ngettext("%(n)d contact nobody evaluated", "%(n)d contacts nobody evaluated", found.waiting) % told
    of = _("of %(all)d with a complaint or an escalation in the %(days)d days to %(last)s") % told
    unseen = _("%(unseen)d of %(people)d people who took contacts had none evaluated")
    unseen = unseen % {"unseen": found.unseen, "people": found.people}
    if known.fewest > 1:
        return answered(asks, says, of, behind)
    words = {"complaint": _("complaint"), "escalated": _("passed on to somebody above")}
    rows = tuple(
        (
            opens_rows(contact, "review-next", contact_id=contact),
            queue,
            f"{day_word(at.date())}, {at:%H:%M}",
            ", ".join(words[one] for one in why.split()),
        )
        for contact, queue, at, why in found.first
    )
    waiting, behind = _disputed(asks, known, says), replace(behind, rows=rows)
    first = opens_rows(unseen, "review-next", unseen="people")
    return waiting or replace(answered(asks, says, f"{of};", behind), first=first)


def do_we_agree(known: Known) -> Answer:
    """Say in how many pairs of judgements of one contact two people came to the same."""
    asks = _("Do we agree?")
    behind = Behind(
        "agreement",
        _(
            "Every two judgements of one contact in one calibration session, and how many of "
            "these pairs are alike. Agreement by chance is in it."
        ),
        _("Bring evaluations with calibration_id, evaluator and score"),
        "evaluation",
        "evaluator_agreement",
        "",
        (_("Alike in"), _("Pairs alike"), _("Pairs"), _("Interval")),
    )
    evidence, metric = known.evidence, metric_named("evaluator_agreement")
    held = [one for one in metric.variants if evidence is not None and gap_of(evidence, one) is None]
    if evidence is None or not held:
        return not_examined(asks, behind)

    def counted() -> list[tuple[Variant, answering.Answer]]:
        return [(one, measure(evidence, metric.id, variant=one.id)[0]) for one in held]

    found = kept(evidence, "home agreement", make=counted)
    shown = [(variant, one) for variant, one in found if one.value is not None]
    if not shown:
        return untold(asks, behind, fewest=known.fewest) if found[0][1].hidden_because else not_examined(asks, behind)
    first = shown[0][1]
    told = {"n": number(first.n), "alike": _(shown[0][0].title)}
    beside = _("of %(n)s pairs of judgements of one contact: %(alike)s") % told
    few = "; " + _("few: say little of it") if first.estimate.is_small else ""
    rows = tuple(_agreement_row(variant, one, opens=known.fewest == 1) for variant, one in shown)
    return answered(asks, figure(first.value, first.unit), beside + few, replace(behind, rows=rows))


def where_the_model_disagrees(known: Known) -> Answer:
    """Say on which question people and a model judge the same contacts least alike."""
    asks = _("Where does auto-QA disagree?")
    behind = Behind(
        "auto-qa",
        _(
            "Contacts that a person and a model judged both: question by question, on how many "
            "they came to the same, on how many the model gave more, and on how many less."
        ),
        _("Bring evaluations of a model beside those of people, with evaluator_kind and the contact_id of both"),
        "evaluation",
        "evaluator_agreement",
        "",
        (_("Question"), _("Judged by both"), _("Alike"), _("The model gave more"), _("The model gave less")),
    )
    evidence = known.evidence
    if evidence is None or not evidence.has("evaluation", "evaluator_kind", "contact_id", "score"):
        return not_examined(asks, behind)
    if known.fewest > 1:
        return untold(asks, behind, fewest=known.fewest)
    pairs: tuple[Pair, ...] = kept(evidence, "home auto", make=lambda: pairs_of(evidence))
    if not pairs:
        return not_examined(asks, behind)
    behind, enough = replace(behind, rows=tuple(map(_pair_row, pairs))), [one for one in pairs if one.n >= FEWEST_PAIRS]
    if not enough:
        most = {"n": max(one.n for one in pairs), "few": FEWEST_PAIRS}
        beside = _("at most n = %(n)d contacts judged by both, and at least %(few)d are needed") % most
        return answered(asks, _("Too early"), beside, behind, known=False)
    worst = enough[0]
    told = {"alike": share(worst.alike / worst.n), "n": number(worst.n), "more": worst.kinder, "less": worst.harder}
    beside = _("alike in %(alike)s of %(n)s contacts; the model gave more in %(more)d and less in %(less)d") % told
    return answered(asks, words_of_key(worst.item), beside, behind)


def _disputed(asks: str, known: Known, besides: str) -> Answer | None:
    if not known.disputes:
        return None
    says = ngettext("%(n)d dispute waits for an answer", "%(n)d disputes wait for an answer", known.disputes)
    return Answer(asks, says % {"n": known.disputes}, besides, "/disputes/")


def _pair_row(one: Pair) -> tuple[Cell, ...]:
    n = opens_rows(number(one.n), "auto-qa", item=one.item)
    return (words_of_key(one.item), n, share(one.alike / one.n), number(one.kinder), number(one.harder))


def _agreement_row(variant: Variant, one: answering.Answer, *, opens: bool) -> tuple[Cell, ...]:
    low, high = one.estimate.low, one.estimate.high
    interval = "" if low is None or high is None else f"{share(low)} – {share(high)}"
    n: Cell = opens_rows(number(one.n), "agreement") if opens else number(one.n)
    return (str(_(variant.title)), figure(one.value, one.unit), n, interval)
