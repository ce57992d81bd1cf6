"""Addresses of imports."""

from django.urls import path

from centreline.web.pages.imports import choosing, comparing, mapping, repairing, schedules, undoing, views, wizard

__all__ = ["urlpatterns"]

urlpatterns = [
    path("imports/", views.every, name="imports"),
    path("imports/new/", choosing.choose, name="import_new"),
    path("imports/new/<str:token>/", wizard.read_as, name="import_read_as"),
    path("imports/templates/<str:table>.csv", mapping.template, name="import_template"),
    path("imports/new/<str:token>/map/", mapping.map_columns, name="import_map"),
    path("imports/new/<str:token>/rejected.csv", wizard.would_reject, name="import_would_reject"),
    path("imports/new/<str:token>/repair/", repairing.repair, name="import_repair"),
    path("imports/new/<str:token>/back/", repairing.go_back, name="import_back"),
    path("imports/new/<str:token>/bring/", wizard.bring, name="import_bring"),
    path("imports/new/<str:token>/forget/", wizard.forget, name="import_forget"),
    path("imports/runs/<str:job_id>/", wizard.run, name="import_run"),
    path("imports/rejected/<str:name>", views.rejected, name="import_rejected"),
    path("imports/compare/", comparing.compare, name="imports_compare"),
    path("imports/sources/new/", schedules.new, name="import_schedule_new"),
    path("imports/sources/<str:key>/", schedules.change, name="import_schedule"),
    path("imports/sources/<str:key>/files/<str:arrival>/again/", schedules.again, name="import_read_again"),
    path("imports/sources/<str:key>/<str:verb>/", schedules.turn, name="import_schedule_turn"),
    path("imports/<str:import_id>/undo/", undoing.undo, name="import_undo"),
]
