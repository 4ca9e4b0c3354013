package org.parvis.town.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parvis.town.square.Draft;
import org.parvis.town.square.Refusal;
import org.parvis.town.square.Square;
import org.parvis.town.square.SquareRefused;

/**
 * Tells the story: first what was said before the town opened, then line by line what is said now, and what the people
 * answer to the brand. It keeps nothing of its own: after a restart it goes on from what the network remembers.
 */
public final class Storyteller implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Storyteller.class.getName());
    private static final Duration TICK = Duration.ofMillis(400);
    private static final double SLOWEST = 0.01;
    private static final double FASTEST = 1000;
    /** A live line gathers its likes in these steps. */
    private static final List<Applause> APPLAUSE =
            List.of(new Applause(60, 0.2), new Applause(180, 0.6), new Applause(420, 1));

    private final Square square;
    private final Story story;
    private final Clock clock;
    private final StoryClock time;
    private final Answers answers;
    private final List<Line> toCome = new ArrayList<>();
    private final List<Liking> likings = new ArrayList<>();
    private final int all;
    private @Nullable Thread ticking;
    private volatile boolean closing;

    private record Applause(long seconds, double share) {}

    private record Liking(String post, Duration at, int likes) {}

    public Storyteller(Square square, Story story, Clock clock, double speed) {
        this.square = square;
        this.story = story;
        this.clock = clock;
        this.answers = new Answers(square, story);
        this.all = story.lines().size();
        tellWhatWasBefore();
        this.time = new StoryClock(resumedAt(), clock.instant(), checked(speed));
    }

    private void tellWhatWasBefore() {
        for (var person : story.people()) {
            square.setAccount(person.handle(), person::onto);
        }
        var said = square.linesSaid();
        for (var line : story.lines()) {
            if (said.containsKey(line.id())) {
                continue;
            }
            if (line.isLive()) {
                toCome.add(line);
            } else {
                say(line);
            }
        }
    }

    /** The story goes on after the last line that was said. */
    private Duration resumedAt() {
        var said = square.linesSaid();
        return story.lines().stream()
                .filter(line -> line.isLive() && said.containsKey(line.id()))
                .map(Line::at)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Goes on by itself from now on. */
    public void start() {
        if (story.people().isEmpty()) {
            return;
        }
        ticking = Thread.ofVirtual().name("town-story").start(() -> {
            while (!closing) {
                tickSafely();
                LockSupport.parkNanos(TICK.toNanos());
            }
        });
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The story stumbled and goes on", e);
        }
    }

    /** Does everything that is due by now. */
    public synchronized void tick() {
        var now = clock.instant();
        var elapsed = time.elapsed(now);
        answers.look(time.speed());
        while (!toCome.isEmpty() && toCome.getFirst().at().compareTo(elapsed) <= 0) {
            sayLive(toCome.removeFirst());
        }
        likings.removeIf(liking -> {
            if (liking.at().compareTo(elapsed) > 0) {
                return false;
            }
            square.like(liking.post(), liking.likes());
            return true;
        });
        answers.sayDue(now);
    }

    /** Says the next lines at once. */
    public synchronized void playNext(int count) {
        var now = clock.instant();
        answers.look(time.speed());
        for (int i = 0; i < count && !toCome.isEmpty(); i++) {
            var line = toCome.removeFirst();
            time.jumpTo(line.at(), now);
            sayLive(line);
        }
    }

    private void sayLive(Line line) {
        var post = answers.hush(line) ? null : say(line);
        if (post != null) {
            for (var applause : APPLAUSE) {
                var likes = (int) Math.round(line.likes() * applause.share());
                likings.add(new Liking(post, line.at().plusSeconds(applause.seconds()), likes));
            }
        }
    }

    private @Nullable String say(Line line) {
        var re = line.re() == null ? null : square.linesSaid().get(line.re());
        if (line.re() != null && re == null) {
            return null;
        }
        var draft = Draft.of(line.by(), line.text(), re, line.language());
        try {
            return square.say(line.id(), line.isLive() ? draft : draft.datedBack(date(line), line.likes()))
                    .post()
                    .id();
        } catch (SquareRefused refused) {
            if (refused.reason() != Refusal.PARENT_UNKNOWN) {
                throw refused;
            }
            // What it would answer was deleted meanwhile.
            return null;
        }
    }

    private Instant date(Line line) {
        return square.foundedAt().plus(line.at());
    }

    /** The story runs that many times as fast. */
    public synchronized void setSpeed(double speed) {
        time.setSpeed(checked(speed), clock.instant());
    }

    /** No further lines; the people still answer. */
    public synchronized void setPaused(boolean paused) {
        time.setPaused(paused, clock.instant());
    }

    /** Whether a story can run that many times as fast. */
    public static boolean isSpeed(double speed) {
        return speed >= SLOWEST && speed <= FASTEST;
    }

    private static double checked(double speed) {
        if (!isSpeed(speed)) {
            throw new IllegalArgumentException("The story cannot run " + speed + " times as fast");
        }
        return speed;
    }

    public synchronized Progress progress() {
        return new Progress(
                time.isPaused(),
                time.speed(),
                time.elapsed(clock.instant()),
                all - toCome.size(),
                toCome.size(),
                answers.waiting());
    }

    @Override
    public void close() {
        if (ticking != null) {
            // Not interrupted: it may be writing the journal, and an interrupt would close the file under it.
            closing = true;
            LockSupport.unpark(ticking);
            try {
                ticking.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
