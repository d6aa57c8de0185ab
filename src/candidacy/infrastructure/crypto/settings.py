"""What can be set about secrets and the hashing of passwords."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class CryptoSettings(BaseModel):
    """The secrets of an installation; without any, a file in its home holds them."""

    model_config = ConfigDict(frozen=True)

    secrets: tuple[SecretStr, ...] = Field(
        default=(),
        description="Secrets of 32 or more characters; the first signs, all count. Empty: a file in home.",
    )
    password_threads: int = Field(
        default=2, ge=1, le=16, description="Passwords hashed at once; each takes 19 MiB and 20 ms."
    )
