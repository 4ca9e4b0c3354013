package org.parvis.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports nobody uses right now. */
public final class FreePorts {

    private FreePorts() {}

    /** A port whose next one is free too: the town lives there. */
    public static int pair() {
        return run(2);
    }

    /** The first of some ports side by side. */
    public static int run(int length) {
        for (var i = 0; i < 200; i++) {
            try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var port = first.getLocalPort();
                if (IntStream.range(port + 1, port + length).allMatch(FreePorts::isFree)) {
                    return port;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("No " + length + " free ports side by side on this machine");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            // It is taken, or there is no such port.
            return false;
        }
    }
}
