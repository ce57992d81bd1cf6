"""What the made-up systems would export: which file, which rows, and what they call their columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["EXTRACTS", "Extract"]

_ANSWERS = {"ANSWERED": "handled", "LEFT QUEUE": "abandoned", "SELF SERVICE": "self_served"}


@dataclass(frozen=True, slots=True)
class Extract:
    """One file of one system.

    Attributes:
        name: Name of the file and of its mapping, without ending.
        table: Contract its rows belong to.
        about: Where it comes from, for whoever reads the mapping.
        columns: The contract's columns, and what the system calls them, in the order of the file.
        form: Kind of file.
        source: Source whose rows it has; empty for all, and then the file says where each is from.
        zone: IANA zone of its times; empty where a column named `Zone` says it row by row.
        words: The system's own words for the values of a choice: by column, theirs first, ours second.
        clock: How it writes a time.
        day: How it writes a day.
    """

    name: str
    table: str
    about: str
    columns: Mapping[str, str]
    form: Literal["csv", "semicolons", "ndjson"] = "csv"
    source: str | None = None
    zone: str | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clock: str = "%Y-%m-%d %H:%M:%S"
    day: str = "%Y-%m-%d"


def _named(text: str) -> dict[str, str]:
    """Read pairs written as ours=Theirs; a column without a name of its own is written like This One."""
    pairs = (pair.partition("=")[::2] for pair in text.split())
    return {ours: theirs.replace("_", " ") or _titled(ours) for ours, theirs in pairs}


def _titled(name: str) -> str:
    stem = name.removesuffix("_ms").removesuffix("_at").removesuffix("_id")
    return stem.replace("_", " ").title()


_CONTACT = """contact_id=Call customer_id=Account issue_id=Matter channel direction queue=Skill reason=Wrap_Code
partner=Vendor site team agent=Agent_Id opened_at=Arrived offered_at=Queued answered_at=Answered closed_at=Ended
wait_ms=Queue_Seconds talk_ms=Talk_Seconds hold_ms=Hold_Seconds wrap_ms=After_Call_Seconds outcome=Result
automated=Menu transferred=Transfer transferred_to=Transfer_To escalated complaint resolution reopen_count=Reopened
reassign_count=Moved target_met=In_Target priority=Class knowledge_used=Article_Linked disposition=Ending
source_updated_at=Last_Changed"""

_DESK_CONTACT = """contact_id=id customer_id=customer issue_id=thread channel=channel direction=direction queue=inbox
reason=topic partner=company site=site team=group agent=handler opened_at=created offered_at=queued
answered_at=first_reply closed_at=closed wait_ms=wait_s talk_ms=work_s hold_ms=pause_s wrap_ms=wrap_s outcome=state
automated=bot transferred=forwarded transferred_to=forwarded_to escalated=escalated complaint=complaint
resolution=resolution reopen_count=reopened reassign_count=reassigned target_met=in_target priority=class
knowledge_used=article_used disposition=ending source_updated_at=changed"""

EXTRACTS = (
    Extract(
        "customers", "customer", "Everybody in the customer book who was in touch; days come first in its dates.",
        _named("source=System customer_id=Account known_on=As_Of since=Since until=Left left_because=Why segment "
               "region value_per_year=Yearly_Value phone_key=Telephone email_key=E-Mail account_key=Contract zone"),
        day="%d.%m.%Y",
    ),
    Extract(
        "switchboard-calls", "contact",
        "Calls of the switchboard, in Dublin and at Kestrel; times of the wall clock in Dublin, durations in seconds.",
        _named(_CONTACT), source="northwind-acd", zone="Europe/Dublin", words={"outcome": _ANSWERS},
        clock="%d/%m/%Y %H:%M:%S",
    ),
    Extract(
        "vistula-conversations", "contact",
        "Chats and letters from Vistula's own system; times of the wall clock in Kraków, durations in seconds.",
        _named(_DESK_CONTACT), form="ndjson", source="vistula-desk", zone="Europe/Warsaw",
        words={"outcome": {"done": "handled", "left": "abandoned"}}, clock="%Y-%m-%dT%H:%M:%S",
    ),
    Extract(
        "legs", "leg", "Stretches of calls and conversations, one row for each queue they passed.",
        _named("source=System contact_id=Call leg_no=Leg kind queue=Skill partner=Vendor team agent=Agent_Id "
               "enqueued_at=Queued answered_at=Answered ended_at=Ended wait_ms talk_ms hold_ms wrap_ms "
               "transferred_to=Transfer_To disconnected_by=Ended_By zone"),
    ),
    Extract(
        "case-history", "event", "Every status of every letter and complaint.",
        _named("source=System case_id=Case event_no=Step at=When activity=Status team person=Agent_Id queue=Skill "
               "customer_id=Account zone"),
    ),
    Extract(
        "half-hours", "interval_stat",
        "Half hours of every queue from the switchboard, and working days of agents from the planner.",
        _named("source=System queue=Skill agent=Agent_Id partner=Vendor team starts_at=Begins length_ms offered "
               "handled abandoned answered_in_threshold=In_Time threshold_ms wait_ms talk_ms hold_ms wrap_ms "
               "available_ms scheduled_ms scheduled_on_queue_ms on_queue_ms off_schedule_ms beyond_schedule_ms paid_ms "
               "absent_ms forecast_offered=Forecast staff_required=Required staff_scheduled=Rostered zone"),
    ),
    Extract(
        "survey-answers", "survey_response", "Every invitation to our own survey; no score where nobody answered.",
        _named("source=System response_id=Invitation contact_id=Call customer_id=Account instrument=Question score "
               "scale_min=Lowest scale_max=Highest high_is_good=High_Is_Good asked_at=Asked answered_at=Answered "
               "queue=Skill partner=Vendor agent=Agent_Id comment zone"),
    ),
    Extract(
        "quality-forms", "evaluation", "Judgements of single contacts, one row for each evaluator.",
        _named("source=System evaluation_id=Form_Id contact_id=Call agent=Agent_Id team partner=Vendor queue=Skill "
               "evaluator evaluator_kind=By form form_version=Version calibration_id=Calibration evaluated_at=Judged "
               "score critical_customer critical_business critical_compliance zone"),
    ),
    Extract(
        "quality-questions", "evaluation_item", "Questions of those judgements.",
        _named("source=System evaluation_id=Form_Id item=Question evaluated_at=Judged agent=Agent_Id evaluator "
               "partner=Vendor weight score applicable critical zone"),
    ),
    Extract(
        "handbook-pages", "article", "Pages of the handbook with their owners and dates.",
        _named("source=system article_id=page version=version title=title reason=about owner=owner changed_at=changed "
               "verified_at=checked expires_at=due status=status zone=zone"),
        form="ndjson", clock="%Y-%m-%dT%H:%M:%S",
    ),
    Extract(
        "handbook-lookups", "article_use", "Who opened which page in which contact.",
        _named("source=System use_id=Lookup article_id=Page version contact_id=Call agent=Agent_Id used_at=When by "
               "helpful zone"),
    ),
    Extract(
        "ledger", "cost", "What was booked: days first, decimal commas, as the ledger prints them.",
        _named("source=System cost_id=Entry on=Posted line=Account amount partner=Vendor team=Cost_Centre zone"),
        form="semicolons", day="%d.%m.%Y",
    ),
    Extract(
        "people", "headcount", "Heads of every team on the first of each month.",
        _named("source=System team role partner=Vendor on=Day people required joined left in_training "
               "absent_share=Absent zone"),
        day="%d.%m.%Y",
    ),
    Extract(
        "turns", "turn", "What was said in some calls and written in some conversations, one row for each turn.",
        _named("source=System contact_id=Call leg_no=Leg turn_no=Turn speaker=Who person=Agent_Id at=When "
               "length_ms=Seconds text=Words redactions=Replaced language partner=Vendor zone"),
    ),
    Extract(
        "agent-states", "agent_state", "What agents were doing, as their systems log it; open where it still lasted.",
        _named("source=System agent=Agent_Id partner=Vendor team site state category=Kind started_at=Since "
               "ended_at=Until contact_id=Call zone"),
    ),
    Extract(
        "shifts", "shift", "Shifts of everybody, as the planner published them.",
        _named("source=System agent=Agent_Id partner=Vendor team site shift_id=Shift starts_at=Begins ends_at=Ends "
               "paid_ms=Paid_Seconds published_at=Published state=Status zone"),
    ),
    Extract(
        "shift-activities", "shift_activity", "What fills those shifts: the queue, breaks, meetings, training.",
        _named("source=System agent=Agent_Id partner=Vendor team site shift_id=Shift activity category=Kind "
               "starts_at=Begins ends_at=Ends paid zone"),
    ),
    Extract(
        "applications", "candidate_stage", "Stages of applications for places in the teams.",
        _named("source=System application_id=Application candidate job role stage entered_at=Entered left_at=Left "
               "outcome because=Why channel=Came_By recruiter team site partner=Vendor zone"),
    ),
    Extract(
        "course-results", "training_result", "Courses taken, passed or not.",
        _named("source=System result_id=Result agent=Agent_Id partner=Vendor team course course_version=Version "
               "procedure completed_at=Completed length_ms=Seconds score passed attempt zone"),
    ),
    Extract(
        "coaching", "coaching_session", "Coaching sessions and the judgement each of them followed.",
        _named("source=System session_id=Session agent=Agent_Id coach partner=Vendor team held_at=Held "
               "length_ms=Seconds about contact_id=Call evaluation_id=Form_Id state=Status agreed zone"),
    ),
    Extract(
        "praise", "recognition", "Who was praised, by whom and for what.",
        _named("source=System recognition_id=Praise agent=Agent_Id given_by=From partner=Vendor team given_at=When "
               "for_what=Behaviour points contact_id=Call text=Words zone"),
    ),
    Extract(
        "routing-log", "routing_event", "Decisions of the routing, for as long as it keeps its log: two weeks.",
        _named("source=System contact_id=Call event_no=Event at=When kind=Decision queue=Skill agent=Agent_Id "
               "partner=Vendor team skills=Asked_For priority wait_ms=Waited_Seconds zone"),
    ),
    Extract(
        "outages", "system_outage", "When a system was down or slow.",
        _named("source=System outage_id=Incident system=Affected started_at=Began ended_at=Ended severity about zone"),
    ),
    Extract(
        "calendar", "planned_event", "The planner's calendar: holidays, campaigns, launches, meetings.",
        _named("source=System event_id=Event kind title starts_at=Begins ends_at=Ends whole_day=Whole_Day queue=Skill "
               "partner=Vendor team site expected_share=Expected zone"),
    ),
)  # fmt: skip
"""Every file of the made-up centre."""
