package org.parvis.listening.importing;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.importing.ImportLine.Message;
import org.parvis.listening.importing.ImportLine.Refused;

class ImportReaderTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final Optional<ZoneId> PARIS = Optional.of(ZoneId.of("Europe/Paris"));
    private static final String HEADINGS = "text,author,published_at,permalink\n";
    private static final String AT = "2026-11-22T10:00:00Z";

    private record Outcome(List<ImportLine> lines, Encoding encoding, String separator, String ignored) {

        List<CollectedItem> items() {
            return lines.stream()
                    .filter(Message.class::isInstance)
                    .map(line -> ((Message) line).item())
                    .toList();
        }
    }

    private static Outcome read(byte[] bytes, ImportFormat format, Optional<ZoneId> zone, Limits limits) {
        try (var file = ImportFile.of(new ByteArrayInputStream(bytes), limits);
                var reader = new ImportReader(file, format, zone, CLOCK)) {
            var lines = new ArrayList<ImportLine>();
            for (var line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
            return new Outcome(lines, file.encoding(), reader.separator(), reader.ignoredColumns());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Outcome csv(String text) {
        return read(text.getBytes(UTF_8), ImportFormat.CSV, Optional.empty(), Limits.STANDARD);
    }

    private static Outcome ndjson(String text) {
        return read(text.getBytes(UTF_8), ImportFormat.NDJSON, Optional.empty(), Limits.STANDARD);
    }

    @Test
    void takesEveryColumnByItsNameInAnyOrder() {
        var read = csv("""
                Publié le;Auteur;Texte;ID;Lien;author_handle;author id;titre;langue;parent_id;thread_id;likes
                2026-11-22 11:00:00+01:00;Margaux B;« Bonjour »;m1;https://a.example/1;@margaux;7;Salut;fr-FR;m0;m0;12
                """);

        assertThat(read.separator()).isEqualTo(";");
        assertThat(read.ignored()).isEqualTo("likes");
        var item = read.items().getFirst();
        assertThat(item.remoteId()).isEqualTo("m1");
        assertThat(item.text()).isEqualTo("« Bonjour »");
        assertThat(item.author().id()).isEqualTo("7");
        assertThat(item.author().handle()).isEqualTo("margaux");
        assertThat(item.author().name()).isEqualTo("Margaux B");
        assertThat(item.title()).contains("Salut");
        assertThat(item.language()).contains("fr");
        assertThat(item.parentRemoteId()).contains("m0");
        assertThat(item.threadRemoteId()).isEqualTo("m0");
        assertThat(item.publishedAt()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void tellsSeparatorsApartAndCountsLinesAsAnEditorDoes(String separator) {
        var read = csv(("text|author|published_at\r\n\"two\r\nlines, of; one\ttext\"|leo|" + AT + "\r\n\r\n|leo|" + AT
                        + "\r\nthree|leo|" + AT)
                .replace("|", separator));

        assertThat(read.separator()).isEqualTo(separator);
        assertThat(read.lines()).extracting(ImportLine::number).containsExactly(2L, 5L, 6L);
        assertThat(read.lines().get(1)).isEqualTo(new Refused(5, LineProblem.NO_TEXT));
        assertThat(read.items()).extracting(CollectedItem::text).containsExactly("two\nlines, of; one text", "three");
    }

    @Test
    void tellsEncodingsApart() {
        var text = HEADINGS + "Été à l’hôtel – 3 €,Zoé," + AT + ",\n";
        record Written(Encoding encoding, byte[] bytes) {}
        var all = List.of(
                new Written(Encoding.UTF_8, text.getBytes(UTF_8)),
                new Written(Encoding.UTF_8_BOM, ("\uFEFF" + text).getBytes(UTF_8)),
                new Written(Encoding.WINDOWS_1252, text.getBytes(Charset.forName("windows-1252"))),
                new Written(Encoding.UTF_16_LE, ("\uFEFF" + text).getBytes(UTF_16LE)),
                new Written(Encoding.UTF_16_BE, ("\uFEFF" + text).getBytes(UTF_16BE)));
        for (var written : all) {
            var read = read(written.bytes(), ImportFormat.CSV, Optional.empty(), Limits.STANDARD);
            assertThat(read.encoding()).isEqualTo(written.encoding());
            assertThat(read.items())
                    .as("%s", written.encoding())
                    .extracting(CollectedItem::text)
                    .containsExactly("Été à l’hôtel – 3 €");
        }
    }

    @Test
    void utf8IsKnownAlsoWhereAChunkEndsWithinALetter() {
        for (var shift = 0; shift < 4; shift++) {
            var text = HEADINGS + "x".repeat(shift) + "é€😀".repeat(5_000) + ",leo," + AT + ",\n";
            assertThat(read(text.getBytes(UTF_8), ImportFormat.CSV, Optional.empty(), Limits.STANDARD)
                            .encoding())
                    .isEqualTo(Encoding.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
        "2026-11-22 11:00:00+0100, 2026-11-22T10:00:00Z",
        "2026-11-22T11:00, 2026-11-22T10:00:00Z",
        "2026-11-22 11:00:00.123, 2026-11-22T10:00:00.123Z",
        "2026-07-14, 2026-07-13T22:00:00Z",
        "1795341600, 2026-11-22T10:00:00Z",
        "1795341600000, 2026-11-22T10:00:00Z"
    })
    void readsTimes(String written, Instant meant) {
        var read =
                read((HEADINGS + "x,leo," + written + ",").getBytes(UTF_8), ImportFormat.CSV, PARIS, Limits.STANDARD);

        assertThat(read.items()).extracting(CollectedItem::publishedAt).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "'x,leo,2026-11-22T11:00,', NO_ZONE",
        "'x,leo,22/11/2026,', BAD_TIME",
        "'x,leo,1066-10-14T09:00:00Z,', BAD_TIME",
        "'x,leo,2026-11-22T12:06:00Z,', FUTURE",
        "'x,leo,,', NO_TIME",
        "'x,,2026-11-22T10:00:00Z,', NO_AUTHOR",
        "',leo,2026-11-22T10:00:00Z,', NO_TEXT",
        "'x,leo,2026-11-22T10:00:00Z,javascript:alert(1)', BAD_LINK",
        "'x,leo,2026-11-22T10:00:00Z,,and,more', TOO_MANY_CELLS"
    })
    void refusesALineWithItsReasonAndGoesOn(String line, LineProblem problem) {
        var read = csv(HEADINGS + line + "\ngood,leo," + AT + ",\n");

        assertThat(read.lines().getFirst()).isEqualTo(new Refused(2, problem));
        assertThat(read.items()).extracting(CollectedItem::text).containsExactly("good");
    }

    @Test
    void keepsWhatLooksLikeAFormulaAsItWasSaidAndDropsHiddenLetters() {
        var read = csv(HEADINGS + "\"=HYPERLINK(\"\"https://x.example\"\")\",leo," + AT + ",\na\u0000b\u202e,leo," + AT
                + ",\n");

        assertThat(read.items())
                .extracting(CollectedItem::text)
                .containsExactly("=HYPERLINK(\"https://x.example\")", "ab");
    }

    @Test
    void anIdMayNotHideLetters() {
        var read = csv("id,text,author,published_at\n\"a\u0000b\",x,leo," + AT + "\n" + "i".repeat(1_001) + ",x,leo,"
                + AT + "\n");

        assertThat(read.lines())
                .containsExactly(new Refused(2, LineProblem.BAD_ID), new Refused(3, LineProblem.BAD_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u202e", "\\ud800"})
    void anAddressMayNotHideLetters(String hidden) {
        var read = ndjson("{\"id\":\"1\",\"text\":\"x\",\"author\":\"leo\",\"published_at\":\"" + AT
                + "\",\"permalink\":\"https://a.example/" + hidden + "x\"}\n");

        assertThat(read.lines()).containsExactly(new Refused(1, LineProblem.BAD_LINK));
    }

    @Test
    void withoutAnIdTheSameWordsOfTheSamePersonAtTheSameTimeAreTheSame() {
        var once = csv(HEADINGS + "x,leo," + AT + ",\ny,leo," + AT + ",\n").items();
        var again = csv("author,published_at,text\nleo," + AT + ",x\n").items();

        assertThat(once.getFirst().remoteId())
                .isEqualTo(again.getFirst().remoteId())
                .isNotEqualTo(once.getLast().remoteId());
    }

    @Test
    void aDeletionNeedsOnlyAName() {
        var read = csv("id,text,deleted\nm1,,oui\n");

        assertThat(read.items()).singleElement().satisfies(item -> {
            assertThat(item.change()).isEqualTo(CollectedItem.Change.DELETED);
            assertThat(item.remoteId()).isEqualTo("m1");
        });
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheReadingAndKeepsWhatCameBefore() {
        var read = csv(HEADINGS + "good,leo," + AT + ",\n\"open,leo," + AT + ",\n" + "lost,leo,x,\n".repeat(50_000));

        assertThat(read.items()).extracting(CollectedItem::text).containsExactly("good");
        assertThat(read.lines().getLast()).isEqualTo(new Refused(3, LineProblem.UNCLOSED_QUOTE));
        assertThat(read.lines()).hasSize(2);
    }

    @Test
    void tellsWhatLiesBeyondTheLimits() {
        var lines = HEADINGS + ("x,leo," + AT + ",\n").repeat(10);
        var few = read(lines.getBytes(UTF_8), ImportFormat.CSV, Optional.empty(), new Limits(100_000, 4, 1_000));
        assertThat(few.items()).hasSize(4);
        assertThat(few.lines().getLast()).isEqualTo(new Refused(6, LineProblem.BEYOND_LINES));

        var small = read(lines.getBytes(UTF_8), ImportFormat.CSV, Optional.empty(), new Limits(110, 100, 1_000));
        assertThat(small.items()).hasSize(2);
        assertThat(small.lines().getLast()).isEqualTo(new Refused(4, LineProblem.BEYOND_BYTES));
    }

    @Test
    void readsObjectsLineByLineAndGoesOnAfterABadOne() {
        var read = ndjson("{\"id\":12,\"text\":\"one\",\"author\":\"leo\",\"createdAt\":\"" + AT + "\"}\n\n"
                + "{\"text\":\n[1]\n{\"text\":\"" + "x".repeat(100_000) + "\"}\n"
                + "{\"text\":{\"deep\":1},\"author\":\"leo\",\"date\":\"" + AT + "\"}\n"
                + "[".repeat(5_000) + "\n"
                + "{\"text\":\"two\",\"author\":\"leo\",\"date\":\"" + AT + "\",\"deleted\":false}");

        assertThat(read.items()).extracting(CollectedItem::text).containsExactly("one", "two");
        assertThat(read.items().getFirst().remoteId()).isEqualTo("12");
        assertThat(read.lines())
                .filteredOn(Refused.class::isInstance)
                .containsExactly(
                        new Refused(3, LineProblem.NOT_JSON),
                        new Refused(4, LineProblem.NOT_JSON),
                        new Refused(5, LineProblem.TOO_LONG),
                        new Refused(6, LineProblem.NO_TEXT),
                        new Refused(7, LineProblem.NOT_JSON));
    }

    @Test
    void readsPackedFilesAndRefusesBombsAndBrokenOnes() throws IOException {
        assertThat(read(
                                packed((HEADINGS + "x,leo," + AT + ",\n").getBytes(UTF_8)),
                                ImportFormat.CSV,
                                PARIS,
                                Limits.STANDARD)
                        .items())
                .hasSize(1);

        assertRefused(packed(new byte[100_000_000]), FileRefused.Reason.BOMB);
        var whole = packed((HEADINGS + "x,leo," + AT + ",\n".repeat(1_000)).getBytes(UTF_8));
        assertRefused(Arrays.copyOf(whole, whole.length / 2), FileRefused.Reason.DAMAGED);
    }

    @Test
    void saysWhatAFileIsThatIsNoTable() {
        assertRefused(new byte[0], FileRefused.Reason.EMPTY);
        assertRefused("\uFEFF".getBytes(UTF_8), FileRefused.Reason.EMPTY);
        assertRefused("PK\u0003\u0004 and more".getBytes(UTF_8), FileRefused.Reason.SPREADSHEET);
        assertRefused(new byte[10_000], FileRefused.Reason.NOT_TEXT);
        assertRefused("name,when\nx,y\n".getBytes(UTF_8), FileRefused.Reason.NO_COLUMNS);
        assertRefused("text,texte\nx,y\n".getBytes(UTF_8), FileRefused.Reason.COLUMN_TWICE);
        assertRefused(("\"" + "text,".repeat(100_000)).getBytes(UTF_8), FileRefused.Reason.NO_COLUMNS);
    }

    @Test
    void whatIsPutAsideIsReadableForNobodyElseAndGoneAfterwards() throws IOException {
        var before = copies();
        var words = "a very private sentence";
        Path copy;
        try (var file = ImportFile.of(
                new ByteArrayInputStream((HEADINGS + words + ",leo," + AT + ",\n").getBytes(UTF_8)), Limits.STANDARD)) {
            assertThat(file.bytes()).isPositive();
            copy = copies().stream()
                    .filter(path -> !before.contains(path))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(Files.readAllBytes(copy), UTF_8)).doesNotContain("private");
        }
        assertThat(copy).doesNotExist();
    }

    private static List<Path> copies() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("parvis-import"))
                    .toList();
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(bytes);
        }
        return out.toByteArray();
    }

    private static void assertRefused(byte[] bytes, FileRefused.Reason reason) {
        assertThatThrownBy(() -> read(bytes, ImportFormat.CSV, PARIS, Limits.STANDARD))
                .isInstanceOfSatisfying(
                        FileRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
