"""The trained model as one file: written by training, read without pickle, refused when stale."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.core.errors import BotError
from bot.knowledge import phrasings
from bot.matching.calibration import Calibration
from bot.matching.encoder import E5, USE
from bot.matching.head import Head
from bot.matching.lexical import Block, LexicalModel
from bot.matching.spelling import Vocabulary

PATH: Final = Path(__file__).with_name("model.npz")
# By the encoder that it was trained on; without any, the one for USE serves.
PATHS: Final[Mapping[str, Path]] = {USE: PATH, E5: PATH.with_name("model-e5.npz")}

# Raise it when the same phrasings would train another model: a changed feature, say.
RECIPE: Final = 2


class ModelError(BotError):
    """There is no model to match with; the message names the remedy."""


class StaleModel(ModelError):
    """The model was trained on other phrasings, or by another recipe."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} was not trained on the phrasings as they are: {_remedy(path)}"
        )
        self.path = path


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that training found.

    Attributes:
        topics: What the columns of the two linear models stand for, out-of-scope among them.
        vocabularies: By language.
        with_encoder: For both parts fused.
        without_encoder: For the lexical part alone.
    """

    topics: tuple[str, ...]
    vocabularies: Mapping[str, Vocabulary]
    lexical: LexicalModel
    head: Head
    with_encoder: Calibration
    without_encoder: Calibration


def fingerprint() -> str:
    """Return what a fresh model is marked with: a hash of all phrasings and of the recipe."""
    digest = hashlib.sha256(f"recipe {RECIPE}".encode())
    for path in sorted(phrasings.DIRECTORY.glob("*.toml")):
        # A checkout may have changed the ends of lines.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"\n{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def save(model: Model, path: Path, *, key: str) -> None:
    """Write *model* to *path*, marked with *key*."""
    header = {
        "key": key,
        "topics": model.topics,
        "encoder": model.head.encoder,
        "with_encoder": asdict(model.with_encoder),
        "without_encoder": asdict(model.without_encoder),
        "languages": sorted(model.vocabularies),
    }
    arrays: dict[str, NDArray[np.generic]] = {
        "header": _packed([json.dumps(header)]),
        "by_word": _packed(list(model.lexical.by_word.index)),
        "by_word_rarity": model.lexical.by_word.rarity,
        "runs": _packed(list(model.lexical.runs.index)),
        "runs_rarity": model.lexical.runs.rarity,
        "lexical_weights": model.lexical.weights,
        "lexical_scales": model.lexical.scales,
        "lexical_intercepts": model.lexical.intercepts,
        "head_weights": model.head.weights.astype(np.float16),
        "head_intercepts": model.head.intercepts,
    }
    for language, vocabulary in model.vocabularies.items():
        arrays[f"spellings_{language}"] = _packed(list(vocabulary.spellings.values()))
        arrays[f"words_{language}"] = _packed(list(vocabulary.spellings))
        arrays[f"targets_{language}"] = _packed(list(vocabulary.targets))
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load(path: Path = PATH, *, key: str | None = None) -> Model:
    """Return the model in *path*.

    Args:
        path: The file.
        key: What it has to be marked with; by default, the fingerprint of the phrasings.

    Raises:
        StaleModel: It is marked otherwise.
        ModelError: It is missing or cannot be read.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
            header = json.loads(_unpacked(arrays["header"])[0])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        message = f"{path.name} cannot be read ({error}): {_remedy(path)}"
        raise ModelError(message) from error
    if header["key"] != (fingerprint() if key is None else key):
        raise StaleModel(path)
    return Model(
        topics=tuple(header["topics"]),
        vocabularies={
            language: Vocabulary(
                dict(
                    zip(
                        _unpacked(arrays[f"words_{language}"]),
                        _unpacked(arrays[f"spellings_{language}"]),
                        strict=True,
                    )
                ),
                tuple(_unpacked(arrays[f"targets_{language}"])),
            )
            for language in header["languages"]
        },
        lexical=LexicalModel(
            by_word=_block(arrays, "by_word"),
            runs=_block(arrays, "runs"),
            weights=arrays["lexical_weights"],
            scales=arrays["lexical_scales"],
            intercepts=arrays["lexical_intercepts"],
        ),
        head=Head(
            header["encoder"],
            arrays["head_weights"].astype(np.float32),
            arrays["head_intercepts"],
        ),
        with_encoder=Calibration(**header["with_encoder"]),
        without_encoder=Calibration(**header["without_encoder"]),
    )


def _remedy(path: Path) -> str:
    return 'run `make train ARGS="--encoder e5"`' if path == PATHS[E5] else "run `make train`"


def _block(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Block:
    grams = _unpacked(arrays[name])
    rarity = arrays[f"{name}_rarity"].astype(np.float32)
    return Block({gram: number for number, gram in enumerate(grams)}, rarity)


# An array of strings would pad each to the longest; lines of UTF-8 do not.
def _packed(lines: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.generic]) -> list[str]:
    text = packed.tobytes().decode()
    return text.split("\n") if text else []
