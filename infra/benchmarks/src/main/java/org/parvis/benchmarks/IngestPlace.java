package org.parvis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** One place that is listened to, and when it told what. */
final class IngestPlace {

    /** Posts that were told for the first time in one answer. */
    record Answer(int from, int to, long nanos) {}

    final String name;
    final IngestPosts posts;
    private final List<Answer> answers = new ArrayList<>();
    private IntSupplier written = () -> 0;
    private int told;
    private boolean drained = true;

    IngestPlace(String name, IngestPosts posts) {
        this.name = name;
        this.posts = posts;
    }

    /** From now on so many posts are there in all. */
    synchronized void write(IntSupplier inAll) {
        written = inAll;
        drained = false;
    }

    /** How many are there to be told now. */
    synchronized int written() {
        return written.getAsInt();
    }

    synchronized void tell(int to) {
        if (to > told) {
            answers.add(new Answer(told, to, System.nanoTime()));
            told = to;
        }
    }

    /** Whoever asks from the end on has put everything before it on record. */
    synchronized void asked(int from) {
        drained = from >= written.getAsInt();
    }

    synchronized boolean drained() {
        return drained;
    }

    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    synchronized int told() {
        return told;
    }
}
