"""First tables: chats, subscriptions, reminders, updates that were seen, misses.

Revision: 0001, after none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "chat",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_index", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("chat_number", sa.LargeBinary(36), nullable=False),
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("device", sa.String(16)),
        sa.Column("step", sa.String(32)),
        sa.Column("refused_on", sa.Date),
        sa.Column("last_seen_on", sa.Date, nullable=False),
    )
    op.create_index("ix_chat_last_seen_on", "chat", ["last_seen_on"])
    op.create_table(
        "subscription",
        sa.Column(
            "chat_id", sa.Integer, sa.ForeignKey("chat.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("cadence", sa.String(16), nullable=False),
        sa.Column("hour", sa.SmallInteger, nullable=False),
        sa.Column("subscribed_on", sa.Date, nullable=False),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "chat_id", sa.Integer, sa.ForeignKey("chat.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("milestone", sa.String(32), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("lease_until", INSTANT),
        sa.Column("not_before", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.UniqueConstraint("chat_id", "campaign", "milestone"),
        sqlite_autoincrement=True,
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_reminder_due_at",
        "reminder",
        ["due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "seen_update",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    op.create_index("ix_seen_update_seen_at", "seen_update", ["seen_at"])
    op.create_table(
        "missed_question",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("locale", sa.String(35), primary_key=True),
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("missed_question")
    op.drop_table("seen_update")
    op.drop_table("reminder")
    op.drop_table("subscription")
    op.drop_table("chat")
