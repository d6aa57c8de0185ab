"""What depends on no row: names in an archive, settings."""
