package org.parvis.boot;

/** There is no such thing, or it belongs to somebody else, which for the asker is the same: 404. */
public final class NotFound extends RuntimeException {

    private final String kind;
    private final String id;

    public NotFound(String kind, String id) {
        super(kind + " " + id);
        this.kind = kind;
        this.id = id;
    }

    static NotFound of(String subject) {
        var colon = subject.indexOf(':');
        return new NotFound(subject.substring(0, colon), subject.substring(colon + 1));
    }

    public String kind() {
        return kind;
    }

    public String id() {
        return id;
    }
}
