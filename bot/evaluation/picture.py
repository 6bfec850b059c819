"""Draws the card: can the confidence be trusted, what would other thresholds give, and for whom.

matplotlib is optional (``pip install optout-bot[plots]``), and imported only here.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.evaluation.card import Card
from bot.evaluation.curves import calibration_error
from bot.evaluation.errors import EvaluationError, UnusableFile

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Told apart with any colour vision. Source: Okabe and Ito, "Color universal design", 2008.
BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
VERMILION: Final = "#D55E00"
GREY: Final = "#777777"
WIDTH_INCHES: Final = 8.0
HEIGHT_INCHES: Final = 7.6
DOTS_PER_INCH: Final = 150  # 1200 pixels wide: sharp, and legible when shown at 800


def draw(card: Card, path: Path) -> None:
    """Draw *card* into the PNG file *path*; folders on the way are made.

    Raises:
        EvaluationError: matplotlib is not installed.
        UnusableFile: *path* cannot be written.
    """
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415  # optional
    except ImportError as error:
        raise EvaluationError(
            "the picture needs matplotlib: pip install 'optout-bot[plots]'"
        ) from error
    figure = Figure(figsize=(WIDTH_INCHES, HEIGHT_INCHES), layout="constrained")
    mosaic = figure.subplot_mosaic([["trust", "thresholds"], ["kinds", "kinds"]])
    _draw_trust(mosaic["trust"], card)
    _draw_thresholds(mosaic["thresholds"], card)
    _draw_kinds(mosaic["kinds"], card)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # No version of the library inside: equal figures make equal files.
        figure.savefig(path, dpi=DOTS_PER_INCH, metadata={"Software": None})
    except OSError as error:
        raise UnusableFile(path, "file", str(error)) from error


def _draw_trust(axes: "Axes", card: Card) -> None:
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1, label="perfect")
    confidences = [one.confidence for one in card.bins]
    shares = [one.right.value for one in card.bins]
    below = [one.right.value - one.right.interval[0] for one in card.bins]
    above = [one.right.interval[1] - one.right.value for one in card.bins]
    axes.errorbar(
        confidences,
        shares,
        yerr=[below, above],
        color=BLUE,
        marker="o",
        capsize=3,
        label="measured, 95 % interval",
    )
    axes.set(
        title=f"Can the confidence be trusted? ECE {calibration_error(card.bins):.3f}",
        xlabel="confidence",
        ylabel="share that is right",
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
    )
    axes.legend(loc="upper left", fontsize=9, frameon=False)
    axes.grid(alpha=0.25)


def _draw_thresholds(axes: "Axes", card: Card) -> None:
    tried = [point for point in card.curve if point.answer_from is not None]
    shipped = [point for point in card.curve if point.answer_from is None]
    axes.plot(
        [100 * point.wrong.value for point in tried],
        [100 * point.right.value for point in tried],
        color=BLUE,
        label="other thresholds",
    )
    for point in shipped:
        across, up = 100 * point.wrong.value, 100 * point.right.value
        axes.plot(across, up, color=VERMILION, marker="D", markersize=8, linestyle="none")
        axes.annotate(
            f"shipped: {up:.1f} % right,\n{across:.1f} % wrong",
            (across, up),
            xytext=(14, -30),
            textcoords="offset points",
            fontsize=9,
        )
    axes.set(
        title="Right against wrong answers",
        xlabel="wrong answers, % of all messages",
        ylabel="right answers, % of those in scope",
        ylim=(0, 100),
    )
    axes.set_xlim(left=0)
    axes.legend(loc="lower right", fontsize=9, frameon=False)
    axes.grid(alpha=0.25)


def _draw_kinds(axes: "Axes", card: Card) -> None:
    kinds = sorted(card.kinds, key=lambda kind: -kind.right.value)
    names = [f"{kind.name}\n({kind.wrong.total})" for kind in kinds]
    right = [100 * kind.right.value for kind in kinds]
    near = [100 * (kind.served.value - kind.right.value) for kind in kinds]
    wrong = [100 * kind.wrong.value for kind in kinds]
    places = range(len(kinds))
    axes.bar(places, right, color=BLUE, width=0.62, label="right answer")
    axes.bar(places, near, bottom=right, color=SKY, width=0.62, label="one press away")
    axes.plot(
        places,
        wrong,
        color=VERMILION,
        marker="D",
        linestyle="none",
        clip_on=False,
        label="wrong answer",
    )
    for place, share in zip(places, right, strict=True):
        axes.text(place, share / 2, f"{share:.0f}", ha="center", va="center", color="white")
    axes.set(
        title="What becomes of questions, by the manner of asking (how many)",
        ylabel="% of its questions",
        ylim=(0, 105),
    )
    axes.set_xticks(list(places), names, fontsize=9)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, fontsize=9, frameon=False)
    axes.grid(alpha=0.25, axis="y")
