"""Jobs: committed with the rows that asked for them."""
