package org.parvis.system.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A line to the database on which an answer can be kept back: what carries a certain word goes through and takes effect, but whoever sent it
 * never learns that it did.
 */
final class HeldLine implements AutoCloseable {

    private final ServerSocket server;
    private final int databasePort;
    private volatile byte @Nullable [] word;
    private volatile CountDownLatch held = new CountDownLatch(1);

    HeldLine(int databasePort) {
        this.databasePort = databasePort;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on the answer to the next request with this word in it is kept back. */
    void holdAnswerTo(String wanted) {
        held = new CountDownLatch(1);
        word = wanted.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits until such a request went by. */
    boolean awaitHeld(long seconds) throws InterruptedException {
        return held.await(seconds, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                client.setTcpNoDelay(true);
                database.setTcpNoDelay(true);
                var line = new Line(client, database);
                Thread.ofVirtual().start(line::requests);
                Thread.ofVirtual().start(line::answers);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Line {

        private final Socket client;
        private final Socket database;
        private volatile boolean silent;

        Line(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void requests() {
            var buffer = new byte[65_536];
            var seen = new byte[0];
            try (client;
                    database) {
                for (var count = client.getInputStream().read(buffer);
                        count >= 0;
                        count = client.getInputStream().read(buffer)) {
                    var wanted = word;
                    if (wanted != null) {
                        seen = joined(seen, buffer, count, wanted.length);
                        if (contains(seen, wanted)) {
                            // Before it goes on: its answer is never faster than this.
                            word = null;
                            silent = true;
                            held.countDown();
                        }
                    }
                    database.getOutputStream().write(buffer, 0, count);
                }
            } catch (IOException e) {
                // One of the two is gone.
            }
        }

        void answers() {
            var buffer = new byte[65_536];
            try (client;
                    database) {
                for (var count = database.getInputStream().read(buffer);
                        count >= 0;
                        count = database.getInputStream().read(buffer)) {
                    if (!silent) {
                        client.getOutputStream().write(buffer, 0, count);
                    }
                }
            } catch (IOException e) {
                // One of the two is gone.
            }
        }

        /** The end of what came before and what came now, so that a word cut in two is found. */
        private static byte[] joined(byte[] before, byte[] now, int count, int length) {
            var kept = Math.min(before.length, length - 1);
            var all = new byte[kept + count];
            System.arraycopy(before, before.length - kept, all, 0, kept);
            System.arraycopy(now, 0, all, kept, count);
            return all;
        }

        private static boolean contains(byte[] text, byte[] wanted) {
            return new String(text, StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        }
    }
}
