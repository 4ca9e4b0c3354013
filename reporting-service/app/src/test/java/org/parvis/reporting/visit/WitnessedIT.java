package org.parvis.reporting.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.witness.WitnessServer;
import org.parvis.reporting.ReportingApplication;

/** The service with a witness beside it, as an installation names one. */
class WitnessedIT {

    @TempDir
    Path folder;

    @Test
    void bundlesCarryTheWitnessAndThePageSaysWhenItSignedLast() throws Exception {
        var nora = TestMembers.member("nora", Role.AUDITOR, Grant.EVERY_BRAND);
        var home = folder.resolve("home");
        var signer =
                NoteSigner.ofLedger("parvis.local/ledger", home.resolve("keys").resolve("notary.key"));
        var settings = WitnessServer.Settings.parse(
                "--data", folder.resolve("w").toString(), "--log", signer.key().text(), "--port", "0");
        var witness = WitnessServer.start(settings, Clock.systemUTC());
        try {
            Files.writeString(
                    home.resolve("keys").resolve("witnesses"),
                    "http://127.0.0.1:" + witness.port() + " " + witness.key() + "\n");
            try (var service = RunningService.start(
                    ReportingApplication.class, Map.of("parvis.home", home.toString()), shared -> {})) {
                assertThat(Files.readString(home.resolve("ledger.pub"))).isEqualTo(signer.key() + "\n");
                service.append(new BrandRegistered("b", "B", "FR", List.of("fr"), "Europe/Paris"));
                service.caughtUp();
                eventually(() -> assertThat(
                                service.get(nora, "/api/reporting/audit/visit").body())
                        .contains(witness.key().name()));
                assertThat(service.page(nora, "/reporting/audit/visit").body())
                        .contains("Last signed", witness.key().name())
                        .doesNotContain("No outside witness");
                var bundle = folder.resolve("bundle.zip");
                var request = HttpRequest.newBuilder(URI.create(service.url("/api/reporting/audit/bundle?from=1&to=1")))
                        .header("Authorization", service.bearer(nora))
                        .build();
                try (var http = HttpClient.newHttpClient()) {
                    http.send(request, HttpResponse.BodyHandlers.ofFile(bundle));
                }
                assertThat(verify(
                                bundle,
                                "--key",
                                signer.key().text(),
                                "--witness",
                                witness.key().text()))
                        .contains("Witnesses who confirmed the head: 1/1", "VERIFIED");
                witness.close();
                service.append(new BrandRegistered("c", "C", "FR", List.of("fr"), "Europe/Paris"));
                eventually(() -> assertThat(
                                service.page(nora, "/reporting/audit/visit").body())
                        .contains("Does not answer"));
            }
        } finally {
            witness.close();
        }
    }

    private static String verify(Path bundle, String... more) throws Exception {
        var verifier = Files.writeString(bundle.resolveSibling("Verifier.java"), BundleWriter.verifierSource());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                verifier.toString(),
                bundle.toString(),
                "--lang",
                "en"));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
