"""Made-up Genesys Cloud exports: conversations, schedules and adherence as the answers of its interface hold them."""

from collections.abc import Mapping
from typing import Any

Made = dict[str, Any]


def at(clock: str, *, day: str = "2026-02-02") -> str:
    return f"{day}T{clock}.000Z"


def segment(kind: str, start: str, end: str | None, **more: Any) -> Made:
    return {"segmentType": kind, "segmentStart": at(start), **({"segmentEnd": at(end)} if end else {}), **more}


def session(media: str, *segments: Made, metrics: Mapping[str, int] | None = None, **more: Any) -> Made:
    emitted = [{"name": name, "value": value, "emitDate": at("14:00:09")} for name, value in (metrics or {}).items()]
    return {"mediaType": media, "segments": list(segments), "metrics": emitted, **more}


def participant(purpose: str, *sessions: Made, **more: Any) -> Made:
    return {"purpose": purpose, "participantId": f"p-{purpose}", "sessions": list(sessions), **more}


def conversation(name: str, *participants: Made, end: str | None = "14:20:00", **more: Any) -> Made:
    return {
        "conversationId": name,
        "conversationStart": at("14:00:03"),
        **({"conversationEnd": at(end)} if end else {}),
        "originatingDirection": "inbound",
        "divisionIds": ["d1"],
        "participants": list(participants),
        **more,
    }


def customer(start: str = "14:00:03", end: str = "14:20:00", *, media: str = "voice", **more: Any) -> Made:
    talk = session(
        media, segment("interact", start, end, disconnectType="client"), ani="tel:+15550100", dnis="tel:+15550199"
    )
    return participant("customer", talk, participantName="Maria Keller", externalContactId="x-77", **more)


def queue(name: str, start: str, end: str, **metrics: int) -> Made:
    stay = segment(
        "interact", start, end, queueId=name, disconnectType="transfer", requestedRoutingSkillIds=["s2", "s1"]
    )
    return participant(
        "acd", session("voice", stay, metrics=metrics), participantName="Billing", participantId=f"q-{start}"
    )


def agent(name: str, offered: str, answered: str, ended: str, wrapped: str, **more: Any) -> Made:
    """An agent of queue q1: offered the call, answers, ends it `how`, codes it; metrics by name in `more`."""
    how, code, of = more.pop("how", "peer"), more.pop("code", "billing-resolved"), more.pop("of", "q1")
    segments = [
        segment("alert", offered, answered, queueId=of),
        segment("interact", answered, ended, queueId=of, disconnectType=how),
        segment("wrapup", ended, wrapped, queueId=of, wrapUpCode=code),
    ]
    held = session("voice", *segments, metrics=more) | {"sessionId": f"s-{name}", "direction": "inbound"}
    return participant("agent", held, userId=name, teamId="t1", participantId=f"a-{name}")


def transferred_call() -> Made:
    """Answered after 21 s by u1, passed on to queue q2, answered there by u2 after 40 s; judged and surveyed."""
    return conversation(
        "c-1",
        customer(),
        participant("ivr", session("voice", segment("ivr", "14:00:03", "14:00:30", disconnectType="transfer"))),
        queue("q1", "14:00:30", "14:00:51", nOffered=1, tAcd=21034),
        agent(
            "u1",
            "14:00:48",
            "14:00:51",
            "14:06:00",
            "14:06:40",
            how="transfer",
            tTalk=250000,
            tHeld=59000,
            tAcw=40000,
            nTransferred=1,
        ),
        queue("q2", "14:06:00", "14:06:40", nOffered=1, tAcd=40000),
        agent("u2", "14:06:35", "14:06:40", "14:19:00", "14:20:00", of="q2", code="refund", tTalk=740000, tAcw=60000),
        evaluations=[
            {
                "evaluationId": "e1",
                "formId": "f1",
                "formName": "Voice 4",
                "evaluatorId": "u9",
                "userId": "u1",
                "queueId": "q1",
                "calibrationId": "k1",
                "eventTime": at("09:00:00", day="2026-02-04"),
                "oTotalScore": 87.5,
                "released": True,
            },
            {"evaluationId": "e2", "eventTime": at("09:00:00", day="2026-02-04"), "oTotalScore": 10, "deleted": True},
        ],
        surveys=[
            {
                "surveyId": "s1",
                "surveyStatus": "Finished",
                "surveyCompletedDate": at("16:00:00"),
                "surveyPromoterScore": 9,
                "oSurveyTotalScore": 80,
                "userId": "u2",
                "queueId": "q2",
            },
        ],
    )


def abandoned_call() -> Made:
    stay = segment("interact", "14:00:10", "14:01:40", queueId="q1", disconnectType="peer")
    waiting = participant("acd", session("voice", stay, metrics={"nOffered": 1, "tAbandon": 90000, "tAcd": 90000}))
    silent = participant(
        "agent",
        session(
            "voice",
            segment("alert", "14:00:20", "14:00:35", disconnectType="timeout"),
            metrics={"tNotResponding": 15000},
        ),
        userId="u3",
    )
    return conversation("c-2", customer(end="14:01:40"), waiting, silent, end="14:01:40")


def conversations() -> list[Made]:
    bot = participant("botflow", session("message", segment("system", "14:00:03", "14:03:00", disconnectType="system")))
    return [
        transferred_call(),
        abandoned_call(),
        conversation("c-3", customer(media="message", end="14:03:00"), bot, end="14:03:00", selfServed=True),
    ]


def page(*made: Made) -> Made:
    return {"conversations": list(made), "cursor": "abc", "dataAvailabilityDate": at("23:00:00")}


def activity(start: str, minutes: int, code: str, **more: Any) -> Made:
    return {"startDate": at(start), "lengthMinutes": minutes, "activityCodeId": code, **more}


def schedule(user: str = "u1") -> Made:
    """A shift of 22:00 to 06:00 with a paid stretch on queue and an unpaid meal, and a day off."""
    activities = [
        activity(
            "22:00:00", 240, "0", description="On queue", activityCategory="OnQueueWork", paid=True, payableMinutes=240
        ),
        activity("02:00:00", 30, "2", description="Meal", activityCategory="Meal", paid=False, payableMinutes=0),
    ]
    activities[1]["startDate"] = at("02:00:00", day="2026-02-03")
    shift = {"id": f"sh-{user}", "startDate": at("22:00:00"), "lengthMinutes": 480, "activities": activities}
    day_off = {
        "businessUnitDate": "2026-02-05",
        "lengthMinutes": 480,
        "description": "Leave",
        "activityCodeId": "5",
        "paid": True,
    }
    return {"user": {"id": user}, "shifts": [shift], "fullDayTimeOffMarkers": [day_off], "workPlan": {"id": "w1"}}


def stretch(start_s: int, end_s: int, category: str) -> Made:
    return {"startOffsetSeconds": start_s, "endOffsetSeconds": end_s, "actualActivityCategory": category}


def adherence(
    user: str = "u1", *, start: str = "2026-02-02T05:00:00.000Z", end: str = "2026-02-03T05:00:00.000Z"
) -> Made:
    """One day from 05:00: on queue from 06:00 to 10:00, a break of 15 minutes, on queue to 14:00."""
    late = {
        "startOffsetSeconds": 18000,
        "endOffsetSeconds": 18900,
        "scheduledActivityCategory": "OnQueueWork",
        "actualActivityCategory": "Break",
        "impact": "Negative",
    }
    day = {
        "dayStartOffsetSecs": 0,
        "adherenceScheduleSecs": 28800,
        "conformanceScheduleSecs": 27000,
        "conformanceActualSecs": 27900,
        "exceptionDurationSecs": 900,
        "scheduleLengthSecs": 28800,
        "conformancePercentage": 103.33,
    }
    return {
        "userId": user,
        "startDate": start,
        "endDate": end,
        "adherencePercentage": 96.9,
        "conformancePercentage": 103.33,
        "exceptionInfo": [late],
        "dayMetrics": [day],
        "actuals": [
            stretch(3600, 18000, "OnQueueWork"),
            stretch(18000, 18900, "Break"),
            stretch(18900, 32400, "OnQueueWork"),
        ],
    }
