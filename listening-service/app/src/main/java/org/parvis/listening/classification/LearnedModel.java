package org.parvis.listening.classification;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A linear model over hashed features: one logistic regression of each class against the others, their probabilities brought to a sum of
 * one. A feature counts (1 + ln tf) (ln((1 + n) / (1 + df)) + 1), each block of features has length 1, and the signs of the word lists
 * follow as they are. Weights have eight bits and one scale for each class. Thread-safe.
 */
final class LearnedModel {

    private static final int FORMAT = 0x70763031;
    private static final int STEPS = 127;
    private static final int NAMED = 6;
    /** A word that moves the logits further apart than this is worth naming. */
    private static final double SPEAKS = 0.25;

    private final Terms terms;
    private final int classes;
    /** By feature, then by class. */
    private final byte[] weights;

    private final float[] scales;
    /** By sign, then by class. */
    private final float[] ofSigns;

    /**
     * The features that are known.
     *
     * @param documents how many texts were read
     * @param hashes ascending
     * @param frequencies in how many texts each occurs
     * @param idf what an occurrence of each counts; made once, it is asked for at every word of every message
     * @param places where each hash stands
     */
    record Terms(int documents, int[] hashes, int[] frequencies, double[] idf, Places places) {

        Terms(int documents, int[] hashes, int[] frequencies) {
            this(
                    documents,
                    hashes,
                    frequencies,
                    new double[frequencies.length],
                    new Places(hashes, 1 << Features.BITS));
            for (int i = 0; i < idf.length; i++) {
                idf[i] = StrictMath.log((1.0 + documents) / (1.0 + frequencies[i])) + 1;
            }
        }
    }

    /**
     * A model with these weights, rounded.
     *
     * @param exact by feature, then by class
     * @param ofSigns by sign, then by class
     */
    static LearnedModel rounded(Terms terms, int classes, double[] exact, float[] ofSigns) {
        var scales = new float[classes];
        for (int i = 0; i < exact.length; i++) {
            scales[i % classes] = (float) Math.max(scales[i % classes], Math.abs(exact[i]) / STEPS);
        }
        var weights = new byte[exact.length];
        for (int i = 0; i < exact.length; i++) {
            weights[i] = scales[i % classes] == 0 ? 0 : (byte) Math.round(exact[i] / scales[i % classes]);
        }
        return new LearnedModel(terms, classes, weights, scales, ofSigns);
    }

    private LearnedModel(Terms terms, int classes, byte[] weights, float[] scales, float[] ofSigns) {
        this.terms = terms;
        this.classes = classes;
        this.weights = weights;
        this.scales = scales;
        this.ofSigns = ofSigns;
    }

    /**
     * What a model makes of a text.
     *
     * @param probabilities by class, their sum is 1
     * @param byWord by word of the text, then by class: what it adds to the logit
     */
    record Reading(double[] probabilities, double[][] byWord) {

        int likeliest() {
            int best = 0;
            for (int i = 1; i < probabilities.length; i++) {
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            return best;
        }

        /** The words of the text that speak most for the one class and not for the other, strongest first. */
        List<String> words(Features text, int forThis, int forThat) {
            return IntStream.range(0, byWord.length)
                    .filter(i -> !text.surfaces().get(i).isEmpty() && weight(i, forThis, forThat) > SPEAKS)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -weight(i, forThis, forThat)))
                    .map(text.surfaces()::get)
                    .distinct()
                    .limit(NAMED)
                    .toList();
        }

        private double weight(int word, int forThis, int forThat) {
            return byWord[word][forThis] - byWord[word][forThat];
        }
    }

    Reading read(Features text, double[] signs) {
        var logits = new double[classes];
        var byWord = new double[text.surfaces().size()][classes];
        for (var block : text.blocks()) {
            add(vector(terms, block), block, logits, byWord);
        }
        for (int i = 0; i < signs.length; i++) {
            for (int c = 0; c < classes; c++) {
                logits[c] += signs[i] * ofSigns[i * classes + c];
            }
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            logits[c] = 1 / (1 + Math.exp(-logits[c]));
            sum += logits[c];
        }
        for (int c = 0; c < classes; c++) {
            logits[c] /= sum;
        }
        return new Reading(logits, byWord);
    }

    private void add(Vector vector, Features.Block block, double[] logits, double[][] byWord) {
        int run = 0;
        for (int from = 0; from < block.size(); run++) {
            int to = block.endOfRun(from);
            int known = vector.known[run];
            for (int c = 0; known >= 0 && c < classes; c++) {
                double part = vector.values[run] * weights[known * classes + c] * scales[c];
                logits[c] += part;
                for (int i = from; i < to && block.token(i) < byWord.length; i++) {
                    byWord[block.token(i)][c] += part / (to - from);
                }
            }
            from = to;
        }
    }

    /**
     * A block of a text in the terms of a model.
     *
     * @param known by run of equal features: its place among the terms, negative when nobody has seen it
     * @param values by run; the known ones have length 1 together
     */
    record Vector(int[] known, double[] values) {}

    static Vector vector(Terms terms, Features.Block block) {
        var known = new int[block.size()];
        var values = new double[block.size()];
        double squares = 0;
        int run = 0;
        for (int from = 0; from < block.size(); run++) {
            int to = block.endOfRun(from);
            known[run] = terms.places.of(block.hash(from));
            if (known[run] >= 0) {
                values[run] = howOften(to - from) * terms.idf[known[run]];
                squares += values[run] * values[run];
            }
            from = to;
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        for (int i = 0; i < run; i++) {
            values[i] /= length;
        }
        return new Vector(Arrays.copyOf(known, run), values);
    }

    /** Most words stand in a text once, and a logarithm is dear. */
    private static double howOften(int times) {
        return times == 1 ? 1 : 1 + StrictMath.log(times);
    }

    static LearnedModel load(String resource) {
        try (var in = LearnedModel.class.getResourceAsStream("/classification/" + resource)) {
            return read(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException("The model " + resource + " cannot be read", e);
        }
    }

    static LearnedModel read(InputStream packed) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(packed)))) {
            if (in.readInt() != FORMAT || in.readInt() != Features.BITS) {
                throw new IOException("It was made for other features");
            }
            int documents = in.readInt();
            int classes = in.readInt();
            int signs = in.readInt();
            int size = in.readInt();
            var hashes = new int[size];
            var frequencies = new int[size];
            for (int i = 0, last = 0; i < size; i++) {
                last += in.readInt();
                hashes[i] = last;
                frequencies[i] = in.readInt();
            }
            return new LearnedModel(
                    new Terms(documents, hashes, frequencies),
                    classes,
                    in.readNBytes(size * classes),
                    floats(in, classes),
                    floats(in, signs * classes));
        }
    }

    void write(OutputStream target) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(target))) {
            out.writeInt(FORMAT);
            out.writeInt(Features.BITS);
            out.writeInt(terms.documents);
            out.writeInt(classes);
            out.writeInt(ofSigns.length / classes);
            out.writeInt(terms.hashes.length);
            for (int i = 0, last = 0; i < terms.hashes.length; i++) {
                out.writeInt(terms.hashes[i] - last);
                out.writeInt(terms.frequencies[i]);
                last = terms.hashes[i];
            }
            out.write(weights);
            for (float scale : scales) {
                out.writeFloat(scale);
            }
            for (float weight : ofSigns) {
                out.writeFloat(weight);
            }
        }
    }

    private static float[] floats(DataInputStream in, int size) throws IOException {
        var floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = in.readFloat();
        }
        return floats;
    }
}
