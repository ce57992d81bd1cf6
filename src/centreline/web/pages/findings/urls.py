"""Addresses of findings and decisions."""

from django.urls import path

from centreline.web.pages.findings import approving, board_views, history, reported, sizing, views, writing

__all__ = ["urlpatterns"]

urlpatterns = [
    path("findings/", views.register, name="findings"),
    path("findings/rows", views.rows, name="findings_rows"),
    path("findings/look-again/", writing.ask_to_look_again, name="findings_look_again"),
    path("findings/undo/<str:kind>/<str:key>/<int:version>/", writing.undo, name="findings_undo"),
    path("reported/touchpoint/<str:touchpoint>/", reported.report, name="finding_report"),
    path("reported/<str:key>/close/", reported.close, name="finding_close"),
    path("findings/<str:check>/<str:slug>/", views.finding, name="finding"),
    path("findings/<str:check>/<str:slug>/history/", history.history, name="finding_history"),
    path("findings/<str:check>/<str:slug>/comment/", writing.comment, name="finding_comment"),
    path("findings/<str:check>/<str:slug>/waive/", writing.waive, name="finding_waive"),
    path("findings/<str:check>/<str:slug>/size/", sizing.size, name="finding_size"),
    path("findings/<str:check>/<str:slug>/merge/", sizing.merge, name="finding_merge"),
    path("findings/<str:check>/<str:slug>/decide/", writing.decide, name="finding_decide"),
    path("decide/", board_views.board, name="decide"),
    path("decide/<str:key>/", board_views.change, name="decision"),
    path("decide/<str:key>/move/", board_views.move, name="decision_move"),
    path("decide/<str:key>/approve/", approving.approve, name="decision_approve"),
    path("decide/<str:key>/refuse/", approving.refuse, name="decision_refuse"),
]
