package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.text.TextAnalysis;

/** Thousands of queries, made of the words of real posts, find in these posts what Lucene Monitor finds. */
class RealPostsTest {

    private static final int QUERIES = 2_000;
    private static final int POSTS = 50;
    private static final long SEED = 20_261_122;

    @Test
    void realPostsMatchWhatLuceneMonitorSaysTheyMatch() throws Exception {
        var posts = new ArrayList<>(RealPosts.all());
        if (posts.isEmpty()) {
            System.err.println("SKIPPED: no folder shared/data beside this checkout, nothing was compared");
        }
        assumeThat(posts).as("public test data present").isNotEmpty();
        var random = new Random(SEED);
        Collections.shuffle(posts, random);
        var queries = queries(posts.subList(0, 5_000), random);
        var matcher = new TopicMatcher();
        // In pieces, with other queries that come and go between.
        for (int i = 0; i < queries.size(); i += 500) {
            matcher.define(List.of(new StandingQuery("passing", queries.get(i).query(), List.of())));
            matcher.define(queries.subList(i, Math.min(queries.size(), i + 500)));
            matcher.match(posts.get(i));
        }
        matcher.withdraw("passing");
        long found = 0;
        try (var oracle = new MonitorOracle()) {
            for (int i = 0; i < queries.size(); i += 500) {
                oracle.define(queries.subList(i, Math.min(queries.size(), i + 500)));
            }
            for (int i = 0; i < POSTS; i++) {
                var post = posts.get(i);
                if (i == POSTS / 3) {
                    matcher.settle();
                }
                var expected = oracle.match(post);
                var actual = matcher.match(post);
                assertThat(ids(actual)).as(post.toString()).isEqualTo(ids(expected));
                assertThat(matcher.topics(post)).containsExactlyInAnyOrderElementsOf(ids(expected));
                found += expected.size();
            }
        }
        System.out.printf(
                "%d queries, %d real posts: the same %d matches as Lucene Monitor%n", queries.size(), POSTS, found);
        assertThat(found).isGreaterThan(POSTS);
    }

    private static List<String> ids(List<TopicMatch> matches) {
        return matches.stream().map(TopicMatch::topicId).toList();
    }

    private static List<StandingQuery> queries(List<Message> posts, Random random) {
        var words = new ArrayList<List<String>>();
        for (var post : posts) {
            var tokens = TextAnalysis.plainTokens(post.text());
            if (tokens.size() > 4) {
                words.add(tokens);
            }
        }
        var queries = new ArrayList<StandingQuery>();
        while (queries.size() < QUERIES) {
            try {
                var query = TopicQuery.parse(query(3, words, random));
                var languages = random.nextInt(4) == 0 ? List.of("fr") : List.<String>of();
                queries.add(new StandingQuery("t" + queries.size(), query, languages));
            } catch (QueryRefused refused) {
                assertThat(refused.reason())
                        .isIn(QueryRefused.Reason.MATCHES_EVERYTHING, QueryRefused.Reason.PREFIX_TOO_SHORT);
            }
        }
        return queries;
    }

    private static String query(int depth, List<List<String>> texts, Random random) {
        if (depth == 0) {
            return leaf(texts.get(random.nextInt(texts.size())), random);
        }
        var a = query(depth - 1, texts, random);
        var b = query(random.nextInt(depth), texts, random);
        return switch (random.nextInt(8)) {
            case 0, 1 -> "(" + a + " " + b + ")";
            case 2, 3 -> "(" + a + " OR " + b + ")";
            case 4 -> "(" + a + " NOT " + b + ")";
            default -> a;
        };
    }

    private static String leaf(List<String> text, Random random) {
        int at = random.nextInt(text.size() - 3);
        var word = text.get(at);
        boolean letters = word.length() > 4 && word.chars().allMatch(Character::isLetter);
        return switch (random.nextInt(28)) {
            case 0, 1, 11, 12 -> '"' + String.join(" ", text.subList(at, at + 2)) + '"';
            case 2 -> '"' + word + ' ' + text.get(at + 3) + "\"~" + (2 + random.nextInt(8));
            case 3 -> '"' + text.get(at + 2) + ' ' + word + ' ' + text.get(at + 1) + "\"~" + (2 + random.nextInt(8));
            case 4 -> letters ? word.substring(0, 3) + "*" : '"' + word + '"';
            case 5, 6, 13 -> letters ? misspelt(word, random) + "~" + (1 + random.nextInt(2)) : '"' + word + '"';
            case 7 ->
                IntStream.range(0, 50)
                        .mapToObj(i -> "post" + random.nextInt(200) + ".example")
                        .collect(Collectors.joining(" OR ", "(\"" + word + "\" site:(", "))"));
            case 8 -> "(link:t.co OR \"" + word + "\")";
            case 9, 10 -> '"' + word + '"';
            // As a word, in all its forms; behind a quotation mark only where it could be read as an operator.
            default -> letters ? word : '"' + word + '"';
        };
    }

    private static String misspelt(String word, Random random) {
        int at = random.nextInt(word.length() - 1);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word;
        };
    }
}
