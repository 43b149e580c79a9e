"""Answers: names, questions, signed paths, two-arm responses, verdicts."""
