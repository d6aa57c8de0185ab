"""The names of our cookies. ``__Host-`` has a browser refuse them without Secure, or for a wider domain."""

ACCESS_COOKIE = "__Host-access"
REFRESH_COOKIE = "__Host-refresh"
CHALLENGE_COOKIE = "__Host-challenge"
OPENID_COOKIE = "__Host-openid"
