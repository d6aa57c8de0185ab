"""The installation as who runs it sees it: what works, what waits, what failed, and who is there."""
