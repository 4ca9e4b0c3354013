package org.parvis.listening.importing;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, never more of it at a time. */
public final class ImportReader implements AutoCloseable {

    private final Rows rows;
    private final Items items;
    private final boolean cut;
    private final int most;
    private @Nullable Row ahead;
    private int count;
    private boolean over;

    /**
     * @param zone in which times without an offset are meant; without it such lines are refused
     * @throws FileRefused when the headings do not say enough
     */
    public ImportReader(ImportFile file, ImportFormat format, Optional<ZoneId> zone, Clock clock) throws IOException {
        this.rows = format == ImportFormat.CSV ? new CsvRows(file) : new NdjsonRows(file);
        this.items = new Items(zone, clock);
        this.cut = file.isCut();
        this.most = file.limits().lines();
        this.ahead = rows.next();
    }

    /** The next line; null when all are read. */
    public @Nullable ImportLine next() throws IOException {
        var row = ahead;
        if (row == null || over) {
            return null;
        }
        if (count == most) {
            return last(row, LineProblem.BEYOND_LINES);
        }
        count++;
        ahead = rows.next();
        if (cut && ahead == null) {
            // The file went on here.
            return last(row, LineProblem.BEYOND_BYTES);
        }
        return switch (row) {
            case Row.Cells cells -> items.read(cells);
            case Row.Unreadable(var number, var problem) -> new ImportLine.Refused(number, problem);
        };
    }

    private ImportLine last(Row row, LineProblem problem) {
        over = true;
        return new ImportLine.Refused(row.number(), problem);
    }

    public String ignoredColumns() {
        return rows.ignored();
    }

    public String separator() {
        return rows.separator();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
