"""What a child does between fork and exec: end with its parent, and not be root."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000

_libc = ctypes.CDLL(None, use_errno=True)


def ends_with_parent(ending: signal.Signals, *, as_root: bool = True) -> Callable[[], None]:
    """Return a `preexec_fn`: the kernel sends the child `ending` when this process dies, by kill -9 too.

    With `as_root=False` a child of root also leaves root's powers behind. Raises RuntimeError off the main
    thread: the kernel's promise follows the thread that forked, and ends with it.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("A child bound to this process must be started from its main thread.")
    parent = os.getpid()

    def prepare() -> None:
        if not as_root and os.geteuid() == 0:
            _leave_root()
        # Last, because a change of credentials clears it.
        if sys.platform == "linux":
            _libc.prctl(PR_SET_PDEATHSIG, ending)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _leave_root() -> None:
    """Enter an empty user namespace: no power is left, yet what root owns stays within reach."""
    if _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


@cache
def root_can_be_left() -> bool:
    """Whether this machine allows user namespaces; many containers do not."""
    try:
        return subprocess.run(["true"], preexec_fn=_leave_root, check=False).returncode == 0
    except (subprocess.SubprocessError, OSError):
        return False
