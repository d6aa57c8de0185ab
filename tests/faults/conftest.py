"""Installations for tests that break them."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.people import EMAIL, PASSWORD, signed_in
from tests.faults.stack import PATIENCE, Stack, stack
from tests.service.processes import COMMAND, environment


@pytest.fixture
def one_of_each(open_directory: Path) -> Iterator[Stack]:
    """A web process and a worker, running."""
    with stack(open_directory) as made:
        made.start()
        yield made


@pytest.fixture(scope="module")
def replicas() -> Iterator[Stack]:
    """Two web processes with small pools, and two workers, running; and an account."""
    variables = {
        "CANDIDACY_POSTGRES__POOL_SIZE": "5",
        "CANDIDACY_HTTP__DRAIN": "2",
        # Nothing here is to be given up only because the machine has other work.
        "CANDIDACY_POSTGRES__POOL_TIMEOUT": "60",
        "CANDIDACY_POSTGRES__CONNECT_TIMEOUT": "60",
        "CANDIDACY_POSTGRES__STATEMENT_TIMEOUT_MS": "60000",
        "CANDIDACY_HTTP__DEADLINE": "90",
        "CANDIDACY_HTTP__UPLOAD_DEADLINE": "90",
        "CANDIDACY_HTTP__MODEL_DEADLINE": "90",
    }
    # Short, as paths of sockets are, and open to the user that the database runs as.
    with tempfile.TemporaryDirectory(prefix="cdy-", ignore_cleanup_errors=True) as directory:
        Path(directory).chmod(0o711)
        with stack(Path(directory), variables, webs=2, workers=2) as made:
            subprocess.run(
                [COMMAND, "users", "create", EMAIL],
                env=environment(Path(directory) / "web0", **made.webs[0].variables),
                input=f"{PASSWORD}\n{PASSWORD}\n".encode(),
                check=True,
                timeout=PATIENCE,
            )
            made.start()
            yield made


@pytest.fixture
def bearer(replicas: Stack) -> dict[str, str]:
    """A session that began at the first replica."""
    return signed_in(replicas.webs[0])
