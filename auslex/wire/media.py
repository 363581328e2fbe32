"""Images and sound in requests: how many tokens they may be billed as.

Sources, read in November 2026: OpenAI's guide to images and vision (sizing, multipliers, tiles), its guide to realtime
costs (audio tokens a second), and its API reference for the parts.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from auslex.core.errors import BadRequest

PATCHES_LOW = 256  # Within 512 x 512 pixels, in patches of 32 x 32.
TILES_MAX = 8  # Within 2,048 x 2,048 and 768 on the shorter side: 2 x 4 squares of 512.
ROUNDING_TOKENS = 1  # "The final count may differ by one token."


@dataclass(frozen=True, slots=True)
class ImageTokens:
    """The most tokens of one image, for each `detail`. An absent detail is auto; an unknown one is the dearest."""

    low: int
    high: int
    auto: int
    original: int

    def at(self, detail: object) -> int:
        match detail:
            case "low":
                return self.low
            case "high":
                return self.high
            case "auto" | None:
                return self.auto
            case "original":
                return self.original
            case _:
                return self.dearest

    @property
    def dearest(self) -> int:
        return max(self.low, self.high, self.auto, self.original)


def _tiles(base: int, tile: int) -> ImageTokens:
    whole = base + TILES_MAX * tile
    return ImageTokens(base, whole, whole, whole)


def _patches(percent: int, low: int, high: int, auto: int, original: int) -> ImageTokens:
    """`percent`: the model's multiplier in hundredths."""
    return ImageTokens(*(-(-patches * percent // 100) + ROUNDING_TOKENS for patches in (low, high, auto, original)))


def _any_detail(percent: int) -> ImageTokens:
    """Models whose every detail has the largest documented budget, 6,144 patches."""
    return _patches(percent, 6_144, 6_144, 6_144, 6_144)


# Where older editions of the guide say something dearer, that stands. A model that is not here costs the dearest.
_IMAGES = tuple(
    (re.compile(pattern + r"(-\d{4}-\d{2}-\d{2})?"), tokens)
    for pattern, tokens in (
        (r"gpt-(6(\.\d+)?|5\.6)(-(astra|sol|terra|luna))?", _patches(120, PATCHES_LOW, 2_500, 30_000, 30_000)),
        (r"gpt-5\.5", _patches(120, PATCHES_LOW, 2_500, 10_000, 10_000)),
        (r"gpt-5\.4", _patches(120, 6_144, 2_500, 2_500, 10_000)),
        (r"gpt-5\.4-mini", _patches(162, 6_144, 2_500, 2_500, 10_000)),
        (r"gpt-5\.4-nano", _patches(246, 6_144, 2_500, 2_500, 10_000)),
        (r"gpt-5\.2", _any_detail(120)),
        (r"gpt-(5|4\.1)-mini", _any_detail(162)),
        (r"gpt-(5|4\.1)-nano", _any_detail(246)),
        (r"o4-mini", _any_detail(172)),
        (r"gpt-5(\.1)?(-chat-latest)?", _tiles(70, 140)),
        (r"gpt-4(o|\.1)", _tiles(85, 170)),
        (r"gpt-4o-mini", _tiles(2_833, 5_667)),
        (r"o1|o1-pro|o3", _tiles(75, 150)),
    )
)
IMAGE_TOKENS = max(tokens.dearest for _, tokens in _IMAGES)


def image_tokens(model: str, detail: object) -> int:
    """The most tokens that one image of any size may be billed as."""
    for pattern, tokens in _IMAGES:
        if pattern.fullmatch(model):
            return tokens.at(detail)
    return IMAGE_TOKENS


# OpenAI documents a token for 100 ms of what is heard and for 50 ms of what is spoken, and says that counts vary a
# little. The dearer rate bounds both, and pays for a transcript beside the sound.
AUDIO_TOKENS_PER_SECOND = 20
AUDIO_PART_TOKENS = 32  # What marks the part.
# MPEG audio, layer III, has no bit rate below 8,000 bit/s (ISO/IEC 13818-3); its "free format" is not decoded by the
# common decoders. A WAV's rate stands in its header; telephone sound, 8,000 samples of one byte, is the least we take.
MP3_BYTES_PER_SECOND = 1_000
WAV_BYTES_PER_SECOND = 8_000
_WAV_CODINGS = frozenset({1, 3, 6, 7})  # PCM, float, A-law, mu-law.
_WAV_EXTENSIBLE = 0xFFFE  # The coding stands further down.
_HEADER_CHARACTERS = 64  # 48 bytes: all that is looked at.


def audio_tokens(data: str, form: object, name: str) -> int:
    """The most tokens that this base64-encoded sound may be billed as. Raises BadRequest if that cannot be said.

    The bound follows from the bytes: no sound of the form lasts longer than its bytes at the lowest rate.
    """
    try:
        header = base64.b64decode(data[:_HEADER_CHARACTERS], validate=True)
    except (binascii.Error, ValueError):
        raise _unclear(name) from None
    if form == "wav" and _is_wav(header):
        rate = WAV_BYTES_PER_SECOND
    elif form == "mp3" and _is_mp3(header):
        rate = MP3_BYTES_PER_SECOND
    else:
        raise _unclear(name)
    size = -(-len(data) * 3 // 4)
    return -(-size * AUDIO_TOKENS_PER_SECOND // rate) + AUDIO_PART_TOKENS


def _is_wav(header: bytes) -> bool:
    """RIFF, WAVE, and as the first chunk the form: coding, channels, samples a second, ..., bits a sample."""
    if len(header) < 36 or header[:4] != b"RIFF" or header[8:16] != b"WAVEfmt ":
        return False
    coding, channels = int.from_bytes(header[20:22], "little"), int.from_bytes(header[22:24], "little")
    if coding == _WAV_EXTENSIBLE:
        coding = int.from_bytes(header[44:46], "little")
    samples, bits = int.from_bytes(header[24:28], "little"), int.from_bytes(header[34:36], "little")
    return coding in _WAV_CODINGS and channels >= 1 and samples * channels * (bits // 8) >= WAV_BYTES_PER_SECOND


def _is_mp3(header: bytes) -> bool:
    """A tag, or the sync word of a layer III frame that has a bit rate."""
    if header[:3] == b"ID3":
        return True
    return len(header) >= 3 and header[0] == 0xFF and header[1] & 0xE6 == 0xE2 and header[2] & 0xF0 not in (0, 0xF0)


def _unclear(name: str) -> BadRequest:
    return BadRequest(
        f"{name} must be base64 of an MP3, or of a WAV with at least {WAV_BYTES_PER_SECOND} uncompressed bytes a "
        "second, and say which; the length of anything else cannot be bounded.",
        code="unsupported_parameter",
        param=name,
    )
