package org.parvis.listening.classification;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Trains models by LIBLINEAR's L2-regularised logistic regression (trust region Newton method, nothing left to chance), each class against
 * the others, classes weighted so that each counts the same.
 */
final class Training {

    private static final double STOP = 0.01;

    private final Lists lists;
    private final int rarest;
    private final double cost;
    private final Emoji emoji = new Emoji();

    /**
     * @param language whose word lists the model hears too
     * @param rarest in how many texts a feature must occur
     * @param cost of a mistake, against that of large weights
     */
    Training(String language, int rarest, double cost) {
        this.lists = new Lists(language);
        this.rarest = rarest;
        this.cost = cost;
    }

    /** A text as the models see it. */
    record Seen(Features features, double[] signs) {}

    Seen see(String text) {
        return new Seen(
                Features.of(text), lists.in(Words.of(text), emoji.in(text)).signs());
    }

    LearnedModel train(List<Labelled> texts, int classes) {
        return train(texts.stream().map(text -> see(text.text())).toList(), texts, classes);
    }

    private LearnedModel train(List<Seen> seen, List<Labelled> texts, int classes) {
        Linear.setDebugOutput(null);
        var terms = terms(seen);
        int known = terms.hashes().length;
        var problem = new Problem();
        problem.l = seen.size();
        problem.n = known + seen.getFirst().signs().length;
        problem.x = seen.stream().map(one -> vector(terms, one)).toArray(Feature[][]::new);
        problem.y = texts.stream().mapToDouble(Labelled::label).toArray();
        problem.bias = -1;
        var model = Linear.train(problem, parameter(problem.y, classes));
        return rounded(terms, model.getFeatureWeights(), model.getLabels(), classes, problem.n);
    }

    private Parameter parameter(double[] labels, int classes) {
        var parameter = new Parameter(SolverType.L2R_LR, cost, STOP);
        var weights = new double[classes];
        var numbers = new int[classes];
        for (int c = 0; c < classes; c++) {
            double label = c;
            long count = Arrays.stream(labels).filter(y -> y == label).count();
            numbers[c] = c;
            weights[c] = (double) labels.length / (classes * Math.max(1, count));
        }
        parameter.setWeights(weights, numbers);
        return parameter;
    }

    private LearnedModel.Terms terms(List<Seen> seen) {
        Map<Integer, Integer> frequencies = new HashMap<>();
        for (var one : seen) {
            for (var block : one.features().blocks()) {
                for (int i = 0; i < block.size(); i = block.endOfRun(i)) {
                    frequencies.merge(block.hash(i), 1, Integer::sum);
                }
            }
        }
        frequencies.values().removeIf(count -> count < rarest);
        var hashes = frequencies.keySet().stream().mapToInt(i -> i).sorted().toArray();
        return new LearnedModel.Terms(
                seen.size(), hashes, Arrays.stream(hashes).map(frequencies::get).toArray());
    }

    private static Feature[] vector(LearnedModel.Terms terms, Seen seen) {
        var values = new TreeMap<Integer, Double>();
        for (var block : seen.features().blocks()) {
            var vector = LearnedModel.vector(terms, block);
            for (int i = 0; i < vector.known().length; i++) {
                if (vector.known()[i] >= 0) {
                    values.merge(vector.known()[i] + 1, vector.values()[i], Double::sum);
                }
            }
        }
        for (int i = 0; i < seen.signs().length; i++) {
            if (seen.signs()[i] != 0) {
                values.put(terms.hashes().length + i + 1, seen.signs()[i]);
            }
        }
        return values.entrySet().stream()
                .map(entry -> new FeatureNode(entry.getKey(), entry.getValue()))
                .toArray(Feature[]::new);
    }

    /** LIBLINEAR keeps one row of weights when there are two classes, and orders classes as it met them. */
    private static LearnedModel rounded(
            LearnedModel.Terms terms, double[] found, int[] labels, int classes, int features) {
        var all = new double[features * classes];
        for (int i = 0; i < features; i++) {
            if (classes == 2) {
                all[2 * i + labels[0]] = found[i];
                all[2 * i + labels[1]] = -found[i];
            } else {
                for (int c = 0; c < classes; c++) {
                    all[i * classes + labels[c]] = found[i * classes + c];
                }
            }
        }
        int known = terms.hashes().length * classes;
        var ofSigns = new float[all.length - known];
        for (int i = 0; i < ofSigns.length; i++) {
            ofSigns[i] = (float) all[known + i];
        }
        return LearnedModel.rounded(terms, classes, Arrays.copyOf(all, known), ofSigns);
    }

    /** What each text is taken for by a model that learned from the other parts; equal texts are in one part. */
    <R> List<R> crossed(
            List<Labelled> texts, int parts, int classes, Function<LearnedModel, Function<Seen, R>> reader) {
        var seen = texts.stream().map(text -> see(text.text())).toList();
        Map<String, Integer> part = new HashMap<>();
        texts.stream()
                .map(Labelled::group)
                .distinct()
                .sorted(Comparator.comparingInt((String group) -> spread(group)).thenComparing(group -> group))
                .forEach(group -> part.put(group, part.size() % parts));
        var partOf = texts.stream()
                .mapToInt(text -> part.getOrDefault(text.group(), 0))
                .toArray();
        List<R> results = new ArrayList<>(Collections.nCopies(texts.size(), null));
        for (int p = 0; p < parts; p++) {
            var learned = new ArrayList<Seen>();
            var labels = new ArrayList<Labelled>();
            for (int i = 0; i < texts.size(); i++) {
                if (partOf[i] != p) {
                    learned.add(seen.get(i));
                    labels.add(texts.get(i));
                }
            }
            var read = reader.apply(train(learned, labels, classes));
            for (int i = 0; i < texts.size(); i++) {
                if (partOf[i] == p) {
                    results.set(i, read.apply(seen.get(i)));
                }
            }
        }
        return results;
    }

    /** An order that has nothing to do with the texts, and is the same each time. */
    private static int spread(String text) {
        return text.hashCode() * 0x9E3779B1;
    }
}
