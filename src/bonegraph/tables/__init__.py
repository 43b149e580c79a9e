"""The curated tables: text in, text out."""
