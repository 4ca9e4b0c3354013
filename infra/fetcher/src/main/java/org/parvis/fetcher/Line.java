package org.parvis.fetcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/**
 * One open connection to one checked address, cut at the deadline whatever it is doing.
 *
 * <p>A timer closes the plain socket under everything else: socket time-outs begin anew with each byte, so they do not
 * stop somebody who sends one byte a second.
 */
final class Line implements AutoCloseable {

    private static final int CONNECT_MILLIS = 8_000;
    private static final int MAX_TRIES = 4;
    /** Header lines are read into memory; a polite server needs a fraction of this. */
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(4)
            .build();

    private final Socket socket;
    private final Future<?> cutter;
    private final Deadline deadline;
    /** What is spoken over: TLS upon the socket, or the socket itself. */
    private Socket wire;

    private Line(Socket socket, Deadline deadline, ScheduledExecutorService timer) {
        this.socket = socket;
        this.wire = socket;
        this.deadline = deadline;
        this.cutter = timer.schedule(
                () -> closeQuietly(socket), Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
    }

    /** Connects to the first address that answers and, where the target is secure, checks the certificate against its name. */
    static Line open(
            Target target,
            List<InetSocketAddress> addresses,
            SSLSocketFactory tls,
            Deadline deadline,
            ScheduledExecutorService timer)
            throws BrokenExchange {
        var line = connect(target, addresses, deadline, timer);
        try {
            line.secure(target, tls);
            return line;
        } catch (BrokenExchange e) {
            line.close();
            throw e;
        }
    }

    private static Line connect(
            Target target, List<InetSocketAddress> addresses, Deadline deadline, ScheduledExecutorService timer)
            throws BrokenExchange {
        var last = "no address";
        for (var address : addresses.subList(0, Math.min(MAX_TRIES, addresses.size()))) {
            if (deadline.hasPassed()) {
                break;
            }
            var line = new Line(new Socket(Proxy.NO_PROXY), deadline, timer);
            try {
                line.socket.setTcpNoDelay(true);
                line.socket.connect(address, deadline.remainingMillis(CONNECT_MILLIS));
                return line;
            } catch (IOException e) {
                line.close();
                last = address.getAddress().getHostAddress() + ": " + e.getMessage();
            }
        }
        throw deadline.hasPassed()
                ? new BrokenExchange(FailureKind.TIMEOUT, false, "connecting to " + target.host())
                : new BrokenExchange(
                        FailureKind.CONNECT, false, "cannot connect to " + target.host() + " (" + last + ")");
    }

    private void secure(Target target, SSLSocketFactory tls) throws BrokenExchange {
        try {
            socket.setSoTimeout(deadline.remainingMillis(Integer.MAX_VALUE));
            if (!target.isSecure()) {
                return;
            }
            // The name goes into SNI and is what the certificate must be for; the address is the one we checked.
            var secured = (SSLSocket) tls.createSocket(socket, target.host(), target.port(), true);
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            wire = secured;
        } catch (SSLException e) {
            throw deadline.hasPassed()
                    ? new BrokenExchange(FailureKind.TIMEOUT, false, "TLS handshake with " + target.host())
                    : new BrokenExchange(
                            FailureKind.TLS,
                            false,
                            "no trusted TLS with " + target.host() + " (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw deadline.hasPassed()
                    ? new BrokenExchange(FailureKind.TIMEOUT, false, "opening a connection to " + target.host())
                    : new BrokenExchange(
                            FailureKind.CONNECT,
                            false,
                            "connection to " + target.host() + " broke (" + e.getMessage() + ")");
        }
    }

    DefaultBHttpClientConnection http() throws BrokenExchange {
        var http = new DefaultBHttpClientConnection(LIMITS);
        try {
            if (wire instanceof SSLSocket secured) {
                http.bind(secured, socket);
            } else {
                http.bind(wire);
            }
            return http;
        } catch (IOException e) {
            throw new BrokenExchange(FailureKind.CONNECT, false, "the connection broke (" + e.getMessage() + ")");
        }
    }

    Socket wire() {
        return wire;
    }

    boolean isCut() {
        return deadline.hasPassed();
    }

    @Override
    public void close() {
        cutter.cancel(false);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closing is all that could be done about it.
        }
    }
}
