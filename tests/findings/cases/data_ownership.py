"""Cases of DAT."""

from cases.building import Case, changed, sound

ON = "data_domain:contacts"

CASES = {
    "DAT001": Case(lambda: changed("data_domains.0.owner", None), sound, ON),
    "DAT002": Case(lambda: changed("data_domains.0.definition", None), sound, ON),
    "DAT003": Case(lambda: changed("data_domains.0.steward", None), sound, ON),
    "DAT004": Case(lambda: changed("data_domains.0.thresholds", []), sound, ON),
    "DAT005": Case(lambda: changed("data_domains.0.master", None), sound, ON),
    "DAT006": Case(lambda: changed("data_domains.1.tables", ["leg", "contact"]), sound, "table:contact"),
    "DAT007": Case(lambda: changed("systems.1.integrations.0.carries", []), sound, "system:switch"),
    "DAT008": Case(lambda: changed("systems.1.integrations.0.carries", ["contacts"]), sound, "system:switch"),
}
