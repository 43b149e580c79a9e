"""The commands, in the order in which ``--help`` lists them: a new command is one file and one row."""

from __future__ import annotations

__all__ = ["COMMANDS"]

COMMANDS: dict[str, str] = {
    "effect": "effect of a perturbation on a readout, explained and referenced",
    "ask": "the same from a sentence",
    "screen": "many effects at once, from a table to a table",
    "paths": "best signed paths between two variables",
    "benchmark": "predictions beside what was measured",
    "calibrate": "what measured outcomes say of the strengths",
    "edges": "direct interactions between two names, or for a table of pairs",
    "resolve": "what a name means",
    "show": "card of an entity, perturbation or interaction",
    "search": "full-text search",
    "stats": "what the graph holds, in numbers",
    "query": "SPARQL: a named query, a file or a text",
    "queries": "list the named queries",
    "view": "write the interactive page",
    "serve": "local web application with explorer, live effects, JSON API and SPARQL endpoint",
    "export": "write the graph for other tools",
    "reason": "classify the ontology; explain what contradicts itself",
    "report": "check the finished graph as ontology tools will see it",
    "validate": "check the curated tables",
    "format": "mint identifiers and put the curated tables in order",
    "build": "compile the tables for fast and offline use",
}
"""Command to what it does; ``bonegraph.cli.<name>`` holds ``arguments(parser)`` and ``run(args)`` (dashes become underscores)."""
