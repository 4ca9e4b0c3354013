package org.parvis.listening.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.listening.importing.FileRefused;
import org.parvis.listening.importing.ImportFile;
import org.parvis.listening.importing.ImportFormat;
import org.parvis.listening.importing.ImportReader;
import org.parvis.listening.importing.Limits;
import org.parvis.listening.source.SourceCommand.StartImport;
import org.parvis.listening.text.PlainText;
import org.springframework.stereotype.Component;

/** Bringing files in: whoever manages the source hands one in, and it is read while they go on. */
@Component
class ImportDesk {

    private static final int LONGEST_NAME = 100;

    private final SourceDesk desk;
    private final Imports imports;
    private final ImportRun run;
    private final Commands commands;
    private final Clock clock;

    ImportDesk(SourceDesk desk, Imports imports, ImportRun run, Commands commands, Clock clock) {
        this.desk = desk;
        this.imports = imports;
        this.run = run;
        this.commands = commands;
        this.clock = clock;
    }

    /** Asked for before the file is looked at. */
    void requireManaged(String sourceId) {
        desk.require(sourceId);
    }

    /**
     * Puts the file aside and begins to read it.
     *
     * @param fileName as the other side calls it; only shown
     * @param zone in which times without an offset are meant
     * @return the id of the import
     * @throws InvalidInput when nothing can be taken from this file
     */
    String begin(String sourceId, InputStream content, ImportFormat format, String fileName, Optional<ZoneId> zone)
            throws IOException {
        var source = desk.require(sourceId);
        var id = Ids.next();
        var file = refusing(() -> ImportFile.of(content, Limits.STANDARD));
        try {
            var reader = refusing(() -> new ImportReader(file, format, zone, clock));
            try {
                begin(source, id, PlainText.of(fileName.replaceFirst("^.*[/\\\\]", ""), LONGEST_NAME), file, reader);
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
            // From here on the file belongs to whoever reads it.
            Thread.ofVirtual().name("import").start(() -> run.read(source, id, file, reader));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        return id;
    }

    private void begin(Sources.Item source, String id, String fileName, ImportFile file, ImportReader reader) {
        var begun = imports.begin(new Imports.Item(
                id,
                source.sourceId(),
                source.brandId(),
                fileName,
                file.bytes(),
                file.encoding().name(),
                reader.separator(),
                reader.ignoredColumns(),
                clock.instant(),
                CurrentActor.require().id(),
                null,
                Imports.State.RUNNING,
                Map.of()));
        if (!begun) {
            throw new SourceRefused(Refused.Category.CONFLICT, SourceRefused.Reason.IMPORT_RUNS, source.sourceId());
        }
        try {
            commands.send(new StartImport(source.sourceId(), source.brandId(), id, file.sha256(), file.bytes()));
        } catch (RuntimeException e) {
            imports.end(id, true);
            throw e;
        }
    }

    private interface Reading<T> {
        T get() throws IOException;
    }

    private static <T> T refusing(Reading<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (FileRefused e) {
            throw new InvalidInput("file", "import." + e.reason());
        }
    }

    /** An import that the signed-in member may look at. */
    Imports.Item require(String sourceId, String importId) {
        desk.requireReadable(sourceId);
        return imports.find(importId)
                .filter(item -> item.source().equals(sourceId))
                .orElseThrow(() -> new NotFound("import", importId));
    }

    /** One that may be looked at, by its own id. */
    Imports.Item require(String importId) {
        var item = imports.find(importId).orElseThrow(() -> new NotFound("import", importId));
        desk.requireReadable(item.source());
        return item;
    }

    List<Imports.Item> newest() {
        return imports.newest(desk.readable());
    }

    /** Waits until it is read to its end, or for so long. */
    Imports.Item await(String sourceId, String importId, Duration longest) {
        Shown.within(longest, () -> require(sourceId, importId).state() != Imports.State.RUNNING);
        return require(sourceId, importId);
    }
}
