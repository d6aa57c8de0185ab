"""A person's own work: projects, posts and certifications, written, published and shown to visitors."""
