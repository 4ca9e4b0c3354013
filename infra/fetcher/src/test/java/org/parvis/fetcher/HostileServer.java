package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on the loopback address that answers each request with exactly the bytes a test wants, however rude. */
final class HostileServer implements AutoCloseable {

    /** Writes an answer; the connection is closed when it returns. */
    interface Behaviour {
        void answer(String requestHead, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Behaviour behaviour;

    HostileServer(Behaviour behaviour) {
        this(ServerSocketFactory.getDefault(), behaviour);
    }

    HostileServer(ServerSocketFactory sockets, Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            listener = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The head of every request of which at least one byte came. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket accepted) {
        try (var socket = accepted) {
            var head = readHead(socket.getInputStream());
            if (!head.isEmpty()) {
                requests.add(head);
            }
            behaviour.answer(head, socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The client hung up, which is what most of these tests want it to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString();
    }

    /** A behaviour that sends this head, with the right line ends, and this body. */
    static Behaviour answering(String head, byte... body) {
        return (request, out) -> {
            out.write(head(head));
            out.write(body);
        };
    }

    static byte[] head(String lines) {
        return (lines.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
