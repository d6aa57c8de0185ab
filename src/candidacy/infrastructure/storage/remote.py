"""Buckets: S3 and what speaks its protocol, and Google Cloud Storage."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from candidacy.infrastructure.storage.local import LocalStorage
from candidacy.infrastructure.storage.objects import ObjectStorage, checked, translated
from candidacy.infrastructure.storage.port import Storage
from candidacy.infrastructure.storage.settings import StorageSettings

if TYPE_CHECKING:
    from obstore.store import ClientConfig, GCSConfig, GCSStore, RetryConfig, S3Config, S3Store

_CONNECT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(seconds=2)


class BucketStorage(ObjectStorage):
    """Keeps objects in a bucket, which may give links to them."""

    def __init__(self, store: "S3Store | GCSStore", settings: StorageSettings) -> None:
        super().__init__(lambda: store)
        self._bucket, self._links = store, settings.links

    async def link(self, key: str, *, lifetime: timedelta) -> str | None:
        if not self._links:
            return await super().link(key, lifetime=lifetime)

        import obstore

        with translated():
            return await obstore.sign_async(self._bucket, "GET", checked(key), lifetime)

    def _attributes(self, save_as: str | None) -> dict[str, str] | None:
        """A bucket would guess the type of what it gives; a browser is to save it, and never to show it."""
        if not self._links:
            return None
        named = "" if save_as is None else f'; filename="{save_as}"'
        return {"Content-Disposition": f"attachment{named}", "Content-Type": "application/octet-stream"}


class S3Storage(BucketStorage):
    """Keeps objects in a bucket of Amazon S3, or of a store that speaks its protocol."""

    def __init__(self, settings: StorageSettings) -> None:
        from obstore.store import S3Store

        config: S3Config = {"bucket": settings.bucket, "region": settings.region}
        if settings.endpoint:
            config["endpoint"] = settings.endpoint
        if settings.access_key_id:
            config["access_key_id"] = settings.access_key_id
            config["secret_access_key"] = settings.secret_access_key.get_secret_value()
        reach = _client(settings, plain=settings.endpoint.startswith("http://"))
        super().__init__(
            S3Store(
                prefix=settings.prefix or None,
                config=config,
                client_options=reach,
                retry_config=_retries(settings),
            ),
            settings,
        )


class GcsStorage(BucketStorage):
    """Keeps objects in a bucket of Google Cloud Storage."""

    def __init__(self, settings: StorageSettings) -> None:
        from obstore.store import GCSStore

        key = settings.service_account_key.get_secret_value()
        config: GCSConfig = {"bucket": settings.bucket}
        if key:
            config["service_account_key"] = key
        # A key may name another address than Google's, as that of a store on this machine.
        reach = _client(settings, plain="http://" in key)
        super().__init__(
            GCSStore(
                prefix=settings.prefix or None,
                config=config,
                client_options=reach,
                retry_config=_retries(settings),
            ),
            settings,
        )


def open_storage(settings: StorageSettings, folder: Path) -> Storage:
    """The storage that is set; ``folder`` is the one of this machine. Nothing is asked of a bucket yet.

    Raises:
        StorageUnavailable: when the folder cannot be used.
    """
    match settings.provider:
        case "local":
            return LocalStorage(folder)
        case "s3":
            return S3Storage(settings)
        case "gcs":
            return GcsStorage(settings)


def _client(settings: StorageSettings, *, plain: bool) -> "ClientConfig":
    whole = timedelta(seconds=settings.timeout)
    return {"timeout": whole, "connect_timeout": min(_CONNECT, whole), "allow_http": plain}


def _retries(settings: StorageSettings) -> "RetryConfig":
    return {
        "max_retries": settings.attempts - 1,
        "retry_timeout": timedelta(seconds=settings.attempts * settings.timeout),
        "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": _LONGEST_WAIT, "base": 2},
    }
