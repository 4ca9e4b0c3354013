package org.parvis.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every connection and says nothing for as long as it is there. */
public final class SilentServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    public SilentServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::take);
    }

    private void take() {
        while (!listener.isClosed()) {
            try {
                taken.add(listener.accept());
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Its address without the protocol. */
    public String place() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** How many have come and were told nothing. */
    public int taken() {
        return taken.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : taken) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
