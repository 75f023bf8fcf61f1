"""What a server takes of a question: learned from what it refuses, and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from bot.correcting.language_model import Question
from bot.correcting.remote.json_form import JsonForm

ROOM = 4096  # tokens for thoughts, where they cannot be switched off
SYSTEM = "system"  # the role, which stands for a parameter here
_QUIET = frozenset({"chat_template_kwargs", "reasoning_effort"})
_NEEDLESS = frozenset({"response_format", "stream_options", "temperature", "max_tokens", SYSTEM})
_NOT_OF_REASONING = frozenset({"max_tokens", "temperature", "chat_template_kwargs"})

# How servers name what they do not take.
_NAMES = {
    "response_format": r"response.?format|json.?schema|json.?object|json mode|structured|additionalproperties|grammar",
    "max_tokens": r"max_tokens",
    "max_completion_tokens": r"max_completion_tokens",
    "temperature": r"temperature",
    SYSTEM: r"system.{0,3} (?:role|message|prompt|instruction)|role.{0,20}system|system.{0,20}role|messages\[0\]\.role|"
    r"developer (?:role|message|instruction)|roles must alternate|only user and assistant",
    "stream_options": r"stream_options|include_usage",
    "stream": r"\bstream(?!_options)",
    "chat_template_kwargs": r"chat_template_kwargs|enable_thinking",
    "reasoning_effort": r"reasoning.?effort",
}
# Of OpenAI's models that reason: they refuse one parameter after the other, so that all of them go at once.
_REASONING = re.compile(r"max_completion_tokens|only the default")
_UNKNOWN = re.compile(r"unsupported|not support|unknown|unrecogni[sz]ed|not permitted|invalid parameter")
_TOO_LONG = re.compile(
    r"context.?(?:length|size|window)|too (?:large|long|many)|exceed|reduce the length|maximum (?:allowed|value|number)"
)
_NO_CHAT = re.compile(
    r"not support (?:the )?(?:chat|generat|text)|not a chat|embedding|rerank|chat template|"
    r"chat completions? (?:api )?(?:is|are) not"
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The parameters that a server does `without`, and whether its model `thinks`; then it is asked not to.

    It `reasons` where it thinks unseen, and counts that into `max_completion_tokens`. `room` is whether it gets tokens
    for its thoughts on top of those for the answer.
    """

    without: frozenset[str] = frozenset()
    thinks: bool = False
    reasons: bool = False
    room: bool = True

    def request(self, question: Question, model: str, form: JsonForm) -> dict[str, object]:
        """The body that asks a model this question, to be answered in this form.

        The answer is to be streamed: a server that writes as it goes notices at once that nobody listens any more.
        xllamacpp's stopped 0.04 s after a cancelled request, and without streaming wrote on to the end for 7 s.
        """
        tokens = self.most_tokens(question)
        body: dict[str, object] = {
            "model": model,
            "messages": self._messages(question, model),
            "temperature": 0,
            "max_tokens": tokens,
            "response_format": {"type": "json_schema", "json_schema": {"name": form.name, "schema": form.schema}},
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if self.reasons:
            body["max_completion_tokens"] = tokens
        if self.thinks:
            body |= self._quiet()
        left_out = self.without | ({"stream_options"} if "stream" in self.without else set())
        return {name: value for name, value in body.items() if name not in left_out}

    def most_tokens(self, question: Question) -> int:
        """How many tokens the answer may take, thoughts included."""
        return question.most_tokens + (ROOM if self.room and (self.thinks or self.reasons) else 0)

    def after(self, said: str) -> Dialect | None:
        """What to try after this refusal; None where nothing is left to do without.

        What is named goes, and what goes with it; where nothing is, and at the second refusal, all that is not needed.
        So the next question is most often taken.
        """
        said = said.lower()
        if _TOO_LONG.search(said) and not _UNKNOWN.search(said):
            return replace(self, room=False) if self.room and (self.thinks or self.reasons) else None
        if _REASONING.search(said) and not self.reasons:
            return replace(self, without=self.without | _NOT_OF_REASONING, reasons=True)
        given = self._asked - self.without
        refused = named_in(said) & given or _QUIET & given
        if not refused or (self.without and not refused <= _QUIET):
            refused |= _NEEDLESS & given
        return replace(self, without=self.without | refused) if refused else None

    @property
    def _asked(self) -> frozenset[str]:
        """What may have been asked for."""
        return (
            _NEEDLESS
            | {"stream"}
            | (_QUIET if self.thinks else frozenset())
            | ({"max_completion_tokens"} if self.reasons else frozenset())
        )

    def _messages(self, question: Question, model: str) -> list[dict[str, str]]:
        system = question.system
        if self.thinks and "qwen3" in model.lower():
            system += "\n/no_think"  # Qwen3's own switch, for servers that hand on no other
        if SYSTEM in self.without:
            return [{"role": "user", "content": f"{system}\n\n{question.user}"}]
        return [{"role": "system", "content": system}, {"role": "user", "content": question.user}]

    def _quiet(self) -> dict[str, Any]:
        """What switches thinking off: of templates (llama-server, vLLM), and of servers (Ollama, Gemini, OpenAI)."""
        effort = "low" if self.reasons else "none"
        kwargs = {"enable_thinking": False, "thinking": False, "reasoning_effort": "low"}
        return {"reasoning_effort": effort, "chat_template_kwargs": kwargs}


def named_in(said: str) -> set[str]:
    """The parameters that a server's words name."""
    return {name for name, pattern in _NAMES.items() if re.search(pattern, said.lower())}


def is_no_chat(said: str) -> bool:
    """Whether a server's words say that the model does not chat, rather than what else it does not take."""
    return bool(_NO_CHAT.search(said.lower())) and not named_in(said)
