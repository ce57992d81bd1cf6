"""Addresses of catalogues and histories."""

from django.urls import path

from centreline.web.pages.catalogues import centre, changing, costs, history_views, removing, views, wording

__all__ = ["urlpatterns"]

urlpatterns = [
    path("catalogue/", views.catalogues, name="catalogues"),
    path("catalogue/centre/", centre.centre, name="centre"),
    path("catalogue/centre/own-model/", centre.own_model, name="centre_own_model"),
    path("catalogue/centre/versions/<int:number>/again/", centre.again, name="version_again"),
    path("catalogue/costs/", costs.months, name="planned_costs"),
    path("catalogue/costs/<str:month>/", costs.month, name="planned_month"),
    path("catalogue/glossary/", views.glossary, name="glossary"),
    path("catalogue/glossary/add", wording.add_word, name="term_add"),
    path("catalogue/glossary/<str:key>/change/", wording.change_word, name="term_change"),
    path("catalogue/glossary/<str:key>/remove/", wording.remove_word, name="term_remove"),
    path("catalogue/changes/<str:key>/", changing.read_change, name="catalogue_change"),
    path("catalogue/changes/<str:key>/publish/", changing.publish, name="catalogue_publish"),
    path("catalogue/changes/<str:key>/withdraw/", changing.withdraw, name="catalogue_withdraw"),
    path("catalogue/changes/<str:key>/restore/", removing.restore, name="catalogue_restore"),
    path("catalogue/<slug:kind>/", views.catalogue, name="catalogue"),
    path("catalogue/<slug:kind>/<str:key>/", views.entry, name="catalogue_entry"),
    path("catalogue/<slug:kind>/add", changing.add, name="catalogue_add"),
    path("catalogue/<slug:kind>/<str:key>/change/", changing.change, name="catalogue_edit"),
    path("catalogue/<slug:kind>/<str:key>/remove/", removing.remove, name="catalogue_remove"),
    path("history/<slug:kind>/<str:key>/", history_views.history, name="history"),
    path("history/<slug:kind>/<str:key>/undo/<int:version>/", history_views.undo, name="history_undo"),
]
