"""Registration and maintenance, by brand or of all."""
