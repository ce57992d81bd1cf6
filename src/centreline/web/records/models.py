"""Every table of the database. Rows stay in this package: its other modules turn them into plain values."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models

from centreline.governance.actor import Role

__all__ = [
    "ChangeRow",
    "EntryRow",
    "JobRow",
    "LineRow",
    "LookRow",
    "Person",
    "PublishedRow",
    "SightingRow",
    "TokenRow",
    "TrailEnd",
]


class Person(AbstractUser):
    """Somebody who can sign in, and what they are to the centre."""

    role: Any = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    title: Any = models.CharField(max_length=200, blank=True)
    partner: Any = models.CharField(max_length=200, blank=True)
    sites: Any = models.JSONField(default=list, blank=True)
    agent: Any = models.CharField(max_length=200, blank=True)
    settings: Any = models.JSONField(default=dict, blank=True)


class TokenRow(models.Model):
    """A token by which a program acts for a person; of its secret the hash alone."""

    id: Any = models.CharField(max_length=32, primary_key=True)
    person: Any = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name: Any = models.CharField(max_length=80)
    hash: Any = models.CharField(max_length=64, unique=True)
    scopes: Any = models.JSONField(default=list)
    made_at: Any = models.DateTimeField()
    ends_at: Any = models.DateTimeField()
    used_at: Any = models.DateTimeField(null=True)
    revoked_at: Any = models.DateTimeField(null=True)


class EntryRow(models.Model):
    """An entry as it is now."""

    kind: Any = models.CharField(max_length=40)
    key: Any = models.CharField(max_length=200)
    within: Any = models.CharField(max_length=200, blank=True)
    version: Any = models.PositiveIntegerField()
    body: Any = models.JSONField()
    made_by: Any = models.CharField(max_length=150)
    made_at: Any = models.DateTimeField()
    changed_by: Any = models.CharField(max_length=150)
    changed_at: Any = models.DateTimeField()
    binned_at: Any = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_of_a_name")]
        indexes = [models.Index(fields=["kind", "within", "made_at"]), models.Index(fields=["changed_at"])]


class ChangeRow(models.Model):
    """One version in the history of an entry."""

    kind: Any = models.CharField(max_length=40)
    key: Any = models.CharField(max_length=200)
    version: Any = models.PositiveIntegerField()
    body: Any = models.JSONField()
    by: Any = models.CharField(max_length=150)
    at: Any = models.DateTimeField()
    act: Any = models.CharField(max_length=60)
    says: Any = models.CharField(max_length=200, blank=True)
    request: Any = models.CharField(max_length=64, blank=True)
    binned: Any = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "version"], name="one_change_of_a_version")]


class LineRow(models.Model):
    """One line of the trail; never changed, never deleted."""

    number: Any = models.PositiveBigIntegerField(primary_key=True)
    at: Any = models.DateTimeField()
    by: Any = models.CharField(max_length=150)
    acting_for: Any = models.CharField(max_length=150, blank=True)
    act: Any = models.CharField(max_length=60)
    kind: Any = models.CharField(max_length=40)
    key: Any = models.CharField(max_length=200)
    says: Any = models.CharField(max_length=200, blank=True)
    before: Any = models.JSONField(null=True)
    after: Any = models.JSONField(null=True)
    request: Any = models.CharField(max_length=64, blank=True)
    address: Any = models.CharField(max_length=64, blank=True)
    previous: Any = models.CharField(max_length=64)
    hash: Any = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["kind", "key"]), models.Index(fields=["by", "at"])]


class TrailEnd(models.Model):
    """Number and hash of the newest line: one row, locked by whoever adds one."""

    number: Any = models.PositiveBigIntegerField(default=0)
    hash: Any = models.CharField(max_length=64)


class PublishedRow(models.Model):
    """A published version of the operating model; never changed."""

    number: Any = models.PositiveIntegerField(primary_key=True)
    hash: Any = models.CharField(max_length=64)
    document: Any = models.JSONField()
    differences: Any = models.JSONField(default=list)
    says: Any = models.CharField(max_length=200, blank=True)
    by: Any = models.CharField(max_length=150)
    at: Any = models.DateTimeField()


class LookRow(models.Model):
    """What was found in one scope, at one version of what is intended and of what happened."""

    scope: Any = models.CharField(max_length=32)
    blueprint: Any = models.CharField(max_length=64)
    evidence: Any = models.CharField(max_length=64)
    settings: Any = models.CharField(max_length=64)
    made_at: Any = models.DateTimeField()
    as_of: Any = models.DateField()
    examination: Any = models.JSONField()
    review: Any = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["scope", "-made_at"])]


class SightingRow(models.Model):
    """Since when something is found in a scope without a break; it goes as soon as it is found no more."""

    scope: Any = models.CharField(max_length=32)
    name: Any = models.CharField(max_length=600)
    first_at: Any = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "name"], name="one_sighting_in_a_scope")]


class JobRow(models.Model):
    """Long work: how far it is, and what came of it."""

    id: Any = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind: Any = models.CharField(max_length=40)
    title: Any = models.CharField(max_length=200)
    by: Any = models.CharField(max_length=150)
    given: Any = models.JSONField(default=dict)
    state: Any = models.CharField(max_length=12, default="waiting")
    done: Any = models.PositiveBigIntegerField(default=0)
    total: Any = models.PositiveBigIntegerField(null=True)
    unit: Any = models.CharField(max_length=40, blank=True)
    says: Any = models.CharField(max_length=400, blank=True)
    result: Any = models.JSONField(null=True)
    asked_at: Any = models.DateTimeField()
    started_at: Any = models.DateTimeField(null=True)
    ended_at: Any = models.DateTimeField(null=True)
    cancel_asked: Any = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["by", "-asked_at"]), models.Index(fields=["kind", "state"])]
