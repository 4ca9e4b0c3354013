package org.parvis.moderation.review.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What changed between two texts, word by word, so that nobody has to read a text twice to find one changed figure. */
public final class WordDiff {

    /** What became of a stretch of words. */
    public enum Kind {
        KEPT,
        REMOVED,
        ADDED
    }

    /** Words that share a fate. */
    public record Part(Kind kind, String text) {

        public boolean isRemoved() {
            return kind == Kind.REMOVED;
        }

        public boolean isAdded() {
            return kind == Kind.ADDED;
        }
    }

    private static final Pattern WORDS = Pattern.compile("\\s+|[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

    // The table below grows with the product, and many people compare at once; where more than this changed, it is
    // shown whole, before and after.
    private static final int MOST_WORDS = 1_000;

    private WordDiff() {}

    public static List<Part> between(String before, String after) {
        var old = words(before);
        var now = words(after);
        var first = Math.max(0, Arrays.mismatch(old, now));
        var last = sameAtEnd(old, now, first);
        var oldPart = Arrays.copyOfRange(old, first, old.length - last);
        var newPart = Arrays.copyOfRange(now, first, now.length - last);
        if (oldPart.length > MOST_WORDS || newPart.length > MOST_WORDS) {
            return List.of(new Part(Kind.REMOVED, before), new Part(Kind.ADDED, after));
        }
        var steps = new ArrayList<Part>();
        steps.add(kept(old, 0, first));
        steps.addAll(steps(oldPart, newPart, common(oldPart, newPart)));
        steps.add(kept(old, old.length - last, old.length));
        return joined(steps);
    }

    private static Part kept(String[] words, int from, int to) {
        return new Part(Kind.KEPT, String.join("", Arrays.asList(words).subList(from, to)));
    }

    /** How many words both end with, beside the first ones that they begin with. */
    private static int sameAtEnd(String[] old, String[] now, int first) {
        var same = 0;
        while (same < Math.min(old.length, now.length) - first
                && old[old.length - 1 - same].equals(now[now.length - 1 - same])) {
            same++;
        }
        return same;
    }

    private static String[] words(String text) {
        return WORDS.matcher(text).results().map(match -> match.group()).toArray(String[]::new);
    }

    /** Length of the longest common subsequence of what begins at each pair of words. */
    private static short[][] common(String[] old, String[] now) {
        var length = new short[old.length + 1][now.length + 1];
        for (var i = old.length - 1; i >= 0; i--) {
            for (var j = now.length - 1; j >= 0; j--) {
                length[i][j] = (short)
                        (old[i].equals(now[j])
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]));
            }
        }
        return length;
    }

    private static List<Part> steps(String[] old, String[] now, short[][] common) {
        var steps = new ArrayList<Part>();
        var i = 0;
        var j = 0;
        while (i < old.length && j < now.length) {
            if (old[i].equals(now[j])) {
                steps.add(new Part(Kind.KEPT, old[i]));
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                steps.add(new Part(Kind.REMOVED, old[i++]));
            } else {
                steps.add(new Part(Kind.ADDED, now[j++]));
            }
        }
        Arrays.stream(old, i, old.length).forEach(word -> steps.add(new Part(Kind.REMOVED, word)));
        Arrays.stream(now, j, now.length).forEach(word -> steps.add(new Part(Kind.ADDED, word)));
        return steps;
    }

    /** Neighbours of one kind become one part; a lone space between two changes belongs to them. */
    private static List<Part> joined(List<Part> steps) {
        var parts = new ArrayList<Part>();
        var removed = new StringBuilder();
        var added = new StringBuilder();
        for (var k = 0; k < steps.size(); k++) {
            var step = steps.get(k);
            var isBridge = step.kind() == Kind.KEPT
                    && step.text().isBlank()
                    && (!removed.isEmpty() || !added.isEmpty())
                    && k + 1 < steps.size()
                    && steps.get(k + 1).kind() != Kind.KEPT;
            if (isBridge) {
                removed.append(step.text());
                added.append(step.text());
            } else if (step.kind() == Kind.REMOVED) {
                removed.append(step.text());
            } else if (step.kind() == Kind.ADDED) {
                added.append(step.text());
            } else {
                flush(parts, removed, added);
                keep(parts, step.text());
            }
        }
        flush(parts, removed, added);
        return parts;
    }

    private static void flush(List<Part> parts, StringBuilder removed, StringBuilder added) {
        if (!removed.toString().isBlank() || (!removed.isEmpty() && added.isEmpty())) {
            parts.add(new Part(Kind.REMOVED, removed.toString()));
        }
        if (!added.isEmpty()) {
            parts.add(new Part(Kind.ADDED, added.toString()));
        }
        removed.setLength(0);
        added.setLength(0);
    }

    private static void keep(List<Part> parts, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!parts.isEmpty() && parts.getLast().kind() == Kind.KEPT) {
            var last = parts.removeLast();
            parts.add(new Part(Kind.KEPT, last.text() + text));
        } else {
            parts.add(new Part(Kind.KEPT, text));
        }
    }
}
