"""The parts of messages that are not text: taken out of the byte bound, and bounded by what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auslex.core.errors import BadRequest
from auslex.core.json import JsonObject, JsonValue
from auslex.wire.media import audio_tokens, image_tokens
from auslex.wire.urls import Hosts, check_url

TEXT_PARTS = frozenset({"text", "refusal"})  # Priced by their bytes; what else there is, or will be, is not.
RESPONSE_TEXT_PARTS = frozenset({"input_text", "output_text", "refusal", "summary_text", "reasoning_text", "text"})
# Items of a response's input that say all there is to bill. Others bring tools along, refer to what only the upstream
# knows, or set off work of their own.
RESPONSE_ITEMS = frozenset(
    {
        None,
        "message",
        "reasoning",
        "function_call",
        "function_call_output",
        "custom_tool_call",
        "custom_tool_call_output",
    }
)


@dataclass(frozen=True, slots=True)
class Media:
    """encoded_bytes: what in the body is not text. tokens: what that may cost. audio_tokens: a part of these."""

    encoded_bytes: int = 0
    tokens: int = 0
    audio_tokens: int = 0

    def __add__(self, other: Media) -> Media:
        return Media(
            self.encoded_bytes + other.encoded_bytes,
            self.tokens + other.tokens,
            self.audio_tokens + other.audio_tokens,
        )


NO_MEDIA = Media()


def chat_media(messages: JsonValue, model: str, hosts: Hosts = None) -> Media:
    """What is not text in these messages, whose shape has been checked.

    Raises BadRequest for what has no bound, and for images from elsewhere than these hosts.
    """
    found = NO_MEDIA
    for index, message in enumerate(_items(messages)):
        if message.get("audio") is not None:
            raise unpriced(f"messages[{index}].audio", "Only the upstream knows how long earlier audio is; send text.")
        for place, part in enumerate(_items(message.get("content"))):
            name = f"messages[{index}].content[{place}]"
            refuse_long_cache(part, name)
            kind = kind_of(part)
            if kind in TEXT_PARTS:
                continue
            media = None if kind == "input_image" else part_media(part, model, name)  # Which chat does not know.
            if media is None:
                raise unpriced(name, f"Parts of type {kind} are not priced; send text, images or input_audio.")
            check_url(_url_of(part), f"{name}.image_url", hosts)
            found += media
    return found


def response_media(items: JsonValue, model: str, hosts: Hosts = None) -> Media:
    """As chat_media, for the input of a response."""
    found = NO_MEDIA
    for index, item in enumerate(_items(items)):
        if kind_of(item) not in RESPONSE_ITEMS:
            raise unpriced(f"input[{index}]", f"What an item of type {kind_of(item)} costs is known only upstream.")
        for field in ("content", "output", "summary"):
            value = item.get(field)
            for place, part in enumerate([value] if isinstance(value, dict) else _items(value)):
                found += _response_part(part, model, f"input[{index}].{field}[{place}]", hosts)
    return found


def _response_part(part: JsonObject, model: str, name: str, hosts: Hosts) -> Media:
    kind = kind_of(part)
    refuse_long_cache(part, name)
    if kind in RESPONSE_TEXT_PARTS:
        return NO_MEDIA
    media = part_media(part, model, name) if kind == "input_image" and part.get("file_id") is None else None
    if media is None:
        raise unpriced(name, f"Parts of type {kind} are not priced here; send text, or images as URLs.")
    check_url(_url_of(part), f"{name}.image_url", hosts)
    return media


def part_media(part: JsonObject, model: str, name: str = "the part") -> Media | None:
    """What this part may be billed as; None if it is text or has no bound. Raises BadRequest for a malformed one."""
    match kind_of(part):
        case "image_url":
            image = part.get("image_url")
            url, detail = (image.get("url"), image.get("detail")) if isinstance(image, dict) else (None, None)
            return _image(url, detail, model, f"{name}.image_url", "an object with a url that is text")
        case "input_image":
            return _image(part.get("image_url"), part.get("detail"), model, f"{name}.image_url", "a URL that is text")
        case "input_audio":
            return _audio(part.get("input_audio"), f"{name}.input_audio")
        case _:
            return None


def _url_of(part: JsonObject) -> JsonValue:
    image = part.get("image_url")
    return image.get("url") if isinstance(image, dict) else image


def kind_of(holder: Mapping[str, object]) -> str | None:
    """Its type, if it has one; what is no name of a type is none that we know."""
    kind = holder.get("type")
    return kind if kind is None or isinstance(kind, str) else "unknown"


def _items(value: JsonValue) -> list[JsonObject]:
    """The objects of a list; anything else in it is not ours to read, and was refused or is text."""
    return [item if isinstance(item, dict) else {} for item in value] if isinstance(value, list) else []


def _image(url: JsonValue, detail: JsonValue, model: str, name: str, needed: str) -> Media:
    """A data URL is not text; a remote one is, and the upstream fetches an image of any size."""
    if not isinstance(url, str):
        raise BadRequest(f"{name} needs {needed}.", code="invalid_type", param=name)
    encoded = len(url) if url.startswith("data:") and url.isascii() else 0
    return Media(encoded, image_tokens(model, detail))


def _audio(sound: JsonValue, name: str) -> Media:
    data = sound.get("data") if isinstance(sound, dict) else None
    if not isinstance(sound, dict) or not isinstance(data, str):
        raise BadRequest(f"{name} needs an object with data that is base64.", code="invalid_type", param=name)
    tokens = audio_tokens(data, sound.get("format"), name)
    return Media(len(data.encode()), tokens, tokens)


def refuse_long_cache(holder: JsonObject, name: str) -> None:
    """Cache entries that live for 12 hours are billed at a price of their own, which nobody has told us."""
    for field in ("prompt_cache_breakpoint", "prompt_cache_options"):
        options = holder.get(field)
        if isinstance(options, dict) and options.get("ttl") not in (None, "30m"):
            place = f"{name}.{field}.ttl".lstrip(".")
            raise unpriced(place, "Only the default lifetime of the prompt cache, 30m, is priced; leave ttl out.")


def unpriced(param: str, message: str) -> BadRequest:
    return BadRequest(message, code="unsupported_parameter", param=param)
