"""What each area of pages is for, in words that need no other page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["KEYS", "TOPICS", "Topic"]


@dataclass(frozen=True, slots=True)
class Topic:
    """Help on one area.

    Attributes:
        begins: How the addresses of its pages begin; more than one where it has more.
        title: What it is called.
        needs: Permission of its pages: whoever lacks it is not told of them.
        says: What it is for and how one goes about it, a paragraph each.
    """

    begins: tuple[str, ...]
    title: Any
    needs: str
    says: tuple[Any, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(("/",), _("Home"), "see_home", (
        _("Home answers what your role asks first, on the records you may see."),
        _("Each answer leads to where it stands. What could not be examined is said; it is never counted as fine."),
        _("Below stands who changed what since you were last here, as far as you may read it."),
    )),
    Topic(("/my-day/",), _("My day"), "see_my_day", (
        _("My day shows what changed and has to be known before a customer asks, your own figures against your own "
          "past, what comes next, your evaluations, what was agreed with you, and recognition."),
        _("With I know this you say that you know a change. Leaders see how many do, never who; supervisors and "
          "whoever else works with single people may see names."),
        _("Say what is wrong or missing in what you work by; whoever answers for it answers, and you read it here. "
          "All that is held on you is listed on a page of its own, and every row can be taken out."),
    )),
    Topic(("/disputes/",), _("Disputes"), "judge_dispute", (
        _("An agent who holds that a score is wrong disputes it on their day, with the question of the form and why. "
          "Somebody who did not judge it first answers within seven days: the score stands, or it changes."),
        _("Whoever the records name as the first reviewer cannot answer; everybody else declares that they did not "
          "judge it first. The agent and the first reviewer read the outcome. The score itself changes where it was "
          "given."),
    )),
    Topic(("/heard/",), _("Heard"), "see_feedback", (
        _("Heard shows what people who talk with customers say about procedures and touchpoints, and takes your "
          "answer. An answer says what becomes of it: will be changed, was changed, or stays."),
        _("It also shows how many agents know each change of late. Fewer than five are not counted for those who may "
          "not see single people."),
    )),
    Topic(("/review/",), _("Review"), "see_review", (
        _("The operating review puts in order what was found, how it is known, what was not examined, and what comes "
          "first."),
        _("Whoever leads starts a review. What was seen and due then is frozen with it, so that a decision can later "
          "be read beside what it rested on. Decisions name the findings they are about, whose pages show them. "
          "Whoever reads the review writes notes on it; with a partner, for both sides or for their own alone."),
        _("A review is held with a partner on the partner's own rows. An action may correct an agreement, and stands "
          "beside it. Both sides sign what they read; once both have, nothing is added any more."),
        _("In short says of each intent whether the metrics that prove it really move, and whether their targets are "
          "met. The numbers stand as tiles and as a list. What was found is counted by type and stage; each count "
          "leads to it."),
        _("Whose rows a page is shown for is chosen in the bar on top: one partner's for the review and the findings; "
          "a partner's, site's or queue's and days for metrics and for what evidence says on a board."),
    )),
    Topic(("/floor/",), _("Live floor"), "see_floor", (
        _("The live floor shows the last day of which contacts are held: everything together, each queue, and hour by "
          "hour beside what is usual on that weekday. Where that day is not today, it says so."),
        _("It is drawn anew when records come in. On a wall it stands without the frame; Leave the wall brings "
          "it back."),
    )),
    Topic(("/map/",), _("Map"), "see_map", (
        _("The map shows journeys: stages from left to right, and the touchpoints of each."),
        _("A draft is changed by several people at once. Where two change the same field, both versions are shown and "
          "nothing is lost. Whoever leads freezes a draft; publishing it makes it the operating model."),
        _("A new journey is begun here with its stages. On its board a touchpoint is added at the foot of each column, "
          "or by T; on a note, T makes a touchpoint of it. The pencil beside a stage names it, moves it, and removes "
          "it while it is empty. The bin of a board holds what was taken off, to be brought back."),
        _("On a board, arrows go from card to card, Alt and an arrow move a card, M asks where it goes, N writes a "
          "note, Delete puts a note or a touchpoint into the bin, and Ctrl and Z take back what you did last. A list "
          "that is pasted becomes a note for each line; what has no place yet lies in the parking lot."),
        _("Import photo notes takes a photograph of a paper wall. A machine reads it and numbers what it found; you "
          "mend the words, choose lane and stage, and untick what is no note. All of them stand on the board at once, "
          "and one undo takes them back. Printed letters are read well, joined handwriting is not; the picture is "
          "deleted."),
        _("G puts a note under a heading with others, and so does dropping it on one. F goes to the filter: a board "
          "shows the touchpoints of one owner, team or partner, and its address shows the same to others. Arrows are "
          "handoffs, told in words under the board; a dashed one says that nobody wrote what is handed on."),
        _("Request review asks people by name to look at a draft; they find it at home until they say they have. "
          "Export hands a board out as a table, as a picture, as BPMN for process modelling tools, and as PDF on A3 "
          "or A1: in tiles that are pinned side by side where one sheet is too small, each with whose view it is."),
        _("In a workshop whoever leads starts the clock and a voting; votes stay secret until they are shown. While a "
          "draft is frozen, people challenge, correct or agree, card by card; what is challenged stays open until it "
          "is dealt with."),
        _("Volume, repeats, failure demand, cost and evidence gap are laid over the cards from records. They say "
          "where something happens, not why; a touchpoint that no record speaks of is not examined."),
    )),
    Topic(("/touchpoints/",), _("Touchpoint"), "see_map", (
        _("The sheet of a touchpoint shows its twelve facts and which of them are missing, and the twelve questions "
          "with who answered what: an answer is hearsay until records were held against it."),
        _("Answers of the centre and of a partner stand side by side where they contradict each other."),
        _("Under Contacts stands how many of its contacts have a conversation, and a few of each reason to read: the "
          "newest, the longest, and one after which the customer came again. Whoever opens one leaves a line in the "
          "trail; words of one partner are read by that partner and the centre alone."),
    )),
    Topic(("/catalogue/", "/history/"), _("Catalogues"), "see_catalogues", (
        _("Catalogues list what an operating model is made of: each entry with its owner, what it is bound to, what "
          "was found about it, and the published versions that changed it."),
        _("To change an entry, write how it shall read; it waits until somebody who publishes has read what it changes "
          "and makes it a version of its own."),
        _("Planned costs are written a month at a time by those who lead and by finance, and are published at once as "
          "a version; what was booked is held against them."),
        _("A history shows every version of something people wrote, and takes the newest back where you may."),
    )),
    Topic(("/findings/", "/decide/"), _("Findings and decisions"), "see_findings", (
        _("A finding is a place where what is written and what happened do not fit. Each says what was counted, on how "
          "many records, and what would show that it is wrong."),
        _("Found, waived, clear and not examined are four answers: not examined is no pass, and says what to bring. "
          "First seen is the look since which something is found without a break; after thirty days without a "
          "decision it is stuck."),
        _("Something that goes together with something else is not said to cause it."),
        _("Where two findings are one, one is merged into the other and points to it; both stand alone again when that "
          "is taken back, or when the other is found no more. Somebody may say how large a finding is, with how they "
          "know; every earlier size stays in its history."),
        _("On the board of decisions each finding is removed, simplified, automated or left. A shut gate holds what is "
          "to be automated until it is passed, or somebody else says why not."),
    )),
    Topic(("/proposals/",), _("Proposals"), "see_proposals", (
        _("A proposal says what shall change, why, which findings speak for it and what is expected. It begins with a "
          "finding that was decided, or with a touchpoint or a metric."),
        _("Nobody approves what they wrote themselves. An approval is of exactly what was read: once it says something "
          "else it waits again. From an approved one a draft of the journey is opened, and when that is published the "
          "proposal names the version."),
        _("Beside each finding stands what the newest look says. That one is gone does not show that the change did "
          "it."),
    )),
    Topic(("/metrics/",), _("Metrics"), "see_metrics", (
        _("Each metric has a question, an owner and one or more published ways of counting. Ways are shown beside each "
          "other, as the same records give other numbers under other definitions."),
        _("A chart shows each day, week or month with its mean and limits. Four rules tell a signal from ordinary "
          "variation; a filled point meets one of them. Points of fewer than 30 rows are shown and not tested."),
        _("Numbers on the chart are what happened meanwhile; that is no proof of a cause. Limits begin anew only where "
          "somebody says, with a reason, that the work is another one since."),
        _("Try another definition to see what the same records would give, and propose it. Once somebody else has "
          "approved it, it counts wherever the metric is asked for, on the terminal too, and stands in the history of "
          "definitions. For thirty days the old definition is counted beside it."),
        _("Follow a metric, and it stands on your home page: whether a point of late stands out, none does, or nothing "
          "could be tested."),
        _("Below the fewest people that may be shown, a figure is left out with the reason."),
    )),
    Topic(("/imports/", "/jobs/"), _("Evidence and jobs"), "see_imports", (
        _("Bring an export: the file is looked at first, and nothing is written until you say so. An import is all of "
          "a file or nothing, the same file twice changes nothing, and every import can be taken back."),
        _("A file nobody has mapped yet is mapped in the browser: choose which of its columns fills which field. What "
          "is suggested is a guess by name and content; the check says what would come of it before anything is "
          "written, and the mapping is kept for the next file."),
        _("A source can be read by itself: files that appear in an allowed folder become imports when they are due, "
          "each once. One that fails is named in the list and stops no other."),
        _("Rows that cannot be read are kept with their reasons. Long work goes on by itself and stands under Jobs."),
    )),
    Topic(("/people/",), _("People"), "manage_people", (
        _("Here it is said who can sign in, as what, and whose rows they see. A password is made for you and shown "
          "once."),
        _("Whoever is shut out is out at their next request: sessions and password end, and what they wrote "
          "stays. Letting them in again takes a new password."),
    )),
    Topic(("/settings/",), _("Settings"), "see_settings", (
        _("Settings say how this workspace is read and asked. They stand in the file centreline.yaml of the workspace; "
          "a form here writes into that file as a person would, keeps its comments, and leaves a line in the trail."),
        _("Checks shows every question of the book with the values it is asked with, which of them differ from the "
          "book, and who changed them. A check can be asked with other values, switched off for a reason, or asked as "
          "the book has it again. A check that is switched off is shown as not examined with that reason, never as "
          "clear. Whatever changes here counts from the next look on, which begins at once."),
        _("The time zone says how records are read that name none. Another zone holds for files that are brought from "
          "then on: what is here keeps the times it was given, and is taken back and brought again to be read anew."),
        _("How long records are kept is chosen by class. What another time would let age out is counted first; nothing "
          "leaves by looking or by saving, only when retention runs, and never what a legal hold keeps. At which "
          "hour it runs by itself, or that it never does, is chosen beside it."),
        _("Legal holds keep everything of a customer from leaving while a case is open. A data owner or an "
          "administrator finds them by what a source calls them, a telephone number, an e-mail address or an account; "
          "that is turned into a pseudonym before anything is looked for, and kept nowhere. Whoever places or lifts a "
          "hold says why; the trail says who looked and who held, and names neither the customer nor the reason."),
        _("Whoever changes something says why. Where somebody else changed the same meanwhile, here or in the file, "
          "nothing is written and the page says so."),
    )),
    Topic(("/trail/",), _("Trail"), "see_trail", (
        _("Everything that was written, published, brought, decided or taken out is a line of the trail. Each line "
          "holds the hash of the one before it: a line that was changed, left out or put in is found."),
        _("Without the browser the same is said by the command: centreline trail verify."),
    )),
    Topic(("/account/", "/limits/"), _("Your account and limits"), "see_home", (
        _("Here you change your password, add a second factor, and end sessions that are not yours any more."),
        _("A token lets a program act for you: it may what you gave it, as long as you may it yourself. It is shown "
          "once, ends by itself, and is dead as soon as you take it back."),
        _("Limits protect the server. Beyond one, a request is refused and says how long to wait."),
    )),
    Topic(("/search/",), _("Search"), "see_home", (
        _("Every word has to stand in what is found; nothing is found that its page would not show you."),
    )),
)  # fmt: skip
"""Every area; the address that begins the longest wins."""

KEYS: tuple[tuple[Any, tuple[tuple[str, Any], ...]], ...] = (
    (_("Anywhere"), (
        ("Ctrl K", _("search; the arrows choose, Enter opens, Escape closes")),
        ("?", _("this list of keys")),
        ("/", _("to the search of the page")),
        ("Ctrl Z", _("take back the last act, while its notice stands")),
        ("Escape", _("close what lies over the page")),
    )),
    (_("In a table"), (
        ("j", _("to the next row, or to the next card where findings are decided")),
        ("k", _("to the row or the card before")),
        ("↑ ↓ ← →", _("from cell to cell")),
        ("Home, End", _("to the ends of the row; with Ctrl to the corners")),
        ("Page Up, Page Down", _("ten rows")),
        ("Enter", _("open the link of the cell; Escape comes back to it")),
        ("Shift Space", _("choose a row; Ctrl A chooses all")),
    )),
    (_("In a menu or between tabs"), (
        ("↑ ↓, ← →", _("from one to the next; Enter follows")),
        ("Home, End", _("to the first and the last tab")),
    )),
    (_("On a board"), (
        ("↑ ↓ ← →", _("from card to card; with Alt they move a card")),
        ("N", _("write a note; T adds a touchpoint")),
        ("M", _("ask where a card goes; G groups notes")),
        ("V", _("vote; Shift V takes a vote back")),
        ("F", _("to the filter")),
        ("Delete", _("into the bin")),
    )),
    (_("In a held review"), (
        ("← →", _("back and on through the agenda")),
    )),
)  # fmt: skip
"""What can be done by keys, as the scripts of the pages do it."""
