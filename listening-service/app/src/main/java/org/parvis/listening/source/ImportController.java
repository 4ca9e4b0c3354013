package org.parvis.listening.source;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.listening.importing.ImportFormat;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files with messages, brought in by programs. */
@RestController
@RequestMapping("/api/listening")
class ImportController {

    /** Who waits longer is told where to look. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ImportDesk desk;
    private final Imports imports;
    private final MessageSource messages;

    ImportController(ImportDesk desk, Imports imports, MessageSource messages) {
        this.desk = desk;
        this.imports = imports;
        this.messages = messages;
    }

    /**
     * One line of the report.
     *
     * @param reason a code, when it was refused
     * @param detail the same in the reader's language
     */
    record Line(
            long line,
            Imports.Outcome outcome,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String mention) {

        static Line of(Imports.Line line, MessageSource messages, Locale locale) {
            var problem = line.problem();
            return new Line(
                    line.line(),
                    line.outcome(),
                    problem == null ? null : problem.name(),
                    problem == null ? null : messages.getMessage("listening.import.problem." + problem, null, locale),
                    line.mention());
        }
    }

    /** What became of the file as a whole, and of each line. */
    record Report(
            Imports.Item file,
            Imports.State state,
            long accepted,
            long duplicate,
            long noTopic,
            long deleted,
            long refused,
            List<Line> lines) {}

    /** Answers with the report when all is read; with 202 and where to look when that takes long. */
    @PostMapping("/sources/{id}/import")
    ResponseEntity<Report> bringIn(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String zone,
            HttpServletRequest request,
            Locale locale)
            throws IOException {
        desk.requireManaged(id);
        var format = ImportFormat.ofType(
                        Optional.ofNullable(request.getContentType()).orElse(""))
                .orElseThrow(() -> new InvalidInput("Content-Type", "import.type"));
        var importId = desk.begin(id, request.getInputStream(), format, "", zone(zone));
        var item = desk.await(id, importId, PATIENCE);
        return ResponseEntity.status(item.state() == Imports.State.RUNNING ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .header("Location", "/api/listening/imports/" + importId)
                .body(report(item, locale));
    }

    /** A file that was brought in. */
    record Brought(String importId, String source, String fileName, Instant startedAt, Imports.State state) {}

    /** The newest files of the sources one may look at. */
    @GetMapping("/imports")
    Listing<Brought> list() {
        return new Listing<>(
                desk.newest().stream()
                        .map(item ->
                                new Brought(item.id(), item.source(), item.fileName(), item.startedAt(), item.state()))
                        .toList(),
                null);
    }

    @GetMapping("/imports/{importId}")
    Report report(@PathVariable String importId, Locale locale) {
        return report(desk.require(importId), locale);
    }

    static Optional<ZoneId> zone(@Nullable String zone) {
        try {
            return Optional.ofNullable(zone)
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(ZoneId::of);
        } catch (DateTimeException e) {
            throw new InvalidInput("zone", "import.zone");
        }
    }

    private Report report(Imports.Item item, Locale locale) {
        var lines = new ArrayList<Line>();
        imports.lines(item.id(), line -> lines.add(Line.of(line, messages, locale)));
        return new Report(
                item,
                item.state(),
                item.count("ACCEPTED"),
                item.count("DUPLICATE"),
                item.count("NO_TOPIC"),
                item.count("DELETED"),
                item.count("REFUSED"),
                lines);
    }
}
