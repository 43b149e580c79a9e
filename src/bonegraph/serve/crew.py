"""Workers in processes of their own, so that a question that takes too long can be stopped for good.

The SPARQL engine has no time-out and a Python thread cannot be ended; a process can. A job is the name of one of :data:`JOBS` and plain
arguments; what comes back is plain too.
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

from bonegraph.errors import BonegraphError

__all__ = ["JOBS", "Crew", "Refused", "TooBusy", "TooLong"]

_MEMORY = 6 * 1024**3
_PATIENCE = 10.0


class Refused(BonegraphError):
    """A worker answered with an error that its user can mend."""


class TooLong(BonegraphError):
    """A job was stopped because its time was up or its worker ended."""


class TooBusy(BonegraphError):
    """Every worker stayed busy."""


def _effect(graph: Any, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = graph.effect(
        asked["perturbation"], asked["readout"], asked["context"], direction=asked["direction"], through=asked["through"]
    ).to_dict()
    return found


def _ask(graph: Any, sentence: str) -> dict[str, Any]:
    found: dict[str, Any] = graph.ask(sentence).to_dict()
    return found


def _sparql(graph: Any, text: str, params: Mapping[str, str], most: int) -> Any:
    from bonegraph.rdf.query import run

    return run(graph.knowledge, text, params, most=most).answer


def _paths(graph: Any, source: str, target: str, k: int, sign: str) -> list[dict[str, Any]]:
    from bonegraph.reason.record import path_dict

    return [path_dict(graph.knowledge, path) for path in graph.paths(source, target, k, sign)]


JOBS: Mapping[str, Callable[..., Any]] = {"effect": _effect, "ask": _ask, "sparql": _sparql, "paths": _paths}


class _Worker:
    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True, name="bonegraph worker")
        self._process.start()
        theirs.close()
        self._ready = False

    def ask(self, job: str, arguments: Mapping[str, Any], seconds: float) -> Any:
        try:
            if not self._ready:
                self._ready = self._ours.poll(120) and bool(self._ours.recv())
            self._ours.send((job, dict(arguments)))
            if not self._ours.poll(seconds):
                raise TooLong(f"stopped after {seconds:g} s; ask for less (a LIMIT, a narrower pattern)")
            kind, value = self._ours.recv()
        except (EOFError, OSError) as error:
            raise TooLong("stopped: it needed more memory than a question may take") from error
        if kind == "refused":
            raise Refused(value)
        return value

    def stop(self) -> None:
        self._process.kill()
        self._process.join(5)
        self._ours.close()


class Crew:
    """A few workers; a job waits for a free one.

    Parameters
    ----------
    size
        Number of processes.
    seconds
        Longest time of a job.
    """

    def __init__(self, size: int = 2, seconds: float = 30) -> None:
        self.seconds = seconds
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(size):
            self._hire()

    def ask(self, job: str, **arguments: Any) -> Any:
        """Do a job and return its result.

        Raises
        ------
        Refused
            If the question is at fault.
        TooLong
            If it was stopped; the worker is replaced.
        TooBusy
            If no worker became free.
        """
        try:
            worker = self._free.get(timeout=_PATIENCE)
        except queue.Empty:
            raise TooBusy("all workers are busy; try again") from None
        try:
            found = worker.ask(job, arguments, self.seconds)
        except TooLong:
            self._dismiss(worker)
            self._hire()
            raise
        except Refused:
            self._free.put(worker)
            raise
        self._free.put(worker)
        return found

    def close(self) -> None:
        """End every worker."""
        self._closed = True
        for worker in list(self._all):
            self._dismiss(worker)

    def _hire(self) -> None:
        with self._lock:
            if not self._closed:
                worker = _Worker()
                self._all.add(worker)
                self._free.put(worker)

    def _dismiss(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.stop()


def _work(link: Connection) -> None:
    """A worker: open the graph, then answer until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server ends its workers itself
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass
    from bonegraph.graph import load

    graph = load()
    graph.query("ASK {}")  # fills the store, so that no question pays for it
    link.send(True)
    while True:
        try:
            job, arguments = link.recv()
        except (EOFError, OSError):
            return
        try:
            answer = ("done", JOBS[job](graph, **arguments))
        except BonegraphError as error:
            answer = ("refused", str(error))
        link.send(answer)
