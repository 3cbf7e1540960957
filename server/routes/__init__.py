"""Thin HTTP routes: JSON for programs, HTML for people."""
