package org.parvis.listening.importing;

/** A file of which nothing can be taken. */
public final class FileRefused extends RuntimeException {

    /** Why, with what to do in words under {@code invalid.import.}. */
    public enum Reason {
        EMPTY,
        SPREADSHEET,
        NOT_TEXT,
        NO_COLUMNS,
        COLUMN_TWICE,
        BOMB,
        DAMAGED
    }

    private final Reason reason;

    FileRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
