"""A language model on an OpenAI-compatible server, such as llama-server, vLLM or Ollama."""
