package org.parvis.standalone;

import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.cluster.BusSettings;
import org.parvis.boot.Database;
import org.parvis.boot.ServiceLauncher;
import org.parvis.privacy.MasterKey;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One service as a process of its own, on a database that was prepared before. The service is the same as in the house; only what the house
 * would hand it comes from settings, and what the processes of an installation must share is never made here.
 */
final class ServiceProcess {

    private static final List<String> ALWAYS = List.of(
            "parvis.home",
            "parvis.public-url",
            "parvis.database.url",
            "parvis.database.password",
            "parvis.services.identity.url",
            "server.port");
    private static final List<String> SIGN_IN = List.of("identity", "gateway");
    /** Who asks others by command, or is asked: publishing for the right to answer, crm for drafts to authors. */
    private static final List<String> ON_THE_BUS = List.of("crm", "publishing");

    private static final String KEY_STORE = "parvis.cluster.keystore";
    private static final String KEY_STORE_PASSWORD = "parvis.cluster.keystore-password";

    /** What may come in over the bus as a Java object; everything a command is made of travels inside as JSON. */
    private static final String SERIAL_FILTER =
            "maxdepth=20;maxrefs=5000;org.axonframework.**;java.util.**;java.lang.**;!*";

    private ServiceProcess() {}

    /** The names that can be served. */
    static List<String> names() {
        return Database.SERVICES;
    }

    static List<String> onTheBus() {
        return ON_THE_BUS;
    }

    /** Settings without which a service does not start. */
    static List<String> required(String service) {
        var names = new ArrayList<>(ALWAYS);
        if (SIGN_IN.contains(service)) {
            names.add("parvis.gateway.client-secret");
        }
        if (ON_THE_BUS.contains(service)) {
            names.add(KEY_STORE);
            names.add(KEY_STORE_PASSWORD);
        }
        if (service.equals("gateway")) {
            Services.BEHIND_THE_GATEWAY.stream()
                    .map(ServiceLauncher::nameOf)
                    .map(name -> "parvis.services." + name + ".url")
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
        }
        return names;
    }

    static int serve(String service, ServiceSettings settings, Words words) {
        var application = Services.all().stream()
                .filter(known -> ServiceLauncher.nameOf(known).equals(service))
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("noService", service, String.join(", ", names())));
        required(service).forEach(settings::require);
        settings.ifMissing(
                "parvis.master-key-file",
                Path.of(settings.require("parvis.home"), "keys", "master.key").toString());
        var master = MasterKey.load(settings.requireFile("parvis.master-key-file"));
        settings.ifMissing("parvis.identity.issuer", settings.require("parvis.public-url"));
        settings.ifMissing(
                "parvis.identity.jwks-uri", first(settings.require("parvis.services.identity.url")) + "/oauth2/jwks");
        settings.ifMissing("parvis.live.replicas", "true");

        var bus = ON_THE_BUS.contains(service) ? bus(settings) : null;

        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            await(stopped);
        }));
        try (var context = start(service, application, settings, master, bus)) {
            System.out.println(
                    words.say("serviceReady", service, context.getEnvironment().getProperty("local.server.port", "")));
            await(stop);
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static ConfigurableApplicationContext start(
            String service,
            Class<?> application,
            ServiceSettings settings,
            MasterKey master,
            @Nullable BusSettings bus) {
        try {
            return ServiceLauncher.start(application, settings.given(), beans -> {
                beans.registerBean("masterKey", MasterKey.class, () -> master);
                if (bus != null) {
                    beans.registerBean("busSettings", BusSettings.class, () -> bus);
                }
            });
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(ServiceProcess.class).error("{} did not start", service, e);
            throw new LaunchFailure("serviceNotStarted", service, House.rootMessage(e));
        }
    }

    private static BusSettings bus(ServiceSettings settings) {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(SERIAL_FILTER));
        }
        settings.ifMissing("parvis.cluster.name", "parvis");
        settings.ifMissing("parvis.cluster.address", "127.0.0.1");
        settings.ifMissing("parvis.cluster.port", "7800");
        settings.ifMissing("parvis.cluster.answer-within", "PT5S");
        settings.ifMissing("parvis.cluster.look-up-for", "PT3S");
        try {
            return new BusSettings(
                    settings.require("parvis.cluster.name"),
                    settings.require("parvis.cluster.address"),
                    Integer.parseInt(settings.require("parvis.cluster.port")),
                    settings.requireFile(KEY_STORE),
                    settings.require(KEY_STORE_PASSWORD),
                    Duration.parse(settings.require("parvis.cluster.answer-within")),
                    Duration.parse(settings.require("parvis.cluster.look-up-for")));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new LaunchFailure("settingUnusable", "parvis.cluster.*", String.valueOf(e.getMessage()));
        }
    }

    /** Of several addresses of a service. */
    private static String first(String addresses) {
        return addresses.split(",", 2)[0].strip();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
