package org.parvis.system.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.KeyGenerator;
import org.parvis.system.running.CommandLine;
import org.parvis.system.running.Home;
import org.parvis.system.running.ServiceNode;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.House;
import org.parvis.test.FreePorts;
import org.parvis.test.TestPostgres;
import tools.jackson.databind.json.JsonMapper;

/**
 * All services as processes of their own on one PostgreSQL, set up as the guide for administrators says: keys first, then the database, then
 * each service with a file of settings and a directory of secrets.
 */
final class Cluster implements House, AutoCloseable {

    static final String BUS_PASSWORD = "of this test only";

    private static final String GATEWAY_SECRET = "the gateway shows this to identity, nobody else does";
    private static final List<String> SERVICES =
            List.of("identity", "listening", "publishing", "moderation", "crm", "reporting", "gateway");

    private final Path directory;
    private final TestPostgres.Database database;
    private final int ports = FreePorts.run(56);
    private final Map<String, ServiceNode> nodes = new LinkedHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Cluster(Path directory, TestPostgres.Database database) {
        this.directory = directory;
        this.database = database;
    }

    /** Keys, settings, roles and tables; nothing runs yet. */
    void prepare(Map<String, String> more, Map<String, String> ofCrm) {
        clear();
        try {
            Files.createDirectories(directory.resolve("shared"));
            Files.writeString(
                    directory.resolve("shared/master.key"),
                    Base64.getEncoder()
                            .encodeToString(KeyGenerator.getInstance("AES")
                                    .generateKey()
                                    .getEncoded()));
            keyStore(directory.resolve("shared/bus.p12"));
            var settings = new LinkedHashMap<String, String>();
            settings.put("parvis.public-url", url().toString());
            settings.put("parvis.database.url", database.url());
            settings.put(
                    "parvis.master-key-file",
                    directory.resolve("shared/master.key").toString());
            settings.put("parvis.cluster.keystore", busKeys().toString());
            for (var service : SERVICES) {
                settings.put("parvis.services." + service + ".url", addresses(service));
            }
            settings.putAll(more);
            write(directory.resolve("shared/parvis.properties"), settings);
            write(directory.resolve("shared/crm.properties"), ofCrm);
            for (var service : SERVICES) {
                secret(service, "parvis.database.password", "password of " + service);
                secret(service, "parvis.gateway.client-secret", GATEWAY_SECRET);
                secret(service, "parvis.cluster.keystore-password", BUS_PASSWORD);
                secret("database", "parvis.database.passwords." + service, "password of " + service);
            }
            secret("database", "parvis.database.owner", "postgres");
            secret("database", "parvis.database.owner-password", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        var outcome = CommandLine.on(new Home(directory), "en")
                .run(
                        "prepare-database",
                        "--config",
                        directory.resolve("shared/parvis.properties").toString(),
                        "--secrets",
                        directory.resolve("secrets/database").toString());
        if (outcome.exitCode() != 0) {
            throw new AssertionError(outcome.toString());
        }
    }

    /** What starting a service with these settings only says, when it does not start. */
    CommandLine.Outcome tryToServe(String service, String... arguments) {
        var all = new ArrayList<>(List.of("serve", service));
        all.addAll(List.of(arguments));
        return CommandLine.on(new Home(directory), "en").run(all.toArray(String[]::new));
    }

    /** Starts a replica of a service; the first is number one. */
    ServiceNode start(String service, int number) {
        var name = service + "-" + number;
        var home = directory.resolve(name);
        var own = directory.resolve("shared/" + name + ".properties");
        write(
                own,
                Map.of(
                        "parvis.home", home.toString(),
                        "server.port", Integer.toString(port(service, number)),
                        "parvis.cluster.port", Integer.toString(port(service, number) + 1)));
        var arguments = new ArrayList<>(List.of(
                "--config", directory.resolve("shared/parvis.properties").toString()));
        if (service.equals("crm")) {
            arguments.addAll(List.of(
                    "--config", directory.resolve("shared/crm.properties").toString()));
        }
        arguments.addAll(List.of("--config", own.toString()));
        arguments.addAll(List.of(
                "--secrets", directory.resolve("secrets").resolve(service).toString()));
        var node = ServiceNode.start(service, port(service, number), home, arguments);
        nodes.put(name, node);
        return node;
    }

    ServiceNode node(String name) {
        var node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException(name);
        }
        return node;
    }

    URI url() {
        return URI.create("http://localhost:" + port("gateway", 1));
    }

    Path busKeys() {
        return directory.resolve("shared/bus.p12");
    }

    TestPostgres.Database database() {
        return database;
    }

    /** All that all processes said. */
    String said() {
        return nodes.values().stream().map(ServiceNode::said).collect(Collectors.joining());
    }

    private String addresses(String service) {
        var first = "http://127.0.0.1:" + port(service, 1);
        return service.equals("listening") || service.equals("publishing")
                ? first + "," + "http://127.0.0.1:" + port(service, 2)
                : first;
    }

    /** Each process has one for requests and the two after it for the bus. */
    private int port(String service, int number) {
        return ports + SERVICES.indexOf(service) * 8 + (number - 1) * 4;
    }

    @Override
    public Api as(String member) {
        return new Api(url(), token(member));
    }

    /** What the gateway shows to a service in a member's name: it gives identity the member's token and gets this for it. */
    String accessToken(String member) {
        var form = "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange") + "&subject_token_type="
                + encoded("urn:parvis:token-type:personal-access-token") + "&subject_token=" + encoded(token(member));
        var gateway = "parvis-gateway:" + encoded(GATEWAY_SECRET);
        var request = HttpRequest.newBuilder(URI.create(node("identity-1").url() + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(gateway.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return Answer.text(JsonMapper.shared().readTree(sent(request)), "access_token");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String sent(HttpRequest request) {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(request.uri() + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token(String member) {
        return tokens.computeIfAbsent(member, this::issue);
    }

    /** As an administrator on the machine of identity does: with the secret that only the owner of its home can read. */
    private String issue(String member) {
        try {
            var secret = Files.readString(directory.resolve("identity-1/keys/parvis-local.secret"))
                    .strip();
            var request = HttpRequest.newBuilder(URI.create(node("identity-1").url() + "/internal/identity/tokens"))
                    .header("X-Parvis-Local", secret)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"member\":\"" + member + "\",\"days\":1}"))
                    .build();
            return Answer.text(JsonMapper.shared().readTree(sent(request)), "token");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void secret(String whose, String name, String value) throws IOException {
        var own = Files.createDirectories(directory.resolve("secrets").resolve(whose));
        Files.writeString(own.resolve(name), value + "\n");
    }

    private static void write(Path file, Map<String, String> settings) {
        try {
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As keytool makes it. */
    static void keyStore(Path file) throws IOException, GeneralSecurityException {
        var password = BUS_PASSWORD.toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        for (var key : Map.of("messages", "AES", "members", "HmacSHA256").entrySet()) {
            var maker = KeyGenerator.getInstance(key.getValue());
            maker.init(256);
            store.setEntry(
                    key.getKey(),
                    new KeyStore.SecretKeyEntry(maker.generateKey()),
                    new KeyStore.PasswordProtection(password));
        }
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
    }

    private void clear() {
        if (Files.notExists(directory)) {
            return;
        }
        try (var all = Files.walk(directory)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var last = new ArrayList<>(nodes.values()).reversed();
        last.forEach(ServiceNode::thaw);
        last.forEach(ServiceNode::close);
    }
}
