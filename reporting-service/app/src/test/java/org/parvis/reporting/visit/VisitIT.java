package org.parvis.reporting.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.reporting.ReportingApplication;

class VisitIT {

    private static final Actor NORA = TestMembers.member("nora", Role.AUDITOR, "helianthe");
    private static final Actor NORA_FR =
            TestMembers.member("nora", Locale.FRENCH, new Grant("g", Role.AUDITOR, "helianthe", null, null, null));
    private static final Actor OTHER = TestMembers.member("otto", Role.AUDITOR, "helianthe");
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "helianthe");
    private static final String PAGE = "/reporting/audit/visit";

    @TempDir
    static Path folder;

    private static RunningService service;
    private static int brands;

    @BeforeAll
    static void start() {
        service = RunningService.start(ReportingApplication.class);
        grow(3);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void grow(int count) {
        for (int i = 0; i < count; i++) {
            service.append(brand(brands++));
        }
        allIsSealed();
    }

    /** Refused acts of other tests are entries too. */
    private static void allIsSealed() {
        service.caughtUp();
        eventually(() -> assertThat(head().size())
                .isEqualTo(service.jdbc()
                        .sql("select count(*) from ledger.entry")
                        .query(Long.class)
                        .single()));
    }

    private static BrandRegistered brand(int number) {
        return new BrandRegistered("brand-" + number, "Brand " + number, "FR", List.of("fr"), "Europe/Paris");
    }

    private static Checkpoint head() {
        return service.bean(Checkpoints.class)
                .latest()
                .map(note -> Checkpoint.parse(note.text()))
                .orElse(new Checkpoint("none", 0, new byte[32]));
    }

    @Test
    void tellsAtTheNextVisitThatNothingWasRewritten() {
        allIsSealed();
        assertThat(service.page(OTHER, PAGE).body()).contains("You have not kept a head yet.");
        assertThat(service.submit(OTHER, PAGE, "").statusCode()).isEqualTo(302);
        long kept = head().size();
        grow(2);
        var page = service.page(OTHER, PAGE).body();
        assertThat(page).contains("Nothing was rewritten", "with " + kept + " entries; now there are " + (kept + 2));
        assertThat(service.get(OTHER, "/api/reporting/audit/visit").body().replaceAll("\\s", ""))
                .contains("\"outcome\":\"CONTINUED\"", "\"oldSize\":" + kept);
        assertThat(service.page(NORA, PAGE).body())
                .describedAs("each auditor has visits of their own")
                .contains("You have not kept a head yet.");
    }

    @Test
    void comparesAHeadThatWasKeptAsAFile() {
        var file = service.get(NORA, "/api/reporting/audit/checkpoint").body();
        grow(1);
        assertThat(handIn(file)).contains("Nothing was rewritten");
        assertThat(handIn(file.replace("\n", "\r\n") + "\r\n")).contains("Nothing was rewritten");
        assertThat(compare(file)).contains("CONTINUED");
        assertThat(handIn("what?")).contains("This file is not a head.");
    }

    @Test
    void soundsTheAlarmWhenTheLedgerIsNotWhatWasSigned() {
        var signer = service.bean(NoteSigner.class);
        var now = head();
        var other = new byte[32];
        var rewritten = signer.sign(new Checkpoint(now.origin(), now.size(), other).body());
        assertThat(handIn(rewritten.toString())).contains("The ledger was rewritten", "Change nothing");
        var earlier = signer.sign(new Checkpoint(now.origin(), now.size() - 1, other).body());
        assertThat(compare(earlier.toString())).contains("REWRITTEN");
        var longer = signer.sign(new Checkpoint(now.origin(), now.size() + 500, now.root()).body());
        assertThat(handIn(longer.toString())).contains("The ledger was shortened", "What to do now");
        var thief = NoteSigner.ofLedger(now.origin(), folder.resolve("thief.pem"));
        assertThat(handIn(thief.sign(now.body()).toString())).contains("was not signed by this ledger");
        var elsewhere = NoteSigner.ofLedger("other.example/x", folder.resolve("thief.pem"));
        assertThat(compare(elsewhere
                        .sign(new Checkpoint("other.example/x", 1, other).body())
                        .toString()))
                .contains("FOREIGN");
    }

    @Test
    void keepsTheEvidenceWhenTheLastHeadIsNotContinued() {
        var signer = service.bean(NoteSigner.class);
        var forged = signer.sign(new Checkpoint(head().origin(), head().size(), new byte[32]).body());
        var victim = TestMembers.member("vera", Role.AUDITOR, "helianthe");
        service.bean(Visits.class).keep("vera", Instant.parse("2026-11-20T10:00:00Z"), forged);
        var answer = service.submit(victim, PAGE, "");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The ledger was rewritten").doesNotContain("Keep this head");
        assertThat(service.bean(Visits.class).recent("vera", 9)).hasSize(1);
    }

    @Test
    void countsEntriesLeavesAndWhatIsProjected() {
        eventually(() -> {
            var complete = service.get(NORA, "/api/reporting/audit/completeness")
                    .body()
                    .replaceAll("\\s", "");
            var size = head().size();
            assertThat(complete)
                    .contains("\"entries\":" + size, "\"last\":" + size, "\"leaves\":" + size, "\"upTo\":" + size)
                    .contains("\"withoutGap\":true", "\"lost\":false");
        });
        assertThat(service.page(NORA, PAGE).body())
                .contains("Every entry is sealed", "No outside witness has signed", "Complete");
        assertThat(service.get(NORA, "/api/reporting/progress").body()).contains("reporting.audit.entries");
    }

    @Test
    void speaksFrenchAndIsForAuditorsOnly() {
        assertThat(service.page(NORA_FR, PAGE).body()).contains("Rien de réécrit, rien ne manque", "Garder cette tête");
        assertThat(service.page(INES, PAGE).statusCode()).isEqualTo(403);
        assertThat(service.submit(INES, PAGE, "").statusCode()).isEqualTo(403);
        assertThat(service.get(INES, "/api/reporting/audit/completeness").statusCode())
                .isEqualTo(403);
        assertThat(service.get(INES, "/api/reporting/progress").statusCode()).isEqualTo(403);
    }

    private static String compare(String head) {
        return service.send(
                        NORA, "POST", "/api/reporting/audit/consistency", head, Map.of("Content-Type", "text/plain"))
                .body();
    }

    private static String handIn(String head) {
        var body = "--b\r\nContent-Disposition: form-data; name=\"head\"; filename=\"head.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + head + "\r\n--b--\r\n";
        return service.send(
                        NORA,
                        "POST",
                        PAGE + "/head",
                        body,
                        Map.of("Content-Type", "multipart/form-data; boundary=b", "Accept", "text/html"))
                .body();
    }
}
