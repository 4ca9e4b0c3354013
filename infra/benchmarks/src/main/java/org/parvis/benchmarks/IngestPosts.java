package org.parvis.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.topic.Message;
import org.parvis.listening.topic.RealPosts;

/**
 * What people write in one place. A post follows from its number, so that it is the same however often the place shows it and nothing has
 * to be kept.
 *
 * <p>Words are those of real posts: the first half of one and the second half of another of the same language, three of ten in French. One
 * in twenty tells an earlier post again, three in twenty go on in a thread the same person began, as many answer somebody else's. Half of
 * the others are by somebody never heard of before.
 */
final class IngestPosts {

    private static final long SEED = 20_261_123;
    private static final int NEAR = 500;

    /** First and second halves of posts in one language. */
    private record Halves(List<String> first, List<String> second) {

        static Halves of(List<Message> posts, String language) {
            var halves = new Halves(new ArrayList<>(), new ArrayList<>());
            for (var post : posts) {
                if (post.language().equals(language)) {
                    int middle = post.text().indexOf(' ', post.text().length() / 2);
                    if (middle > 0) {
                        halves.first.add(post.text().substring(0, middle));
                        halves.second.add(post.text().substring(middle));
                    }
                }
            }
            return halves;
        }

        String of(long one, long other) {
            return first.get(Math.floorMod(one, first.size())) + second.get(Math.floorMod(other, second.size()));
        }
    }

    private final String place;
    private final long seed;
    private final Instant begin;
    private final Halves french;
    private final Halves english;

    private IngestPosts(String place, Instant begin, Halves french, Halves english) {
        this.place = place;
        this.seed = SEED ^ place.hashCode();
        this.begin = begin;
        this.french = french;
        this.english = english;
    }

    /** Posts of some places, made of these. */
    static List<IngestPosts> of(List<Message> made, List<String> places, Instant begin) {
        var french = Halves.of(made, "fr");
        var english = Halves.of(made, "en");
        return places.stream()
                .map(place -> new IngestPosts(place, begin, french, english))
                .toList();
    }

    /** Real posts where they are at hand, otherwise made-up ones in the same order each time. */
    static List<Message> material() throws IOException {
        var posts = new ArrayList<>(RealPosts.all());
        if (posts.isEmpty()) {
            posts.addAll(MadeUpPosts.all(SEED));
        }
        Collections.shuffle(posts, new Random(SEED));
        return posts;
    }

    CollectedItem post(int number) {
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                place,
                Integer.toString(number),
                author(number),
                Optional.empty(),
                text(number),
                "https://" + place + ".example/" + number,
                begin.plusMillis(number),
                answers(number) ? Optional.of(Integer.toString(earlier(number))) : Optional.empty(),
                Integer.toString(root(number)),
                Optional.empty());
    }

    private enum Kind {
        GOES_ON,
        ANSWERS,
        BEGINS
    }

    private Kind kind(int number) {
        int of = number < NEAR ? 100 : die(number, 1, 100);
        return of < 15 ? Kind.GOES_ON : of < 30 ? Kind.ANSWERS : Kind.BEGINS;
    }

    private boolean answers(int number) {
        return kind(number) != Kind.BEGINS;
    }

    private int earlier(int number) {
        return number - 1 - die(number, 2, NEAR);
    }

    private int root(int number) {
        int root = number;
        while (answers(root)) {
            root = earlier(root);
        }
        return root;
    }

    private Author author(int number) {
        int by = number;
        while (kind(by) == Kind.GOES_ON) {
            by = earlier(by);
        }
        int who = by > 0 && die(by, 3, 2) == 0 ? die(by, 4, by) : by;
        return new Author(place + "-" + who, "user" + who, "User " + who);
    }

    private String text(int number) {
        int said = number;
        while (said >= NEAR && die(said, 5, 20) == 0) {
            said = said - 1 - die(said, 6, NEAR);
        }
        var words = die(said, 7, 10) < 3 ? french : english;
        return words.of(hash(said, 8), hash(said, 9));
    }

    private int die(int number, int question, int sides) {
        return (int) Math.floorMod(hash(number, question), (long) sides);
    }

    private long hash(int number, int question) {
        long z = seed + number * 0x9E3779B97F4A7C15L + question * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
