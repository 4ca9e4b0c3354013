package org.parvis.listening.story;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.topic.Message;
import org.parvis.listening.topic.RealPosts;

/**
 * Messages of which it is known which tell the same: real public texts, each told again in ways that texts change on their way, and others
 * that quote them. A text that is like another one before anything was done to it is left out: nobody knows whether the two are one.
 */
final class StoryCorpus {

    /** How a text is told again. */
    enum Way {
        THE_SAME,
        REPOSTED,
        VIA,
        LINK_APPENDED,
        QUOTES_CHANGED,
        TRUNCATED,
        OPENING_ONLY,
        REORDERED,
        REMARK_BEFORE,
        WORDS_CHANGED
    }

    /**
     * One message.
     *
     * @param story which truth it tells
     * @param kind how it came from the original
     */
    record Told(Recogniser.Arrival arrival, String story, String kind) {}

    static final String BRAND = "helianthe";
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private final Random random;
    private final List<Told> told = new ArrayList<>();
    private final List<String> words;

    private StoryCorpus(long seed, List<String> texts) {
        random = new Random(seed);
        words = texts.stream()
                .flatMap(text -> Wording.words(text).stream())
                .limit(50_000)
                .toList();
    }

    /** Empty where the public data is not there. */
    static List<Told> of(int posts, int articles, long seed) throws IOException {
        var shortOnes = new ArrayList<>(
                RealPosts.all().stream().map(Message::text).distinct().toList());
        var longOnes = new ArrayList<>(RealPosts.articles());
        Collections.shuffle(shortOnes, new Random(seed));
        Collections.shuffle(longOnes, new Random(seed));
        var some = new ArrayList<String>();
        some.addAll(apart(shortOnes, posts, 1));
        some.addAll(apart(longOnes, articles, 60));
        var corpus = new StoryCorpus(seed, some);
        for (int i = 0; i < some.size(); i++) {
            corpus.tell(i, some.get(i));
        }
        for (int i = 0; i + 1 < some.size(); i += 3) {
            corpus.quote(i, some.get(i), some.get(i + 1));
        }
        Collections.shuffle(corpus.told, corpus.random);
        return List.copyOf(corpus.told);
    }

    /** As many texts as asked, of which no two are alike. */
    private static List<String> apart(List<String> texts, int many, int leastWords) {
        var chosen = new ArrayList<String>();
        var known = new HashMap<Long, List<long[]>>();
        for (var text : texts) {
            var said = Wording.words(text);
            if (said.size() < Math.max(leastWords, Wording.FEWEST_WORDS)) {
                continue;
            }
            var shingles = Arrays.stream(Fingerprint.shingles(said))
                    .sorted()
                    .distinct()
                    .toArray();
            boolean isAlike = Arrays.stream(shingles)
                    .mapToObj(s -> known.getOrDefault(s, List.of()))
                    .flatMap(List::stream)
                    .anyMatch(other -> ExactSide.jaccard(shingles, other) >= 0.4);
            if (!isAlike) {
                chosen.add(text);
                for (long shingle : shingles) {
                    known.computeIfAbsent(shingle, s -> new ArrayList<>()).add(shingles);
                }
            }
            if (chosen.size() == many) {
                break;
            }
        }
        return chosen;
    }

    private void tell(int number, String text) {
        var story = "story-" + number;
        add(story, "ORIGINAL", text);
        for (var way : Way.values()) {
            var again = retold(way, text);
            if (again != null && Wording.words(again).size() >= Wording.FEWEST_WORDS) {
                add(story, way.name(), again);
            }
        }
    }

    /** Another message on the same subject that quotes a quarter of the first one's words. */
    private void quote(int number, String quoted, String other) {
        var all = quoted.split("\\s+");
        var own = other.split("\\s+");
        int quarter = Math.min(all.length / 4, own.length / 3);
        if (quarter >= 3) {
            int from = random.nextInt(all.length - quarter);
            var part = String.join(" ", Arrays.copyOfRange(all, from, from + quarter));
            // The other text is told for itself too, so only its middle is taken.
            var middle = random.ints(own.length - own.length / 3, 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
            add(
                    "quoting-" + number,
                    "QUOTING",
                    middle + " « " + part + " » "
                            + middle.toUpperCase(Locale.ROOT).substring(0, middle.length() / 3));
        }
    }

    private void add(String story, String kind, String text) {
        var id = "m-" + told.size();
        told.add(new Told(
                new Recogniser.Arrival(
                        id,
                        BRAND,
                        "source-" + random.nextInt(40),
                        "person-" + told.size(),
                        null,
                        text,
                        "",
                        BEGIN.plus(Duration.ofMinutes(random.nextInt(13 * 24 * 60)))),
                story,
                kind));
    }

    private @Nullable String retold(Way way, String text) {
        var parts = text.split("\\s+");
        return switch (way) {
            case THE_SAME -> text;
            case REPOSTED -> "RT @somebody" + random.nextInt(1000) + ": " + text;
            case VIA -> text + " via @somebody" + random.nextInt(1000);
            case LINK_APPENDED -> text + " https://t.co/" + Long.toString(random.nextLong(1L << 50), 36);
            case QUOTES_CHANGED ->
                text.replace('"', '“')
                        .replace('\'', '’')
                        .replace("...", "…")
                        .replace(" - ", " – ")
                        .replace("!", " !");
            case TRUNCATED -> String.join(" ", Arrays.copyOf(parts, Math.max(1, parts.length * 7 / 10))) + "…";
            case OPENING_ONLY -> parts.length < 100 ? null : String.join(" ", Arrays.copyOf(parts, 40)) + "… Read on";
            case REORDERED -> reordered(text);
            case REMARK_BEFORE -> someWords(4) + ": " + text;
            case WORDS_CHANGED -> changed(parts, Math.max(1, parts.length / 20));
        };
    }

    private @Nullable String reordered(String text) {
        var sentences = new ArrayList<>(List.of(text.split("(?<=[.!?…])\\s+")));
        if (sentences.size() < 3) {
            return null;
        }
        Collections.shuffle(sentences, random);
        return String.join(" ", sentences);
    }

    private String changed(String[] parts, int many) {
        var changed = parts.clone();
        for (int i = 0; i < many; i++) {
            changed[random.nextInt(changed.length)] = someWords(1);
        }
        return String.join(" ", changed);
    }

    private String someWords(int many) {
        return random.ints(many, 0, words.size()).mapToObj(words::get).collect(Collectors.joining(" "));
    }

    static Map<String, Integer> counts(List<Told> corpus) {
        var counts = new LinkedHashMap<String, Integer>();
        corpus.forEach(told -> counts.merge(told.kind(), 1, Integer::sum));
        return counts;
    }
}
