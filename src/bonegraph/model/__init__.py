"""What the knowledge means: frozen data and pure functions, standard library only."""
