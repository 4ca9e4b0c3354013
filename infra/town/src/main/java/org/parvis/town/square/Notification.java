package org.parvis.town.square;

/** Somebody named an account, or answered one of its posts. */
public record Notification(Kind kind, Post post) {

    /** Why the account is told. */
    public enum Kind {
        MENTION,
        REPLY
    }
}
