"""What was uploaded: bytes, name, digest."""
