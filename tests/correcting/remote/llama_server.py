"""`python -m tests.correcting.remote.llama_server MODEL KEY`: llama.cpp's own server on a free port of loopback.

Prints its address and serves until its standard input ends.
"""

from __future__ import annotations

import sys

import xllamacpp


def serve(model: str, key: str) -> None:
    """Serve a GGUF file to those who have the key."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.model_alias = {"tiny"}
    parameters.n_ctx = 65536
    parameters.n_parallel = 2
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.endpoint_slots = True
    parameters.endpoint_metrics = True
    parameters.warmup = False
    parameters.fit_params = False
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2])
