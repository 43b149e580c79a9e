"""``python -m bench [GOLD] [--all]``: one table, ours beside its peers; exit 1 when a peer has the better macro accuracy."""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256

import bonegraph
from bench.peers import Steps, majority, press, shortest
from bonegraph.cli.reading import read_columns
from bonegraph.reason.answer import Answer
from bonegraph.reason.benchmark import cases_of, observed_cases, score
from bonegraph.reason.effect import Reasoner
from bonegraph.reason.question import Effort
from bonegraph.reason.scene import Scene
from bonegraph.reason.screen import screen
from bonegraph.reason.solve import Solver
from bonegraph.reason.verdict import Judged

WORDS = {1: "increase", -1: "decrease", 0: "no_effect", None: "ambiguous"}
PEERS = {"all shortest paths": shortest, "majority of paths": majority, "linear press": press}


class PeerSolver(Solver):
    """A peer in the place of our solver: names, exposure, contexts and open keys stay ours."""

    def __init__(self, knowledge, peer) -> None:
        super().__init__(knowledge)
        self.peer = peer

    def answer(self, scene: Scene, effort: Effort) -> Answer:
        """The peer's sign, as an answer."""
        sign = scene.sources.get(scene.target) or self.peer(_steps(scene), dict(scene.sources), scene.target)
        return Answer(scene.profile, Judged(WORDS[sign], "C", {1: 1.0, -1: 0.0}.get(sign, 0.5), None, None, 0.0, "low", ""))


def _steps(scene: Scene) -> Steps:
    """Steps between what the sources reach and what reaches the readout."""
    network = scene.network
    inside = network.upstream([scene.target]) & network.downstream(scene.sources) - scene.blocked
    found: dict[str, set[tuple[str, int]]] = {}
    for edge in network.edges:
        for source in (edge.source, *edge.gates):
            found.setdefault(source, set()).add((edge.target, edge.sign))
    for agent in network.agents:
        found.setdefault(agent.source, set()).add((agent.receptor, 1 if agent.efficacy >= 0.5 else -1))
    return {node: sorted((o, s) for o, s in steps if o in inside) for node, steps in sorted(found.items()) if node in inside}


def main() -> int:
    """Run, print, compare."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("gold", nargs="?", help="gold cases; the shipped observations otherwise")
    parser.add_argument("--all", action="store_true", help="every case instead of a fixed sample")
    parser.add_argument("--sample", type=int, default=200)
    args = parser.parse_args()
    graph = bonegraph.load()
    cases = cases_of(read_columns(args.gold, ("id", "perturbation", "readout", "expected"), ("direction", "context"))[1]) if args.gold else ()
    cases = cases or observed_cases(graph.knowledge)
    if not args.all:
        cases = tuple(sorted(cases, key=lambda c: sha256(c.id.encode()).hexdigest())[: args.sample])
    macros = {}
    print(f"{len(cases)} cases\n{'':<20}{'right':>7}{'wrong':>7}{'abstained':>11}{'macro':>8}{'traps':>8}{'seconds':>9}{'cases/s':>9}")
    for name in ("bonegraph", *PEERS, "always +", "always -"):
        start = time.perf_counter()
        if name.startswith("always"):
            word = "increase" if name.endswith("+") else "decrease"
            results = [{"id": c.id, "verdict": word, "p_up": ""} for c in cases]
        else:
            reasoner = Reasoner(graph.knowledge, graph.lexicon)
            if name in PEERS:
                reasoner.solver = PeerSolver(graph.knowledge, PEERS[name])
            results = list(screen(reasoner, (c.asked() for c in cases)))
        took = time.perf_counter() - start
        scored = score(cases, results)
        counts, macros[name] = scored.counts(), scored.macro() or 0.0
        right, traps = scored.traps
        shown = f"{right / traps:.3f}" if traps else "-"
        line = f"{name:<20}{counts['right']:>7}{counts['wrong']:>7}{counts['abstained'] + counts['unresolved']:>11}{macros[name]:>8.3f}{shown:>8}"
        print(f"{line}{took:>9.1f}{len(cases) / max(took, 1e-6):>9.0f}", flush=True)
    better = [name for name, macro in macros.items() if macro > macros["bonegraph"]]
    if better:
        print(f"better than ours: {', '.join(better)}", file=sys.stderr)
    return bool(better)


if __name__ == "__main__":
    sys.exit(main())
