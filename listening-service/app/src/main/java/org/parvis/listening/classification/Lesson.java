package org.parvis.listening.classification;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.parvis.listening.api.ReadingAxis;

/**
 * What people of a brand taught by correcting: weights of words that are added to what the shipped reading says of a text, class by class. A
 * text counts by its words, pairs of neighbours and words behind a negation, each 1 + ln tf, together of length 1. Nothing but hashes is in
 * it, so it holds no text of anybody. Thread-safe.
 */
public final class Lesson {

    private static final int FORMAT = 0x70766c31;
    private static final int STEPS = 127;
    private static final int MOST_BYTES = 1 << 16;

    /** Of the words that were learned, the strongest. */
    static final int MOST = 1_000;

    private final int classes;
    private final int[] hashes;
    /** By feature, then by class. */
    private final byte[] weights;

    private final float[] scales;

    private Lesson(int classes, int[] hashes, byte[] weights, float[] scales) {
        this.classes = classes;
        this.hashes = hashes;
        this.weights = weights;
        this.scales = scales;
    }

    /**
     * A lesson with these weights, rounded to eight bits.
     *
     * @param hashes ascending
     * @param exact by feature, then by class
     */
    static Lesson rounded(int classes, int[] hashes, double[] exact) {
        var scales = new float[classes];
        for (int i = 0; i < exact.length; i++) {
            scales[i % classes] = (float) Math.max(scales[i % classes], Math.abs(exact[i]) / STEPS);
        }
        var weights = new byte[exact.length];
        for (int i = 0; i < exact.length; i++) {
            weights[i] = scales[i % classes] == 0 ? 0 : (byte) Math.round(exact[i] / scales[i % classes]);
        }
        return new Lesson(classes, hashes, weights, scales);
    }

    /**
     * A text as lessons see it.
     *
     * @param hashes ascending
     * @param values by hash, of length 1 together
     */
    record Text(int[] hashes, double[] values) {

        static Text of(Features features) {
            var block = features.blocks().getFirst();
            var hashes = new int[block.size()];
            var values = new double[block.size()];
            double squares = 0;
            int size = 0;
            for (int from = 0; from < block.size(); size++) {
                int to = block.endOfRun(from);
                hashes[size] = block.hash(from);
                values[size] = 1 + StrictMath.log(to - from);
                squares += values[size] * values[size];
                from = to;
            }
            for (int i = 0; i < size; i++) {
                values[i] /= Math.sqrt(squares);
            }
            return new Text(Arrays.copyOf(hashes, size), Arrays.copyOf(values, size));
        }
    }

    /** What the shipped reading says of a text, with what was learned, by the words that were; it is the same where none was. */
    LearnedModel.Reading add(Features text, LearnedModel.Reading shipped) {
        var logits = new double[classes];
        for (int c = 0; c < classes; c++) {
            logits[c] = logit(shipped.probabilities()[c]);
        }
        var byWord = new double[text.surfaces().size()][classes];
        var block = text.blocks().getFirst();
        var seen = Text.of(text);
        int run = 0;
        for (int from = 0; from < block.size(); run++) {
            int to = block.endOfRun(from);
            int known = Arrays.binarySearch(hashes, seen.hashes()[run]);
            for (int c = 0; known >= 0 && c < classes; c++) {
                double part = seen.values()[run] * weights[known * classes + c] * scales[c];
                logits[c] += part;
                for (int i = from; i < to && block.token(i) < byWord.length; i++) {
                    byWord[block.token(i)][c] += part / (to - from);
                }
            }
            from = to;
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            logits[c] = probability(logits[c]);
            sum += logits[c];
        }
        for (int c = 0; c < classes; c++) {
            logits[c] /= sum;
        }
        return new LearnedModel.Reading(logits, byWord);
    }

    /** Nothing is so sure that people could not teach otherwise. */
    static double logit(double probability) {
        double p = Math.clamp(probability, 0.01, 0.99);
        return StrictMath.log(p / (1 - p));
    }

    static double probability(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    /** How many words, pairs of words and negated words it knows. */
    int size() {
        return hashes.length;
    }

    /** As text, to be put on record. */
    public String packed() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(FORMAT);
            out.writeInt(Features.BITS);
            out.writeInt(classes);
            out.writeInt(hashes.length);
            for (int hash : hashes) {
                out.writeInt(hash);
            }
            out.write(weights);
            for (float scale : scales) {
                out.writeFloat(scale);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static int classes(ReadingAxis axis) {
        return switch (axis) {
            case TONE -> LearnedTone.CLASSES;
            case INTENT -> IntentReader.BY_CLASS.size();
        };
    }

    /** @throws IllegalArgumentException when it is no lesson for that axis, or one for other features */
    public static Lesson unpacked(ReadingAxis axis, String packed) {
        try (var in = new DataInputStream(
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)), MOST_BYTES))) {
            if (in.readInt() != FORMAT || in.readInt() != Features.BITS || in.readInt() != classes(axis)) {
                throw new IllegalArgumentException("A lesson for another reading");
            }
            int size = in.readInt();
            if (size < 0 || size > MOST) {
                throw new IllegalArgumentException("A lesson of " + size + " words");
            }
            var hashes = new int[size];
            for (int i = 0; i < size; i++) {
                hashes[i] = in.readInt();
            }
            var weights = in.readNBytes(size * classes(axis));
            var scales = new float[classes(axis)];
            for (int c = 0; c < scales.length; c++) {
                scales[c] = in.readFloat();
            }
            return new Lesson(classes(axis), hashes, weights, scales);
        } catch (IOException e) {
            throw new IllegalArgumentException("No lesson", e);
        }
    }
}
