"""Notifications: what happened while a person looked elsewhere."""
