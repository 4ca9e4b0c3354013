package org.parvis.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.parvis.ledger.tree.NoteKey;
import org.parvis.ledger.tree.NoteSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A witness that listens: {@code java … org.parvis.ledger.witness.WitnessServer --data DIR --log KEY [--name NAME] [--bind HOST] [--port PORT]}.
 *
 * <p>It has no database and no way to the ledger's: all it knows is what is handed to it.
 */
public final class WitnessServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WitnessServer.class);
    private static final int MOST_BYTES = 64 << 10;
    private static final int USUAL_PORT = 8790;

    private final HttpServer server;
    private final ExecutorService workers;
    private final WitnessMemory memory;
    private final NoteKey key;

    private WitnessServer(HttpServer server, ExecutorService workers, WitnessMemory memory, NoteKey key) {
        this.server = server;
        this.workers = workers;
        this.memory = memory;
        this.key = key;
    }

    /**
     * How to run it.
     *
     * @param data where its key and its memory lie
     * @param logs the keys of the ledgers it watches
     */
    public record Settings(Path data, List<NoteKey> logs, String name, String host, int port) {

        /** @throws IllegalArgumentException with what is wrong */
        public static Settings parse(String... arguments) {
            Path data = null;
            var logs = new ArrayList<NoteKey>();
            String name = "parvis.local/witness";
            String host = "127.0.0.1";
            int port = USUAL_PORT;
            for (int i = 0; i < arguments.length; i++) {
                String option = arguments[i];
                if (i + 1 >= arguments.length) {
                    throw new IllegalArgumentException("The option " + option + " needs a value");
                }
                String value = arguments[++i];
                switch (option) {
                    case "--data" -> data = Path.of(value);
                    case "--log" -> logs.add(NoteKey.parse(value));
                    case "--name" -> name = value;
                    case "--bind" -> host = value;
                    case "--port" -> port = Integer.parseInt(value);
                    default -> throw new IllegalArgumentException("There is no option " + option);
                }
            }
            if (data == null || logs.isEmpty()) {
                throw new IllegalArgumentException("A witness needs --data DIR and at least one --log KEY");
            }
            return new Settings(data, List.copyOf(logs), name, host, port);
        }
    }

    /** Starts to listen; port 0 takes any that is free. */
    public static WitnessServer start(Settings settings, Clock clock) throws IOException {
        WitnessMemory memory = WitnessMemory.open(settings.data());
        try {
            NoteSigner signer =
                    NoteSigner.ofWitness(settings.name(), settings.data().resolve("witness.key"));
            // For those who run the ledger and for auditors.
            Files.writeString(settings.data().resolve("witness.pub"), signer.key() + "\n");
            var witness = new Witness(signer, settings.logs(), memory, clock);
            HttpServer server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 64);
            ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(workers);
            server.createContext("/add-checkpoint", exchange -> answer(exchange, witness));
            server.start();
            return new WitnessServer(server, workers, memory, signer.key());
        } catch (IOException | RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    private static void answer(HttpExchange exchange, Witness witness) throws IOException {
        try (exchange) {
            try {
                route(exchange, witness);
            } catch (RuntimeException e) {
                log.error("The witness could not answer", e);
                send(exchange, 500, "text/plain", "");
            }
        }
    }

    private static void route(HttpExchange exchange, Witness witness) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
            send(exchange, 404, "text/plain", "");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            send(exchange, 405, "text/plain", "");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            send(exchange, 413, "text/plain", "");
        } else {
            reply(exchange, witness, body);
        }
    }

    private static void reply(HttpExchange exchange, Witness witness, byte[] body) throws IOException {
        Witness.Answer answer;
        try {
            answer = witness.add(UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            answer = new Witness.Answer.NotUnderstood("Not UTF-8");
        }
        switch (answer) {
            case Witness.Answer.Confirmed confirmed ->
                send(exchange, 200, "text/plain; charset=utf-8", confirmed.lines());
            case Witness.Answer.OtherSize other -> {
                log.warn("Refused: the submission does not begin at the head of size {}", other.size());
                send(exchange, 409, "text/x.tlog.size", other.size() + "\n");
            }
            case Witness.Answer.NotUnderstood not -> send(exchange, 400, "text/plain; charset=utf-8", not.why() + "\n");
            default -> {
                log.warn("Refused with {}: {}", answer.status(), answer);
                send(exchange, answer.status(), "text/plain", "");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** What the ledger's people and its auditors need to know of this witness. */
    public NoteKey key() {
        return key;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
        memory.close();
    }

    public static void main(String[] arguments) {
        try {
            var running = start(Settings.parse(arguments), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
            System.out.println("witness " + running.key());
            System.out.println("listens on port " + running.port());
            System.out.flush();
            Thread.currentThread().join();
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
