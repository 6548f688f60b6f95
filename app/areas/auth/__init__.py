"""Staff at the door: signing in and out."""
