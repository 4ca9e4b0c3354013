package org.parvis.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.parvis.boot.Database;
import org.parvis.boot.ServiceLauncher;
import org.parvis.boot.testing.RunningService;
import org.parvis.gateway.GatewayApplication;
import org.parvis.identity.IdentityApplication;
import org.parvis.test.TestPostgres;
import org.springframework.context.ConfigurableApplicationContext;

/** The real identity and two gateways before stub services, once per test run: one as people have it, one whose identity is away. */
public final class TestHouse {

    public static final String PASSWORD = "open-the-square-gate";

    private static final class Only {
        static final TestHouse HOUSE = new TestHouse();
    }

    public final StubService stub = new StubService();

    /** Of identity and both gateways. */
    public final MovableClock clock = new MovableClock();

    public final ConfigurableApplicationContext identity;
    public final RunningService gateway;

    /** Shares database and keys with the other; asks an identity that is not there, is stingy and has little patience. */
    public final RunningService lonely;

    public final String address;
    public final String lonelyAddress;

    private TestHouse() {
        this("http://localhost:" + freePort(), Map.of());
    }

    /** One of its own, for tests that set it differently; whoever asks for it closes it. */
    public TestHouse(String address, Map<String, Object> more) {
        var database = TestPostgres.freshDatabase();
        this.address = address;
        lonelyAddress = "http://localhost:" + freePort();
        var shared = new HashMap<String, Object>();
        shared.put("parvis.home", temporaryFolder());
        shared.put("parvis.public-url", address);
        shared.put("parvis.identity.issuer", address);
        shared.put("PARVIS_ADMIN_PASSWORD", PASSWORD);
        shared.putAll(more);
        identity = startIdentity(shared, database);
        var identityUrl = "http://127.0.0.1:" + identity.getEnvironment().getRequiredProperty("local.server.port");
        for (var service : new String[] {"listening", "moderation", "crm", "reporting"}) {
            shared.put("parvis.services." + service + ".url", stub.url());
        }
        // Two replicas, of which one is away.
        shared.put("parvis.services.reporting.url", "http://127.0.0.1:" + freePort() + ", " + stub.url());
        shared.put("parvis.services.publishing.url", "http://127.0.0.1:" + freePort());
        shared.put("parvis.services.identity.url", identityUrl);
        shared.put("parvis.identity.jwks-uri", identityUrl + "/oauth2/jwks");
        shared.put("parvis.gateway.remember-tokens", "PT1S");
        shared.put("parvis.gateway.largest-body", "1MB");
        gateway = startGateway(shared, address, database);
        shared.put("parvis.services.identity.url", "http://127.0.0.1:" + freePort());
        shared.put("parvis.gateway.answer-within", "PT2S");
        shared.put("parvis.gateway.requests-per-second", "2");
        shared.put("parvis.gateway.burst", "8");
        lonely = startGateway(shared, lonelyAddress, database);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** As in production, so that it believes its own signature and no test's. */
    private ConfigurableApplicationContext startIdentity(Map<String, Object> shared, TestPostgres.Database database) {
        try (var owner = database.owner()) {
            Database.prepare(owner, Map.of("identity", "test", "gateway", "test"));
        }
        var settings = new HashMap<>(shared);
        settings.put("server.port", "0");
        settings.put("parvis.database.url", database.url());
        settings.put("parvis.database.password", "test");
        settings.put("parvis.jobs.polling", "PT0.1S");
        return ServiceLauncher.start(
                IdentityApplication.class, settings, beans -> beans.registerBean(Clock.class, () -> clock));
    }

    private RunningService startGateway(Map<String, Object> shared, String address, TestPostgres.Database database) {
        var settings = new HashMap<>(shared);
        settings.put("parvis.public-url", address);
        settings.put("server.port", address.substring(address.lastIndexOf(':') + 1));
        return RunningService.start(
                GatewayApplication.class, settings, beans -> beans.registerBean(Clock.class, () -> clock), database);
    }

    public static TestHouse get() {
        return Only.HOUSE;
    }

    /** Somebody signed in, on the first page. */
    public Browser signedIn() {
        return signedIn("admin", PASSWORD);
    }

    public Browser signedIn(String member, String password) {
        var browser = new Browser(address);
        var page = browser.signIn("/crm/inbox", member, password);
        // A machine under load answers the first one late: the door says so, and a person knocks again.
        if (!browser.cookies().containsKey("XSRF-TOKEN")) {
            page = browser.signIn("/crm/inbox", member, password);
        }
        if (page.statusCode() != 200 || !browser.cookies().containsKey("XSRF-TOKEN")) {
            throw new AssertionError("Not signed in: " + page.statusCode() + " " + page.body());
        }
        return browser;
    }

    /** Makes the access tokens of all sessions old. */
    public void age() {
        gateway.jdbc()
                .sql("update session set access_until = ?")
                .param(clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("parvis-gateway").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void close() {
        lonely.close();
        gateway.close();
        identity.close();
        stub.close();
    }
}
