"""The graph as RDF, and SPARQL over it."""
