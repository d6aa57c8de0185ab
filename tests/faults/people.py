"""Who works with an installation that has accounts."""

import httpx

from tests.faults.stack import Program

EMAIL, PASSWORD = "ada@example.org", "glass kettle orbit 9"


def signed_in(web: Program) -> dict[str, str]:
    """Headers of a new session."""
    answer = httpx.post(
        f"{web.url}/api/v1/auth/login", json={"email": EMAIL, "password": PASSWORD}, timeout=120
    )
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
