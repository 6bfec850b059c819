"""Says in a table how the matcher did in its cross-validation."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.calibrating import rank
from bot.matching.calibration import Calibration
from bot.matching.validation import Opinions

OFFERED = 3  # topics offered when we ask back

Chosen = NDArray[np.bool_]


def lines(
    calibration: Calibration, opinions: Opinions, topics: Sequence[str], *, with_encoder: bool
) -> Iterator[str]:
    """Yield the table: for all in scope, by language, kind and manner; then what is out of scope.

    top-1 and top-3 ignore the thresholds; right, asked (the right topic among those offered),
    missed (offered without it), declined and wrong are shares of the row's messages.
    """
    ranking = rank(calibration, opinions, topics, with_encoder=with_encoder)
    confidences = np.array([calibration.confidence(*map(float, row)) for row in ranking.features])
    hits = ranking.order[:, :OFFERED] == opinions.truth[:, None]
    right, among = hits[:, 0], hits.any(axis=1)
    answered = confidences >= calibration.answer_from
    asked = ~answered & (confidences >= calibration.ask_from)
    declined = ~answered & ~asked
    total_wrong = float(opinions.weights() @ (answered & ~right))
    yield (
        f"lexical weight {calibration.lexical_weight:.2f}, sharpness {calibration.sharpness:.1f}, "
        f"plain from {calibration.plain_from:.3f}, "
        f"answer from {calibration.answer_from:.3f}, ask from {calibration.ask_from:.3f}; "
        f"wrong answers {total_wrong:.1%} of all messages"
    )
    yield f"{'':16}{'n':>6}  top-1  top-3 | right  asked missed declined wrong"
    for name, chosen in _groups(opinions):
        shares = [
            right,
            among,
            answered & right,
            asked & among,
            asked & ~among,
            declined,
            answered & ~right,
        ]
        figures = [f"{100 * share[chosen].mean():6.1f}" for share in shares]
        count = np.count_nonzero(chosen)
        yield f"{name:16}{count:6} {' '.join(figures[:2])} | {' '.join(figures[2:])}"
    for name, chosen in _out_of_scope_groups(opinions):
        shares = [declined, asked, answered]
        figures = [f"{100 * share[chosen].mean():6.1f}" for share in shares]
        count = np.count_nonzero(chosen)
        yield f"{name:16}{count:6} declined {figures[0]}, asked {figures[1]}, wrong {figures[2]}"


def _groups(opinions: Opinions) -> Iterator[tuple[str, Chosen]]:
    inside = opinions.in_scope
    yield "in scope", inside
    for names in (
        [phrasing.locale for phrasing in opinions.phrasings],
        [phrasing.kind.value for phrasing in opinions.phrasings],
        opinions.manners,
        [phrasing.topic for phrasing in opinions.phrasings],
    ):
        column = np.array(names)
        for name in np.unique(column[inside]):
            yield str(name), inside & (column == name)


def _out_of_scope_groups(opinions: Opinions) -> Iterator[tuple[str, Chosen]]:
    outside = ~opinions.in_scope
    yield "out of scope", outside
    for names in (
        [phrasing.locale for phrasing in opinions.phrasings],
        [phrasing.kind.value for phrasing in opinions.phrasings],
    ):
        column = np.array(names)
        for name in np.unique(column[outside]):
            yield str(name), outside & (column == name)
