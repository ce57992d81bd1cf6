"""How the work is done: procedures, their steps, and the training that follows from them."""

from datetime import date

from pydantic import Field

from centreline.blueprint.element import Element, Part, RoleKey, SystemKey

__all__ = ["Procedure", "Step", "Training"]


class Step(Part):
    """One step of a procedure."""

    does: str = Field(min_length=1, description="What is done.")
    system: SystemKey | None = Field(None, description="System it is done in.")


class Training(Element):
    """Training that teaches a procedure."""

    teaches_version: str | None = Field(None, description="Version of the procedure it was written for.")
    updated_on: date | None = Field(None, description="Day it was last brought up to date.")
    for_roles: tuple[RoleKey, ...] = Field((), description="Roles that have to take it.")


class Procedure(Element):
    """A standard operating procedure."""

    version: str | None = Field(None, description="Its current version.")
    owner: RoleKey | None = Field(None, description="Role that answers for it.")
    changed_on: date | None = Field(None, description="Day the current version came into force.")
    last_verified_on: date | None = Field(None, description="Day somebody last checked that it is right.")
    review_interval_days: int | None = Field(None, gt=0, description="How often it has to be checked.")
    steps: tuple[Step, ...] = Field((), description="Steps in order.")
    trainings: tuple[Training, ...] = Field((), description="Training that has to follow when the procedure changes.")
    article: str | None = Field(None, description="Its id in the knowledge base, where it is an article there.")
