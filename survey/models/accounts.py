"""People who work with the program, what they may do, and how they show who they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.database import Base, Key, Text
from survey.models.offices import Office
from survey.models.searching import Searchable
from survey.roles import Role

MOST_WRONG = 10
"""After so many wrong attempts nobody signs in any more until the account is unlocked."""


class User(Searchable, Base):
    """Somebody who works with the program. Accounts are closed and never deleted: the log names
    them."""

    __tablename__ = "users"
    SEARCHED = ("full_name", "name")
    __table_args__ = (
        CheckConstraint(f"wrong_attempts BETWEEN 0 AND {MOST_WRONG}", "wrong_attempts_bounded"),
        CheckConstraint("totp IS NOT NULL OR totp_since IS NULL", "totp_has_a_secret"),
    )

    id: Mapped[Key]
    name: Mapped[Text] = mapped_column(unique=True)
    """What they sign in with, in small letters."""
    full_name: Mapped[Text]
    password: Mapped[Text | None]
    """Argon2's hash of it; none until they have chosen one."""
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    wrong_attempts: Mapped[int] = mapped_column(default=0)
    waits_until: Mapped[datetime | None]
    totp: Mapped[Text | None]
    """The secret of the second step, encrypted."""
    totp_since: Mapped[datetime | None]
    """When a first code showed that the secret arrived; until then it is not asked for."""
    totp_step: Mapped[int | None]
    """The time step of the last code that was used: no code works twice."""

    grants: Mapped[list[Grant]] = relationship(back_populates="user", order_by="Grant.id")

    @property
    def state(self) -> str:
        """Whether somebody can sign in, or why not."""
        if self.closed_at is not None:
            return "closed"
        if self.password is None:
            return "invited"
        return "locked" if self.wrong_attempts >= MOST_WRONG else "open"


class Grant(Base):
    """A role on an office and everything under it."""

    __tablename__ = "grants"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "office_id"),
        # The constraint alone takes two roles on everything for different ones.
        Index(
            "uq_grants_everything",
            "user_id",
            "role",
            unique=True,
            sqlite_where=text("office_id IS NULL"),
            postgresql_where=text("office_id IS NULL"),
        ),
        CheckConstraint(
            "role IN ({})".format(", ".join(f"'{role}'" for role in Role)), "role_known"
        ),
    )

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Text]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True)
    """None: everything there is, also before there is any office."""

    user: Mapped[User] = relationship(back_populates="grants")
    office: Mapped[Office | None] = relationship()


class StaffSession(Base):
    """A sign-in that has not ended. Nothing about where from is kept."""

    __tablename__ = "staff_sessions"

    id: Mapped[Key]
    digest: Mapped[Text] = mapped_column(unique=True)
    """SHA-256 of the token in the cookie: who reads the table cannot sign in with it."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    is_whole: Mapped[bool]
    """Not while the second step is still to come."""


class RecoveryCode(Base):
    """Signs somebody in once who has lost the device of the second step."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    digest: Mapped[Text] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class OneTimeLink(Base):
    """Lets somebody choose a password, once."""

    __tablename__ = "one_time_links"

    digest: Mapped[Text] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Identity(Base):
    """Somebody whom a single sign-on knows, and whose account that is."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("user_id", "issuer"),)

    issuer: Mapped[Text] = mapped_column(primary_key=True)
    subject: Mapped[Text] = mapped_column(primary_key=True)
    """What the issuer calls them, whatever else about them changes."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    since: Mapped[datetime]
