"""A team of one person for each role, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from candidacy.features.auth.tests.people import Person, signed_in
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client


class Team:
    """Requests of a workspace's people; ``owner`` made it."""

    def __init__(self, client: Client, owner: Person, workspace: UUID) -> None:
        self.client, self.owner, self.workspace = client, owner, workspace

    async def send(
        self, person: Person, method: str, path: str, json: object = None, **headers: str
    ) -> httpx.Response:
        """A request of ``person`` within the team; ``{}`` in the path is the workspace."""
        named = {**person.bearer, "X-Workspace": str(self.workspace), **headers}
        return await self.client.http.request(
            method, "/api/v1" + path.replace("{}", str(self.workspace)), json=json, headers=named
        )

    async def invite(self, email: str, role: Role = Role.VIEWER) -> str:
        answer = await self.send(
            self.owner, "POST", "/workspaces/{}/invitations", {"email": email, "role": role.value}
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])

    async def join(self, person: Person, role: Role = Role.VIEWER) -> None:
        token = await self.invite(person.email, role if role is not Role.OWNER else Role.ADMIN)
        answer = await self.client.http.post(
            "/api/v1/invitations/accept", json={"token": token}, headers=person.bearer
        )
        assert answer.status_code == 200, answer.text
        if role is Role.OWNER:
            await self.change(person, role="owner")

    async def change(self, person: Person, **values: str) -> httpx.Response:
        return await self.send(self.owner, "PATCH", f"/workspaces/{{}}/members/{person.id}", values)

    async def member(self, name: str, role: Role = Role.VIEWER) -> Person:
        person = await signed_in(self.client, f"{name}@example.org")
        await self.join(person, role)
        return person

    async def roles(self) -> dict[str, tuple[str, str]]:
        answer = await self.send(self.owner, "GET", "/workspaces/{}/members")
        return {m["email"]: (m["role"], m["state"]) for m in answer.json()}


async def make_team(client: Client, owner: str = "ada") -> Team:
    person = await signed_in(client, f"{owner}@example.org")
    made = await client.http.post("/api/v1/workspaces", json={"name": "Team"}, headers=person.bearer)
    assert made.status_code == 201, made.text
    return Team(client, person, UUID(made.json()["id"]))
