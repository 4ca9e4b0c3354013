package org.parvis.axon.projection;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An event on which a handler ended in an error that is no exception: a text so deep that the stack ended, a class that is not there. A
 * processor knows exceptions only. It would stand still for ever, and nobody would be told; like this it is that event's trouble.
 */
public final class Indigestible extends RuntimeException {

    private Indigestible(Error cause) {
        super(cause.toString(), cause);
    }

    /** Makes a call, whose errors become exceptions unless the whole process is in trouble. */
    public static <T extends @Nullable Object> T told(Callable<T> call) throws Exception {
        try {
            return call.call();
        } catch (Error e) {
            if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                throw e;
            }
            throw new Indigestible(e);
        }
    }

    /** The same of a call that answers nothing. */
    public static void told(Runnable call) {
        try {
            told(() -> {
                call.run();
                return true;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
