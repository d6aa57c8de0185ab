"""Objects: the bytes of files."""
