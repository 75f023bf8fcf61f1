"""The files of a local language model: found, downloaded, verified."""
