package org.parvis.listening.connector;

import java.util.List;

/** A network on the loopback address. */
interface Stub extends AutoCloseable {

    String url(String path);

    /** What it was asked; for protocols that talk back and forth, one for each conversation. */
    List<String> requests();

    @Override
    void close();
}
