"""The effect questions of the founding documents, asked as a person would ask them."""

from __future__ import annotations

import pytest

from bonegraph.graph import Graph

SIGNS = {"+": "increase", "-": "decrease", "0": "no_effect", "?": "ambiguous"}
QUESTIONS = [
    ("effect of anastrozole (aromatase inhibition) on OPG", "-"),
    ("effect of anastrozole on the RANKL/OPG ratio", "+"),
    ("effect of anastrozole on BMD through the estrogen arm", "-"),
    ("effect of raloxifene on osteoclastogenesis in postmenopausal women", "-"),
    ("effect of raloxifene on ER signalling in breast", "-"),
    ("effect of sermorelin on bone formation", "+"),
    ("effect of CJC-1295 on BMD", "+"),
    ("effect of ageing on GH pulse amplitude", "-"),
    ("effect of menopause on RANKL", "+"),
    ("effect of menopause on RANKL through the immune arm", "+"),
    ("effect of menopause on resorption through RANK", "+"),
    ("effect of menopause on fracture risk", "+"),
    ("effect of menopausal hormone therapy on T-cell TNF-alpha", "-"),
    ("effect of menopausal hormone therapy on NTX", "-"),
    ("effect of estrogen on RANK activation through OPG", "-"),
    ("effect of RANKL on BMD", "-"),
    ("effect of estrogen on osteoclast number through apoptosis", "-"),
    ("effect of testosterone on RANKL through aromatization", "-"),
    # the founding answer (-) follows testosterone alone; the estradiol that goes with it held remodelling, and with it formation, back
    ("effect of andropause on bone formation", "?"),
    ("effect of testosterone replacement on the trabecular bone score in men", "+"),
    ("effect of testosterone replacement on fracture risk in men", "-"),
    ("effect of weekly testosterone cypionate in women on RANKL", "-"),
    ("effect of progesterone on RANKL", "0"),
    ("effect of progestogen on estrogen-driven endometrial proliferation", "-"),
    ("effect of transdermal estrogen on clotting factors, relative to oral", "-"),
    ("effect of oral estradiol on estrone", "+"),
    ("effect of ultra-low-dose estradiol on resorption", "-"),
    ("effect of high-dose estradiol in vitro on the ratio", "-"),
    ("effect of high-dose estradiol in vitro on RANKL mRNA", "0"),
    ("effect of zoledronic acid on hip fracture", "-"),
    ("effect of romosozumab on fracture risk", "-"),
    ("effect of stopping HRT on RANKL", "+"),
    ("effect of functional hypothalamic amenorrhea on BMD", "-"),
    ("effect of caloric intake on BMD in FHA", "+"),
    ("effect of resistance training on BMD", "+"),
    ("effect of MHT on the BMD gain from exercise", "+"),
    ("effect of balance training on fracture risk", "-"),
    ("effect of magnesium on bone mineralization", "+"),
]


@pytest.mark.parametrize(("question", "sign"), QUESTIONS, ids=[q for q, _ in QUESTIONS])
def test_founding_question(graph: Graph, question: str, sign: str) -> None:
    effect = graph.ask(question)
    assert effect.verdict == SIGNS[sign], f"{effect.verdict} (p_up {effect.p_up}): {effect.reason}"
    moved: set[str] = set()
    if sign != "0":
        moved = {setting.variable for setting in effect.start.settings}
        assert effect.paths_for or effect.target in moved, "a signed answer shows a chain"
    assert effect.interactions or effect.target in moved, "every answer names the rows behind it"


def test_the_t_cell_arm_of_estrogen_leans_to_a_fall(graph: Graph) -> None:
    """T cells make RANKL and TNF, which form osteoclasts, and interferon-γ and GM-CSF, which keep them from forming: the fall is leaning at best."""
    effect = graph.ask("effect of estrogen on osteoclastogenesis through T cells")
    assert effect.verdict in ("decrease", "ambiguous") and (effect.p_up or 1) < 0.5
    assert effect.paths_for and effect.paths_against


def test_both_arms_are_shown_for_the_net_effect_on_bmd(graph: Graph) -> None:
    effect = graph.ask("net effect of anastrozole on BMD (all paths)")
    assert effect.paths_for and effect.paths_against


def test_raloxifene_depends_on_menopause(graph: Graph) -> None:
    """A partial agonist helps where the ligand is low and hinders where it is high."""
    after = graph.effect("raloxifene", "osteoclastogenesis", {"sex": "female", "life_stage": "postmenopausal"})
    before = graph.effect("raloxifene", "osteoclastogenesis", {"sex": "female", "life_stage": "premenopausal"})
    assert after.verdict == "decrease"
    assert before.verdict != "decrease"
