"""Since when each finding stands: a table of its own, filled from the looks that are kept."""

from typing import Any

from django.db import migrations, models


def fill(apps: Any, _schema_editor: Any) -> None:
    """Say of each finding of the newest looks since which of the looks that are kept it stands without a break."""
    looks, sightings = apps.get_model("records", "LookRow"), apps.get_model("records", "SightingRow")
    since: dict[str, dict[str, Any]] = {}
    for row in looks.objects.order_by("made_at").iterator(chunk_size=1):
        found = row.examination
        standing = (one for outcome in found.get("outcomes", ()) for one in outcome["findings"])
        every = [*standing, *(one["finding"] for one in found.get("waived", ()))]
        before = since.get(row.scope, {})
        names = {f"{one['check']} {one['element']}" for one in every}
        since[row.scope] = {name: before.get(name, row.made_at) for name in names}
    rows = ((scope, name, at) for scope, named in since.items() for name, at in named.items())
    sightings.objects.bulk_create(sightings(scope=scope, name=name[:600], first_at=at) for scope, name, at in rows)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_seal_second_factors")]

    operations = [
        migrations.CreateModel(
            name="SightingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=600)),
                ("first_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("scope", "name"), name="one_sighting_in_a_scope")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
