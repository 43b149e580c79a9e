"""Sign algebra, scopes, and the response as laws."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bonegraph.model.context import Scope, format_context, parse_context
from bonegraph.model.sign import compose, parse_sign, symbol
from bonegraph.network.network import Edge, Network
from bonegraph.reason.paths import best_paths, signed_steps, signs_reached
from bonegraph.reason.response import Arms, respond

signs = st.sampled_from([1, -1, 0])
words = st.text(alphabet="abcdefghij_", min_size=1, max_size=6)


@given(st.lists(signs), st.lists(signs))
def test_composition_is_associative(a: list[int], b: list[int]) -> None:
    assert compose([*a, *b]) == compose([compose(a), compose(b)])


@given(signs)
def test_signs_survive_writing(sign: int) -> None:
    assert parse_sign(symbol(sign)) == sign


@given(st.dictionaries(words, words, max_size=4))
def test_contexts_survive_writing(context: dict[str, str]) -> None:
    assert parse_context(format_context(context)) == context


@given(st.dictionaries(words, words, max_size=4))
def test_scopes_survive_writing(context: dict[str, str]) -> None:
    scope = Scope.parse(format_context(context))
    assert Scope.parse(str(scope)) == scope
    assert not scope.narrower_than(scope)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    nodes = [f"n{i}" for i in range(draw(st.integers(3, 7)))]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes), st.sampled_from([1, -1])), min_size=2, max_size=12, unique_by=lambda p: p[:2])
    )
    edges = tuple(Edge(a, b, s, (f"I{i}",)) for i, (a, b, s) in enumerate(pairs) if a != b)
    return Network(edges, (), {}, {})


@given(networks())
@settings(max_examples=60, deadline=None)
def test_paths_are_simple_and_their_sign_is_the_product(network: Network) -> None:
    steps = signed_steps(network, {})
    for target in network.nodes:
        if target == "n0":
            continue
        for sign in (1, -1):
            paths, complete = best_paths(steps, {"n0": 1}, target, sign, 3)
            assert complete
            costs = [path.cost for path in paths]
            assert costs == sorted(costs)
            for path in paths:
                assert len(set(path.nodes)) == len(path.nodes)
                assert compose(step.sign for step in path.steps) == sign == path.sign
                assert sign in signs_reached(steps, {"n0": 1}, target)


@given(networks(), st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_flipping_every_sign_out_of_the_source_flips_the_direct_response(network: Network, seed: int) -> None:
    """In a tree below one source, mirrored edges mirror the change of their targets."""
    edges = tuple(edge for edge in network.edges if edge.source == "n0")
    if not edges:
        return
    one = respond(Network(edges, (), {}, {}), Arms({}, {}, {"n0": 1.5}), draws=8, seed=seed)
    mirrored = tuple(Edge(e.source, e.target, -e.sign, e.interactions) for e in edges)
    two = respond(Network(mirrored, (), {}, {}), Arms({}, {}, {"n0": 1.5}), draws=8, seed=seed)
    for edge in edges:
        np.testing.assert_allclose(one.of(edge.target), -two.of(edge.target), atol=1e-5)


@given(networks(), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_names_do_not_matter(network: Network, seed: int) -> None:
    """Relabelling that keeps the order of names changes nothing."""
    renamed = Network(tuple(Edge("x" + e.source, "x" + e.target, e.sign, e.interactions) for e in network.edges), (), {}, {})
    one = respond(network, Arms({}, {}, {"n0": -2.0}), draws=4, seed=seed)
    two = respond(renamed, Arms({}, {}, {"xn0": -2.0}), draws=4, seed=seed)
    np.testing.assert_array_equal(one.change, two.change)


def test_what_is_out_of_reach_stays_still() -> None:
    network = Network((Edge("a", "b", 1, ("I1",)), Edge("c", "d", 1, ("I2",))), (), {}, {})
    response = respond(network, Arms({}, {}, {"a": 1.5}), draws=8, seed=0)
    assert (response.of("b") > 0).all() and not response.of("d").any()


def test_a_lost_gate_silences_its_step() -> None:
    network = Network((Edge("substrate", "product", 1, ("I1",), gates=("enzyme",)),), (), {}, {})
    open_way = respond(network, Arms({}, {}, {"substrate": 1.5}), draws=8, seed=0)
    closed = respond(network, Arms({}, {"enzyme": -6.0}, {"substrate": 1.5}), draws=8, seed=0)
    assert open_way.of("product").mean() > 5 * abs(closed.of("product")).mean()
