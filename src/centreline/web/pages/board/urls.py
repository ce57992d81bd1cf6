"""Addresses of journeys and their boards."""

from django.urls import path

from centreline.web.pages.board import (
    asking,
    bringing_up,
    feed,
    going_out,
    grouping,
    moving,
    publishing,
    reviewing,
    rows_out,
    versions,
    views,
    workshop,
    writing,
)

__all__ = ["urlpatterns"]

urlpatterns = [
    path("map/", views.journeys, name="map"),
    path("map/start/", writing.start, name="board_start"),
    path("map/versions/", versions.compare, name="versions"),
    path("map/journeys/<str:journey>/", views.journey, name="board_journey"),
    path("map/<str:draft>/", views.board, name="board"),
    path("map/<str:draft>/changes", feed.changes, name="board_changes"),
    path("map/<str:draft>/rows", rows_out.rows, name="board_rows"),
    path("map/journeys/<str:journey>/drawing", going_out.journey_drawing, name="journey_drawing"),
    path("map/<str:draft>/drawing", going_out.draft_drawing, name="board_drawing"),
    path("map/<str:draft>/here", feed.here, name="board_here"),
    path("map/<str:draft>/ask/", asking.ask, name="board_ask"),
    path("map/<str:draft>/ask/back/", asking.take_back, name="board_ask_back"),
    path("asked/<str:key>/looked/", asking.looked, name="asked_looked"),
    path("map/<str:draft>/differences/", bringing_up.differences, name="board_differences"),
    path("map/<str:draft>/bring-up/", bringing_up.bring_up, name="board_bring_up"),
    path("map/<str:draft>/bring-up/back/", bringing_up.take_back, name="board_bring_up_back"),
    path("map/<str:draft>/freeze/", publishing.freeze, name="board_freeze"),
    path("map/<str:draft>/reopen/", publishing.reopen, name="board_reopen"),
    path("map/<str:draft>/publish/", publishing.approve, name="board_publish"),
    path("map/<str:draft>/workshop/", workshop.lead, name="board_lead"),
    path("map/<str:draft>/vote/", workshop.vote, name="board_vote"),
    path("map/<str:draft>/notes/", writing.new_note, name="board_note_new"),
    path("map/<str:draft>/card/<str:key>/", writing.card, name="board_card"),
    path("map/<str:draft>/card/<str:key>/move/", moving.card_move, name="board_card_move"),
    path("map/<str:draft>/card/<str:key>/comment/", reviewing.comment, name="board_comment"),
    path("map/<str:draft>/comment/<str:key>/resolve/", reviewing.resolve, name="board_resolve"),
    path("map/<str:draft>/note/<str:key>/", writing.note, name="board_note"),
    path("map/<str:draft>/note/<str:key>/move/", moving.note_move, name="board_note_move"),
    path("map/<str:draft>/note/<str:key>/remove/", writing.note_remove, name="board_note_remove"),
    path("map/<str:draft>/note/<str:key>/group/", grouping.group, name="board_note_group"),
    path("map/<str:draft>/group/<str:key>/rename/", grouping.rename, name="board_group_rename"),
    path("map/<str:draft>/group/<str:key>/dissolve/", grouping.dissolve, name="board_group_dissolve"),
    path("map/<str:draft>/undo/<str:kind>/<str:key>/<int:version>/", moving.undo, name="board_undo"),
]
