"""How the house is doing, in figures: one statement a part of it, each cheap enough to be asked every few seconds."""
