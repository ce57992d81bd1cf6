from typing import Any

from django.db import migrations

from centreline.web.records.second_factors import seal_stored


def seal(apps: Any, _schema_editor: Any) -> None:
    """Seal what second factors are made of, where it was stored before anything was sealed."""
    for row in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn"):
        row.data = seal_stored(row.data)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
