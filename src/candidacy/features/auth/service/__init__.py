"""What is done with accounts; each module is one concern, and all take an ``AuthContext``."""
