package org.parvis.publishing.network;

/** What was seen when the network was searched for a message of ours. */
public sealed interface LookUp {

    /** As it goes on record: what was found and is not named could be taken for another of ours, so this says nothing. */
    default LookUp understood() {
        return this instanceof Found(var remote) && !remote.isNamed() ? new Failed(SendOutcome.WITHOUT_ID) : this;
    }

    /** It is there, word for word. */
    record Found(Remote remote) implements LookUp {}

    /** It is not among what the network shows; {@code seen} items were looked through. */
    record Absent(int seen) implements LookUp {}

    /** Our key carries other content. */
    record Different(Remote remote) implements LookUp {}

    /** It is not among the newest {@code seen} items, and there are more than anybody looks through: this says nothing. */
    record TooMany(int seen) implements LookUp {

        /** How it goes on record. */
        public String cause() {
            return "MORE_THAN_" + seen + "_ITEMS";
        }
    }

    /** The network could not be searched: this says nothing. */
    record Failed(String cause) implements LookUp {

        public Failed {
            cause = Said.words(cause);
        }
    }
}
