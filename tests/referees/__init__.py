"""Judges that share nothing with the graph: published models of bone cells, simulated."""
