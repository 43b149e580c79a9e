"""Local web application: explorer, effect form with live answers, cards, JSON API, SPARQL endpoint and editor.

It is read-only, listens on this machine alone unless told otherwise, and asks nothing of the network. Stop it with Ctrl-C. Access is
logged to stderr, one JSON object a line, without what was asked. Needs the extra: pip install "bonegraph[serve]".
"""

from __future__ import annotations

import argparse
import sys

from bonegraph.errors import QuestionError

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1: this machine alone)")
    parser.add_argument("--port", type=int, default=8642, help="default 8642; 0 takes a free one")
    parser.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="another name by which it may be called (Host header)")
    parser.add_argument("--cors", default="", metavar="ORIGIN", help="let pages of this one origin read answers, for example https://example.org")
    parser.add_argument("--seconds", type=float, default=30, help="longest time of one question (default 30)")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (default 2)")
    parser.add_argument("--quiet", action="store_true", help="no access log")
    parser.add_argument("--open", action="store_true", help="open the browser")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    if not 0 <= args.port <= 65535 or args.workers < 1 or args.seconds <= 0:
        raise QuestionError("--port is 0 to 65535, --workers at least 1, --seconds above 0")
    try:
        from bonegraph.serve.app import LOCAL, application, listen, serve
    except ModuleNotFoundError as error:
        raise QuestionError(f'serve needs {error.name}: pip install "bonegraph[serve]"') from error
    from bonegraph import load

    listener = listen(args.host, args.port)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    hosts = {*LOCAL, shown, *(name.lower() for name in args.allow_host)}
    app = application(load(), hosts=hosts, origin=args.cors, seconds=args.seconds, workers=args.workers, log=None if args.quiet else sys.stderr)
    address = f"http://{shown}:{port}/"
    print(f"bonegraph is at {address} (Ctrl-C stops it)", flush=True)
    if args.open:
        import webbrowser

        webbrowser.open(address)
    serve(app, listener)
    print("stopped", file=sys.stderr)
    return 0
