"""Questions that people let us keep.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "kept_question",
        sa.Column("id", row_id, primary_key=True),
        sa.Column("chat_id", row_id, sa.ForeignKey("chat.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kept_on", sa.Date, nullable=False),
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary, nullable=False),
    )
    for column in ("chat_id", "kept_on"):
        op.create_index(f"ix_kept_question_{column}", "kept_question", [column])


def downgrade() -> None:
    op.drop_table("kept_question")
