"""Players: who they are, and their sessions."""
