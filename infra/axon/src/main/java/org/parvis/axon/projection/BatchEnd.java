package org.parvis.axon.projection;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** What is written when the running batch ends; belongs to one unit of work. */
public final class BatchEnd {

    private static final String RESOURCE = "batch-end";

    private final List<Writer> writers = new ArrayList<>();

    /** Holds rows until they are written, or whatever else is better done once for the whole batch. */
    public interface Writer {
        void write();

        void forget();
    }

    /** The end of this batch. */
    public static BatchEnd of(UnitOfWork<?> root) {
        return root.getOrComputeResource(RESOURCE, name -> {
            var end = new BatchEnd();
            root.onPrepareCommit(unitOfWork -> end.write());
            return end;
        });
    }

    /** From now on, asked after those that were added before. */
    public <W extends Writer> W add(W writer) {
        writers.add(writer);
        return writer;
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
