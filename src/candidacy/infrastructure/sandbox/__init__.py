"""Reading a document in a child process with limits."""
