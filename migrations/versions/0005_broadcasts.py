"""Broadcasts: what an owner writes to everybody who follows the changes.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "broadcast",
        sa.Column("id", row_id, primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("locale", sa.String(35)),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("sealed_text", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    # The release before would try for ever to say them; what was sent is still counted.
    op.execute("DELETE FROM reminder WHERE state = 'waiting' AND milestone LIKE 'broadcast-%'")
    op.drop_table("broadcast")
