"""The ontology: OWL 2 built with rdflib, opened and reasoned over with owlready2."""
