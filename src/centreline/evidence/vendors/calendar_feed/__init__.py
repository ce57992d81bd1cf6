"""iCalendar feeds of planned events: campaigns, launches, holidays, meetings."""

from centreline.evidence.vendors.calendar_feed.reader import CALENDAR_FEED, CalendarFeed

__all__ = ["CALENDAR_FEED", "CalendarFeed"]
