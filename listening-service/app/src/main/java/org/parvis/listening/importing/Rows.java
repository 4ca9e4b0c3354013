package org.parvis.listening.importing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
interface Rows extends AutoCloseable {

    /** Null at the end. */
    @Nullable
    Row next() throws IOException;

    /** What the file says that nobody here asks for, as its headings call it. */
    default String ignored() {
        return "";
    }

    /** What parts the cells; empty where nothing does. */
    default String separator() {
        return "";
    }

    @Override
    void close() throws IOException;
}
