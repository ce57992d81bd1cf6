"""Addresses of proposals."""

from django.urls import path

from centreline.web.pages.proposals import closing, views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("proposals/", views.listed, name="proposals"),
    path("proposals/rows", views.rows, name="proposals_rows"),
    path("proposals/new/", writing.new, name="proposal_new"),
    path("proposals/<str:key>/", views.proposal, name="proposal"),
    path("proposals/<str:key>/edit/", writing.edit, name="proposal_edit"),
    path("proposals/<str:key>/hand-in/", writing.hand_in, name="proposal_hand_in"),
    path("proposals/<str:key>/approve/", writing.approve, name="proposal_approve"),
    path("proposals/<str:key>/reject/", writing.reject, name="proposal_reject"),
    path("proposals/<str:key>/withdraw/", writing.withdraw, name="proposal_withdraw"),
    path("proposals/<str:key>/close/", closing.close, name="proposal_close"),
    path("proposals/<str:key>/reopen/", closing.reopen, name="proposal_reopen"),
    path("proposals/<str:key>/board/", writing.board, name="proposal_board"),
]
