package org.parvis.listening.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parvis.listening.PublicData;

/** Measures on public data, which shaped neither lists nor weights; the figures go to the log of the build. */
class ClassifierMeasureTest {

    private static final double NEUTRAL = 0.2;

    private final Classifier classifier = new Classifier();
    private final LanguageReader reader = new LanguageReader();

    private record Labelled(String text, int label) {}

    @Test
    void toneOfFrenchAndEnglishTweets() throws IOException {
        for (var language : List.of("french", "english")) {
            var folder = PublicData.folder("sentiment/" + language + "_umsab");
            var data = new ArrayList<Labelled>();
            for (var part : List.of("train", "val")) {
                var texts = Files.readAllLines(folder.resolve(part + "_text.txt"));
                var labels = Files.readAllLines(folder.resolve(part + "_labels.txt"));
                for (int i = 0; i < texts.size(); i++) {
                    data.add(new Labelled(
                            texts.get(i), Integer.parseInt(labels.get(i).strip())));
                }
            }
            assertThat(toneMacroF1("UMSAB " + language, data, language.substring(0, 2)))
                    .isGreaterThan(0.45);
        }
    }

    @Test
    void toneOfMessagesToAirlines() throws IOException {
        var file = PublicData.folder("sentiment/airline").resolve("Tweets.csv");
        var data = new ArrayList<Labelled>();
        var rows = csv(Files.readString(file));
        int text = rows.getFirst().indexOf("text");
        int sentiment = rows.getFirst().indexOf("airline_sentiment");
        for (var row : rows.subList(1, rows.size())) {
            data.add(new Labelled(
                    row.get(text), List.of("negative", "neutral", "positive").indexOf(row.get(sentiment))));
        }
        assertThat(toneMacroF1("airline", data, "en")).isGreaterThan(0.45);
    }

    @Test
    void languageOfTweets() throws IOException {
        for (var language : List.of("french", "english")) {
            var texts = Files.readAllLines(
                    PublicData.folder("sentiment/" + language + "_umsab").resolve("train_text.txt"));
            long right = texts.stream()
                    .filter(text -> reader.read(text, Optional.empty()).equals(language.substring(0, 2)))
                    .count();
            System.out.printf("language %s: %.4f of %d%n", language, (double) right / texts.size(), texts.size());
            assertThat((double) right / texts.size()).isGreaterThan(0.97);
        }
    }

    @Test
    void abuseInEnglishTweets() throws IOException {
        var folder = PublicData.folder("toxic/olid");
        var texts = Files.readAllLines(folder.resolve("val_text.txt"));
        var labels = Files.readAllLines(folder.resolve("val_labels.txt"));
        var matrix = new int[2][2];
        for (int i = 0; i < texts.size(); i++) {
            var abusive = classifier.classifyAs(texts.get(i), "en").abusive();
            matrix[Integer.parseInt(labels.get(i).strip())][abusive ? 1 : 0]++;
        }
        System.out.printf(
                "abuse, OLID: macro-F1 %.3f, matrix %s%n", macroF1(matrix), java.util.Arrays.deepToString(matrix));
        assertThat(macroF1(matrix)).isGreaterThan(0.5);
    }

    private double toneMacroF1(String name, List<Labelled> data, String language) {
        var matrix = new int[3][3];
        int unsure = 0;
        int rightWhenSure = 0;
        for (var item : data) {
            var result = classifier.classifyAs(item.text(), language);
            int guess = result.tone() < -NEUTRAL ? 0 : result.tone() > NEUTRAL ? 2 : 1;
            matrix[item.label()][guess]++;
            unsure += result.unsure() ? 1 : 0;
            rightWhenSure += !result.unsure() && guess == item.label() ? 1 : 0;
        }
        System.out.printf(
                "tone, %s: macro-F1 %.3f over %d; unsure %.2f, right when sure %.3f; matrix %s%n",
                name,
                macroF1(matrix),
                data.size(),
                (double) unsure / data.size(),
                (double) rightWhenSure / (data.size() - unsure),
                java.util.Arrays.deepToString(matrix));
        return macroF1(matrix);
    }

    private static double macroF1(int[][] matrix) {
        double sum = 0;
        for (int k = 0; k < matrix.length; k++) {
            int found = 0;
            int actual = 0;
            for (int j = 0; j < matrix.length; j++) {
                found += matrix[j][k];
                actual += matrix[k][j];
            }
            sum += found + actual == 0 ? 0 : 2.0 * matrix[k][k] / (found + actual);
        }
        return sum / matrix.length;
    }

    private static List<List<String>> csv(String text) {
        var rows = new ArrayList<List<String>>();
        var cell = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\n\r]*))(,|\r?\n|$)")
                .matcher(text);
        var row = new ArrayList<String>();
        while (cell.find() && cell.start() < text.length()) {
            row.add(cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2));
            if (!cell.group(3).equals(",")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }
}
