package org.parvis.crm.erasure;

import org.parvis.axon.Commands;
import org.parvis.crm.erasure.ErasureCommand.RecordErased;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Destroys the keys of people whose erasure was approved, then says so in the ledger. In this order, and as often as it takes: an entry that
 * says "erased" is always true.
 */
@Component
class ErasureExecution {

    private static final Actor SELF = Actor.automation("crm.erasure.execution");
    private static final Logger LOG = LoggerFactory.getLogger(ErasureExecution.class);

    private final Erasures erasures;
    private final KeyRing keys;
    private final Commands commands;
    private final ErasureRegister register;

    ErasureExecution(Erasures erasures, KeyRing keys, Commands commands, ErasureRegister register) {
        this.erasures = erasures;
        this.keys = keys;
        this.commands = commands;
        this.register = register;
    }

    void eraseApproved() {
        for (var erasure : erasures.approved()) {
            for (var person : erasure.personIds()) {
                try {
                    // First outside the database, so that no restored backup brings back whom the register does not
                    // know.
                    register.add(person);
                    keys.erase(person);
                    commands.send(new RecordErased(erasure.id(), erasure.brandId(), person), SELF, "erased " + person);
                } catch (RuntimeException e) {
                    LOG.warn("Person {} is not erased yet; tried again with the next round", person, e);
                    // In their order: the last one says that all are erased.
                    break;
                }
            }
        }
    }
}
