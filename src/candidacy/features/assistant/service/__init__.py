"""Search: what is indexed, how it is found, and what is answered from it."""
