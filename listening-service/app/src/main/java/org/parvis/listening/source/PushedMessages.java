package org.parvis.listening.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.parvis.boot.InvalidInput;
import org.parvis.fetcher.Json;
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
import org.springframework.beans.factory.annotation.Value;
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
    private static final int TOGETHER = 25;
    /** Of all sources: these have the service for themselves no more than others. */
    private static final int CALLS_AT_ONCE = 4;
    /** Each of two turns is waited for at most so long; with the time for the messages it is less than whoever relays the call waits. */
    private static final Duration A_TURN = Duration.ofSeconds(1);

    private static final JsonMapper JSON = Json.bounded()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Connectors connectors;
    private final MentionIntake intake;
    private final Sources sources;
    private final TakenCalls taken;
    private final Duration patience;
    private final Turns turns = new Turns(CALLS_AT_ONCE, A_TURN);
    private final Clock clock;

    PushedMessages(
            Connectors connectors,
            MentionIntake intake,
            Sources sources,
            TakenCalls taken,
            @Value("${parvis.listening.call-patience:PT5S}") Duration patience,
            Clock clock) {
        this.connectors = connectors;
        this.intake = intake;
        this.sources = sources;
        this.taken = taken;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Empty when the time of whoever calls was over before all was safe, or others of its calls are being taken: it comes again, and what is
     * safe already takes no time then.
     *
     * @throws InvalidInput when nothing can be read from it, or it is more than one call may carry
     */
    Optional<List<Imports.Line>> take(Sources.Item source, SignedCall call) {
        return turns.of(source.sourceId()).flatMap(turn -> {
            try (turn) {
                return takeInTurn(source, call);
            }
        });
    }

    private Optional<List<Imports.Line>> takeInTurn(Sources.Item source, SignedCall call) {
        var lines = read(call.body());
        if (taken.has(source, call)) {
            return Optional.of(takenBefore(lines));
        }
        var until = clock.instant().plus(patience);
        var report = new ArrayList<Imports.Line>(lines.size());
        for (var group : groups(lines)) {
            if (!report.isEmpty() && !clock.instant().isBefore(until)) {
                return Optional.empty();
            }
            report.addAll(take(source, group));
        }
        var refused = count(report, Imports.Outcome.REFUSED);
        taken.remember(source, call);
        sources.brought(source.sourceId(), report.size() - refused, count(report, Imports.Outcome.ACCEPTED));
        return Optional.of(report);
    }

    private static List<List<ImportLine>> groups(List<ImportLine> lines) {
        var groups = new ArrayList<List<ImportLine>>();
        var together = new Together(TOGETHER);
        for (var line : lines) {
            if (!together.hasRoomFor(line)) {
                groups.add(together.empty());
            }
            together.add(line);
        }
        groups.add(together.empty());
        return groups;
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

    private List<Imports.Line> take(Sources.Item source, List<ImportLine> lines) {
        var connector = connectors.of(source.connector());
        var settings = new SourceSettings(source.settings());
        var items = lines.stream()
                .filter(ImportLine.Message.class::isInstance)
                .map(line -> ((ImportLine.Message) line).item())
                .map(item -> item.within(connector.scope(settings, item.remoteId())))
                .toList();
        var results = takeItems(source, items).iterator();
        return lines.stream()
                .map(line -> switch (line) {
                    case ImportLine.Refused refused -> refused(refused);
                    case ImportLine.Message message -> ImportRun.line(message.number(), results.next());
                })
                .toList();
    }

    private List<MentionIntake.Result> takeItems(Sources.Item source, List<CollectedItem> items) {
        var origin = new MentionIntake.Origin(
                source.brandId(), source.sourceId(), source.connector(), SourcePoller.ownHandles(source), true);
        var results = new ArrayList<>(intake.takeEach(origin, items));
        var known = IntStream.range(0, items.size())
                .filter(place -> results.get(place).outcome() == Outcome.KNOWN
                        && items.get(place).change() == Change.PRESENT)
                .boxed()
                .toList();
        var edits = intake.takeEach(
                origin,
                known.stream().map(place -> items.get(place).as(Change.EDITED)).toList());
        for (var number = 0; number < known.size(); number++) {
            results.set(known.get(number), edits.get(number));
        }
        return results;
    }
}
