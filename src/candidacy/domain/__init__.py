"""What the product knows, pure: values in, values out; no database, network, clock or environment."""
