package org.parvis.listening.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.parvis.axon.DatabaseTrouble;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.importing.ImportFile;
import org.parvis.listening.importing.ImportLine;
import org.parvis.listening.importing.ImportReader;
import org.parvis.listening.mention.MentionIntake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads a file that was put aside, some lines at a time: what these say is safe before the next are read. */
@Component
class ImportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);
    private static final int TOGETHER = 100;
    private static final int TRIES = 5;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final Sources sources;
    private final Imports imports;
    private final Connectors connectors;
    private final MentionIntake intake;

    /** The sources go on being heard meanwhile. */
    private final Semaphore atOnce = new Semaphore(2);

    ImportRun(Sources sources, Imports imports, Connectors connectors, MentionIntake intake) {
        this.sources = sources;
        this.imports = imports;
        this.connectors = connectors;
        this.intake = intake;
    }

    void read(Sources.Item source, String importId, ImportFile file, ImportReader reader) {
        atOnce.acquireUninterruptibly();
        var stopped = true;
        try (file;
                reader) {
            readAll(source, importId, reader);
            stopped = false;
        } catch (IOException | RuntimeException e) {
            LOG.error("Import {} of source {} stopped; what was read is kept", importId, source.sourceId(), e);
        } finally {
            atOnce.release();
            end(importId, stopped);
        }
    }

    private void end(String importId, boolean stopped) {
        try {
            imports.end(importId, stopped);
        } catch (RuntimeException e) {
            LOG.error("That import {} ended could not be noted; it shows as interrupted", importId, e);
        }
    }

    private void readAll(Sources.Item source, String importId, ImportReader reader) throws IOException {
        var connector = connectors.of(source.connector());
        var together = new Together(TOGETHER);
        for (var line = reader.next(); line != null; line = reader.next()) {
            if (!together.hasRoomFor(line)) {
                take(source, importId, connector, together.empty());
            }
            together.add(line);
        }
        take(source, importId, connector, together.empty());
    }

    /** The same lines again change nothing, so a database that is away for a moment is waited for. */
    private void take(Sources.Item source, String importId, Connector connector, List<ImportLine> lines) {
        for (var times = 1; ; times++) {
            try {
                takeOnce(source, importId, connector, lines);
                return;
            } catch (RuntimeException e) {
                if (times == TRIES || !DatabaseTrouble.isCauseOf(e)) {
                    throw e;
                }
                LOG.warn("Import {} waits for the database: {}", importId, e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the database was away", e);
        }
    }

    private void takeOnce(Sources.Item source, String importId, Connector connector, List<ImportLine> lines) {
        var settings = new SourceSettings(source.settings());
        List<CollectedItem> items = lines.stream()
                .filter(ImportLine.Message.class::isInstance)
                .map(line -> ((ImportLine.Message) line).item())
                .map(item -> item.within(connector.scope(settings, item.remoteId())))
                .toList();
        var origin = new MentionIntake.Origin(
                source.brandId(), source.sourceId(), source.connector(), SourcePoller.ownHandles(source), false);
        var results = intake.takeEach(origin, items).iterator();
        var report = lines.stream()
                .map(line -> switch (line) {
                    case ImportLine.Refused(var number, var problem) ->
                        new Imports.Line(number, Imports.Outcome.REFUSED, problem, null);
                    case ImportLine.Message message -> line(message.number(), results.next());
                })
                .toList();
        imports.keep(importId, report);
        var collected = report.stream()
                .filter(line -> line.outcome() == Imports.Outcome.ACCEPTED)
                .count();
        sources.brought(source.sourceId(), items.size(), collected);
    }

    static Imports.Line line(long number, MentionIntake.Result result) {
        return switch (result.outcome()) {
            case COLLECTED -> new Imports.Line(number, Imports.Outcome.ACCEPTED, null, result.mentionId());
            case KNOWN, EDITED -> new Imports.Line(number, Imports.Outcome.DUPLICATE, null, result.mentionId());
            case DELETED -> new Imports.Line(number, Imports.Outcome.DELETED, null, result.mentionId());
            case NO_TOPIC -> new Imports.Line(number, Imports.Outcome.NO_TOPIC, null, null);
            case OWN -> new Imports.Line(number, Imports.Outcome.OWN, null, null);
            case NEVER_HERE -> new Imports.Line(number, Imports.Outcome.NEVER_HERE, null, null);
        };
    }
}
