"""Addresses of journeys and their boards."""

from django.urls import path

from centreline.web.pages.board import views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("map/", views.journeys, name="map"),
    path("map/start/", writing.start, name="board_start"),
    path("map/journeys/<str:journey>/", views.journey, name="board_journey"),
    path("map/<str:draft>/", views.board, name="board"),
    path("map/<str:draft>/changes", views.changes, name="board_changes"),
    path("map/<str:draft>/freeze/", writing.freeze, name="board_freeze"),
    path("map/<str:draft>/publish/", writing.approve, name="board_publish"),
    path("map/<str:draft>/notes/", writing.new_note, name="board_note_new"),
    path("map/<str:draft>/card/<str:key>/", writing.card, name="board_card"),
    path("map/<str:draft>/card/<str:key>/move/", writing.card_move, name="board_card_move"),
    path("map/<str:draft>/note/<str:key>/", writing.note, name="board_note"),
    path("map/<str:draft>/note/<str:key>/remove/", writing.note_remove, name="board_note_remove"),
]
