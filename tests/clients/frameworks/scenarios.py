"""Frameworks as their documentation shows them; only the address and the key are ours. Run in an environment of theirs.

`python scenarios.py FRAMEWORK SCENARIO ADDRESS KEY MODEL` prints what came of it, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable

QUESTION = "Say hello."


def find_act(year: int) -> str:
    """Find the Act of this year."""
    return f"Evidence Act {year}"


class LangChain:
    def __init__(self, address: str, key: str, model: str) -> None:
        from langchain_openai import ChatOpenAI

        self._model = ChatOpenAI(model=model, base_url=address, api_key=key)

    def whole(self) -> dict[str, object]:
        answer = self._model.invoke(QUESTION)
        return {"text": answer.content, "tokens": answer.usage_metadata["total_tokens"]}

    def stream(self) -> dict[str, object]:
        return {"text": "".join(chunk.content for chunk in self._model.stream(QUESTION))}

    def tools(self) -> dict[str, object]:
        (call,) = self._model.bind_tools([find_act]).invoke(QUESTION).tool_calls
        return {"name": call["name"], "arguments": call["args"]}

    def streamed_tools(self) -> dict[str, object]:
        whole = None
        for chunk in self._model.bind_tools([find_act]).stream(QUESTION):
            whole = chunk if whole is None else whole + chunk
        (call,) = whole.tool_calls
        return {"name": call["name"], "arguments": call["args"]}


class LlamaIndex:
    def __init__(self, address: str, key: str, model: str) -> None:
        from llama_index.core.tools import FunctionTool
        from llama_index.llms.openai import OpenAI

        self._model = OpenAI(model=model, api_base=address, api_key=key)
        self._tool = FunctionTool.from_defaults(find_act)

    def whole(self) -> dict[str, object]:
        answer = self._model.complete(QUESTION)
        return {"text": answer.text, "tokens": answer.raw.usage.total_tokens}

    def stream(self) -> dict[str, object]:
        return {"text": "".join(part.delta or "" for part in self._model.stream_complete(QUESTION))}

    def tools(self) -> dict[str, object]:
        return self._called(self._model.chat_with_tools([self._tool], user_msg=QUESTION))

    def streamed_tools(self) -> dict[str, object]:
        *_, last = self._model.stream_chat_with_tools([self._tool], user_msg=QUESTION)
        return self._called(last)

    def _called(self, answer: object) -> dict[str, object]:
        (call,) = self._model.get_tool_calls_from_response(answer)
        return {"name": call.tool_name, "arguments": call.tool_kwargs}


class PydanticAi:
    def __init__(self, address: str, key: str, model: str) -> None:
        from pydantic_ai import Agent
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.openai import OpenAIProvider

        self._calls: list[int] = []
        self._agent = Agent(OpenAIChatModel(model, provider=OpenAIProvider(base_url=address, api_key=key)))
        self._agent.tool_plain(self.find_act)

    def find_act(self, year: int) -> str:
        """Find the Act of this year."""
        self._calls.append(year)
        return find_act(year)

    def whole(self) -> dict[str, object]:
        result = self._agent.run_sync(QUESTION)
        return {"text": result.output, "tokens": result.usage.total_tokens}

    def stream(self) -> dict[str, object]:
        return asyncio.run(self._stream())

    def tools(self) -> dict[str, object]:
        """It calls the tool itself, and asks again with what came of it."""
        text = self._agent.run_sync(QUESTION).output
        return {"name": "find_act", "arguments": {"year": self._calls[0]}, "text": text}

    def streamed_tools(self) -> dict[str, object]:
        text = self.stream()["text"]
        return {"name": "find_act", "arguments": {"year": self._calls[0]}, "text": text}

    async def _stream(self) -> dict[str, object]:
        async with self._agent.run_stream(QUESTION) as result:
            return {"text": "".join([piece async for piece in result.stream_text(delta=True)])}


FRAMEWORKS = {"langchain": LangChain, "llama-index": LlamaIndex, "pydantic-ai": PydanticAi}


def failing(call: Callable[[], dict[str, object]]) -> dict[str, object]:
    """What the framework raises, and what it was told."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001  whatever it is, it is what the test asks for
        cause = error.__cause__ or error
        status = getattr(error, "status_code", getattr(cause, "status_code", None))
        return {"kind": type(error).__name__, "status": status, "said": str(error)[:500]}


def main() -> None:
    framework, scenario, address, key, model = sys.argv[1:]
    made = FRAMEWORKS[framework](address, key, model)
    call = getattr(made, scenario.removeprefix("failing-"))
    print(json.dumps(failing(call) if scenario.startswith("failing-") else call()))


if __name__ == "__main__":
    main()
