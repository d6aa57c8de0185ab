"""Looking at a port before it is taken, so that a clash is told before anything else was started."""

import socket

from candidacy.kernel.errors import Unavailable


class PortTaken(Unavailable):
    """Another program listens on this port. Stop it, or choose another with --port."""

    code = "port_taken"


def free_port(host: str) -> int:
    """A port of ``host`` on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def require_free(host: str, port: int) -> None:
    """Raise PortTaken when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            message = f"Port {port} of {host} is taken: {exc.strerror}. Choose another with --port."
            raise PortTaken(message) from exc
