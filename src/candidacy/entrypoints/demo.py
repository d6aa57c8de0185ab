"""A demonstration: both samples in a home of its own that is thrown away at the end."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from candidacy.entrypoints.serving import serve_until_signal
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import Application
from candidacy.features.samples.schemas import SampleKind
from candidacy.features.samples.service import Means, SampleService
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.settings import HttpSettings


def demonstrate(port: int, tell: Callable[[str], None]) -> bool:
    """Serve the samples until SIGINT or SIGTERM, then delete everything; whether it ever came to serving."""
    home = Path(tempfile.mkdtemp(prefix="candidacy-demo-"))
    # Started by root, the embedded database runs as another user, who must get in.
    home.chmod(0o711)
    # What the environment sets belongs to an installation, whose database a demonstration never touches.
    settings = Settings(home=home / "data", http=HttpSettings(port=port))
    try:
        return serve_until_signal(settings, tell, prepare=load_samples)
    finally:
        shutil.rmtree(home, ignore_errors=True)
        tell("Everything of the demonstration is gone.")


async def load_samples(application: Application) -> None:
    """Load both samples for whoever sits at this machine."""
    services = application.services
    async with services.sessionmaker() as session:
        actor = await workspaces.local_actor(session)
    samples = SampleService(actor, Means.of(services))
    for kind in SampleKind:
        await samples.load(kind)
