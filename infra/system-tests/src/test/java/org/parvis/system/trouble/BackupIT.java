package org.parvis.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.job.Bundles;
import org.parvis.system.running.CommandLine;
import org.parvis.system.running.Home;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.trouble.Load.Kind;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import org.springframework.util.FileSystemUtils;

/** A backup is made while people work, the house burns down, and the backup becomes a house again with all that was acknowledged before it. */
@Tag("faults")
class BackupIT {

    private static final int CONVERSATIONS = 4;
    private static final Path KEPT = Path.of("target", "parvis", "backup-kept").toAbsolutePath();

    @Test
    void everythingAcknowledgedBeforeABackupUnderLoadIsThereAfterARestore() throws IOException {
        FileSystemUtils.deleteRecursively(KEPT);
        Files.createDirectories(KEPT);
        FileSystemUtils.deleteRecursively(Path.of("target", "parvis", "backup-town"));
        var backup = KEPT.resolve("backup");
        List<Load.Kept> before;
        try (var outside = Town.start(
                        0,
                        Path.of("target", "parvis", "backup-town"),
                        TownOptions.defaults().withoutScript());
                var parvis = RunningParvis.on("backup")
                        .with("PARVIS_TOWN_URL", outside.url().toString())
                        .with("PARVIS_FETCH_ALLOW", "127.0.0.1:" + outside.url().getPort())
                        .start()) {
            var town = new TownSquare(outside.url());
            var company =
                    Company.found(parvis, "comete", "en").listensToItsName().livesIn(town, 0);
            var load = new Load(company, Load.conversations(company, town, CONVERSATIONS));
            load.begin();
            read("enough is going on", Duration.ofMinutes(3), load::notes, notes -> notes >= 8);
            before = load.acknowledged();
            var made = parvis.run("backup", backup.toString());
            assertThat(made.exitCode()).as(made.toString()).isZero();
            assertThat(made.out()).contains("crm.conversation", "Backed up to", "Keep them apart", "master key");
            read("people went on", Duration.ofMinutes(3), load::notes, notes -> notes > countNotes(before));
            assertThat(parvis.run("backup", backup.toString()).err()).contains("is there already");
            FileSystemUtils.copyRecursively(parvis.home().path().resolve("keys"), KEPT.resolve("keys"));
            parvis.kill();
            load.awaitEnd();
        }
        assertThat(KEPT.resolve("backup.part")).doesNotExist();
        refusesWhatCannotBeRight(backup);

        var home = Home.fresh("backup-restored");
        var restored = CommandLine.on(home, "en")
                .run(
                        "restore",
                        backup.toString(),
                        "--keys",
                        KEPT.resolve("keys").toString());
        assertThat(restored.exitCode()).as(restored.toString()).isZero();
        assertThat(restored.out()).contains("Restored to", "Nobody had been erased since");
        try (var parvis = RunningParvis.in(home).start()) {
            var manager = parvis.as("mona-comete");
            read(
                    "all is read again",
                    Duration.ofMinutes(4),
                    () -> parvis.run("status"),
                    status -> status.lines().stream().allMatch(line -> line.contains("up to date")));
            everythingIsThere(manager, before);
            var bundle = Bundles.save(
                    "backup-restored",
                    parvis.as("aude-comete")
                            .get("/api/reporting/audit/bundle?subject=conversation:"
                                    + before.getFirst().conversation())
                            .ok()
                            .body());
            var verified = parvis.run("verify", bundle.toString());
            assertThat(verified.exitCode()).as(verified.toString()).isZero();
            // It is a house like any other: people sign in and go on.
            var conversation = "/api/crm/conversations/" + before.getFirst().conversation();
            manager.post(
                            conversation + "/note",
                            Map.of("id", "after", "text", "After the fire"),
                            manager.get(conversation).ok().etag())
                    .ok();
        }
    }

    private static long countNotes(List<Load.Kept> kept) {
        return kept.stream().filter(k -> k.kind() == Kind.NOTE).count();
    }

    private static void refusesWhatCannotBeRight(Path backup) throws IOException {
        var home = Home.fresh("backup-refused");
        var commands = CommandLine.on(home, "en");
        var keys = KEPT.resolve("keys").toString();
        assertThat(commands.run("restore", backup.toString(), "--keys", KEPT.toString())
                        .err())
                .contains("no master.key");
        assertThat(commands.run("restore", KEPT.toString(), "--keys", keys).err())
                .contains("no complete backup");

        var damaged = KEPT.resolve("damaged");
        FileSystemUtils.copyRecursively(backup, damaged);
        var entries = damaged.resolve("ledger.entry.copy.gz");
        var bytes = Files.readAllBytes(entries);
        bytes[bytes.length / 2] ^= 1;
        Files.write(entries, bytes);
        assertThat(commands.run("restore", damaged.toString(), "--keys", keys).err())
                .contains("ledger.entry.copy.gz", "damaged");
        FileSystemUtils.deleteRecursively(damaged);

        var old = KEPT.resolve("old");
        FileSystemUtils.copyRecursively(backup, old);
        var manifest = old.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst("\"keysUntil\" : \"[^\"]*\"", "\"keysUntil\" : \"2020-01-01T00:00:00Z\""));
        assertThat(commands.run("restore", old.toString(), "--keys", keys).err())
                .contains("should have been destroyed");
        FileSystemUtils.deleteRecursively(old);

        Files.createDirectories(home.path());
        Files.writeString(home.path().resolve("mine.txt"), "mine");
        assertThat(commands.run("restore", backup.toString(), "--keys", keys).err())
                .contains("is not empty");
        assertThat(home.path().resolve("mine.txt")).hasContent("mine");
    }

    private static void everythingIsThere(org.parvis.system.world.Api manager, List<Load.Kept> before) {
        assertThat(before).isNotEmpty();
        var notes = new HashMap<String, Set<String>>();
        for (var kept : before) {
            if (kept.kind() == Kind.DRAFT) {
                assertThat(manager.get("/api/publishing/replies/" + kept.id())
                                .ok()
                                .text("text"))
                        .isEqualTo(kept.text());
            } else {
                notes.computeIfAbsent(kept.conversation(), id -> new HashSet<>())
                        .add(kept.text());
            }
        }
        notes.forEach((conversation, texts) -> {
            var found = new HashSet<String>();
            manager.get("/api/crm/conversations/" + conversation)
                    .ok()
                    .json()
                    .path("notes")
                    .forEach(note -> found.add(Answer.text(note, "text")));
            assertThat(found).containsAll(texts);
        });
    }
}
