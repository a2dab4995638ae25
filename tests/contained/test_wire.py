"""What program and child say to one another arrives, however quickly one of them goes."""

import socket

from registry.platform.contained import wire


class Hasty:
    """An end of a pair whose other end hears one frame and is gone at once."""

    def __init__(self) -> None:
        self.ours, self.theirs = wire.pair()

    def sendmsg(self, *what: object) -> int:
        sent = self.ours.sendmsg(*what)  # type: ignore[arg-type]
        assert wire.receive(self.theirs)[0] == b"leggi"
        wire.send(self.theirs, b"letto")
        self.theirs.close()
        return sent

    def __getattr__(self, name: str) -> object:
        return getattr(self.ours, name)


def test_who_answers_and_goes_before_the_other_turns_round_is_heard() -> None:
    hasty = Hasty()

    wire.send(hasty, b"leggi")  # type: ignore[arg-type]  # it does as a socket does

    assert wire.receive(hasty.ours)[0] == b"letto"
    assert isinstance(hasty.ours, socket.socket)
    hasty.ours.close()
