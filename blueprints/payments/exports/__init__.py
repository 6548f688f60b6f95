"""What of this area may be taken out as a file."""
