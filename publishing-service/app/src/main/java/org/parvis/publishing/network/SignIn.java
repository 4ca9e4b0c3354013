package org.parvis.publishing.network;

/** What came of trying an account's secret. */
public sealed interface SignIn {

    /** The network knows us under this name, and this is what it says about us. */
    record Works(String account, Standing standing) implements SignIn {

        public Works {
            account = Said.words(account);
        }

        /** The network says nothing but the name. */
        public Works(String account) {
            this(account, Standing.NOTHING_SAID);
        }
    }

    /** The network does not accept the secret. */
    record NotAccepted(String detail) implements SignIn {

        public NotAccepted {
            detail = Said.words(detail);
        }
    }

    /** The network could not be asked. */
    record NotReached(String cause) implements SignIn {

        public NotReached {
            cause = Said.words(cause);
        }
    }
}
