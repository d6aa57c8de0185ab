"""How well a Resume meets a Posting: evidence for each requirement, and one formula for the score."""
