"""Other people and their things, for tests of who may see and do what."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import User
from candidacy.features.workspaces import public as workspaces
from candidacy.features.workspaces.models import Membership, Workspace
from candidacy.infrastructure.http.services import Authenticate
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Role
from candidacy.testing.application import Client
from tests.contract.routes import CV, POSTING


def is_always(actor: Actor) -> Authenticate:
    """Every request is made by ``actor``."""

    async def authenticate(_: AsyncSession, __: dict[str, str]) -> Actor:
        return actor

    return authenticate


async def nobody(_: AsyncSession, __: dict[str, str]) -> Actor:
    """No request is made by anybody we know."""
    raise Unauthenticated


async def local(sessions: Sessions) -> Actor:
    """The one whom requests are made by in other tests."""
    async with sessions() as session:
        return await workspaces.local_actor(session)


async def somebody_else(sessions: Sessions) -> Actor:
    """The owner of another workspace."""
    actor = Actor(UserId(uuid7()), WorkspaceId(uuid7()), Role.OWNER)
    async with sessions.begin() as session:
        await session.execute(insert(User).values(id=actor.user, display_name="Grace"))
        await session.execute(insert(Workspace).values(id=actor.workspace, name="Hers", kind="personal"))
        await session.execute(
            insert(Membership).values(workspace_id=actor.workspace, user_id=actor.user, role=actor.role)
        )
    return actor


async def one_of_everything(client: Client) -> dict[str, str]:
    """Make a thing of each kind; gives their ids by the names of path parameters."""
    http = client.http
    file = (await http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada Lovelace\nPython")})).json()
    cv = (await http.post("/api/v1/cvs", json=CV)).json()["id"]
    posting = (await http.post("/api/v1/postings", json=POSTING)).json()["id"]
    review = (await http.post(f"/api/v1/cvs/{cv}/reviews", json={})).json()["id"]
    match = (await http.post("/api/v1/matches", json={"cv_id": cv, "posting_id": posting})).json()["id"]
    return {
        "file_id": file["id"],
        "job_id": file["job_id"],
        "cv_id": cv,
        "posting_id": posting,
        "review_id": review,
        "match_id": match,
    }
