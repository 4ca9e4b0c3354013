package org.parvis.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Where people wait for a server that is not ours: a few at once, all in all and each of them, and none of them for longer than the
 * gateway waits for us. A server that says nothing takes nothing from those who ask for something else.
 */
public final class WaitingRoom {

    private static final int PLACES = 8;
    private static final int PLACES_OF_ONE = 2;

    private final Duration patience;

    /** Who waits, once for each thing they wait for. */
    private final List<String> waiting = new ArrayList<>();

    /** @param patience for all that one of them waits for; well below what the gateway waits */
    WaitingRoom(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param question is given how long it may take in all, and keeps to it
     * @throws Busy when no place is left; nobody was asked anything
     */
    public <T> T ask(Function<Duration, T> question) {
        var member = CurrentActor.require().id();
        enter(member);
        try {
            return question.apply(patience);
        } finally {
            leave(member);
        }
    }

    private synchronized void enter(String member) {
        if (waiting.size() >= PLACES || Collections.frequency(waiting, member) >= PLACES_OF_ONE) {
            throw new Busy("TOO_MANY_WAIT");
        }
        waiting.add(member);
    }

    private synchronized void leave(String member) {
        waiting.remove(member);
    }
}
