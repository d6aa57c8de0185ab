"""The English word list behind the spelling check, and the script that compiles it from its sources."""
