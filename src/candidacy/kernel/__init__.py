"""The vocabulary every layer shares: errors, ids, identity, permissions, events, clock, pages."""
