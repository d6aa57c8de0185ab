"""What takes seconds to import is imported when the first call is made."""

import subprocess
import sys

HEAVY = (
    "langchain_core",
    "langchain_openai",
    "langchain_anthropic",
    "langgraph",
    "langsmith",
    "openai",
    "anthropic",
)


def test_no_package_of_a_vendor_is_imported_at_the_start() -> None:
    code = (
        "import sys, candidacy.entrypoints.app, candidacy.ai_agents.agents, candidacy.ai_agents.prompts\n"
        f"print(*[name for name in {HEAVY} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
