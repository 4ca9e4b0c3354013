package org.parvis.axon.projection;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** What is written when the running batch ends; belongs to one unit of work. */
public final class BatchEnd {

    private static final String RESOURCE = "batch-end";

    private final List<Writer> writers = new ArrayList<>();
    private boolean isCareful;

    /** Holds rows until they are written, or whatever else is better done once for the whole batch. */
    public interface Writer {
        void write();

        void forget();
    }

    /** The end of this batch. */
    public static BatchEnd of(UnitOfWork<?> root) {
        return root.getOrComputeResource(RESOURCE, name -> {
            var end = new BatchEnd();
            root.onPrepareCommit(unitOfWork -> Indigestible.told(end::write));
            return end;
        });
    }

    /** From now on, asked after those that were added before. */
    public <W extends Writer> W add(W writer) {
        writers.add(writer);
        return writer;
    }

    /** From now on each event of this batch is looked at by itself, since one of them failed before. */
    public void beCareful() {
        isCareful = true;
    }

    /** Whether nothing may be done here for several events at once: it would not be known which of them cannot be digested. */
    public boolean isCareful() {
        return isCareful;
    }

    /** Writes all that changed so far. */
    public void write() {
        writers.forEach(Writer::write);
    }

    /** Drops what was changed and not yet written, and all that was read. */
    public void forget() {
        writers.forEach(Writer::forget);
    }
}
