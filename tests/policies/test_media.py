"""Images and sound: the most that OpenAI's published rules can make of them."""

from __future__ import annotations

import base64
import struct
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.errors import BadRequest
from auslex.wire.media import IMAGE_TOKENS, TILES_MAX, audio_tokens, image_tokens

SIDE = st.integers(1, 70_000)


@pytest.mark.parametrize(
    ("model", "low", "high", "auto", "original"),
    [
        # https://developers.openai.com/api/docs/guides/images-vision, September 2026: patches x multiplier, + 1.
        ("gpt-6-sol", 309, 3_001, 36_001, 36_001),
        ("gpt-5.6-luna", 309, 3_001, 36_001, 36_001),
        ("gpt-5.6", 309, 3_001, 36_001, 36_001),
        ("gpt-5.5", 309, 3_001, 12_001, 12_001),
        ("gpt-5.4", 7_374, 3_001, 3_001, 12_001),
        ("gpt-5.2", 7_374, 7_374, 7_374, 7_374),
        ("gpt-4.1-mini", 9_955, 9_955, 9_955, 9_955),
        ("gpt-4.1-nano-2025-04-14", 15_116, 15_116, 15_116, 15_116),
        ("o4-mini", 10_569, 10_569, 10_569, 10_569),
        # Tiles: base + 8 x tile.
        ("gpt-4o", 85, 1_445, 1_445, 1_445),
        ("gpt-4o-2024-11-20", 85, 1_445, 1_445, 1_445),
        ("gpt-4.1", 85, 1_445, 1_445, 1_445),
        ("gpt-4o-mini", 2_833, 48_169, 48_169, 48_169),
        ("gpt-5.1", 70, 1_190, 1_190, 1_190),
        ("o3", 75, 1_275, 1_275, 1_275),
    ],
)
def test_each_model_has_its_published_bound(model: str, low: int, high: int, auto: int, original: int) -> None:
    assert [low, high, auto, original] == [image_tokens(model, each) for each in ("low", "high", "auto", "original")]


@pytest.mark.parametrize("model", ["gpt-4o", "gpt-5.4", "gpt-6-sol"])
def test_no_detail_is_auto_and_an_unknown_one_the_dearest(model: str) -> None:
    assert image_tokens(model, "auto") == image_tokens(model, None)
    dearest = max(image_tokens(model, each) for each in ("low", "high", "auto", "original"))
    assert [dearest] * 3 == [image_tokens(model, detail) for detail in ("ultra", 5, ["low"])]


@pytest.mark.parametrize("model", ["", "somebody-elses", "gpt-4o-mini-foo", "gpt-7", "o3-pro", "gpt-5.1-codex"])
def test_a_model_without_published_rules_costs_the_dearest(model: str) -> None:
    assert 48_169 == IMAGE_TOKENS == image_tokens(model, "low")


def tiles(width: int, height: int) -> int:
    """As published: fit into 2,048 x 2,048, then the shorter side to 768, never larger; count squares of 512."""
    scale = min(1.0, 2_048 / max(width, height))
    scale = min(scale, 768 / min(width, height))
    return ceil(round(width * scale, 6) / 512) * ceil(round(height * scale, 6) / 512)


@given(SIDE, SIDE)
def test_no_image_has_more_tiles(width: int, height: int) -> None:
    assert tiles(width, height) <= TILES_MAX


def test_the_published_examples_of_tiles_are_within_the_bound() -> None:
    assert [765, 1_105] == [85 + 170 * tiles(1_024, 1_024), 85 + 170 * tiles(2_048, 4_096)]
    assert 1_105 <= image_tokens("gpt-4o", "high")


def test_the_published_examples_of_patches_are_within_the_bound() -> None:
    assert 1_229 < 3_000 < image_tokens("gpt-5.4", "high")


def wav(samples: int = 8_000, channels: int = 1, bits: int = 8, coding: int = 1, data: bytes = b"") -> bytes:
    form = struct.pack("<HHIIHH", coding, channels, samples, 1, 1, bits)
    return b"RIFF" + b"\0" * 4 + b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + b"\0" * 4 + data


def bound(data: bytes, form: object) -> int:
    return audio_tokens(base64.b64encode(data).decode(), form, "sound")


@given(st.integers(0, 100), st.sampled_from([8_000, 16_000, 44_100]), st.integers(1, 2), st.sampled_from([8, 16, 24]))
def test_a_wav_has_no_more_than_ten_tokens_a_second(seconds: int, samples: int, channels: int, bits: int) -> None:
    # https://developers.openai.com/api/docs/guides/realtime-costs: a token for 100 ms of what the user says.
    size = seconds * samples * channels * (bits // 8)
    header = base64.b64encode(wav(samples, channels, bits, data=b"\0")).decode()
    tokens = audio_tokens(header + "A" * (size * 4 // 3), "wav", "sound")
    assert 10 * seconds < tokens


@given(st.integers(1, 3_600), st.sampled_from([8_000, 16_000, 64_000, 320_000]))
def test_an_mp3_has_no_more_than_ten_tokens_a_second(seconds: int, bit_rate: int) -> None:
    data = "//Mg" + "A" * (seconds * bit_rate // 8 * 4 // 3)
    assert 10 * seconds < audio_tokens(data, "mp3", "sound")


def test_an_hour_is_bounded_to_the_token() -> None:
    assert 3_600 * 20 + 32 == bound(b"ID3" + bytes(3_600 * 1_000 - 3), "mp3")


@pytest.mark.parametrize("data", [wav(), wav(4_000, 1, 16), wav(4_000, 2), wav(8_000, coding=7), wav(48_000, 2, 32, 3)])
def test_uncompressed_wavs_are_taken(data: bytes) -> None:
    assert bound(data, "wav") > 32


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", "mp3"),
        (b"", "wav"),
        (b"OggS" + bytes(100), "mp3"),
        (wav(), "mp3"),
        (wav(), "flac"),
        (wav(), None),
        (b"ID3" + bytes(100), "wav"),
        (wav(1), "wav"),
        (wav(4_000), "wav"),
        (wav(8_000, 0), "wav"),
        (wav(8_000, bits=4), "wav"),
        (wav(8_000, coding=2), "wav"),
        (wav(8_000, coding=0xFFFE, data=bytes(40)), "wav"),
        (b"RIFF", "wav"),
        (b"\xff\xfb\x00\x00", "mp3"),
        (b"\xff\xfb\xf0\x00", "mp3"),
        (b"\xff\xfd\x90\x00", "mp3"),
    ],
)
def test_sound_of_unknown_length_is_refused(data: bytes, form: object) -> None:
    with pytest.raises(BadRequest) as caught:
        bound(data, form)
    assert ("unsupported_parameter", "sound") == (caught.value.code, caught.value.param)


def test_what_is_not_base64_is_refused() -> None:
    with pytest.raises(BadRequest):
        audio_tokens("SUQz$$$$", "mp3", "sound")
