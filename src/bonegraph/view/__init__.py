"""The explorer page: one offline HTML file with atlas, focus and path views."""
