"""What the API takes and says of workspaces."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, EmailStr, Field, StringConstraints

from candidacy.kernel.permissions import Role

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
InvitedRole = Literal[Role.ADMIN, Role.EDITOR, Role.VIEWER]


class MembershipState(StrEnum):
    """Whether a membership counts. Only an active one lets anybody see anything."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class WorkspaceIn(BaseModel):
    """A new team workspace."""

    model_config = ConfigDict(extra="forbid")

    name: Name


class WorkspacePatch(BaseModel):
    """Name and settings; what is not given stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    mask_candidates: bool | None = Field(default=None, description="Hide names where people are compared")
    retention_days: int | None = Field(default=None, ge=1, le=3650, description="null keeps everything")


class WorkspaceOut(BaseModel):
    """A workspace and its settings."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    kind: Literal["personal", "team"]
    mask_candidates: bool
    retention_days: int | None
    version: int = Field(description="Counts up with each change; the ETag of the workspace")
    created_at: datetime


class MyWorkspaceOut(BaseModel):
    """A workspace that somebody belongs to, and as what."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    kind: Literal["personal", "team"]
    role: Role
    state: MembershipState
    current: bool = Field(description="Whether this request acts in it")


class MemberOut(BaseModel):
    """A person of a workspace."""

    model_config = ConfigDict(from_attributes=True)

    user_id: UUID
    display_name: str
    email: str | None
    role: Role
    state: MembershipState
    created_at: datetime


class MemberPatch(BaseModel):
    """A member's role, or whether their membership counts."""

    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    state: MembershipState | None = None


class MembersIn(BaseModel):
    """Members to remove: all of them, or none when one cannot be."""

    model_config = ConfigDict(extra="forbid")

    user_ids: list[UUID] = Field(min_length=1, max_length=100)


class TransferIn(BaseModel):
    """Who is to own the workspace."""

    model_config = ConfigDict(extra="forbid")

    user_id: UUID


class InvitationIn(BaseModel):
    """Whom to invite, and as what. Ownership is handed over, never given by an invitation."""

    model_config = ConfigDict(extra="forbid")

    email: Annotated[EmailStr, Field(max_length=254)]
    role: InvitedRole = Role.VIEWER


class InvitationOut(BaseModel):
    """An invitation that was not accepted yet."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    role: Role
    expires_at: datetime
    created_at: datetime


class InvitationMade(InvitationOut):
    """A new invitation with its token, which is shown this once."""

    token: str


class AcceptIn(BaseModel):
    """The token of an invitation."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(min_length=1, max_length=200)]
