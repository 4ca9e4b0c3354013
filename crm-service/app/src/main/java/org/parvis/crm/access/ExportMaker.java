package org.parvis.crm.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.parvis.axon.Commands;
import org.parvis.boot.NotFound;
import org.parvis.crm.access.AccessExportCommand.RecordMade;
import org.parvis.crm.retention.KeptFor;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.Envelope;
import org.parvis.privacy.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes copies, one at a time: {@code data.json} for programs and {@code index.html} for people, in one archive. It is kept sealed under the
 * person's own key, so that it goes when they are erased, and for {@link #KEPT} at most.
 */
@Component
class ExportMaker {

    static final Duration KEPT = Duration.ofDays(7);

    private static final Actor SELF = Actor.automation("crm.access.export");
    private static final Logger LOG = LoggerFactory.getLogger(ExportMaker.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final AccessExports exports;
    private final PersonEntries entries;
    private final ExportPage page;
    private final KeptFor keptFor;
    private final KeyRing keys;
    private final Commands commands;
    private final Clock clock;

    ExportMaker(
            AccessExports exports,
            PersonEntries entries,
            ExportPage page,
            KeptFor keptFor,
            KeyRing keys,
            Commands commands,
            Clock clock) {
        this.exports = exports;
        this.entries = entries;
        this.page = page;
        this.keptFor = keptFor;
        this.keys = keys;
        this.commands = commands;
        this.clock = clock;
    }

    void makeNext() {
        exports.dropExpired(clock.instant());
        for (var row : exports.waiting(1)) {
            try {
                make(row);
            } catch (RuntimeException e) {
                LOG.error("The copy {} cannot be made", row.id(), e);
                exports.failed(row.id(), "FAILED");
            }
        }
    }

    private void make(AccessExports.Row row) {
        var key = keys.decryptionKey(row.personId());
        if (key.isEmpty()) {
            exports.failed(row.id(), "ERASED");
            return;
        }
        var all = entries.of(row.personId());
        var archive = archive(row, all);
        var expires = clock.instant().plus(KEPT);
        var sealed = Envelope.seal(key.get(), archive, place(row));
        commands.send(
                new RecordMade(row.id(), row.brandId(), all.entries().size(), sha256(archive), expires),
                SELF,
                "made " + row.id());
        exports.ready(row.id(), sealed, clock.instant(), expires);
    }

    /** The archive as the person gets it. */
    byte[] open(AccessExports.Row row, byte[] sealed) {
        // Between the erasure of a person and the moment their copy is dropped.
        var key = keys.decryptionKey(row.personId()).orElseThrow(() -> new NotFound("access-export", row.id()));
        return Envelope.open(key, sealed, place(row));
    }

    private byte[] archive(AccessExports.Row row, PersonEntries.All all) {
        var recipients = new TreeSet<String>();
        var sources = new TreeSet<String>();
        for (var entry : all.entries()) {
            if (entry.role() != null) {
                recipients.add(entry.role());
            }
            if (entry.data().get("network") != null) {
                sources.add(entry.data().get("network").toString());
            }
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("person", row.personId());
        data.put("brand", row.brandId());
        data.put("made", clock.instant().atOffset(ZoneOffset.UTC).toString());
        data.put("complete", all.complete());
        data.put("sources", List.copyOf(sources));
        data.put("recipients", List.copyOf(recipients));
        var kept = keptFor.of(row.brandId(), row.personId()).orElse(null);
        data.put("retention", kept == null ? "until you ask to be erased" : page.retention(kept, Locale.ENGLISH));
        if (kept != null) {
            data.put("retentionClass", kept.kind().name());
            data.put("retentionMonths", kept.months());
            data.put("retentionUntil", kept.until().toString());
        }
        data.put("logic", page.logic());
        data.put("entries", new ArrayList<>(all.entries()));
        try (var bytes = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
                zip.putNextEntry(new ZipEntry("data.json"));
                zip.write(JSON.writeValueAsBytes(data));
                zip.putNextEntry(new ZipEntry("index.html"));
                zip.write(page.of(row, all, kept, List.copyOf(sources), List.copyOf(recipients))
                        .getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] place(AccessExports.Row row) {
        return ("access-export|" + row.id()).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
