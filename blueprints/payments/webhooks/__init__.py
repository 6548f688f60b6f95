"""What payment providers sent, above all what contradicts what we know or names nothing of ours."""
