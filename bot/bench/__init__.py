"""Measuring: how well and how fast Legible and its peers read."""
