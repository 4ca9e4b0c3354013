package org.parvis.publishing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.parvis.publishing.testing.Story;

/**
 * So many intents of some classes, through a town that cuts answers after the effect, fails after it, is slow and loses requests, while of two
 * workers one is killed and the other frozen again and again. Counted in the town, not by us.
 */
final class FaultsRun {

    /** What is meant not to arrive: refused by the network for good, or called off before its time. */
    static final int ODD = 5;

    private final Site site;
    private final List<String> classes;
    private final int intents;
    private final Duration longest;

    /** @param intents of each class */
    FaultsRun(Site site, List<String> classes, int intents, Duration longest) {
        this.site = site;
        this.classes = List.copyOf(classes);
        this.intents = intents;
        this.longest = longest;
    }

    /**
     * What came of one class.
     *
     * @param parked how many of those that could have arrived were left to a person
     * @param extra how many messages the town has too many
     */
    record Count(Map<String, Long> states, long parked, int extra, long parkedButThere, long confirmedButMissing) {

        long of(String state) {
            return states.getOrDefault(state, 0L);
        }

        long accounted() {
            return of("CONFIRMED") + of("REJECTED") + of("PARKED") + of("CANCELLED");
        }
    }

    /** @param between how long nothing happens to the workers after something happened */
    Map<String, Count> run(long seed, Duration between) {
        site.town.forget();
        classes.forEach(each -> site.connect(channel(each), each));
        var releases = new LinkedHashMap<String, List<Story.Release>>();
        Instant began;
        int kills;
        int freezes;
        try (var trouble = new Trouble(site, new Random(seed), between)) {
            misbehave(seed);
            began = Instant.now();
            var half = (intents - 2 * ODD) / 2;
            for (var each : classes) {
                releases.computeIfAbsent(each, none -> new ArrayList<>()).addAll(plain(each, 0, half));
            }
            trouble.begin();
            for (var each : classes) {
                releases.computeIfAbsent(each, none -> new ArrayList<>()).addAll(refused(each));
                releases.computeIfAbsent(each, none -> new ArrayList<>()).addAll(calledOff(each));
            }
            trouble.awaitOneOfEach(longest);
            for (var each : classes) {
                releases.computeIfAbsent(each, none -> new ArrayList<>()).addAll(plain(each, half, intents - 2 * ODD));
            }
            classes.forEach(each -> site.awaitSettled(channel(each), intents, longest));
            kills = trouble.kills();
            freezes = trouble.freezes();
        }
        site.town.noFaults();
        System.out.printf(
                Locale.ROOT,
                "%n*** Faults, seed %d: %d intents of each of %s in %d s; %d kills, %d freezes; %s%n",
                seed,
                intents,
                classes,
                Duration.between(began, Instant.now()).toSeconds(),
                kills,
                freezes,
                site.town.stats().path("faults"));
        var counts = new LinkedHashMap<String, Count>();
        for (var each : classes) {
            var count = count(channel(each), releases.getOrDefault(each, List.of()));
            counts.put(each, count);
            System.out.printf(
                    Locale.ROOT,
                    "*** Class %s: %s; in the town: %d too many, %d parked but there, %d confirmed but missing%n",
                    each,
                    count.states(),
                    count.extra(),
                    count.parkedButThere(),
                    count.confirmedButMissing());
        }
        return counts;
    }

    private static String channel(String deliveryClass) {
        return "faults-" + deliveryClass.toLowerCase(Locale.ROOT);
    }

    private List<Story.Release> plain(String deliveryClass, int from, int to) {
        var releases = new ArrayList<Story.Release>();
        for (var number = from; number < to; number++) {
            releases.add(release(deliveryClass, "" + number, "Answer, with an accent: é", Instant.now()));
        }
        site.story.released(releases);
        return releases;
    }

    private List<Story.Release> refused(String deliveryClass) {
        var releases = new ArrayList<Story.Release>();
        for (var number = 0; number < ODD; number++) {
            releases.add(release(deliveryClass, "long-" + number, "x".repeat(501), Instant.now()));
        }
        site.story.released(releases);
        return releases;
    }

    private List<Story.Release> calledOff(String deliveryClass) {
        var releases = new ArrayList<Story.Release>();
        for (var number = 0; number < ODD; number++) {
            releases.add(release(
                    deliveryClass, "later-" + number, "Later", Instant.now().plus(Duration.ofHours(1))));
        }
        site.story.released(releases);
        for (var release : releases) {
            var answer = site.service.post(
                    Site.LEAD, "/api/publishing/deliveries/" + deliveryId(release.replyId()) + "/give-up", "{}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        }
        return releases;
    }

    private static Story.Release release(String deliveryClass, String number, String text, Instant leavesAt) {
        var name = channel(deliveryClass) + "-" + number;
        return new Story.Release(name, "m1", channel(deliveryClass), name + " " + text, leavesAt);
    }

    private String deliveryId(String replyId) {
        var end = System.nanoTime() + longest.toNanos();
        while (true) {
            var found = site.service
                    .jdbc()
                    .sql("select delivery_id from delivery where outgoing_id = ?")
                    .param(replyId)
                    .query(String.class)
                    .optional();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("intended: " + replyId).isLessThan(end);
            Site.pause(Duration.ofMillis(50));
        }
    }

    /** A slow answer takes 5 to 240 s in the product's time, a second for each minute here. */
    private void misbehave(long seed) {
        site.town.seed(seed);
        site.town.fault("cut", "{\"kind\":\"LOST_RESPONSE\",\"on\":\"WRITE\",\"probability\":0.05}");
        site.town.fault("error", "{\"kind\":\"ERROR_AFTER\",\"on\":\"WRITE\",\"probability\":0.01}");
        site.town.fault("slow", "{\"kind\":\"SLOW\",\"on\":\"WRITE\",\"probability\":0.01,\"seconds\":0.3}");
        site.town.fault("slower", "{\"kind\":\"SLOW\",\"on\":\"WRITE\",\"probability\":0.01,\"seconds\":2}");
        site.town.fault("late", "{\"kind\":\"SLOW_RESPONSE\",\"on\":\"WRITE\",\"probability\":0.01,\"seconds\":4}");
        site.town.fault("lost", "{\"kind\":\"LOST_REQUEST\",\"on\":\"WRITE\",\"probability\":0.005}");
        site.town.fault("lag", "{\"kind\":\"READ_LAG\",\"on\":\"READ\",\"seconds\":0.33}");
    }

    private Count count(String channelId, List<Story.Release> releases) {
        var states = site.states(channelId);
        var copies = site.town.copies(channelId);
        var extra = copies.values().stream().mapToInt(copy -> copy - 1).sum();
        var parkedButThere = releases.stream()
                .filter(release -> "PARKED".equals(states.get(release.replyId())) && copies.containsKey(release.text()))
                .count();
        var confirmedButMissing = releases.stream()
                .filter(release ->
                        "CONFIRMED".equals(states.get(release.replyId())) && !copies.containsKey(release.text()))
                .count();
        var parked = releases.stream()
                .filter(release -> "PARKED".equals(states.get(release.replyId()))
                        && release.text().length() < 500)
                .count();
        var byState = states.values().stream()
                .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
        return new Count(byState, parked, extra, parkedButThere, confirmedButMissing);
    }
}
