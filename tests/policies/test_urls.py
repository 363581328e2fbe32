"""URLs inside requests: nobody is sent to where only a server of ours could go."""

from __future__ import annotations

import json

import pytest

from auslex.assembly import request_options
from auslex.core.calls import Endpoint
from auslex.core.errors import BadRequest
from auslex.settings import Settings, SettingsError
from auslex.wire.requests import RequestOptions, parse, with_model

DATA = "data:image/png;base64,iVBORw0KGgo="
PUBLIC = [
    DATA, "DATA:image/png;base64,AA==", "https://example.com/a.png", "http://images.example.com.au:8080/a?b=c#d",
    "https://example.com", "https://8.8.8.8/a.png", "https://[2606:4700::1111]/a.png", "HTTPS://EXAMPLE.COM/A",
    "https://127.0.0.1.example.com/a", "https://example.com./a", "https://xn--bcher-kva.example/a",
]  # fmt: skip
ELSEWHERE = [
    "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1/", "http://127.1/", "http://0/", "http://0x7f000001/",
    "http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.0.0.01/", "http://10.0.0.5/a",
    "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://255.255.255.255/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[fd00::1]/",
    "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:53aa:64c::1]/", "http://[::127.0.0.1]/", "http://localhost/", "http://LOCALHOST./",
    "http://redis:6379/",
    "http://a.localhost/", "http://metadata.google.internal/", "http://printer.local/", "http://intranet/",
    "http://router.home.arpa/", "http://user@example.com/", "http://user:x@example.com/",
    "http://example.com@127.0.0.1/",
    "http://example.com\\@127.0.0.1/", "http:///a", "http://", "https:example.com", "//example.com/a", "example.com/a",
    "file:///etc/passwd", "ftp://example.com/a", "gopher://example.com/", "jar:http://example.com!/",
    "javascript:alert(1)",
    "http://exa mple.com/", "http://example.com/\n", " http://example.com/", "http://example.com\t/",
    "http://%31%32%37.0.0.1/",
    "http://\uff11\uff12\uff17.0.0.1/", "http://example\u3002com/", "http://example.com:99999999/",
    "http://example.com:/x:y@z\x00", "", "x",
    "http://.com.internal/", "http://" + "a" * 300 + ".com/",
]  # fmt: skip


def chat(url: object, options: RequestOptions = RequestOptions()) -> object:  # noqa: B008  frozen
    part = {"type": "image_url", "image_url": {"url": url}}
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": [part]}]}
    return parse(Endpoint.CHAT_COMPLETIONS, json.dumps(body).encode(), options)


def responses(url: object, field: str, options: RequestOptions = RequestOptions()) -> object:  # noqa: B008  frozen
    item = {"role": "user", "content": [{"type": "input_image", "image_url": url}]}
    if field == "output":
        item = {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_image", "image_url": url}]}
    return parse(Endpoint.RESPONSES, json.dumps({"model": "gpt-4o", "input": [item]}).encode(), options)


def refusal(url: object, options: RequestOptions = RequestOptions()) -> tuple[str | None, str]:  # noqa: B008  frozen
    with pytest.raises(BadRequest) as caught:
        chat(url, options)
    return caught.value.param, caught.value.code


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_image_passes(url: str) -> None:
    chat(url)
    responses(url, "content")


@pytest.mark.parametrize("url", ELSEWHERE)
def test_what_may_lead_elsewhere_is_refused_by_name(url: str) -> None:
    assert ("messages[0].content[0].image_url", "invalid_value") == refusal(url)


@pytest.mark.parametrize("field", ["content", "output"])
def test_responses_are_as_strict(field: str) -> None:
    with pytest.raises(BadRequest, match="public host") as caught:
        responses("http://169.254.169.254/", field)
    assert f"input[0].{field}[0].image_url" == caught.value.param


def read(hosts: str) -> RequestOptions:
    return request_options(Settings.from_environment({"AUSLEX_IMAGE_HOSTS": hosts, "OPENAI_BASE_URL": "http://x/v1"}))


@pytest.mark.parametrize(
    ("hosts", "url", "passes"),
    [
        ("cdn.example.com", "https://cdn.example.com/a", True),
        ("cdn.example.com", "https://CDN.example.com./a", True),
        ("cdn.example.com", "https://example.com/a", False),
        ("cdn.example.com", "https://a.cdn.example.com/a", False),
        (".example.com", "https://a.cdn.example.com/a", True),
        (".example.com", "https://badexample.com/a", False),
        ("images", "http://images/a", True),
        ("10.0.0.5", "http://10.0.0.5/a", True),
        ("10.0.0.5", "http://10.0.0.6/a", False),
        ("none", "https://example.com/a", False),
        ("none", DATA, True),
        ("", "https://example.com/a", True),
    ],
)
def test_an_operator_says_which_hosts_may_be_named(hosts: str, url: str, passes: bool) -> None:
    if passes:
        chat(url, read(hosts))
    else:
        assert "invalid_value" == refusal(url, read(hosts))[1]


def test_a_fallback_is_sent_what_was_allowed_once() -> None:
    call = chat("http://images/a", read("images"))
    assert "gpt-4o-mini" == with_model(call, "gpt-4o-mini").model  # type: ignore[arg-type]


def test_a_host_that_is_none_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="AUSLEX_IMAGE_HOSTS"):
        read("https://example.com/")
