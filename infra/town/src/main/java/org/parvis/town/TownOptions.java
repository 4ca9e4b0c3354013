package org.parvis.town;

import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.parvis.town.square.NetworkClass;
import org.parvis.town.story.Storyteller;

/**
 * How a town is to be.
 *
 * @param script whether its people tell the demonstration's story
 * @param speed how many times as fast as the clock the story runs
 * @param publicUrl where people find it; null: at its own port on this machine
 * @param networkClass what it offers against double writes; null: as it was, class A at first
 * @param seed of the random choices of its faults
 * @param maxPosts how many posts it remembers; the oldest go first
 */
public record TownOptions(
        boolean script,
        double speed,
        @Nullable URI publicUrl,
        @Nullable NetworkClass networkClass,
        long seed,
        int maxPosts,
        Clock clock) {

    private static final int USUAL_MAX_POSTS = 50_000;

    public TownOptions {
        if (!Storyteller.isSpeed(speed)) {
            throw new IllegalArgumentException("town.speed must be between 0.01 and 1000, not " + speed);
        }
        if (maxPosts < 100) {
            throw new IllegalArgumentException("town.max-posts must be at least 100, not " + maxPosts);
        }
    }

    /** The demonstration: the story at the speed of the clock. */
    public static TownOptions defaults() {
        return new TownOptions(true, 1, null, null, 1, USUAL_MAX_POSTS, Clock.systemUTC());
    }

    /** An empty town where only callers speak. */
    public TownOptions withoutScript() {
        return new TownOptions(false, speed, publicUrl, networkClass, seed, maxPosts, clock);
    }

    public TownOptions withSpeed(double factor) {
        return new TownOptions(script, factor, publicUrl, networkClass, seed, maxPosts, clock);
    }

    public TownOptions withPublicUrl(URI url) {
        return new TownOptions(script, speed, url, networkClass, seed, maxPosts, clock);
    }

    public TownOptions withNetworkClass(NetworkClass offered) {
        return new TownOptions(script, speed, publicUrl, offered, seed, maxPosts, clock);
    }

    public TownOptions withSeed(long newSeed) {
        return new TownOptions(script, speed, publicUrl, networkClass, newSeed, maxPosts, clock);
    }

    public TownOptions withMaxPosts(int posts) {
        return new TownOptions(script, speed, publicUrl, networkClass, seed, posts, clock);
    }

    public TownOptions withClock(Clock newClock) {
        return new TownOptions(script, speed, publicUrl, networkClass, seed, maxPosts, newClock);
    }
}
