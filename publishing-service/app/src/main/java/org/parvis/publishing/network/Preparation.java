package org.parvis.publishing.network;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All that can be done before the one request: signing in, finding what is answered. Nothing of it is visible to anybody. */
public sealed interface Preparation {

    /** One request is left to be made. */
    non-sealed interface Ready extends Preparation {

        /** Makes it, once, within the time; never throws for what the network does. */
        SendOutcome send(Duration limit);

        /** What was prepared on the network and is made public by this request; null where there is no such step. */
        default @Nullable String containerId() {
            return null;
        }
    }

    /** The network could not be reached or did not answer sensibly; another time may do. */
    record NotYet(String cause) implements Preparation {

        public NotYet {
            cause = Said.words(cause);
        }
    }

    /** The account's secret is refused: a person has to see to it. */
    record NotSignedIn(String cause) implements Preparation {

        public NotSignedIn {
            cause = Said.words(cause);
        }
    }

    /** Something about the channel itself is missing; {@code code} says what. A person has to see to it. */
    record NotSetUp(String code) implements Preparation {}

    /** No machine can send it: a person takes it and posts it. */
    record ByHand() implements Preparation {}

    /** It can never be sent as it is, for example because what it answers is gone. */
    record Impossible(String code, String detail) implements Preparation {

        public Impossible {
            code = Said.words(code);
            detail = Said.words(detail);
        }
    }
}
