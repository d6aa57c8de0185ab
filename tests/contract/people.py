"""Other people and their things, for tests of who may see and do what."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import User
from candidacy.features.auth.service.context import Visitor
from candidacy.features.auth.service.sessions import SessionService
from candidacy.features.auth.tests.people import PASSWORD, Person, add_user
from candidacy.features.workspaces import public as workspaces
from candidacy.features.workspaces.models import Membership, Workspace
from candidacy.features.workspaces.tests.team import Team
from candidacy.infrastructure.http.services import Authenticate
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Role
from candidacy.testing.application import Client
from tests.contract.routes import CV, PICTURE, POSTING


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
    pair = {"cv_id": cv, "posting_id": posting}
    tailoring = (await http.post("/api/v1/tailorings", json=pair)).json()
    letter = (await http.post("/api/v1/letters", json=pair)).json()["id"]
    work = {"kind": "project", "title": f"Work {uuid7()}"}
    item = (await http.post("/api/v1/portfolio/items", json=work)).json()["id"]
    picture = {"file": ("a.png", PICTURE)}
    image = (await http.post(f"/api/v1/portfolio/items/{item}/images", files=picture)).json()["id"]
    application = (await http.post("/api/v1/applications", json={"title": "Cook"})).json()
    return {
        "letter_id": letter,
        "item_id": item,
        "image_id": image,
        "application_id": application["id"],
        "stage_id": application["stage_id"],
        "tailoring_id": tailoring["id"],
        "digest": tailoring["digest"],
        "file_id": file["id"],
        "job_id": file["job_id"],
        "cv_id": cv,
        "posting_id": posting,
        "review_id": review,
        "match_id": match,
    }


async def _person(client: Client) -> Person:
    """Somebody new who is signed in, though not by the sign-in that is counted."""
    email = f"{uuid7()}@example.org"
    user = await add_user(client, email)
    async with client.application.sessions.begin() as session:
        made = await SessionService(session, client.application.auth).begin(user, Visitor("::1", "tests"))
    return Person(user, email, made.access, made.refresh)


async def _team(client: Client, owner: Person) -> Team:
    made = await client.http.post("/api/v1/workspaces", json={"name": "Team"}, headers=owner.bearer)
    return Team(client, owner, made.json()["id"])


async def an_owner(client: Client) -> tuple[dict[str, str], dict[str, Any]]:
    """The headers of somebody new who owns a team, and what of theirs a request may name."""
    owner, member = await _person(client), await _person(client)
    ours, theirs = await _team(client, owner), await _team(client, member)
    await ours.join(member)
    await ours.invite(f"{uuid7()}@example.org")
    invitations = (await ours.send(owner, "GET", "/workspaces/{}/invitations")).json()
    key = {"name": "a key", "scopes": ["cvs:read"]}
    return {**owner.bearer, "X-Workspace": str(ours.workspace)}, {
        "workspace_id": str(ours.workspace),
        "user_id": str(member.id),
        "user_ids": [str(member.id)],
        "invitation_id": invitations[0]["id"],
        "token": await theirs.invite(owner.email),
        "session_id": (await ours.send(owner, "GET", "/me/sessions")).json()[0]["id"],
        "key_id": (await ours.send(owner, "POST", "/api-keys", key)).json()["id"],
        "export_id": (await ours.send(owner, "POST", "/me/exports")).json()["id"],
        "email": owner.email,
        "confirm": owner.email,
        "password": PASSWORD,
        "current_password": PASSWORD,
        "refresh_token": owner.refresh,
    }
