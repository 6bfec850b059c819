"""Counts of any kind, of nobody in particular, in the place of missed questions alone.

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("what", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("locale", sa.String(35), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.execute(
        "INSERT INTO tally (day, what, key, locale, count)"
        " SELECT day, 'missed', topic, locale, count FROM missed_question"
    )
    op.drop_table("missed_question")


def downgrade() -> None:
    op.create_table(
        "missed_question",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("locale", sa.String(35), primary_key=True),
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.execute(
        "INSERT INTO missed_question (day, locale, topic, count)"
        " SELECT day, locale, key, count FROM tally WHERE what = 'missed'"
    )
    op.drop_table("tally")
