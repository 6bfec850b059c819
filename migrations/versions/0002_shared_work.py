"""Choices, versions, data keys, the latest moment of a reminder; wide ids; workers.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
IDS = (("chat", "id"), ("subscription", "chat_id"), ("reminder", "id"), ("reminder", "chat_id"))
COUNTED = ("chat", "reminder")  # tables whose ids PostgreSQL takes from a sequence


def upgrade() -> None:
    op.add_column("chat", sa.Column("data_key", sa.LargeBinary(64)))
    op.add_column("chat", sa.Column("follows_since", sa.Date))
    op.add_column("chat", sa.Column("thread_id", sa.BigInteger))
    # These two keep their defaults: SQLite adds no column without, and dropping one afterwards
    # would copy the table, whose deletion takes the reminders with it.
    op.add_column("chat", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column(
        "chat",
        sa.Column("wants_pictures", sa.Boolean, nullable=False, server_default=sa.true()),
    )
    op.add_column("subscription", sa.Column("own_on", sa.Date))
    op.add_column("reminder", sa.Column("latest_at", INSTANT))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(  # as SQLAlchemy writes an instant: with the fraction of a second as it is
            "UPDATE reminder SET latest_at ="
            " strftime('%Y-%m-%d %H:%M:%S', due_at, '+12 hours') || substr(due_at, 20)"
        )
    else:
        op.execute("UPDATE reminder SET latest_at = due_at + INTERVAL '12 hours'")
        for table, column in IDS:
            op.alter_column(table, column, type_=sa.BigInteger)
        for table in COUNTED:
            op.execute(f"ALTER SEQUENCE {table}_id_seq AS bigint")
    with op.batch_alter_table("reminder", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("latest_at", existing_type=INSTANT, nullable=False)
        batch.alter_column("milestone", existing_type=sa.String(32), type_=sa.String(64))
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_reminder_latest_at",
        "reminder",
        ["latest_at", "due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("seen_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    count = op.get_bind().scalar(sa.text("SELECT count(*) FROM chat WHERE data_key IS NOT NULL"))
    if count:
        raise CommandError(
            f"the numbers of {count} chats are sealed in a form that the release before cannot "
            "open: bring back the database that was saved before the upgrade"
        )
    op.drop_table("worker")
    op.drop_index("ix_reminder_latest_at", "reminder")
    with op.batch_alter_table("reminder", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("latest_at")
        batch.alter_column("milestone", existing_type=sa.String(64), type_=sa.String(32))
    op.drop_column("subscription", "own_on")
    for column in ("wants_pictures", "version", "thread_id", "follows_since", "data_key"):
        op.drop_column("chat", column)
    if op.get_bind().dialect.name != "sqlite":
        for table in COUNTED:
            op.execute(f"ALTER SEQUENCE {table}_id_seq AS integer")
        for table, column in IDS:
            op.alter_column(table, column, type_=sa.Integer)
