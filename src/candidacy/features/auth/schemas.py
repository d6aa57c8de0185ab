"""What the API takes and says of accounts."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints

from candidacy.kernel.permissions import Permission, Role

Email = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Token = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RegisterIn(_In):
    """Who wants an account."""

    email: Email
    password: Password
    display_name: Name


class LoginIn(_In):
    """Who somebody says they are."""

    email: Email
    password: Password


class CodeIn(_In):
    """The answer to a challenge: six digits, or a recovery code."""

    challenge: Token
    code: Code


class RefreshIn(_In):
    """A refresh token, which is used up."""

    refresh_token: Token


class EmailIn(_In):
    """An address."""

    email: Email


class TokenIn(_In):
    """A token out of a letter."""

    token: Token


class ResetIn(TokenIn):
    """A token out of a letter, and a new password."""

    password: Password


class PasswordIn(_In):
    """The password that is, and the one that is to be."""

    current_password: Password
    new_password: Password


class ConfirmIn(_In):
    """The code where a second factor is on, else the password."""

    password: Password | None = None
    code: Code | None = None


class FirstCodeIn(_In):
    """A code of the authenticator that was just set up."""

    code: Code


class ApiKeyIn(_In):
    """An API key to be made."""

    name: Name
    scopes: list[Permission] = Field(min_length=1, max_length=len(Permission))
    expires_in_days: int = Field(default=90, ge=1, le=365)


class TokensOut(BaseModel):
    """Proof of who somebody is: the access token goes into ``Authorization: Bearer``."""

    kind: Literal["tokens"] = "tokens"
    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - The name of the scheme.
    expires_in: int = Field(description="Seconds until the access token ends")


class ChallengeOut(BaseModel):
    """The password was right; send a code with this challenge within five minutes."""

    kind: Literal["second_factor"] = "second_factor"
    challenge: str


class Accepted(BaseModel):
    """The same for everybody: what comes of it is told by letter."""

    detail: str


class MeOut(BaseModel):
    """Who is asking, and where they act."""

    id: UUID
    email: str | None
    display_name: str
    second_factor: bool
    superuser: bool
    workspace_id: UUID
    role: Role
    permissions: list[Permission]


class SessionOut(BaseModel):
    """A sign-in on one device."""

    id: UUID
    device: str
    ip: str
    started_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool


class EnrolmentOut(BaseModel):
    """What an authenticator needs."""

    secret: str
    uri: str


class RecoveryCodesOut(BaseModel):
    """Ten codes, each good once, shown this once."""

    recovery_codes: list[str]


class ApiKeyOut(BaseModel):
    """An API key without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    prefix: str
    workspace_id: UUID = Field(validation_alias=AliasChoices("acts_in", "workspace_id"))
    scopes: list[Permission]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class ApiKeyMade(ApiKeyOut):
    """A new API key; the secret is shown this once."""

    key: str
