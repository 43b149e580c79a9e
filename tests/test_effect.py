"""The main job: gates, decoys, ratios, zeros, competing arms, no path, contexts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bonegraph.errors import AmbiguousName, QuestionError, UnknownName
from bonegraph.graph import Graph
from bonegraph.model.context import Scope
from bonegraph.reason.effect import Reasoner
from bonegraph.reason.question import Question

POSTMENOPAUSAL = {"sex": "female", "life_stage": "postmenopausal"}


def test_headline(graph: Graph) -> None:
    """Aromatase inhibition lowers OPG in bone, through estradiol and ERα, with a source for each step."""
    effect = graph.effect("aromatase inhibition", on="OPG", context=POSTMENOPAUSAL)
    assert (effect.verdict, effect.sign, effect.target) == ("decrease", "-", "opg")
    nodes = effect.paths_for[0].nodes
    assert nodes[0] == "aromatase" and {"estradiol", "era-bone"} <= set(nodes) and nodes[-1] == "opg"
    for step in effect.paths_for[0].steps:
        rows = [graph.knowledge.interactions[i] for i in step.interactions]
        assert any(e.checked == "opened" and e.reference for row in rows for e in row.evidence), step


def test_no_path_runs_through_a_blocked_conversion(graph: Graph) -> None:
    for context in (POSTMENOPAUSAL, {"sex": "male"}, {}):
        effect = graph.effect("anastrozole", on="OPG", context=context)
        for answer in effect.answers:
            for path in (*answer.paths_for, *answer.paths_against):
                for step in path.steps:
                    if step.needs and "aromatase" in step.needs:
                        pytest.fail(f"{step.source} → {step.target} runs through aromatase, which is blocked")


def test_testosterone_reaches_estradiol_only_through_aromatase(graph: Graph) -> None:
    free = graph.effect("testosterone", "estradiol", {"sex": "male"})
    blocked = graph.effect("testosterone", "estradiol", {"sex": "male", "cotreatment": "letrozole"})
    assert free.verdict == "increase"
    assert blocked.verdict != "increase" or abs(blocked.answers[0].judged.size) < abs(free.answers[0].judged.size) / 3


def test_decoy_acts_on_availability_not_on_production(graph: Graph) -> None:
    effect = graph.effect("OPG", "RANK")
    assert effect.verdict == "decrease"
    assert graph.edges("OPG", "RANKL").sign == "-"


def test_ratio_agrees_with_both_parts(graph: Graph) -> None:
    assert graph.effect("RANKL", "RANKL/OPG ratio").verdict == "increase"
    assert graph.effect("OPG", "RANKL/OPG ratio").verdict == "decrease"


def test_receptor_loss_silences_the_ligand(graph: Graph) -> None:
    effect = graph.effect("estradiol", "OPG", {"sex": "male", "genotype": "ESR1-loss"})
    assert effect.verdict in ("no_effect", "ambiguous")


def test_opposite_perturbations_give_opposite_answers(graph: Graph) -> None:
    up = graph.effect("estradiol", "OPG", POSTMENOPAUSAL)
    down = graph.effect("estradiol", "OPG", {"sex": "female", "life_stage": "premenopausal"}, direction="-")
    assert (up.verdict, down.verdict) == ("increase", "decrease")


def test_local_exposure_is_a_reasoned_zero(graph: Graph) -> None:
    effect = graph.effect("estradiol", "lumbar spine BMD", {**POSTMENOPAUSAL, "route": "vaginal", "dose": "low"})
    assert effect.verdict == "no_effect"
    assert "exposure" in effect.reason and effect.answers[0].rows


@pytest.mark.parametrize(("readout", "target"), [("CTX", "aromatase"), ("lumbar spine BMD", "denosumab"), ("fracture risk", "GnRH")])
def test_what_lies_downstream_does_not_act_upstream(graph: Graph, readout: str, target: str) -> None:
    assert graph.effect(readout, target).verdict == "no_effect"


@pytest.mark.parametrize(
    ("perturbation", "readout", "context", "verdict"),
    [
        ("letrozole", "CTX", POSTMENOPAUSAL, "increase"),
        ("letrozole", "lumbar spine BMD", POSTMENOPAUSAL, "decrease"),
        ("tamoxifen", "lumbar spine BMD", POSTMENOPAUSAL, "increase"),
        ("denosumab", "CTX", POSTMENOPAUSAL, "decrease"),
        ("denosumab", "PTH", POSTMENOPAUSAL, "increase"),
        ("romosozumab", "P1NP", POSTMENOPAUSAL, "increase"),
        ("teriparatide", "P1NP", POSTMENOPAUSAL, "increase"),
        ("odanacatib", "CTX", POSTMENOPAUSAL, "decrease"),
        ("vitamin D deficiency", "PTH", {}, "increase"),
        ("glucocorticoid", "OPG", {}, "decrease"),
        ("glucocorticoid", "bone formation", {}, "decrease"),
        ("menopause", "FSH", {}, "increase"),
        ("dihydrotestosterone", "LH", {"sex": "male"}, "decrease"),
        ("RANKL knockout", "osteoclast number", {"species": "mouse"}, "decrease"),
        ("SOST loss of function", "bone formation", {}, "increase"),
    ],
)
def test_textbook_answers(graph: Graph, perturbation: str, readout: str, context: dict[str, str], verdict: str) -> None:
    effect = graph.effect(perturbation, readout, context)
    assert effect.verdict == verdict, f"p_up {effect.p_up}: {effect.reason}"


def test_the_same_input_gives_the_same_answer(graph: Graph) -> None:
    one = graph.effect("letrozole", "CTX", POSTMENOPAUSAL, seed=3).to_dict()
    two = graph.effect("letrozole", "CTX", POSTMENOPAUSAL, seed=3).to_dict()
    assert json.dumps(one) == json.dumps(two)


def test_another_seed_moves_the_figure_but_not_a_clear_verdict(graph: Graph) -> None:
    verdicts = {graph.effect("aromatase inhibition", "OPG", POSTMENOPAUSAL, seed=seed).verdict for seed in range(4)}
    assert verdicts == {"decrease"}


def test_answers_print_well(graph: Graph) -> None:
    effect = graph.effect("aromatase inhibition", "OPG")
    assert "PMID:" in str(effect) and "not medical advice" in str(effect)
    assert "<table>" in effect._repr_html_()
    data = effect.to_dict()
    assert data["disclaimer"] and data["paths_for"][0]["steps"] and data["interactions"]


def test_errors_are_for_people(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="did you mean"):
        graph.effect("ralxifennee", "CTX")
    with pytest.raises(AmbiguousName, match="ambiguous"):
        graph.effect("estradiol", "ER")
    with pytest.raises(QuestionError, match="unknown context key 'planet'"):
        graph.effect("estradiol", "OPG", {"planet": "mars"})
    with pytest.raises(QuestionError, match="life_stage"):
        graph.effect("estradiol", "OPG", {"life_stage": "ancient"})
    with pytest.raises(QuestionError, match="cannot read"):
        graph.ask("tell me a story")


def test_a_misspelling_is_told(graph: Graph) -> None:
    effect = graph.effect("raloxifen", "CTX", POSTMENOPAUSAL)
    assert effect.start.label == "raloxifene"
    assert any("raloxifen" in note for note in effect.notes) or graph.resolve("raloxifen").how == "spelling"


def test_replacement_is_a_set_point(graph: Graph) -> None:
    """Testosterone given back at a replacement dose leaves nothing of what the GnRH agonist alone does."""
    alone = graph.effect("GnRH agonist", "CTX", {"sex": "male"})
    back = graph.effect("GnRH agonist + testosterone", "CTX", {"sex": "male", "dose": "replacement"})
    assert alone.verdict == "increase"
    assert back.verdict == "no_effect" and "set-point" in back.reason


def test_a_contested_step_alone_gives_no_verdict(graph: Graph) -> None:
    """Were it contested that denosumab binds RANKL, nothing could be said of what follows from it."""
    known = graph.knowledge
    rows = {i: replace(row, consensus="contested") if row.subject == "denosumab" else row for i, row in known.interactions.items()}
    effect = Reasoner(replace(known, interactions=rows)).effect(Question("denosumab", "CTX"))
    assert effect.verdict == "ambiguous" and "contested" in effect.reason


def test_an_agonist_flares_and_then_suppresses(graph: Graph) -> None:
    assert graph.effect("leuprolide", "LH", {"sex": "male", "time": "days"}).verdict == "increase"
    assert graph.effect("leuprolide", "LH", {"sex": "male", "time": "months"}).verdict == "decrease"


def test_a_name_that_covers_opposite_things_is_told(graph: Graph) -> None:
    effect = graph.effect("diuretic", "urinary calcium")
    assert effect.verdict == "depends" and effect.needs == ("perturbation",)


def test_what_was_measured_stands_beside_the_answer(graph: Graph) -> None:
    assert "Measured (never used for the answer)" in str(graph.effect("denosumab", "lumbar spine BMD", POSTMENOPAUSAL))


def test_a_net_null_stops_what_lies_behind_it(graph: Graph) -> None:
    """If cabergoline were shown to leave prolactin as it is, estradiol would stay too, with that row as the reason."""
    known, women = graph.knowledge, {"sex": "female", "life_stage": "premenopausal"}
    model = next(row for row in known.active if row.relation == "no_effect_on")
    null = replace(model, id="Ifeedfeed00", subject="cabergoline", object="prolactin", scope=Scope.parse(""), directness="summary", evidence=())
    told = Reasoner(replace(known, interactions={**known.interactions, null.id: null}))
    assert Reasoner(known).effect(Question("cabergoline", "estradiol", "+", women)).verdict == "increase"
    effect = told.effect(Question("cabergoline", "estradiol", "+", women))
    assert effect.verdict == "no_effect" and null.id in effect.answers[0].rows and "over prolactin" in effect.reason
    free = Question("bromocriptine", "estradiol", "+", women)
    assert told.effect(free).verdict == Reasoner(known).effect(free).verdict


def test_a_state_of_several_kinds_is_read_kind_by_kind(graph: Graph) -> None:
    effect = graph.effect("Cushing syndrome", "ACTH")
    assert effect.verdict == "depends" and effect.needs == ("perturbation",) and "Cushing disease" in effect.reason
    assert graph.effect("Cushing disease", "ACTH").verdict == "increase"


def test_what_is_absent_carries_nothing(graph: Graph) -> None:
    """No ovary, no estradiol for FSH to raise; closed growth plates do not grow, open ones do."""
    spayed = {"sex": "female", "condition": "ovariectomy"}
    assert graph.effect("FSH", "estradiol", {"sex": "female", "life_stage": "premenopausal"}).verdict == "increase"
    assert graph.effect("FSH", "estradiol", spayed).verdict == "no_effect"
    assert graph.effect("GH", "linear growth", {"life_stage": "adult"}).verdict == "no_effect"
    assert graph.effect("GH", "linear growth", {"life_stage": "child"}).verdict == "increase"


def test_one_organ_does_not_speak_for_another(graph: Graph) -> None:
    """Gsα of the proximal tubule is not Gsα of the adrenal: PTH does not raise cortisol through it."""
    for path in (*graph.effect("teriparatide", "cortisol").paths_for, *graph.effect("teriparatide", "cortisol").paths_against):
        assert not {"gnas-kidney", "gnas-adrenal"} <= set(path.nodes)
