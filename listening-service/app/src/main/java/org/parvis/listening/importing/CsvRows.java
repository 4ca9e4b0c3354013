package org.parvis.listening.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.PlainText;

/** Rows whose first line says what the cells are, parted by comma, semicolon or tab. */
final class CsvRows implements Rows {

    private static final String SEPARATORS = ",;\t";
    private static final int LONGEST_HEADINGS = 20_000;
    private static final int SHOWN = 300;

    private final Bounded letters;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<@Nullable Column> columns = new ArrayList<>();
    private final char separator;
    private final String ignored;
    private boolean over;

    CsvRows(ImportFile file) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(
                file.open(),
                file.encoding()
                        .charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
        this.separator = separator(reader);
        this.letters = new Bounded(reader, file.limits().characters());
        this.parser = CSVParser.builder()
                .setReader(letters)
                .setFormat(CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(separator)
                        .setIgnoreEmptyLines(false)
                        .setTrailingData(true)
                        .get())
                .get();
        this.records = parser.iterator();
        this.ignored = readHeadings();
    }

    /** The sign that stands most often in the first line, outside quotes. */
    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_HEADINGS + 1);
        var counts = new int[SEPARATORS.length()];
        var quoted = false;
        for (var i = 0; i < LONGEST_HEADINGS; i++) {
            var letter = reader.read();
            if (letter < 0 || (!quoted && (letter == '\n' || letter == '\r'))) {
                break;
            }
            quoted ^= letter == '"';
            var at = SEPARATORS.indexOf(letter);
            if (!quoted && at >= 0) {
                counts[at]++;
            }
        }
        reader.reset();
        var best = 0;
        for (var i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    private String readHeadings() throws IOException {
        var unknown = new ArrayList<String>();
        try {
            if (!records.hasNext()) {
                throw new FileRefused(FileRefused.Reason.EMPTY);
            }
            for (var heading : records.next()) {
                var column = Column.named(heading);
                if (column.isEmpty() && !heading.isBlank()) {
                    unknown.add(PlainText.of(heading, 40));
                }
                if (column.isPresent() && columns.contains(column.get())) {
                    throw new FileRefused(FileRefused.Reason.COLUMN_TWICE);
                }
                columns.add(column.orElse(null));
            }
        } catch (UncheckedIOException e) {
            throw new FileRefused(FileRefused.Reason.NO_COLUMNS);
        }
        if (!columns.contains(Column.TEXT)) {
            throw new FileRefused(FileRefused.Reason.NO_COLUMNS);
        }
        var all = unknown.stream().collect(Collectors.joining(", "));
        return all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!over) {
            var number = parser.getCurrentLineNumber() + 1;
            letters.begin();
            try {
                if (!records.hasNext()) {
                    return null;
                }
                var record = records.next();
                if (record.size() > 1 || !record.get(0).isBlank()) {
                    return row(number, record);
                }
            } catch (UncheckedIOException e) {
                over = true;
                return new Row.Unreadable(number, problem(e));
            }
        }
        return null;
    }

    /** Where the quotes no longer make sense, nobody knows where the next record begins. */
    private static LineProblem problem(UncheckedIOException e) {
        var cause = e.getCause();
        if (cause instanceof TooLong
                || cause instanceof CSVException
                || (cause != null && cause.getCause() instanceof TooLong)) {
            return LineProblem.UNCLOSED_QUOTE;
        }
        throw e;
    }

    private Row row(long number, CSVRecord record) {
        var values = new EnumMap<Column, String>(Column.class);
        for (var i = 0; i < record.size(); i++) {
            if (i >= columns.size()) {
                if (!record.get(i).isBlank()) {
                    return new Row.Unreadable(number, LineProblem.TOO_MANY_CELLS);
                }
                continue;
            }
            var column = columns.get(i);
            if (column != null) {
                values.put(column, record.get(i));
            }
        }
        return new Row.Cells(number, values);
    }

    @Override
    public String ignored() {
        return ignored;
    }

    @Override
    public String separator() {
        return String.valueOf(separator);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** A record that takes more than this is no record. */
    private static final class TooLong extends IOException {

        TooLong() {
            super("A record is too long");
        }
    }

    /** Counts what is read since a record began; the parser reads a little ahead. */
    private static final class Bounded extends Reader {

        private final Reader source;
        private final int longest;
        private int read;

        Bounded(Reader source, int longest) {
            this.source = source;
            this.longest = longest;
        }

        void begin() {
            read = 0;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (read > longest) {
                throw new TooLong();
            }
            var count = source.read(target, offset, length);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
