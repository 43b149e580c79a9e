"""An effect in plain sentences and as HTML. One sentence first, then for and against, then what would change it."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from bonegraph.model.context import format_context
from bonegraph.model.evidence import Evidence
from bonegraph.model.grade import grade
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.observation import Observation
from bonegraph.model.sign import symbol
from bonegraph.reason.verdict import BASES

if TYPE_CHECKING:
    from bonegraph.reason.answer import Answer, Effect
    from bonegraph.reason.paths import SignedPath, Step

__all__ = ["DISCLAIMER", "as_html", "as_text", "path_line", "path_rows", "sentence", "step_rows"]

DISCLAIMER = "Predictions from curated mechanisms for research, not medical advice."
_WORDS = {"increase": "raises", "decrease": "lowers", "no_effect": "has no effect on"}
EVIDENCE_EACH = 2
ROWS_EACH = 2
MEASURED = 4
"""Sources a row, rows a step, and observations that the short form shows."""

_SIGNED = frozenset({"increase", "decrease"})
_ARROWS = {"increase": "▲", "decrease": "▼", "no_effect": "○", "depends": "◇", "ambiguous": "?"}


def node_name(knowledge: Knowledge, node: str) -> str:
    """Label of a node, derived ones included (``RANKL (available)``, ``AR (osteoclast)``)."""
    if "@" in node:
        key, _, cell = node.partition("@")
        return f"{knowledge.name(key)} ({cell.replace('_', ' ')} only)"
    if "~" in node:
        key, _, form = node.partition("~")
        return f"{knowledge.name(key)} ({form})"
    return knowledge.name(node)


def sentence(effect: Effect) -> str:
    """The answer in one sentence."""
    knowledge, target = effect.knowledge, effect.knowledge.name(effect.target)
    where = _where(effect)
    if effect.needs == ("perturbation",):
        return f"What {effect.start.label} does to {target}{where} depends on which is meant: {effect.reason.partition(': ')[2]}."
    if effect.verdict == "depends":
        lines = [f"{_open(a, keys)}: {a.judged.verdict.replace('_', ' ')}" for a, keys in _told_apart(effect, signed_only=True)]
        return f"What {effect.start.label} does to {target}{where} depends on {' and '.join(effect.needs)} ({'; '.join(lines)})."
    if effect.verdict == "ambiguous":
        return f"{_upper(effect.start.label)} pulls {target}{where} both ways: {effect.reason}."
    why = ""
    if effect.paths_for:
        names = [node_name(knowledge, node) for node in effect.paths_for[0].nodes]
        why = " by way of " + ", ".join(names[1:-1]) if len(names) > 2 else " directly"
    if effect.verdict == "no_effect":
        why = f": {effect.reason}"
    certainty = {"moderate": " (likely)", "low": " (leaning)"}.get(effect.confidence, "") if effect.sign in "+-" else ""
    return f"{_upper(effect.start.label)} {_WORDS[effect.verdict]} {target}{where}{certainty}{why}."


def _where(effect: Effect) -> str:
    context = dict(effect.question.context)
    through = f" through {' and '.join(effect.question.through)}" if effect.question.through else ""
    return through + (f" [{format_context(context)}]" if context else "")


def _upper(text: str) -> str:
    """First letter raised, unless the word is a symbol such as `mTOR`."""
    first = text.partition(" ")[0]
    return text[0].upper() + text[1:] if first.islower() else text


def _open(answer: Answer, keys: Collection[str]) -> str:
    chosen = [value for key, value in answer.profile.chosen if key in keys] or [value for _, value in answer.profile.chosen]
    return ", ".join(value.replace("_", " ") for value in chosen) or "all"


def _told_apart(effect: Effect, *, signed_only: bool = False) -> list[tuple[Answer, tuple[str, ...]]]:
    """One answer for each value of the keys that tell the answers apart: the fewest keys that do.

    With `signed_only` an answer without a sign tells nothing apart: one with a sign stands for its value.
    """
    every = tuple(dict.fromkeys(key for answer in effect.answers for key, _ in answer.profile.chosen))
    for keys in (effect.needs, every):
        groups: dict[tuple[str | None, ...], list[Answer]] = defaultdict(list)
        for answer in effect.answers:
            values = dict(answer.profile.chosen)
            groups[tuple(values.get(key) for key in keys)].append(answer)
        shown = [sorted(group, key=lambda a: signed_only and a.judged.verdict not in _SIGNED) for group in groups.values()]
        words = [{a.judged.verdict for a in group if not signed_only or a.judged.verdict in _SIGNED} for group in shown]
        if keys and all(len(found) <= 1 for found in words):
            return [(group[0], keys) for group in shown]
    return [(answer, every) for answer in effect.answers]


def path_line(knowledge: Knowledge, path: SignedPath) -> str:
    """``aromatase ─+→ estradiol ─+→ …`` with gates named."""
    line = node_name(knowledge, path.nodes[0])
    for step in path.steps:
        line += f" ─{symbol(step.sign)}→ {node_name(knowledge, step.target)}"
    return line


def path_rows(knowledge: Knowledge, path: SignedPath) -> list[tuple[int, str, str, str, str, str, str]]:
    """Steps of a path as cells: number, source, sign, target, belief, interactions, references."""
    rows = []
    for number, step in enumerate(path.steps, 1):
        evidence = [item for i in step.interactions for item in knowledge.interactions[i].evidence]
        papers = dict.fromkeys(knowledge.references[item.reference].curie for item in evidence if item.reference)
        rows.append(
            (
                number,
                node_name(knowledge, step.source),
                symbol(step.sign),
                node_name(knowledge, step.target),
                f"{step.belief:.2f}",
                "|".join(step.interactions),
                "|".join(papers),
            )
        )
    return rows


def step_rows(effect: Effect) -> list[tuple[object, ...]]:
    """Steps of all paths for and against, one row each; a verdict without paths is one row."""
    rows: list[tuple[object, ...]] = []
    for side, paths in (("for", effect.paths_for), ("against", effect.paths_against)):
        for number, path in enumerate(paths, 1):
            rows += [(effect.verdict, side, number, *row) for row in path_rows(effect.knowledge, path)]
    return rows or [(effect.verdict, "", "", "", "", effect.sign, "", "", "|".join(effect.interactions), "")]


def _step_lines(effect: Effect, step: Step, evidence_each: int, told: set[str]) -> list[str]:
    """A step with its rows and their sources; what was told before is only named."""
    knowledge = effect.knowledge
    ends = f"{node_name(knowledge, step.source)} → {node_name(knowledge, step.target)}"
    if not step.interactions:
        return [f"{ends}: by definition"]
    if set(step.interactions) <= told:
        return [f"{ends}: see above"]
    lines = []
    ranked = sorted((knowledge.interactions[i] for i in step.interactions), key=lambda row: (-knowledge.beliefs[row.id], row.id))
    shown = ranked if evidence_each > EVIDENCE_EACH else ranked[:ROWS_EACH]
    told.update(step.interactions)
    for row in shown:
        text = knowledge.gloss(row)
        if row.gate:
            text += f"; needs {', '.join(knowledge.name(g) for g in row.gate)}"
        scope = f"; {row.scope}" if row.scope else ""
        lines.append(f"{text}  [{row.consensus}, {row.strength}{scope}; belief {knowledge.beliefs[row.id]:.2f}; {row.id}]")
        lines += [f"    {citation_line(knowledge, item)}" for item in shown_evidence(row, evidence_each)]
    if len(ranked) > len(shown):
        lines.append(f"… and {len(ranked) - len(shown)} more rows for this step (--full)")
    return lines


def citation_line(knowledge: Knowledge, item: Evidence) -> str:
    """One evidence row: source, how it was checked, what it found."""
    reference = knowledge.references.get(item.reference)
    mark = {"supports": "+", "opposes": "contra", "null": "null"}[item.stance]
    if reference is None:
        return f"{mark} unverified: {item.finding}"
    checked = "" if item.checked == "opened" else " [cited, not opened]" if item.checked == "cited" else " [not opened]"
    name = f"{reference.curie} " if reference.identified else ""
    return f"{mark} {name}{reference.citation}{checked}: {item.finding}"


def shown_evidence(row: Interaction, most: int) -> list[Evidence]:
    """Its best evidence: opened before cited, support before the rest; rows without a paper only where there is no other."""
    ranked = sorted(row.evidence, key=lambda item: (item.checked != "opened", item.stance != "supports", item.id))
    named = [item for item in ranked if item.reference]
    against = [item for item in named if item.stance != "supports"]
    best = (named or ranked)[:most]
    # what stands against a row is never left out for want of room
    return best if not against or any(item in best for item in against) else [*best[:-1], against[0]]


def as_text(effect: Effect, *, full: bool = False, colour: bool = False) -> str:
    """The whole answer as text for a terminal.

    Parameters
    ----------
    full
        Show every path and every source instead of the best and two sources a step.
    colour
        ANSI colours.
    """
    knowledge = effect.knowledge

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    tint = {"increase": "34;1", "decrease": "31;1"}.get(effect.verdict, "1")
    out = [paint(f"{_ARROWS[effect.verdict]} {effect.verdict.upper().replace('_', ' ')}", tint) + f"  {effect.start.label} → {knowledge.name(effect.target)}"]
    out.append(sentence(effect))
    out.append(_figures(effect))
    out += [f"note: {note}" for note in effect.notes]
    if (effect.verdict == "depends" and effect.needs != ("perturbation",)) or len({a.judged.verdict for a in effect.answers}) > 1:
        apart = _told_apart(effect)
        out += ["", "By " + ", ".join(apart[0][1])]
        for answer, keys in apart:
            best = path_line(knowledge, answer.paths_for[0]) if answer.paths_for else answer.judged.reason
            p_up = f", p(up) {answer.judged.p_up:.2f}" if answer.judged.p_up is not None else ""
            out.append(f"  {_open(answer, keys)}: {answer.judged.verdict.replace('_', ' ')}{p_up} · {best}")
    each = 99 if full else EVIDENCE_EACH
    told: set[str] = set()
    word = {"increase": "for the rise", "decrease": "for the fall"}.get(effect.verdict, "one way")
    for title, paths in ((f"Paths {word}", effect.paths_for), ("Paths against", effect.paths_against)):
        out.append("")
        out.append(paint(title, "1") + ("" if paths else ": none found"))
        for number, path in enumerate(paths, 1):
            out.append(f"  {number}. ({symbol(path.sign)}) {path_line(knowledge, path)}   belief {path.belief:.2f}")
            if number == 1 or full:
                for step in path.steps:
                    out += [f"       {line}" for line in _step_lines(effect, step, each, told)]
                weakest = path.weakest
                ends = f"{node_name(knowledge, weakest.source)} → {node_name(knowledge, weakest.target)}"
                out.append(f"       weakest link: {ends} (belief {weakest.belief:.2f}, {grade(weakest.belief)})")
    out += _more(effect)
    out += ["", paint(DISCLAIMER, "2")]
    return "\n".join(out)


def _figures(effect: Effect) -> str:
    judged = effect.answers[0].judged
    if effect.verdict == "depends":
        return f"basis {effect.basis}: what the question leaves open decides · confidence {effect.confidence}"
    parts = []
    if effect.p_up is not None and effect.verdict != "no_effect":
        bounds = f" [{judged.low:.2f}–{judged.high:.2f}]" if judged.low is not None else ""
        parts.append(f"p(up) {effect.p_up:.2f}{bounds}")
    parts.append(f"basis {effect.basis}: {BASES[effect.basis]}")
    parts.append(f"confidence {effect.confidence}")
    return " · ".join(parts) + (f" · {effect.reason}" if effect.sign in ("+", "-") else "")


def _more(effect: Effect) -> list[str]:
    knowledge, answer = effect.knowledge, effect.answers[0]
    out = []
    if answer.rows:
        out += ["", "Rows behind the zero"]
        for key in answer.rows:
            row = knowledge.interactions.get(key)
            if row:
                out.append(f"  {knowledge.gloss(row)} [{row.scope or 'any context'}; {key}]")
                out += [f"      {citation_line(knowledge, item)}" for item in row.evidence[:2]]
            else:
                out.append(f"  exposure row {key}")
                out += [f"      {citation_line(knowledge, item)}" for item in knowledge.evidence.get(key, ())[:2]]
    if answer.loops:
        out += ["", "Feedback crossed"]
        for loop in answer.loops:
            names = " → ".join(node_name(knowledge, node) for node in (*loop.nodes, loop.nodes[0]))
            out.append(f"  {'damps' if loop.sign < 0 else 'amplifies'}: {names}")
        if answer.open_loop is not None and abs(answer.judged.size) > 0:
            out.append(f"  {_loop_share(answer.judged.size, answer.open_loop)}")
    measured = observed(effect)
    if measured:
        out += ["", "Measured (never used for the answer)"]
        for seen in measured[:MEASURED]:
            papers = [citation_line(knowledge, item) for item in knowledge.evidence.get(seen.id, ()) if item.reference][:1]
            out.append(f"  {observation_line(knowledge, seen)}")
            out += [f"      {paper}" for paper in papers]
    if answer.deciders:
        out += ["", "What would change it"]
        for decider in answer.deciders:
            edge = decider.edge
            way = "rise" if decider.correlation > 0 else "fall"
            step = f"{node_name(knowledge, edge.source)} {'raises' if edge.sign > 0 else 'lowers'} {node_name(knowledge, edge.target)}"
            out.append(f"  the stronger {step}, the more the answer leans to a {way} (r = {decider.correlation:+.2f})")
    if not answer.complete:
        out.append("note: the search for paths met its cap; further paths may exist")
    if answer.settled < 0.9:
        out.append(f"note: {1 - answer.settled:.0%} of the draws did not come to rest")
    return out


def _loop_share(closed: float, cut: float) -> str:
    """What the feedback makes of the response, in words."""
    if abs(cut) < 0.1 * abs(closed):
        return "most of the response comes by way of it"
    if closed * cut < 0:
        return "without it the response would have the other sign"
    share = abs(closed) / abs(cut) if cut else float("inf")
    if 0.9 <= share <= 1.1:
        return "it hardly changes the response"
    return f"it leaves {share:.0%} of the response there would be without it" if share < 1 else f"it makes the response {share:.1f} times as large"


def observed(effect: Effect) -> list[Observation]:
    """Observations of the same perturbation on the same readout, in any context."""
    moved = {effect.start.state, *(setting.variable for setting in effect.start.settings), *effect.start.withdrawn}
    return [row for row in effect.knowledge.observations.values() if row.perturbation in moved and row.readout == effect.target]


def observation_line(knowledge: Knowledge, row: Observation) -> str:
    """``letrozole (+) raises CTX [sex=female]``."""
    verb = {1: "raises", -1: "lowers", 0: "leaves unchanged"}[row.sign]
    scope = f" [{row.scope}]" if row.scope else ""
    return f"{knowledge.name(row.perturbation)} ({row.direction}) {verb} {knowledge.name(row.readout)}{scope}"


def as_html(effect: Effect) -> str:
    """The answer for a notebook: the sentence, the figures, the paths."""
    knowledge = effect.knowledge
    rows = []
    for title, paths in (("for", effect.paths_for), ("against", effect.paths_against)):
        for path in paths:
            rows.append(f"<tr><td>{title}</td><td>{symbol(path.sign)}</td><td>{html.escape(path_line(knowledge, path))}</td><td>{path.belief:.2f}</td></tr>")
    return (
        f"<div class='bonegraph-effect'><p><b>{_ARROWS[effect.verdict]} {html.escape(effect.verdict.replace('_', ' '))}</b> "
        f"{html.escape(sentence(effect))}</p><p>{html.escape(_figures(effect))}</p>"
        f"<table><tr><th></th><th>sign</th><th>path</th><th>belief</th></tr>{''.join(rows)}</table>"
        f"<p><small>{html.escape(DISCLAIMER)}</small></p></div>"
    )
