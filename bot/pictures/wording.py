"""The words of a picture: ours from Fluent, LinkedIn's from the table of labels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.core.effects import Text, Value
from bot.core.knowledge import Label
from bot.core.ports import Texts

_FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """Where the words of a picture come from, in one locale.

    Attributes:
        texts: Says the words that are ours.
        labels: Those of LinkedIn's interface, by locale and id.
        locale: The member's.
    """

    texts: Texts
    labels: Mapping[str, Mapping[str, Label]]
    locale: str

    def say(self, id_: str, attribute: str | None = None, /, **args: Value) -> str:
        """Return a message that is ours, without markup."""
        return self.texts.label(Text(id_, args, attribute), self.locale)

    def label(self, id_: str) -> str:
        """Return LinkedIn's own word for *id_*, in English where the member's is not known.

        Raises:
            KeyError: No language has that label.
        """
        return self._table(id_)[id_].text

    def is_foreign(self, id_: str) -> bool:
        """Tell whether the label is known in English only, so the member may see another."""
        return self._table(id_) is self.labels[_FALLBACK] and self._tags()[0] != _FALLBACK

    def label_args(self) -> dict[str, Value]:
        """Return every label as a variable of a message."""
        ids = {id_ for table in self.labels.values() for id_ in table}
        known = {id_ for id_ in ids if any(id_ in self.labels.get(tag, {}) for tag in self._tags())}
        return {f"label-{id_}": self.label(id_) for id_ in known}

    def _table(self, id_: str) -> Mapping[str, Label]:
        for tag in self._tags():
            if id_ in self.labels.get(tag, {}):
                return self.labels[tag]
        raise KeyError(id_)

    def _tags(self) -> tuple[str, ...]:
        """Return the locales to look in: ``fr-CA`` speaks French, and all fall back to English."""
        language = self.locale.partition("-")[0]
        return tuple(dict.fromkeys((language, _FALLBACK)))
