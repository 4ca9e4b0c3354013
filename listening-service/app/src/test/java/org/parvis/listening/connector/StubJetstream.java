package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.parvis.listening.connector.StubServer.Reply;

/** Answers pages like any server, and has a WebSocket besides; the JDK's own server cannot change to another protocol. */
final class StubJetstream implements Stub {

    /** What a subscriber is told. */
    record Told(List<String> messages, int closedWith) {}

    private static final Pattern KEY = Pattern.compile("(?mi)^Sec-WebSocket-Key: (\\S+)$");
    private static final Pattern LENGTH = Pattern.compile("(?mi)^Content-Length: ([0-9]+)$");
    private static final Pattern SECRET = Pattern.compile("(?mi)^Authorization: (.+)$");

    private final ServerSocket listener;
    private final Function<String, Reply> pages;
    private final Function<String, Told> stream;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /**
     * @param pages by what was asked; for the stream it is asked too, and a status of 101 lets the stream begin
     * @param stream by what was asked
     */
    StubJetstream(Function<String, Reply> pages, Function<String, Told> stream) {
        this.pages = pages;
        this.stream = stream;
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (var socket = accepted) {
            var in = socket.getInputStream();
            var head = head(in).replace("\r", "");
            if (head.isEmpty()) {
                return;
            }
            var length = LENGTH.matcher(head);
            var body = length.find() ? new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8) : "";
            var asked = head.lines().findFirst().orElse("").replaceFirst(" HTTP/1.1$", "");
            var secret = SECRET.matcher(head);
            requests.add(
                    asked + (secret.find() ? " [" + secret.group(1) + "]" : "") + (body.isEmpty() ? "" : " " + body));
            var reply = pages.apply(asked);
            var key = KEY.matcher(head);
            if (reply.status() == 101 && key.find()) {
                tell(socket.getOutputStream(), key.group(1), stream.apply(asked));
                // Whoever hangs up on what was said to them makes the network forget what they said.
                in.readAllBytes();
            } else {
                answer(socket.getOutputStream(), reply);
            }
        } catch (IOException e) {
            // The other side hung up.
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var c = in.read(); c >= 0 && head.indexOf("\r\n\r\n") < 0; c = in.read()) {
            head.append((char) c);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString();
    }

    private static void answer(OutputStream out, Reply reply) throws IOException {
        var body = reply.body().getBytes(UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + reply.status() + " Said\r\n");
        reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
        out.write(head.toString().getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static void tell(OutputStream out, String key, Told told) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + agreement(key) + "\r\n\r\n")
                .getBytes(US_ASCII));
        for (var message : told.messages()) {
            bytes.writeBytes(text(message.getBytes(UTF_8)));
        }
        bytes.writeBytes(new byte[] {(byte) 0x88, 2, (byte) (told.closedWith() >> 8), (byte) told.closedWith()});
        out.write(bytes.toByteArray());
        out.flush();
    }

    private static byte[] text(byte... payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (var shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static String agreement(String key) {
        try {
            var sha = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(sha);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    @Override
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
