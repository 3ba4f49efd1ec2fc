"""The key files of open secret ballots: one a round, outside the database and outside every backup.

A key is on disk, file and folder, before the round that needs it can be open; and it is gone once the ballots
were counted. Deleting a file does not erase an SSD: docs/secrecy.md says what helps.
"""

import os
from pathlib import Path

from workshop.domain.ballots import KEY_BYTES, key_print
from workshop.domain.errors import WorkshopError


class KeyMissing(WorkshopError):
    """The key of a round is not there, or is not the one it was opened with."""

    code = "ballot_key_missing"


class KeyUnread(WorkshopError):
    """The key of a round cannot be read now (too many open files, say): nothing is known of it, so a later try may."""

    code = "not_saved"


class Vault:
    """A folder of keys. ``may_open``: whether secret ballots may be opened over this connection at all;
    ``is_plain``: whether the page has to say that the connection can be read."""

    def __init__(self, folder: Path, *, is_plain: bool = False, may_open: bool = True) -> None:
        self.folder = folder
        self.is_plain = is_plain
        self.may_open = may_open

    def put(self, round_id: int, key: bytes) -> None:
        """Save a key so that it survives a power cut from now on."""
        self._make_folder()
        self.erase(round_id)  # of an opening that never was committed
        handle = os.open(self._file(round_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, key)
            os.fsync(handle)
        finally:
            os.close(handle)
        _sync(self.folder)

    def get(self, round_id: int, fingerprint: str) -> bytes:
        """Return the key of a round; raises KeyMissing, KeyUnread."""
        try:
            key = self._file(round_id).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as missing:
            raise KeyMissing() from missing
        except OSError as fault:
            raise KeyUnread() from fault
        if len(key) != KEY_BYTES or key_print(key) != fingerprint:
            raise KeyMissing()
        return key

    def has(self, round_id: int) -> bool:
        """Return whether there is a key file of the round."""
        return self._file(round_id).exists()

    def fits(self, round_id: int, fingerprint: str) -> bool:
        """Return whether the key file is there and is the one the round was opened with; raises KeyUnread."""
        try:
            self.get(round_id, fingerprint)
        except KeyMissing:
            return False
        return True

    def erase(self, round_id: int) -> None:
        """Delete the key of a round; nothing happens if it is gone already."""
        try:
            self._file(round_id).unlink()
        except FileNotFoundError:
            return
        _sync(self.folder)

    def _make_folder(self) -> None:
        """Make the folder where it is missing; it is on disk once those above it are."""
        missing = [one for one in (self.folder, *self.folder.parents) if not one.is_dir()]
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        for one in missing:
            _sync(one.parent)

    def _file(self, round_id: int) -> Path:
        return self.folder / f"round-{round_id}.key"


def _sync(folder: Path) -> None:
    """Let a folder be on disk, with what was made or deleted in it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


NO_VAULT = Vault(Path("nowhere"), may_open=False)  # for whoever runs no secret ballots
