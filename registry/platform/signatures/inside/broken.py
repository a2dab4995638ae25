"""What comes out of asn1crypto and cryptography for bytes that are no certificate or no key."""

BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
          OverflowError, RecursionError, NotImplementedError)  # fmt: skip
