package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.api.ReadingAxis;

/**
 * Makes lessons of what people said. Each class against the others: the logistic loss over all texts, with what the shipped reading says as a
 * fixed offset, plus {@link #STRICTNESS} times half the square of the weights, brought down by steps over all texts at once whose size follows
 * the gradients so far (Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR 12, 2011). The offset is why no library does it: whoever
 * learns freely from corrections alone learns first that the shipped reading is mostly wrong. Nothing is left to chance: the same texts in
 * the same order give the same lesson.
 */
public final class Teacher {

    /** Fewer texts teach nothing that holds. */
    public static final int LEAST = 20;

    private static final int ROUNDS = 150;
    private static final double STEP = 0.3;
    private static final double STRICTNESS = 0.3;
    /** A word that one text has is that text's. */
    private static final int RAREST = 2;

    private static final int PARTS = 5;

    private final Classifier classifier;

    public Teacher(Classifier classifier) {
        this.classifier = classifier;
    }

    /** A text and what people said it is. */
    public record Taught(String text, String language, Leaning tone, Intent intent) {

        private int label(ReadingAxis axis) {
            return switch (axis) {
                case TONE -> LearnedTone.BY_CLASS.indexOf(tone);
                case INTENT -> IntentReader.BY_CLASS.indexOf(intent);
            };
        }
    }

    /**
     * How a lesson does on texts it did not learn from.
     *
     * @param texts how many people said something of
     * @param before of how many the shipped reading says the same
     * @param after of how many the reading with the lesson does
     */
    public record Mark(int texts, int before, int after) {}

    /** A lesson, and its mark by parts: each text is asked of a lesson that learned from the other four fifths. */
    public record Made(Lessons.Of of, Lesson lesson, Mark mark) {}

    /** One lesson for each language and axis on which enough was said. */
    public List<Made> teach(List<Taught> all) {
        var made = new ArrayList<Made>();
        all.stream().map(Taught::language).distinct().sorted().forEach(language -> {
            var texts = all.stream()
                    .filter(taught -> taught.language().equals(language))
                    .toList();
            if (texts.size() >= LEAST) {
                var heard = texts.stream()
                        .flatMap(taught -> classifier.hear(taught.text(), language).stream())
                        .toList();
                // Either the language has readers, or it has none.
                for (var axis : heard.isEmpty() ? new ReadingAxis[0] : ReadingAxis.values()) {
                    var labels = texts.stream()
                            .mapToInt(taught -> taught.label(axis))
                            .toArray();
                    made.add(new Made(
                            new Lessons.Of(language, axis), learn(axis, heard, labels), mark(axis, heard, labels)));
                }
            }
        });
        return made;
    }

    private static Mark mark(ReadingAxis axis, List<Classifier.Heard> heard, int[] labels) {
        int before = 0;
        int after = 0;
        for (int part = 0; part < PARTS; part++) {
            int asked = part;
            var others = IntStream.range(0, labels.length)
                    .filter(i -> i % PARTS != asked)
                    .toArray();
            var lesson = learn(
                    axis,
                    Arrays.stream(others).mapToObj(heard::get).toList(),
                    Arrays.stream(others).map(i -> labels[i]).toArray());
            for (int i = part; i < labels.length; i += PARTS) {
                var shipped = heard.get(i).said(axis);
                before += shipped.likeliest() == labels[i] ? 1 : 0;
                after += lesson.add(heard.get(i).features(), shipped).likeliest() == labels[i] ? 1 : 0;
            }
        }
        return new Mark(labels.length, before, after);
    }

    static Lesson learn(ReadingAxis axis, List<Classifier.Heard> heard, int[] labels) {
        var texts = heard.stream().map(one -> Lesson.Text.of(one.features())).toList();
        var hashes = known(texts);
        var places = new HashMap<Integer, Integer>();
        for (int i = 0; i < hashes.length; i++) {
            places.put(hashes[i], i);
        }
        var examples = new ArrayList<Example>();
        for (int i = 0; i < labels.length; i++) {
            examples.add(
                    Example.of(texts.get(i), places, heard.get(i).said(axis).probabilities(), labels[i]));
        }
        return strongest(Lesson.classes(axis), hashes, fitted(Lesson.classes(axis), hashes.length, examples));
    }

    private static int[] known(List<Lesson.Text> texts) {
        Map<Integer, Integer> frequencies = new HashMap<>();
        for (var text : texts) {
            for (int hash : text.hashes()) {
                frequencies.merge(hash, 1, Integer::sum);
            }
        }
        frequencies.values().removeIf(count -> count < RAREST);
        return frequencies.keySet().stream().mapToInt(i -> i).sorted().toArray();
    }

    /**
     * A text in the places of the words that are known.
     *
     * @param offsets by class: what the shipped reading says, as a logit
     */
    private record Example(int[] places, double[] values, double[] offsets, int label) {

        static Example of(Lesson.Text text, Map<Integer, Integer> known, double[] said, int label) {
            var places = new int[text.hashes().length];
            var values = new double[places.length];
            int size = 0;
            for (int i = 0; i < places.length; i++) {
                var place = known.get(text.hashes()[i]);
                if (place != null) {
                    places[size] = place;
                    values[size++] = text.values()[i];
                }
            }
            return new Example(
                    Arrays.copyOf(places, size),
                    Arrays.copyOf(values, size),
                    Arrays.stream(said).map(Lesson::logit).toArray(),
                    label);
        }
    }

    /** @return by feature, then by class */
    private static double[] fitted(int classes, int size, List<Example> examples) {
        var weights = new double[size * classes];
        var squares = new double[weights.length];
        for (int round = 0; round < ROUNDS; round++) {
            var gradient = new double[weights.length];
            for (int i = 0; i < weights.length; i++) {
                gradient[i] = STRICTNESS * weights[i];
            }
            for (var example : examples) {
                addTo(gradient, weights, classes, example);
            }
            for (int i = 0; i < weights.length; i++) {
                squares[i] += gradient[i] * gradient[i];
                weights[i] -= squares[i] == 0 ? 0 : STEP * gradient[i] / Math.sqrt(squares[i]);
            }
        }
        return weights;
    }

    private static void addTo(double[] gradient, double[] weights, int classes, Example example) {
        for (int c = 0; c < classes; c++) {
            double logit = example.offsets[c];
            for (int i = 0; i < example.places.length; i++) {
                logit += weights[example.places[i] * classes + c] * example.values[i];
            }
            double error = Lesson.probability(logit) - (example.label == c ? 1 : 0);
            for (int i = 0; i < example.places.length; i++) {
                gradient[example.places[i] * classes + c] += error * example.values[i];
            }
        }
    }

    private static Lesson strongest(int classes, int[] hashes, double[] weights) {
        var kept = IntStream.range(0, hashes.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -strength(weights, classes, i))
                        .thenComparing(i -> hashes[i]))
                .limit(Lesson.MOST)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
        var exact = new double[kept.length * classes];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(weights, kept[i] * classes, exact, i * classes, classes);
        }
        return Lesson.rounded(classes, Arrays.stream(kept).map(i -> hashes[i]).toArray(), exact);
    }

    private static double strength(double[] weights, int classes, int feature) {
        double squares = 0;
        for (int c = 0; c < classes; c++) {
            squares += weights[feature * classes + c] * weights[feature * classes + c];
        }
        return squares;
    }
}
