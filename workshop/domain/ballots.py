"""The secret ballot as mathematics: what the server makes of the browser's key, and what lies in the box.

From the key two hashes are derived that share nothing: the slot of the box and, together with a salt of the round
that no voter knows, the code of the receipt. A ballot is AES-256-GCM (NIST SP 800-38D) over a plaintext of fixed
length, bound to its round, its slot and the wording it answers; without the round's key file it says nothing. What
this promises and what it does not stands in docs/secrecy.md.
"""

import base64
import binascii
import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workshop.domain.errors import Refused

KEY_BYTES = 32  # of a round
VOTER_KEY_BYTES = 16  # of a browser
SLOT_BYTES = 16
SALT_BYTES = 16
CODE_LENGTH = 9
CHOICE_LENGTH = 32  # bytes of plaintext, whatever was chosen
MOST_ANSWERS = CHOICE_LENGTH * 4  # as many bits as fit in as hexadecimal digits
NONCE_BYTES = 12
LEAST_BALLOTS = 3  # fewer can never be asked for
USUAL_BALLOTS = 5
SPOILT = "!spoilt"  # cast as invalid on purpose; on the wire, on the ballot and in the list: no answer is called so
UNREADABLE = "!unreadable"  # really from the box, and none of the answers
FEW_VOTERS = 10  # so many or fewer are told that a unanimous result would reveal everybody
_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MISREAD = str.maketrans("018", "OIB")  # digits that base32 does not have


def new_key() -> bytes:
    """Return a key for a round."""
    return secrets.token_bytes(KEY_BYTES)


def key_print(key: bytes) -> str:
    """Return the fingerprint by which a key is known again without being kept."""
    return hashlib.sha256(b"round key" + key).hexdigest()


def voter_key(text: str) -> bytes:
    """Return the 128 bits that a browser made, from base64url; raises Refused ``ballot_key``."""
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Refused("ballot_key") from wrong
    if len(key) != VOTER_KEY_BYTES:
        raise Refused("ballot_key")
    return key


def slot_of(round_id: int, key: bytes) -> bytes:
    """Return where the ballot of this key lies."""
    return _hash(b"slot", round_id, key)[:SLOT_BYTES]


def new_salt() -> str:
    """Return what goes into the receipts of a round, drawn when it opens and shown to nobody."""
    return secrets.token_bytes(SALT_BYTES).hex()


def code_of(round_id: int, key: bytes, salt: str) -> str:
    """Return the code of the receipt: 45 bits in base32. It cannot be computed from the slot.

    Without the salt two voters could look for two keys of their own with one code, which would make the round
    ``broken``: 45 bits are few enough. Rounds that were opened before there were salts have an empty one.
    """
    return base64.b32encode(_hash(b"code", round_id, key + salt.encode("ascii"))).decode()[:CODE_LENGTH]


def shown_code(code: str) -> str:
    """Return the code as people read it: K7Q-4MX-9TD."""
    return "-".join(code[start : start + 3] for start in range(0, CODE_LENGTH, 3))


def read_code(typed: str) -> str:
    """Return the code that somebody copied from a screen, however they wrote it; raises Refused ``receipt_code``."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_MISREAD)
    if not _is_code(code):
        raise Refused("receipt_code")
    return code


def close_ballot(key: bytes, round_id: int, slot: bytes, frozen_hash: str, code: str, choice: str) -> bytes:
    """Return nonce and ciphertext; the length is the same for every choice."""
    plain = code.encode("ascii") + choice.encode("ascii").ljust(CHOICE_LENGTH, b"\0")
    if len(plain) != CODE_LENGTH + CHOICE_LENGTH:
        raise ValueError("a choice is at most 32 bytes of ASCII")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound(round_id, slot, frozen_hash))


def open_ballot(key: bytes, round_id: int, slot: bytes, frozen_hash: str, ct: bytes) -> tuple[str, str] | None:
    """Return (code, choice), or None if it is not what was put there.

    What was put there and is no text at all is a choice that no type knows, not a fault of the box.
    """
    try:
        plain = AESGCM(key).decrypt(ct[:NONCE_BYTES], ct[NONCE_BYTES:], _bound(round_id, slot, frozen_hash))
    except (InvalidTag, ValueError):
        return None
    code, choice = (
        part.rstrip(b"\0").decode("ascii", "replace") for part in (plain[:CODE_LENGTH], plain[CODE_LENGTH:])
    )
    return (code, choice) if _is_code(code) else None


def may_spoil(config: Mapping[str, Any]) -> bool:
    """Return whether a step offers to cast an invalid ballot: yes, unless it was switched off.

    Who has cast is known in the end, so staying away is no way to say nothing; on paper it is nobody's to forbid.
    """
    return config.get("may_spoil") is not False


def waits_to_be_counted(round_: Any) -> bool:
    """Return whether a round's box was closed and is neither counted nor void."""
    return bool(round_.key_print) and round_.state in ("closed", "broken")


def count(choices: Iterable[str]) -> dict[str, int]:
    """Return how many ballots say what."""
    return dict(sorted(Counter(choices).items()))


def count_again(choices: Sequence[str]) -> dict[str, int]:
    """Count by sorting and measuring runs, so that one mistake cannot hide in both counts."""
    ordered = sorted(choices)
    borders = [i for i, choice in enumerate(ordered) if i == 0 or ordered[i - 1] != choice]
    ends = [*borders[1:], len(ordered)] if borders else []
    return {ordered[start]: end - start for start, end in zip(borders, ends, strict=True)}


def agree(
    opened: Sequence[tuple[str, str]], in_box: int, voted: int, counts: Mapping[str, int], again: Mapping[str, int]
) -> bool:
    """Return whether all that must be the same number is: ballots that are true, in the box, receipts, marks on the
    roll; and whether both counts say the same."""
    codes = {code for code, _ in opened}
    return len(opened) == in_box == voted == len(codes) == sum(counts.values()) and counts == again


def parted(counts: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the counts of answers, and those of invalid ballots by reason: "spoilt", "unreadable"."""
    valid = {choice: n for choice, n in counts.items() if choice not in (SPOILT, UNREADABLE)}
    return valid, {choice[1:]: n for choice, n in counts.items() if choice not in valid}


def list_text(codes: Iterable[str]) -> str:
    """Return the published list: the codes in alphabetical order, a line each."""
    return "".join(f"{shown_code(code)}\n" for code in sorted(codes))


def list_print(codes: Iterable[str]) -> str:
    """Return the SHA-256 of the published list, as ``sha256sum`` says it of the file."""
    return hashlib.sha256(list_text(codes).encode()).hexdigest()


def _is_code(code: str) -> bool:
    return len(code) == CODE_LENGTH and _ALPHABET.issuperset(code)


def _hash(purpose: bytes, round_id: int, rest: bytes) -> bytes:
    # Every part has a fixed length, so that no two inputs run into the same bytes.
    return hashlib.sha256(purpose + round_id.to_bytes(8, "big") + rest).digest()


def _bound(round_id: int, slot: bytes, frozen_hash: str) -> bytes:
    return round_id.to_bytes(8, "big") + slot + frozen_hash.encode()
