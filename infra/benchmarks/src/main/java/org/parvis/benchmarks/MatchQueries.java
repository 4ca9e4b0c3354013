package org.parvis.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.parvis.listening.text.TextAnalysis;
import org.parvis.listening.topic.Message;
import org.parvis.listening.topic.QueryRefused;
import org.parvis.listening.topic.StandingQuery;
import org.parvis.listening.topic.TopicQuery;

/** Queries made of the words of posts. */
final class MatchQueries {

    /** Names are words that at most one post in two hundred has; subjects are words that more have, but not everybody. */
    private static final double RARE = 0.005;

    private static final double EVERYWHERE = 0.05;

    private final Random random;
    private final Map<String, Integer> frequencies = new HashMap<>();
    private final List<String> names;
    private final List<String> subjects;
    private final List<String> phrases;

    MatchQueries(List<Message> posts, long seed) {
        random = new Random(seed);
        var pairs = new HashSet<String>();
        for (var post : posts) {
            var tokens = TextAnalysis.plainTokens(post.text());
            new HashSet<>(tokens).forEach(token -> frequencies.merge(token, 1, Integer::sum));
            for (int i = 1; i < tokens.size(); i++) {
                if (isWord(tokens.get(i - 1)) && isWord(tokens.get(i))) {
                    pairs.add('"' + tokens.get(i - 1) + ' ' + tokens.get(i) + '"');
                }
            }
        }
        int many = posts.size();
        names = words(count -> count >= 2 && count <= many * RARE);
        subjects = words(count -> count > many * RARE && count <= many * EVERYWHERE);
        phrases = pairs.stream().sorted().toList();
    }

    private List<String> words(Predicate<Integer> frequency) {
        return frequencies.entrySet().stream()
                .filter(entry -> frequency.test(entry.getValue()) && isWord(entry.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean isWord(String token) {
        return token.length() > 2 && token.chars().allMatch(Character::isLetter);
    }

    /** In how many posts each word stands, which Lucene's presearcher wants to know. */
    Map<String, Integer> frequencies() {
        return Map.copyOf(frequencies);
    }

    /**
     * What brands listen to. Of ten queries seven are (name OR name OR "two words") (six subjects, one of them) NOT (two subjects), one
     * is two names of which one is enough, one is two words in a row and a subject, and one is a name and one of three subjects in a
     * language.
     */
    List<StandingQuery> ofBrands(int many) {
        return Stream.generate(this::ofBrand).limit(many).collect(numbered());
    }

    private String ofBrand() {
        return switch (random.nextInt(10)) {
            case 0 -> name() + " OR " + name();
            case 1 -> phrase() + " " + subject();
            case 2 -> name() + " (" + oneOf(3) + ") lang:" + (random.nextInt(4) == 0 ? "fr" : "en");
            default ->
                "(" + name() + " OR " + name() + " OR " + phrase() + ") (" + oneOf(6) + ") NOT (" + oneOf(2) + ")";
        };
    }

    /** The same, but every fourth query asks besides for the start of a word, a word with a mistake, words near each other, or a list. */
    List<StandingQuery> ofEveryKind(int many) {
        return Stream.generate(() -> random.nextInt(4) == 0 ? special() : ofBrand())
                .limit(many)
                .collect(numbered());
    }

    private String special() {
        var name = name();
        return switch (random.nextInt(4)) {
            case 0 -> "(" + oneOf(3) + ") " + start(name) + "*";
            case 1 -> "(" + oneOf(3) + ") " + (name.length() > 4 ? name + "~1" : name);
            case 2 -> "\"" + name + " " + subject() + "\"~6";
            default ->
                name
                        + IntStream.range(0, 40)
                                .mapToObj(i -> "post" + random.nextInt(50) + ".example")
                                .collect(Collectors.joining(" OR ", " site:(", ")"));
        };
    }

    private static String start(String word) {
        return word.substring(0, Math.min(4, word.length()));
    }

    private java.util.stream.Collector<String, ?, List<StandingQuery>> numbered() {
        return Collectors.collectingAndThen(Collectors.toList(), texts -> {
            var queries = new ArrayList<StandingQuery>(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                queries.add(standing("q" + i, texts.get(i)));
            }
            return queries;
        });
    }

    private static StandingQuery standing(String id, String text) {
        try {
            return new StandingQuery(id, TopicQuery.parse(text), List.of());
        } catch (QueryRefused refused) {
            throw new IllegalStateException(text, refused);
        }
    }

    private String name() {
        return names.get(random.nextInt(names.size()));
    }

    private String subject() {
        return subjects.get(random.nextInt(subjects.size()));
    }

    private String phrase() {
        return phrases.get(random.nextInt(phrases.size()));
    }

    private String oneOf(int many) {
        return IntStream.range(0, many).mapToObj(i -> subject()).collect(Collectors.joining(" OR "));
    }
}
