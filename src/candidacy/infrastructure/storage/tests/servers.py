"""A store that speaks the protocols of S3 and of Google's XML interface, on this machine: rclone."""

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from candidacy.infrastructure.storage import StorageSettings

KEY, SECRET, BUCKET = "CANDIDACYKEY0001", "candidacysecret0001", "bucket"


class BucketServer:
    """Serves a folder, in which each folder is a bucket; with keys as S3, without as Google's."""

    def __init__(self, folder: Path, *, keys: bool) -> None:
        self.folder, self._keys = folder, keys
        (folder / BUCKET).mkdir(parents=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [
            _rclone(),
            "serve",
            "s3",
            "--addr",
            f"127.0.0.1:{self.port}",
            "--config",
            "",
            str(self.folder),
        ]
        if self._keys:
            command += ["--auth-key", f"{KEY},{SECRET}"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < deadline, "rclone does not start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def settings(self, **values: object) -> StorageSettings:
        """How this server is reached as S3, or as Google's store."""
        own: dict[str, object] = {"bucket": BUCKET, "timeout": 5, "attempts": 2}
        if self._keys:
            own |= {
                "provider": "s3",
                "endpoint": self.url,
                "access_key_id": KEY,
                "secret_access_key": SECRET,
            }
        else:
            reach = {"gcs_base_url": self.url, "disable_oauth": True}
            nobody = {"client_email": "", "private_key": "", "private_key_id": ""}
            own |= {"provider": "gcs", "service_account_key": json.dumps(reach | nobody)}
        return StorageSettings.model_validate(own | values)


def _rclone() -> str:
    """The program that is installed beside this interpreter."""
    found = shutil.which("rclone", path=str(Path(sys.executable).parent))
    assert found is not None, "rclone is not installed: make .venv/.ready"
    return found
