"""What staff say beside the figures of a report, when they publish it."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass
from hashlib import sha256

from survey.editions.refusals import TooLong
from survey.masking import mask
from survey.models.editions import LONGEST_NOTE, LONGEST_REMARKS

LONGEST = {"note": LONGEST_NOTE, "remarks": LONGEST_REMARKS, "next_steps": LONGEST_REMARKS}


@dataclass(frozen=True)
class Said:
    """Free words: what changed since the edition before, the head's remarks, what comes next."""

    note: str | None = None
    remarks: str | None = None
    next_steps: str | None = None

    @property
    def kept(self) -> Said:
        """As it is stored: composed letters, nothing that nobody sees, no number of a person."""
        kept = {name: _kept(words) for name, words in asdict(self).items()}
        for name, words in kept.items():
            if words and len(words) > LONGEST[name]:
                raise TooLong(f"{name} has {len(words)} letters, and may have {LONGEST[name]}")
        return Said(**kept)

    @property
    def digest(self) -> str:
        """SHA-256 over all of it, as canonical JSON: the log has it."""
        written = json.dumps(
            asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return sha256(written.encode()).hexdigest()


def _kept(words: str | None) -> str | None:
    composed = unicodedata.normalize("NFC", words or "").replace("\r\n", "\n").replace("\t", " ")
    seen = "".join(each for each in composed if each == "\n" or _is_seen(each))
    return mask(seen.strip()) or None


def _is_seen(character: str) -> bool:
    """Marks of direction would turn round what stands after them."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
