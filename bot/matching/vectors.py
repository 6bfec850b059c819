"""Keeps vectors in a file: a slow encoder is asked once for each text, from training to training.

Used in training, never at run time.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from bot.matching.encoder import Encoder, Vectors

BATCH: Final = 256  # texts encoded between two writes: what an interrupted run may lose


class KeepingEncoder:
    """Encodes only what *path* does not have yet.

    Args:
        encoder: Encodes the rest.
        path: A file of vectors of this one encoder; made where there is none.
    """

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._path = path
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (text TEXT PRIMARY KEY, vector)")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 per text, as rows."""
        with closing(sqlite3.connect(self._path)) as database:
            known: dict[str, bytes] = dict(database.execute("SELECT text, vector FROM vectors"))
            new = [text for text in dict.fromkeys(texts) if text not in known]
            for start in range(0, len(new), BATCH):
                batch = new[start : start + BATCH]
                vectors = (vector.tobytes() for vector in self._encoder.encode(batch))
                rows = list(zip(batch, vectors, strict=True))
                with database:
                    database.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
                known.update(rows)
        rows_of = [np.frombuffer(known[text], dtype=np.float32) for text in texts]
        return np.array(rows_of, dtype=np.float32)
