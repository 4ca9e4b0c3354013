package org.parvis.axon;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.parvis.ledger.LedgerEventStore;

/** Refuses to start on a wrong part: Axon would run without a store or a transaction and lose events without a word. */
final class AxonGuard {

    private AxonGuard() {}

    static void requireExpected(Configuration axon) {
        require("event store", axon.eventBus(), LedgerEventStore.class);
        require("token store", axon.getComponent(TokenStore.class), JdbcTokenStore.class);
        require("serializer", axon.getComponent(Serializer.class), Jackson3Serializer.class);
        require("event serializer", axon.eventSerializer(), Jackson3Serializer.class);
        require("message serializer", axon.messageSerializer(), Jackson3Serializer.class);
        require("transaction manager", axon.getComponent(TransactionManager.class), SpringTransactionManager.class);
        if (axon.getComponent(CommandBus.class) == null) {
            throw new IllegalStateException("Axon has no command bus");
        }
    }

    private static void require(String part, Object actual, Class<?> expected) {
        if (!expected.isInstance(actual)) {
            throw new IllegalStateException(
                    "Axon's " + part + " is " + actual.getClass().getName() + " and must be " + expected.getName()
                            + "; events would be lost, so this service does not start");
        }
    }
}
