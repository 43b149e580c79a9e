"""The local web application: explorer, effect form, cards, JSON API and a SPARQL endpoint. Read-only."""
