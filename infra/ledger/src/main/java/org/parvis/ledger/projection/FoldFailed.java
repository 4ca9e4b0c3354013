package org.parvis.ledger.projection;

/** A projection cannot get past an entry; everything before it is projected. */
public final class FoldFailed extends RuntimeException {

    private final long position;

    FoldFailed(String name, long position, Exception cause) {
        super("Projection " + name + " stops before position " + position + ": " + cause, cause);
        this.position = position;
    }

    /** The entry it cannot get past. */
    public long position() {
        return position;
    }
}
