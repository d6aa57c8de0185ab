"""What can be set about where the bytes of files are kept."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator


class StorageSettings(BaseModel):
    """A folder of this machine, or a bucket that several machines share."""

    model_config = ConfigDict(frozen=True)

    provider: Literal["local", "s3", "gcs"] = Field(
        default="local",
        description="local: a folder under the home; s3: any S3-compatible store; gcs: Google Cloud Storage.",
    )
    bucket: str = Field(default="", max_length=255, description="The bucket; it has to be there already.")
    prefix: str = Field(
        default="",
        pattern=r"^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$",
        description="Folder in the bucket, where others use it too: candidacy/production.",
    )
    endpoint: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="Address of an S3-compatible store: https://minio.internal:9000. Empty: Amazon's.",
    )
    region: str = Field(default="us-east-1", description="Region that requests to S3 are signed for.")
    access_key_id: str = Field(default="", description="Of S3. Empty: that of the machine's role.")
    secret_access_key: SecretStr = Field(default=SecretStr(""), description="Of S3, beside the key's id.")
    service_account_key: SecretStr = Field(
        default=SecretStr(""), description="Of Google's store, as JSON. Empty: that of the machine's role."
    )
    links: bool = Field(
        default=False,
        description="Send who downloads an export to the bucket itself, by an address good for five minutes.",
    )
    timeout: float = Field(default=30.0, gt=0, description="Seconds that one request to the store may take.")
    attempts: int = Field(default=3, ge=1, le=10, description="How often a request is made that fails.")

    @model_validator(mode="after")
    def _is_whole(self) -> "StorageSettings":
        if self.provider != "local" and not self.bucket:
            raise ValueError(f"{self.provider} needs the name of a bucket")
        if bool(self.access_key_id) != bool(self.secret_access_key.get_secret_value()):
            raise ValueError("access_key_id and secret_access_key go together")
        return self
