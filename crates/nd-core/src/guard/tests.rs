//! The guards: what they allow, what they refuse.
