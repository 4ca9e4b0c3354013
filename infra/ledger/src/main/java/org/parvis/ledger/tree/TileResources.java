package org.parvis.ledger.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.parvis.ledger.Entry;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.LedgerReader;

/**
 * The read interface of a tiled log (C2SP tlog-tiles), for whoever serves it: {@code checkpoint}, {@code
 * tile/<L>/<N>[.p/<W>]} and {@code tile/entries/<N>[.p/<W>]}.
 *
 * <p>An entry's record is its canonical line (see {@link Leaf}), which names payload and metadata by hash only.
 */
public final class TileResources {

    private static final Pattern TILE =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private final DataSource dataSource;

    public TileResources(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The bytes under a path relative to the log's prefix, or nothing for what does not exist. */
    public Optional<byte[]> get(String path) {
        if (path.equals("checkpoint")) {
            return new Checkpoints(dataSource)
                    .latest()
                    .map(note -> note.toString().getBytes(UTF_8));
        }
        Matcher matcher = TILE.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
        int width = matcher.group(3) == null ? GrowingTree.WIDTH : Integer.parseInt(matcher.group(3));
        if (width > GrowingTree.WIDTH || (matcher.group(3) != null && width == GrowingTree.WIDTH)) {
            return Optional.empty();
        }
        return matcher.group(1).equals("entries")
                ? entries(number, width)
                : tile(Integer.parseInt(matcher.group(1)), number, width);
    }

    private Optional<byte[]> tile(int level, long number, int width) {
        if (new Checkpoints(dataSource).latest().isEmpty()) {
            return Optional.empty();
        }
        LedgerTree tree = LedgerTree.latest(dataSource);
        long hashes = tree.checkpoint().size() >> (8 * level);
        if (number * GrowingTree.WIDTH + width > hashes) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(tree.tile(level, number), width * Merkle.HASH));
    }

    private Optional<byte[]> entries(long number, int width) {
        long size = new Checkpoints(dataSource)
                .latest()
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(0L);
        long first = number * GrowingTree.WIDTH;
        if (first + width > size) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        var reader = new LedgerReader(dataSource);
        for (long read = 0; read < width; ) {
            List<Entry> entries =
                    reader.read(first + read, (int) (width - read), Set.of()).entries();
            for (Entry entry : entries) {
                byte[] line = Leaf.record(entry).getBytes(UTF_8);
                bytes.write(line.length >> 8);
                bytes.write(line.length);
                bytes.writeBytes(line);
            }
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            read += entries.size();
        }
        return Optional.of(bytes.toByteArray());
    }
}
