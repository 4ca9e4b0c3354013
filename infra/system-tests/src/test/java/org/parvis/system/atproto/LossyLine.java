package org.parvis.system.atproto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line to a server, on the loopback interface. It passes on what comes, byte for byte, one request per connection. When told to, it lets a
 * request through, waits until the server has answered in full, and then breaks: the effect is there, and who asked for it does not know.
 */
final class LossyLine implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final URI server;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Fault> next = new AtomicReference<>();

    /** What went over the line; {@code answer} is what the server said, also when nobody was told. */
    record Exchange(String request, String answer, boolean lost) {

        private boolean calls(String method) {
            return request.startsWith("POST /xrpc/" + method + " ");
        }

        String sentBody() {
            return request.substring(request.indexOf("\r\n\r\n") + 4);
        }
    }

    private record Fault(String method, Runnable whenItIsThere) {}

    LossyLine(URI server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::letIn);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /**
     * Breaks once, after the server has answered the next call of a method.
     *
     * @param whenItIsThere what else happens at that moment, before the one who asked learns that the line is broken
     */
    void losesTheNextAnswerTo(String method, Runnable whenItIsThere) {
        next.set(new Fault(method, whenItIsThere));
    }

    /** The calls of a method so far, in order. */
    List<Exchange> calls(String method) {
        return exchanges.stream().filter(exchange -> exchange.calls(method)).toList();
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                threads.execute(() -> carry(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void carry(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.ofLiteral(server.getHost()), server.getPort())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            upstream.setSoTimeout(PATIENCE_MILLIS);
            var request = request(client.getInputStream());
            upstream.getOutputStream().write(request);
            // The product asks for one answer per connection, so the server closes it after that.
            var answer = upstream.getInputStream().readAllBytes();
            var seen = new Exchange(text(request), text(answer), false);
            var fault = next.get();
            if (fault != null && seen.calls(fault.method()) && next.compareAndSet(fault, null)) {
                fault.whenItIsThere().run();
                exchanges.add(new Exchange(seen.request(), seen.answer(), true));
                return;
            }
            exchanges.add(seen);
            client.getOutputStream().write(answer);
        } catch (IOException e) {
            System.err.println("The line to " + server + " broke by itself: " + e);
        }
    }

    private static byte[] request(InputStream from) throws IOException {
        var request = new ByteArrayOutputStream();
        while (!text(request.toByteArray()).endsWith("\r\n\r\n")) {
            var read = from.read();
            if (read < 0) {
                throw new IOException("ended within the head");
            }
            request.write(read);
        }
        var length = LENGTH.matcher(text(request.toByteArray()));
        if (length.find()) {
            request.write(from.readNBytes(Integer.parseInt(length.group(1))));
        }
        return request.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
