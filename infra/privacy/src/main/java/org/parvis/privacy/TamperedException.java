package org.parvis.privacy;

/** A sealed value does not open: its bytes, its key or its place is not the one it was made with. */
public final class TamperedException extends RuntimeException {

    TamperedException(Throwable cause) {
        super("A sealed value does not open with this key at this place", cause);
    }
}
