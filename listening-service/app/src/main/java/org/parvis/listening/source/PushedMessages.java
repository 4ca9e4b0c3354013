package org.parvis.listening.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.importing.FileRefused;
import org.parvis.listening.importing.ImportFile;
import org.parvis.listening.importing.ImportFormat;
import org.parvis.listening.importing.ImportLine;
import org.parvis.listening.importing.ImportReader;
import org.parvis.listening.importing.Limits;
import org.parvis.listening.mention.MentionIntake;
import org.parvis.listening.mention.MentionIntake.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that a place hands over in a signed call: a JSON object, or one on each line, with the fields of a file. Each is safe when the call
 * is answered, so that whoever calls may forget it; the same message again changes nothing, and other words under the same id are an edit. Of
 * a call that comes once more nothing is taken.
 */
@Component
class PushedMessages {

    private static final int MOST = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Connectors connectors;
    private final MentionIntake intake;
    private final Sources sources;
    private final TakenCalls taken;
    private final Clock clock;

    PushedMessages(Connectors connectors, MentionIntake intake, Sources sources, TakenCalls taken, Clock clock) {
        this.connectors = connectors;
        this.intake = intake;
        this.sources = sources;
        this.taken = taken;
        this.clock = clock;
    }

    /** @throws InvalidInput when nothing can be read from it, or it is more than one call may carry */
    List<Imports.Line> take(Sources.Item source, SignedCall call) {
        var lines = read(call.body());
        if (taken.has(source, call)) {
            return takenBefore(lines);
        }
        // One after the other: what two lines say of one message happens in their order.
        var report = lines.stream().map(line -> take(source, line)).toList();
        var refused = count(report, Imports.Outcome.REFUSED);
        taken.remember(source, call);
        sources.brought(source.sourceId(), report.size() - refused, count(report, Imports.Outcome.ACCEPTED));
        return report;
    }

    /** Of a call that was taken before nothing is taken; what could not be read then still cannot. */
    private static List<Imports.Line> takenBefore(List<ImportLine> lines) {
        return lines.stream()
                .map(line -> switch (line) {
                    case ImportLine.Refused refused -> refused(refused);
                    case ImportLine.Message message ->
                        new Imports.Line(message.number(), Imports.Outcome.DUPLICATE, null, null);
                })
                .toList();
    }

    private static Imports.Line refused(ImportLine.Refused line) {
        return new Imports.Line(line.number(), Imports.Outcome.REFUSED, line.problem(), null);
    }

    static long count(List<Imports.Line> report, Imports.Outcome outcome) {
        return report.stream().filter(line -> line.outcome() == outcome).count();
    }

    private List<ImportLine> read(byte[] body) {
        try (var file = ImportFile.of(new ByteArrayInputStream(onOneLine(body)), Limits.STANDARD);
                var reader = new ImportReader(file, ImportFormat.NDJSON, Optional.empty(), clock)) {
            var lines = new ArrayList<ImportLine>();
            for (var line = reader.next(); line != null; line = reader.next()) {
                if (lines.size() == MOST) {
                    throw new InvalidInput("body", "push.lines", MOST);
                }
                lines.add(line);
            }
            return lines;
        } catch (FileRefused e) {
            throw new InvalidInput("body", "import." + e.reason());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A single object may be written over many lines. */
    private static byte[] onOneLine(byte[] body) {
        try {
            var whole = JSON.readTree(body);
            return whole.isObject() ? JSON.writeValueAsBytes(whole) : body;
        } catch (JacksonException e) {
            return body;
        }
    }

    private Imports.Line take(Sources.Item source, ImportLine line) {
        return switch (line) {
            case ImportLine.Refused refused -> refused(refused);
            case ImportLine.Message(var number, var item) -> ImportRun.line(number, take(source, item));
        };
    }

    private MentionIntake.Result take(Sources.Item source, CollectedItem said) {
        var scope = connectors.of(source.connector()).scope(new SourceSettings(source.settings()), said.remoteId());
        var item = said.within(scope);
        var origin = new MentionIntake.Origin(
                source.brandId(), source.sourceId(), source.connector(), SourcePoller.ownHandles(source), true);
        var result = intake.takeEach(origin, List.of(item)).getFirst();
        return result.outcome() == Outcome.KNOWN && item.change() == Change.PRESENT
                ? intake.takeEach(origin, List.of(item.as(Change.EDITED))).getFirst()
                : result;
    }
}
