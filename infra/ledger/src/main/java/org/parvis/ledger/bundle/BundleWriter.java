package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.CanonicalJson;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.Page;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.LedgerTree;
import org.parvis.ledger.tree.NoteSigner;

/**
 * Writes bundles: a zip with entries as stored, a proof for each, the signed head, keys, a description of the format,
 * and the source of a verifier.
 *
 * <p>The manifest is signed as well and names every file, so that a bundle from which somebody removed an entry on its way, or in which
 * they put other words about it, is recognised.
 */
public final class BundleWriter {

    private static final String MANIFEST_HEADER = "parvis.org/bundle@v1";
    private static final int PAGE = 1_000;
    private static final int MOST_SELECTED = 100_000;

    /** One date for all files, so that equal content gives an equal zip. */
    private static final LocalDateTime FILE_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final DataSource dataSource;
    private final LedgerReader reader;
    private final NoteSigner signer;

    public BundleWriter(DataSource dataSource, NoteSigner signer) {
        this.dataSource = dataSource;
        this.reader = new LedgerReader(dataSource);
        this.signer = signer;
    }

    /**
     * Writes a bundle as of the newest signed head, or, where witnesses are asked for, as of the newest that one has confirmed when that
     * holds all that is wanted. Leaves {@code out} open.
     */
    public void write(BundleRequest request, OutputStream out) throws IOException {
        LedgerTree tree = tree(request);
        long size = tree.checkpoint().size();
        if (request.scope() instanceof BundleScope.Range range && range.to() > size) {
            throw new IllegalArgumentException(
                    "Entries up to " + size + " are sealed; position " + range.to() + " is not, or does not exist");
        }
        if (request.scope() instanceof BundleScope.Selection selection
                && selection.positions().size() > MOST_SELECTED) {
            throw new IllegalArgumentException(
                    "A selection holds at most " + MOST_SELECTED + " entries; ask for a range instead");
        }
        var zip = new ZipOutputStream(out, UTF_8);
        var written = new Written(request.scope() instanceof BundleScope.Aggregates);
        MessageDigest digest = sha256();
        open(zip, "entries.jsonl");
        var lines = new DigestOutputStream(zip, digest);
        forEach(request.scope(), size, entry -> {
            lines.write(line(entry, request.view()).getBytes(UTF_8));
            written.add(entry);
        });
        zip.closeEntry();
        for (long position : written.positions) {
            file(
                    zip,
                    "proofs/" + position + ".tlog-proof",
                    tree.inclusion(position).toString());
        }
        String note = tree.note().toString();
        written.file(zip, "checkpoint", note);
        if (request.since() > 0 && request.since() <= size) {
            var consistency = new StringBuilder("old " + request.since() + "\n");
            tree.consistency(request.since())
                    .forEach(hash -> consistency
                            .append(Base64.getEncoder().encodeToString(hash))
                            .append('\n'));
            written.file(zip, "consistency.txt", consistency.toString());
        }
        var keys = new StringBuilder("origin " + tree.checkpoint().origin() + "\nlog " + signer.key() + "\n");
        request.witnesses().forEach(key -> keys.append("witness ").append(key).append('\n'));
        written.file(zip, "keys.txt", keys.toString());
        written.file(zip, "README.txt", resource("README.txt"));
        written.file(zip, "Verifier.java", verifierSource());
        String manifest =
                manifest(request.scope(), tree, written, HexFormat.of().formatHex(digest.digest()));
        file(zip, "manifest", signer.sign(manifest).toString());
        zip.finish();
    }

    private LedgerTree tree(BundleRequest request) {
        LedgerTree newest = LedgerTree.latest(dataSource);
        if (request.witnesses().isEmpty()) {
            return newest;
        }
        long needed = Math.max(
                request.since(),
                switch (request.scope()) {
                    case BundleScope.Range range -> range.to();
                    case BundleScope.Selection selection ->
                        selection.positions().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0);
                    case BundleScope.Aggregates aggregates -> request.covering();
                });
        return new Checkpoints(dataSource)
                .latestWitnessed()
                .filter(note -> Checkpoint.parse(note.text()).size() >= needed)
                .map(newest::asOf)
                .orElse(newest);
    }

    /** The verifier's source, for handing it out apart from bundles. */
    public static String verifierSource() {
        return resource("/org/parvis/ledger/verifier/Verifier.java");
    }

    private void forEach(BundleScope scope, long size, EntrySink sink) throws IOException {
        switch (scope) {
            case BundleScope.Range range -> {
                Page page = new Page(List.of(), range.from() - 1, true);
                while (page.full() && page.scannedTo() < range.to()) {
                    page = reader.read(page.scannedTo(), PAGE, Set.of());
                    for (Entry entry : page.entries()) {
                        if (entry.position() <= range.to()) {
                            sink.accept(entry);
                        }
                    }
                }
            }
            case BundleScope.Aggregates aggregates -> {
                // Positions first and entries one by one: what a stream holds may be more than fits into memory.
                var positions = new TreeSet<Long>(aggregates.also());
                for (String id : aggregates.ids()) {
                    reader.forEachOfAggregate(id, entry -> {
                        if (entry.position() <= size) {
                            positions.add(entry.position());
                        }
                        return true;
                    });
                }
                for (long position : positions) {
                    sink.accept(sealed(position, size));
                }
            }
            case BundleScope.Selection selection -> {
                for (long position : new TreeSet<>(selection.positions())) {
                    sink.accept(sealed(position, size));
                }
            }
        }
    }

    private Entry sealed(long position, long size) {
        return reader.find(position)
                .filter(entry -> entry.position() <= size)
                .orElseThrow(() ->
                        new IllegalArgumentException("Position " + position + " is not sealed, or does not exist"));
    }

    private static String line(Entry entry, Function<Entry, @Nullable String> view) {
        var json = new StringBuilder(entry.payload().length * 2 + 1_024);
        json.append("{\"position\":").append(entry.position());
        text(json, "eventId", entry.eventId().toString());
        text(json, "aggregateType", entry.aggregateType());
        text(json, "aggregateId", entry.aggregateId());
        json.append(",\"seq\":").append(entry.sequence());
        text(json, "type", entry.eventType());
        text(json, "revision", entry.revision());
        text(json, "timestamp", MICROS.format(entry.recordedAt()));
        text(json, "leaf", HexFormat.of().formatHex(entry.leaf()));
        text(json, "payload", Base64.getEncoder().encodeToString(entry.payload()));
        text(json, "metadata", Base64.getEncoder().encodeToString(entry.metadata()));
        String readable = view.apply(entry);
        if (readable != null) {
            text(json, "view", readable);
        }
        return json.append("}\n").toString();
    }

    private static void text(StringBuilder json, String name, @Nullable String value) {
        json.append(",\"").append(name).append("\":");
        if (value == null) {
            json.append("null");
        } else {
            CanonicalJson.quote(json, value);
        }
    }

    private static String manifest(BundleScope scope, LedgerTree tree, Written written, String digest) {
        var text = new StringBuilder(MANIFEST_HEADER).append('\n');
        text.append("origin ").append(tree.checkpoint().origin()).append('\n');
        text.append("size ").append(tree.checkpoint().size()).append('\n');
        text.append("entries ")
                .append(written.positions.size())
                .append(' ')
                .append(digest)
                .append('\n');
        switch (scope) {
            case BundleScope.Range range ->
                text.append("range ")
                        .append(range.from())
                        .append(' ')
                        .append(range.to())
                        .append('\n');
            case BundleScope.Selection selection -> text.append("selection\n");
            case BundleScope.Aggregates aggregates -> {
                text.append("aggregates\n");
                for (String id : new TreeSet<>(aggregates.ids())) {
                    text.append("complete ")
                            .append(written.last.getOrDefault(id, -1L))
                            .append(' ');
                    CanonicalJson.quote(text, id);
                    text.append('\n');
                }
            }
        }
        // Not the proofs, of which there may be millions: each is checked by itself.
        written.files.forEach((name, hash) ->
                text.append("file ").append(hash).append(' ').append(name).append('\n'));
        return text.toString();
    }

    private static void file(ZipOutputStream zip, String name, String content) throws IOException {
        open(zip, name);
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    private static void open(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(FILE_TIME);
        zip.putNextEntry(entry);
    }

    private static String resource(String name) {
        try (InputStream in = BundleWriter.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, "missing resource " + name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @FunctionalInterface
    private interface EntrySink {
        void accept(Entry entry) throws IOException;
    }

    /** What went into the bundle so far. */
    private static final class Written {

        private final List<Long> positions = new ArrayList<>();
        private final Map<String, Long> last = new TreeMap<>();
        private final Map<String, String> files = new TreeMap<>();

        private final boolean byStream;

        private Written(boolean byStream) {
            this.byStream = byStream;
        }

        void add(Entry entry) {
            positions.add(entry.position());
            if (byStream) {
                last.merge(entry.aggregateId(), entry.sequence(), Math::max);
            }
        }

        void file(ZipOutputStream zip, String name, String content) throws IOException {
            BundleWriter.file(zip, name, content);
            files.put(name, HexFormat.of().formatHex(sha256().digest(content.getBytes(UTF_8))));
        }
    }
}
