package org.parvis.axon;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Runs something once the rows of the running batch are visible to others, or at once when there is no batch. */
public final class AfterCommit {

    private AfterCommit() {}

    public static void run(Runnable action) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> action.run());
        } else {
            action.run();
        }
    }
}
