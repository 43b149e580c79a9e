"""Pages drawn on the server: effect form, cards, search, query editor. Jinja with autoescape; no script is needed to read them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bonegraph.errors import BonegraphError
from bonegraph.graph import Graph
from bonegraph.model.evidence import Evidence
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.rdf.named import named_queries
from bonegraph.reason.explain import node_name, observation_line
from bonegraph.serve.api import ROUTES, effect_arguments
from bonegraph.serve.crew import Refused, TooBusy, TooLong
from bonegraph.serve.sparql import refusal
from bonegraph.view.links import curie_url, reference_links

__all__ = ["api_page", "card", "effect", "find", "interaction", "query"]

CLASSES = {"+": "plus", "-": "minus", "0": "null", "?": "mixed"}
GLYPHS = {"+": "+", "-": "−", "0": "0", "?": "?"}
VERDICTS = {
    "increase": ("Rises", "+"),
    "decrease": ("Falls", "-"),
    "no_effect": ("No effect", "0"),
    "depends": ("It depends", "?"),
    "ambiguous": ("Pulled both ways", "?"),
}
FORM_KEYS = ("sex", "life_stage", "species", "condition", "compartment", "route", "dose", "regimen")
EXAMPLES = (
    ("aromatase inhibition", "OPG", ""),
    ("letrozole", "CTX", "postmenopausal"),
    ("menopause", "RANKL", ""),
    ("romosozumab", "bone formation", ""),
    ("glucocorticoid", "osteoblast number", ""),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=PackageLoader("bonegraph.serve", "assets")
    )
    environment.globals.update(classes=CLASSES, glyphs=GLYPHS, verdicts=VERDICTS)
    environment.filters["spaced"] = lambda text: str(text).replace("_", " ")
    return environment


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    graph: Graph = request.app.state.graph
    shown = _environment().get_template(template).render(path=request.url.path, digest=graph.knowledge.digest, q=request.query_params.get("q", ""), **values)
    return HTMLResponse(shown, status)


def effect(request: Request) -> Response:
    """The effect form; with both names filled, its answer by the full ensemble."""
    graph: Graph = request.app.state.graph
    given = {key: value.strip() for key, value in request.query_params.items()}
    answer, wrong, status = None, "", 200
    if given.get("perturbation") and given.get("readout"):
        try:
            answer = request.app.state.crew.ask("effect", **effect_arguments(graph, given))
        except (Refused, TooLong, TooBusy) as error:
            status, wrong = refusal(error)
        except BonegraphError as error:
            status, wrong = 400, str(error)
    elif given.get("perturbation") or given.get("readout"):
        wrong = "Name both: what is changed, and what responds."
    choices = {key: graph.knowledge.context_values[key] for key in FORM_KEYS}
    knowledge = graph.knowledge
    return _page(
        request,
        "effect.html.j2",
        status,
        given=given,
        choices=choices,
        answer=answer,
        wrong=wrong,
        examples=EXAMPLES,
        link=_link(knowledge),
        node=_node(knowledge),
    )


def card(request: Request) -> Response:
    """Card of an entity or state."""
    graph: Graph = request.app.state.graph
    knowledge, key = graph.knowledge, request.path_params["key"]
    if key in knowledge.entities:
        entity = knowledge.entities[key]
        statements = [s for s in knowledge.statements.values() if key in (s.subject, s.object)]
        return _page(
            request,
            "entity.html.j2",
            entity=entity,
            xrefs=[(xref, curie_url(xref)) for xref in entity.xrefs],
            acts_on=_ranked(_row(knowledge, row, row.object) for row in knowledge.by_subject.get(key, ())),
            acted_on_by=_ranked(_row(knowledge, row, row.subject) for row in knowledge.by_object.get(key, ())),
            gates=[_row(knowledge, row, row.object) for row in knowledge.active if key in row.gate],
            statements=[(s.subject, knowledge.relations[s.relation].label, s.object, s.note) for s in statements],
            observed=[observation_line(knowledge, o) for o in knowledge.observations.values() if key in (o.perturbation, o.readout)],
            variants=knowledge.variants.get(key, ()),
            members=knowledge.members.get(key, ()),
            name=knowledge.name,
            link=_link(knowledge),
        )
    if key in knowledge.perturbations:
        state = knowledge.perturbations[key]
        observed = [observation_line(knowledge, o) for o in knowledge.observations.values() if key == o.perturbation]
        return _page(request, "state.html.j2", state=state, observed=observed, name=knowledge.name, link=_link(knowledge))
    return _unknown(request, graph, key)


def interaction(request: Request) -> Response:
    """Card of an interaction with all its evidence."""
    graph: Graph = request.app.state.graph
    knowledge = graph.knowledge
    row = knowledge.interactions.get(request.path_params["id"])
    if row is None:
        return _unknown(request, graph, request.path_params["id"])
    evidence = [_paper(knowledge, item) for item in sorted(row.evidence, key=lambda item: (item.stance != "supports", item.checked != "opened", item.id))]
    return _page(request, "interaction.html.j2", row=_row(knowledge, row, row.object), raw=row, evidence=evidence, name=knowledge.name, link=_link(knowledge))


def find(request: Request) -> Response:
    """Search; a name that means one thing leads to its card."""
    graph: Graph = request.app.state.graph
    words = request.query_params.get("q", "").strip()
    meant = graph.resolve(words).keys if words else ()
    if len(meant) == 1 or words in graph.knowledge.interactions:
        return RedirectResponse(_link(graph.knowledge)(words if words in graph.knowledge.interactions else meant[0]), 303)
    found = graph.search(words) if words else []
    return _page(
        request,
        "find.html.j2",
        words=words,
        found=found,
        link=_link(graph.knowledge),
        suggestions=graph.resolve(words).suggestions if words and not found else (),
    )


def query(request: Request) -> Response:
    """The query editor."""
    return _page(request, "query.html.j2", queries=list(named_queries().values()), rows=request.app.state.rows, seconds=request.app.state.crew.seconds)


def api_page(request: Request) -> Response:
    """What the API offers."""
    return _page(request, "api.html.j2", routes=ROUTES)


def _unknown(request: Request, graph: Graph, key: str) -> Response:
    return _page(
        request,
        "find.html.j2",
        404,
        words=key,
        found=graph.search(key)[:20],
        link=_link(graph.knowledge),
        suggestions=graph.resolve(key).suggestions,
    )


def _link(knowledge: Knowledge) -> Any:
    def link(key: str) -> str:
        return (
            f"/interaction/{key}" if key in knowledge.interactions else f"/entity/{key}" if key in knowledge.entities or key in knowledge.perturbations else ""
        )

    return link


def _node(knowledge: Knowledge) -> Any:
    """Name and card of a node of a path (``rankl~available`` is RANKL)."""

    def node(key: str) -> tuple[str, str]:
        base = key.partition("~")[0].partition("@")[0]
        return node_name(knowledge, key), _link(knowledge)(base)

    return node


def _row(knowledge: Knowledge, row: Interaction, other: str) -> dict[str, Any]:
    papers = {item.reference for item in row.evidence if item.reference}
    return {
        "id": row.id,
        "sign": symbol(row.sign),
        "other": other,
        "name": knowledge.name(other),
        "subject": row.subject,
        "object": row.object,
        "relation": knowledge.relations[row.relation].label,
        "scope": " · ".join(f"{key}: {' or '.join(values)}" for key, values in row.scope).replace("_", " "),
        "gate": [(gate, knowledge.name(gate)) for gate in row.gate],
        "consensus": row.consensus,
        "strength": row.strength,
        "belief": knowledge.beliefs[row.id],
        "papers": len(papers),
    }


def _ranked(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Best founded first."""
    return sorted(rows, key=lambda row: (-row["belief"], row["name"].lower(), row["id"]))


def _paper(knowledge: Knowledge, item: Evidence) -> dict[str, Any]:
    reference = knowledge.references.get(item.reference)
    return {
        "stance": item.stance,
        "finding": item.finding,
        "type": item.type,
        "species": item.species,
        "locator": item.locator,
        "checked": item.checked or "unverified",
        "citation": reference.citation if reference else "no publication named",
        "title": reference.title if reference else "",
        "links": reference_links(reference) if reference else [],
    }
