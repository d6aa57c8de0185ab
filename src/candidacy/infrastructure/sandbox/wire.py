"""The bytes between the service, the zygote and its children.

The service sends the zygote fixed messages on one control socket: *read* with the socket of a new child and
how many documents it may read, or *kill* with the number of a child. On the socket of a child travel frames,
a length and that many bytes: the child's number, then for each document the request (JSON, then the document)
and the answer.
"""

import os
import socket
import struct

READ, KILL = b"R", b"K"
_MESSAGE = struct.Struct("!cI")
_LENGTH = struct.Struct("!Q")
MESSAGE_SIZE = _MESSAGE.size
LENGTH_SIZE = _LENGTH.size
MAX_FRAME = 256 * 1024 * 1024


class Closed(ConnectionError):
    """The other end has gone."""


def message(operation: bytes, number: int = 0) -> bytes:
    return _MESSAGE.pack(operation, number)


def parsed_message(data: bytes) -> tuple[bytes, int]:
    operation, number = _MESSAGE.unpack(data)
    return operation, number


def framed(data: bytes) -> bytes:
    return _LENGTH.pack(len(data)) + data


def frame_length(head: bytes) -> int:
    """The length that a frame's head says; a mad one means that the stream is broken."""
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise Closed
    return int(length)


def write_frame(descriptor: int, data: bytes) -> None:
    """Write a frame with nothing but ``write``, which is all that a confined child may use."""
    view = memoryview(framed(data))
    while view:
        view = view[os.write(descriptor, view) :]


def read_frame(descriptor: int) -> bytes:
    return _read_exactly(descriptor, frame_length(_read_exactly(descriptor, LENGTH_SIZE)))


def _read_exactly(descriptor: int, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        piece = os.read(descriptor, min(count - len(data), 1 << 20))
        if not piece:
            raise Closed
        data += piece
    return bytes(data)


def receive_message(control: socket.socket) -> tuple[bytes, int, list[int]]:
    """The next message on the control socket, with the sockets that came along."""
    data, descriptors, _, _ = socket.recv_fds(control, MESSAGE_SIZE, 1)
    while 0 < len(data) < MESSAGE_SIZE:
        more = control.recv(MESSAGE_SIZE - len(data))
        if not more:
            break
        data += more
    if len(data) < MESSAGE_SIZE:
        raise Closed
    operation, number = parsed_message(data)
    return operation, number, descriptors
