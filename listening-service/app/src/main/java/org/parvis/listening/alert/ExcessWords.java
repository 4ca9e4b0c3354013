package org.parvis.listening.alert;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parvis.listening.text.CommonWords;
import org.parvis.listening.text.TextAnalysis;

/**
 * Which words make an excess: those that are over-represented in it against what is usually said, by the log-odds ratio with an
 * informative Dirichlet prior, in standard deviations (Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 2008). Words
 * count once in each message, and two that follow each other count as one term too.
 */
final class ExcessWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final double PRIOR_MESSAGES = 10;
    private static final double LEAST = 1.65;
    private static final int FEWEST = 3;

    private ExcessWords() {}

    /** @param usual what as many messages as there are now would usually bring */
    record Term(String term, int now, double usual) {}

    static List<Term> of(List<String> now, List<String> before, int most) {
        var nowCounts = counts(now);
        var beforeCounts = counts(before);
        double nowAll = Math.max(1, now.size());
        double beforeAll = Math.max(1, before.size());
        var scored = new ArrayList<Scored>();
        nowCounts.forEach((term, count) -> {
            if (count < FEWEST) {
                return;
            }
            int earlier = beforeCounts.getOrDefault(term, 0);
            double prior = PRIOR_MESSAGES * (count + earlier + 0.5) / (nowAll + beforeAll + 1);
            double oddsNow = odds(count, nowAll, prior);
            double oddsBefore = odds(earlier, beforeAll, prior);
            double score = (oddsNow - oddsBefore) / Math.sqrt(1 / (count + prior) + 1 / (earlier + prior));
            if (score >= LEAST) {
                scored.add(new Scored(new Term(term, count, earlier * nowAll / beforeAll), score));
            }
        });
        scored.sort(Comparator.comparingDouble(Scored::score)
                .reversed()
                .thenComparing(one -> one.term().term()));
        return withoutParts(scored, most).stream()
                .map(term -> new Term(written(term.term(), now), term.now(), term.usual()))
                .toList();
    }

    private record Scored(Term term, double score) {}

    private static double odds(double count, double all, double prior) {
        return Math.log((count + prior) / (all + PRIOR_MESSAGES - count - prior + 1));
    }

    /** A word that is only ever said as part of a term that is shown already says nothing more. */
    private static List<Term> withoutParts(List<Scored> scored, int most) {
        var shown = new ArrayList<Term>();
        for (var one : scored) {
            var term = one.term();
            var longer = scored.stream()
                    .map(Scored::term)
                    .anyMatch(other -> !other.equals(term)
                            && (" " + other.term() + " ").contains(" " + term.term() + " ")
                            && other.now() * 5 >= term.now() * 4);
            if (!longer) {
                shown.add(term);
            }
            if (shown.size() == most) {
                break;
            }
        }
        return shown;
    }

    /** As most people write it, with its accents. */
    private static String written(String term, List<String> texts) {
        return Arrays.stream(term.split(" "))
                .map(word -> texts.stream()
                        .flatMap(text -> WORD.matcher(text).results())
                        .map(found -> found.group().toLowerCase(Locale.ROOT))
                        .filter(written -> MARKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFD))
                                .replaceAll("")
                                .equals(word))
                        .collect(Collectors.groupingBy(written -> written, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(word))
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Integer> counts(List<String> texts) {
        var counts = new HashMap<String, Integer>();
        for (var text : texts) {
            terms(text).forEach(term -> counts.merge(term, 1, Integer::sum));
        }
        return counts;
    }

    private static Set<String> terms(String text) {
        var terms = new HashSet<String>();
        String last = null;
        for (var word : TextAnalysis.plainTokens(text)) {
            boolean common = CommonWords.FRENCH.contains(word) || CommonWords.ENGLISH.contains(word);
            if (!common && word.length() > 2) {
                terms.add(word);
                if (last != null) {
                    terms.add(last + " " + word);
                }
                last = word;
            } else if (common) {
                last = null;
            }
        }
        return terms;
    }
}
