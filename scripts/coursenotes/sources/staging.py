"""Build a site in a folder aside, then exchange two folders in one step, so it is never half built.

The new site grows in a folder beside the old one, so on the same disk. Linux exchanges two folders
with a single call (``renameat2``): if a build is killed at any time, the site is either the whole
old one or the whole new one. On other systems two renames do it. Between them there is no site, and
the next build puts the old one back. Copying file by file could not promise that.

Two cases need care. A site cannot be exchanged if it is a mount point, or if its parent is not
writable. Then the new site grows inside it, and its files are moved one by one, each page after the
files that it loads. If such a build is killed, only the next build repairs the site. And hidden
files at the top, such as ``.git``, do not belong to the site (MkDocs keeps them too). The new
folder gets them as hard links before the exchange, so that none is ever missing.

A lock file beside the site keeps other builds out. The lock ends with its process, so the next
build knows what a killed one left, and removes it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path

from coursenotes.errors import NotesError, error
from coursenotes.sources.load import display_path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_NOT_KNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
_NOT_HERE = {errno.EXDEV, errno.EBUSY}
"""Errors for a folder that is a mount point or on another disk."""
if sys.platform == "win32":
    _NOT_HERE.add(errno.EACCES)  # Windows: a folder open in some window


class Staging:
    """The place where a folder's next content grows: fill :attr:`path`, then :meth:`publish`.

    Its user must call :meth:`discard` at the end, published or not. Every method raises a one-line
    :class:`NotesError` for a full disk or a folder that cannot be written.
    """

    def __init__(self, target: Path) -> None:
        """Keep other builds out of ``target``, and repair what a killed one left.

        Raises :class:`NotesError` also if another build is using it.
        """
        self._name = target
        self._target = Path(os.path.realpath(target))
        if self._target.exists() and not self._target.is_dir():
            raise error(display_path(target), "is a file, and the site needs a folder there")
        self._lock = -1
        self._made: list[Path] = []
        parent = self._target.parent
        self._inside = os.path.ismount(self._target) or (
            self._target.is_dir() and not os.access(parent, os.W_OK | os.X_OK)
        )
        folder = self._target if self._inside else parent
        self.path = folder / f".{self._target.name}.building"
        self._replaced = folder / f".{self._target.name}.replaced"
        self._lock_file = folder / f".{self._target.name}.lock"
        try:
            self._make_folder(folder)
            self._lock = self._locked()
            self._recover()
            self.path.mkdir()
        except OSError as cause:
            self.discard()
            raise self.unwritable(cause) from None
        except NotesError:
            self.discard()
            raise

    def publish(self) -> None:
        """Replace the target's content with what was built."""
        try:
            if self._inside:
                _move_files(self.path, self._target)
            elif not self._target.is_dir():
                self.path.rename(self._target)
            else:
                _keep_hidden(self._target, self.path)
                self._exchange()
            self._made = []
        except OSError as cause:
            raise self.unwritable(cause) from None

    def discard(self) -> None:
        """Remove everything temporary, and let other builds in. May be called twice."""
        if self._lock < 0:
            self._remove_made()
            return
        if self._replaced.is_dir() and not self._target.is_dir():
            os.rename(self._replaced, self._target)
        for folder in (self.path, self._replaced):
            _remove(folder, ignore_errors=True)
        self._lock_file.unlink(missing_ok=True) if os.name != "nt" else None
        os.close(self._lock)
        self._lock = -1
        if os.name == "nt":  # Windows cannot remove an open file
            try:
                self._lock_file.unlink(missing_ok=True)
            except PermissionError:
                pass  # another build holds it by now
        self._remove_made()

    def unwritable(self, cause: OSError) -> NotesError:
        """Return the error for a failure to write, naming the folder that the author knows."""
        reason = cause.strerror or str(cause)
        return error(display_path(self._name), f"cannot be written: {reason}")

    def _make_folder(self, folder: Path) -> None:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir()
            self._made.insert(0, place)

    def _remove_made(self) -> None:
        for place in self._made:
            try:
                place.rmdir()
            except OSError:
                break
        self._made = []

    def _locked(self) -> int:
        while True:
            handle = os.open(self._lock_file, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
            try:
                if sys.platform == "win32":
                    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                else:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as cause:
                os.close(handle)
                if cause.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                    raise
                message = "another build is writing it; wait until that one has ended"
                raise error(display_path(self._name), message) from None
            # The build that held the lock may have removed the file between our two calls.
            try:
                if os.path.samestat(os.fstat(handle), os.stat(self._lock_file)):
                    return handle
            except FileNotFoundError:
                pass
            os.close(handle)

    def _recover(self) -> None:
        if self._replaced.is_dir() and not self._target.is_dir():
            os.rename(self._replaced, self._target)
        for folder in (self.path, self._replaced):
            if folder.is_dir():
                _remove(folder)

    def _exchange(self) -> None:
        try:
            if not _exchanged(self.path, self._target):
                os.rename(self._target, self._replaced)
                os.rename(self.path, self._target)
        except OSError as cause:
            if cause.errno not in _NOT_HERE or not self._target.is_dir():
                raise
            _move_files(self.path, self._target)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False if the system or disk has no such call."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    paths = _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other)
    if call(*paths, _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_KNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _keep_hidden(old: Path, new: Path) -> None:
    """Link hidden entries at the top of ``old`` into ``new``, and copy its permissions."""
    for entry in old.iterdir():
        kept = new / entry.name
        if not entry.name.startswith(".") or os.path.lexists(kept):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, kept, symlinks=True, copy_function=_link)
        else:
            _link(str(entry), str(kept))
    shutil.copymode(old, new)


def _remove(folder: Path, ignore_errors: bool = False) -> None:
    """Remove ``folder``, including read-only folders in it."""
    for place, _, _ in os.walk(folder):
        if not os.stat(place).st_mode & stat.S_IWUSR:
            with suppress(OSError):  # another user's folder
                os.chmod(place, 0o700)
    shutil.rmtree(folder, ignore_errors)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk or system without hard links
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _move_files(new: Path, site: Path) -> None:
    """Move the files of ``new`` to their places in ``site``, then remove older files."""
    files = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    folders = {parent for path in files for parent in path.parents}
    for path in sorted(files, key=lambda p: (p.suffix == ".html", p)):
        target = site / path
        for parent in [site / folder for folder in reversed(path.parents)][1:]:
            if parent.is_symlink() or parent.is_file():
                parent.unlink()
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(new / path, target)
    for old in sorted((p.relative_to(site) for p in site.rglob("*")), reverse=True):
        folder = (site / old).is_dir() and not (site / old).is_symlink()
        if not old.parts[0].startswith(".") and old not in (folders if folder else files):
            (site / old).rmdir() if folder else (site / old).unlink()


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as cause:
        if cause.errno not in _NOT_HERE:
            raise
        aside = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, aside)
        os.replace(aside, target)
