package org.parvis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.parvis.listening.topic.Message;

/** Posts of made-up words between real small ones, for a checkout without the test data: as long as real ones, few words often, many seldom. */
final class MadeUpPosts {

    private static final int MANY = 12_000;
    private static final int VOCABULARY = 20_000;
    private static final List<String> SYLLABLES = List.of(
            "ba", "cor", "del", "fi", "gan", "hu", "jo", "ka", "lem", "mi", "nor", "pe", "qui", "ra", "sol", "tu",
            "ver", "za");
    private static final List<String> ENGLISH = List.of(
            "the", "is", "and", "not", "with", "this", "have", "you", "my", "was", "great", "bad", "why", "please");
    private static final List<String> FRENCH = List.of(
            "le",
            "est",
            "et",
            "pas",
            "avec",
            "cette",
            "avez",
            "vous",
            "mon",
            "les",
            "bien",
            "mauvais",
            "pourquoi",
            "des");

    private MadeUpPosts() {}

    static List<Message> all(long seed) {
        var random = new Random(seed);
        var posts = new ArrayList<Message>(MANY);
        for (int i = 0; i < MANY; i++) {
            var language = i % 3 == 0 ? "fr" : "en";
            var small = language.equals("fr") ? FRENCH : ENGLISH;
            var text = new StringBuilder();
            for (int words = 10 + random.nextInt(12); words > 0; words--) {
                text.append(random.nextInt(5) < 3 ? small.get(random.nextInt(small.size())) : seldom(random))
                        .append(' ');
            }
            posts.add(new Message(text.toString().strip(), language, "someone", "https://post.example/" + i));
        }
        return posts;
    }

    private static String seldom(Random random) {
        int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
        var word = new StringBuilder();
        for (int left = rank + SYLLABLES.size(); left > 0; left /= SYLLABLES.size()) {
            word.append(SYLLABLES.get(left % SYLLABLES.size()));
        }
        return word.toString();
    }
}
