"""Works pieces (travaux): actors, cadres and the piece each one follows."""
