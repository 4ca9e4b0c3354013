package org.parvis.gateway.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {

    private static final int CONNECTIONS = 12;
    private static final int OF_ONE_ADDRESS = CONNECTIONS / 4;
    private static final int PATIENCE = 30_000;
    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String BEGUN = "GET / HTTP/1.1\r\nHost: here\r\nX: ";

    @TempDir
    private Path folder;

    private final Tomcat tomcat = new Tomcat();
    private final List<Socket> sockets = new ArrayList<>();
    private int port;

    /** Answers at once, or when told to. */
    private static final class Answering extends HttpServlet {

        private final transient CompletableFuture<AsyncContext> waiting = new CompletableFuture<>();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/later")) {
                waiting.complete(request.startAsync());
                return;
            }
            response.getWriter().print("here");
        }
    }

    private Answering serve(Duration headerWithin, String proxy) throws LifecycleException {
        var connector = new Connector(DoorProtocol.class.getName());
        connector.setPort(0);
        connector.setProperty("maxConnections", Integer.toString(CONNECTIONS));
        connector.setProperty("connectionTimeout", Integer.toString(PATIENCE));
        ((DoorProtocol) connector.getProtocolHandler()).limit(proxy::equals, headerWithin);
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", folder.toString());
        var answering = new Answering();
        Tomcat.addServlet(context, "answering", answering).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "answering");
        tomcat.start();
        port = connector.getLocalPort();
        return answering;
    }

    @AfterEach
    void stop() throws Exception {
        for (var socket : sockets) {
            socket.close();
        }
        tomcat.stop();
        tomcat.destroy();
    }

    private Socket from(String address, String words) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        socket.getOutputStream().write(words.getBytes(US_ASCII));
        return socket;
    }

    /** The first line, or nothing when the connection was closed. */
    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readNBytes(12), US_ASCII);
        } catch (SocketTimeoutException e) {
            return "neither answered nor closed";
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void oneAddressHasAPartOfTheConnections() throws Exception {
        serve(Duration.ofMinutes(5), "127.0.0.9");
        for (var i = 0; i < OF_ONE_ADDRESS; i++) {
            from("127.0.0.1", BEGUN);
        }
        // Connections are taken in their order: what comes after these finds them counted.
        assertThat(answer(from("127.0.0.1", WHOLE))).isEmpty();
        assertThat(answer(from("127.0.0.2", WHOLE))).isEqualTo("HTTP/1.1 200");
        sockets.getFirst().close();
        var again = "";
        for (var i = 0; again.isEmpty() && i < 100; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            again = answer(from("127.0.0.1", WHOLE));
        }
        assertThat(again).as("who leaves makes room").isEqualTo("HTTP/1.1 200");
    }

    @Test
    void aProxyBringsMany() throws Exception {
        serve(Duration.ofMinutes(5), "127.0.0.9");
        for (var i = 0; i < OF_ONE_ADDRESS + 2; i++) {
            from("127.0.0.9", BEGUN);
        }
        assertThat(answer(from("127.0.0.9", WHOLE))).isEqualTo("HTTP/1.1 200");
    }

    @Test
    void whoeverDoesNotSayWhatTheyWantMakesRoomAndWhoWaitsForUsDoesNot() throws Exception {
        var answering = serve(Duration.ofMillis(500), "127.0.0.9");
        var waiting = from("127.0.0.3", WHOLE.replace("GET /", "GET /later"));
        var asked = answering.waiting.get(PATIENCE, TimeUnit.MILLISECONDS);
        var slow = from("127.0.0.1", BEGUN);
        var closed = false;
        for (var i = 0; !closed && i < 300; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            try {
                slow.getOutputStream().write('x');
            } catch (IOException e) {
                closed = true;
            }
        }
        assertThat(closed).as("a byte now and then keeps nothing open").isTrue();
        asked.getResponse().getWriter().print("at last");
        asked.complete();
        assertThat(answer(waiting)).isEqualTo("HTTP/1.1 200");
        assertThat(answer(from("127.0.0.1", WHOLE))).isEqualTo("HTTP/1.1 200");
    }
}
