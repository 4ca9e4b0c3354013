package org.parvis.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for the services behind the gateway, known before any of them starts, so that all may start at once.
 *
 * <p>They lie below the ports that systems hand out by themselves (from 32768 on): no connection that is opened meanwhile can take one.
 */
final class InnerPorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private InnerPorts() {}

    /** This many different ports that nobody uses now. */
    static Iterator<Integer> free(int count) {
        return ThreadLocalRandom.current()
                .ints(FIRST, END)
                .distinct()
                .filter(InnerPorts::isFree)
                .limit(count)
                .boxed()
                .toList()
                .iterator();
    }

    /** Whether nobody uses this port of the loopback address now. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // A port whose last owner has just gone is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
