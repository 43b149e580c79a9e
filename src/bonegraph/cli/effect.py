"""Effect of a perturbation on a readout: signed verdict, paths for and against, evidence.

PERTURBATION is a drug, class, hormone, gene, disease or operation, or a phrase: "aromatase inhibition", "RANKL knockout",
"estrogen deficiency", "denosumab + teriparatide". What the context leaves out means: adult human, usual route and dose,
chronic exposure; where sex or life stage would turn the sign, the verdict is "depends".
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bonegraph.cli.output import colour, emit
from bonegraph.cli.reading import context_of, graph_of, network_options

if TYPE_CHECKING:
    from bonegraph.reason.answer import Effect

__all__ = ["arguments", "print_effect", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    network_options(parser)
    parser.add_argument("perturbation", metavar="PERTURBATION")
    parser.add_argument("readout", metavar="READOUT")
    parser.add_argument("-c", "--context", action="append", metavar="KEY=VALUE", help="for example sex=female, life_stage=postmenopausal, compartment=serum")
    parser.add_argument("--direction", choices=("+", "-"), default="+", help="+ given, raised, present (default); - withdrawn, deficient, lost")
    parser.add_argument("--through", action="append", default=[], metavar="NAME", help="a variable that the effect must pass; may be repeated")
    parser.add_argument("--horizon", choices=("steady", "direct"), default="steady", help="direct: the readout acts back on nothing")
    parser.add_argument("--explain", choices=("short", "full"), default="short", help="full: every path step by step with every source")
    parser.add_argument("--full", dest="explain", action="store_const", const="full", help="the same as --explain full")


def run(args: argparse.Namespace) -> int:
    """Answer and print."""
    graph = graph_of(args)
    found = graph.effect(
        args.perturbation,
        args.readout,
        context_of(args.context),
        direction=args.direction,
        through=args.through,
        horizon=args.horizon,
        seed=args.seed,
    )
    return print_effect(args, found)


def print_effect(args: argparse.Namespace, effect: Effect) -> int:
    """Print an effect in the form asked for."""
    from bonegraph.reason.explain import as_text, step_rows
    from bonegraph.reason.record import as_dict

    columns = ("verdict", "side", "path", "step", "source", "sign", "target", "belief", "interactions", "references")
    return emit(
        args,
        text=lambda: as_text(effect, full=args.explain == "full", colour=colour(args)),
        data=lambda: as_dict(effect),
        table=lambda: (columns, step_rows(effect)),
    )
