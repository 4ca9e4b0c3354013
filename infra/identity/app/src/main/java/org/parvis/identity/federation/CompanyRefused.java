package org.parvis.identity.federation;

/** Somebody came back from the company's sign-in service and is not let in. */
final class CompanyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Which words the page shows. */
    enum Why {
        /** What came back does not hold. */
        BROKEN,
        /** The service is away, or does not describe itself as it must. */
        NOT_REACHED,
        /** Begun too long ago, or in another browser. */
        TOO_OLD,
        /** The service itself said no. */
        DENIED,
        /** The address belongs to a member who cannot be told to be the same person. */
        ADDRESS_TAKEN,
        NO_ADDRESS,
        LEFT
    }

    private final Why why;

    CompanyRefused(Why why, String reason) {
        super(reason);
        this.why = why;
    }

    Why why() {
        return why;
    }
}
