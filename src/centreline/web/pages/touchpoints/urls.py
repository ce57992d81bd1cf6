"""Addresses of touchpoints."""

from django.urls import path

from centreline.web.pages.touchpoints import conversation, editing, evidence, listed, views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("touchpoints/", listed.every, name="touchpoints"),
    path("touchpoints/<str:key>/", views.sheet, name="touchpoint"),
    path("touchpoints/<str:key>/evidence/", evidence.evidence, name="touchpoint_evidence"),
    path("touchpoints/<str:key>/conversation/", conversation.conversation, name="touchpoint_conversation"),
    path("touchpoints/<str:key>/change/", editing.change_facts, name="touchpoint_change"),
    path("touchpoints/<str:key>/in/<str:draft>/", editing.in_draft, name="touchpoint_in_draft"),
    path("touchpoints/<str:key>/answer/", writing.answer, name="touchpoint_answer"),
    path("touchpoints/<str:key>/comment/", writing.comment, name="touchpoint_comment"),
    path("touchpoints/<str:key>/undo/<str:kind>/<str:entry>/<int:version>/", writing.undo, name="touchpoint_undo"),
]
