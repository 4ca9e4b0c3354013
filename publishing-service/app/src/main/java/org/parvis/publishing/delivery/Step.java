package org.parvis.publishing.delivery;

import java.time.Instant;

/** What a delivery needs next, as its past alone tells. */
sealed interface Step {

    /** Nothing before this instant. */
    record Wait(Instant until) implements Step {}

    /** Nothing until a person does something. */
    record Rest() implements Step {}

    /** One request, if the gate lets it. */
    record Send() implements Step {}

    /** Somebody began an attempt and never told how it ended: whoever finds it looks and does not send. */
    record Lost(int attempt) implements Step {}

    /** One look at the network. */
    record Look() implements Step {}

    /** One look at what a person says they posted. */
    record Verify() implements Step {}

    /** The machine knows no more: a person has to decide. */
    record Park(String reason) implements Step {

        /** Whatever was looked at was too little to say that it is not there. */
        static final String COULD_NOT_LOOK = "COULD_NOT_LOOK";
    }

    /** It is over. */
    record Over() implements Step {}
}
