package org.parvis.publishing.network;

import java.time.Duration;
import java.util.Optional;

/** What one request came to. Whatever is not certain is {@link Unknown}. */
public sealed interface SendOutcome {

    /** How it goes on record that an answer names nothing. */
    String WITHOUT_ID = "ANSWER_WITHOUT_ID";

    /** As it goes on record: what is said to be live and is not named is not certain. */
    default SendOutcome understood() {
        return this instanceof Live(var remote) && !remote.isNamed() ? new Unknown(WITHOUT_ID) : this;
    }

    /** It is live. */
    record Live(Remote remote) implements SendOutcome {}

    /** Certainly no effect: no byte left, or the network said so. */
    record NotSent(String cause) implements SendOutcome {

        public NotSent {
            cause = Said.words(cause);
        }
    }

    /** Certainly no effect, and the network wants to be left alone for a while. */
    record NotNow(String cause, Optional<Duration> pause) implements SendOutcome {

        public NotNow {
            cause = Said.words(cause);
        }
    }

    /** Certainly no effect: the account's secret is not accepted any more. */
    record NotSignedIn(String cause) implements SendOutcome {

        public NotSignedIn {
            cause = Said.words(cause);
        }
    }

    /** Certainly no effect, and there never will be. */
    record Refused(String code, String detail) implements SendOutcome {

        public Refused {
            code = Said.words(code);
            detail = Said.words(detail);
        }
    }

    /** Under our key stands something else than what was sent now. */
    record KeyTaken(String cause) implements SendOutcome {

        public KeyTaken {
            cause = Said.words(cause);
        }
    }

    /** Only the network knows. */
    record Unknown(String cause) implements SendOutcome {

        public Unknown {
            cause = Said.words(cause);
        }
    }
}
