package org.parvis.ledger;

/** How the stream of an aggregate is named in the ledger. */
public enum StreamNames {
    /** By the aggregate's identifier: identifiers must be unique over all types. */
    ID {
        @Override
        public String name(String type, String identifier) {
            return identifier;
        }
    },
    /** By type and identifier, so that a reply and a post may carry the same id. */
    TYPE_AND_ID {
        @Override
        public String name(String type, String identifier) {
            return type + "/" + identifier;
        }
    };

    /** The name of an aggregate's stream. */
    public abstract String name(String type, String identifier);

    /** The aggregate's identifier, whichever way its stream was named. */
    static String identifier(String type, String name) {
        int slash = type.length();
        return name.length() > slash && name.charAt(slash) == '/' && name.startsWith(type)
                ? name.substring(slash + 1)
                : name;
    }
}
