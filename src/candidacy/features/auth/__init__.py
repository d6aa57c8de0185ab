"""Who somebody is: accounts, sign-in, sessions, second factors, API keys."""
