"""What is told to who runs the installation, and what they may do."""
