package org.parvis.crm.erasure;

import java.util.List;
import java.util.stream.Collectors;
import org.parvis.axon.Commands;
import org.parvis.axon.Processors;
import org.parvis.crm.erasure.ErasureCommand.RecordErased;
import org.parvis.crm.erasure.ErasureCommand.RecordSpared;
import org.parvis.crm.retention.CaughtUp;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.LedgerReader;
import org.parvis.privacy.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Destroys the keys of people whose erasure was approved, then says so in the ledger. In this order, and as often as it takes: an entry that
 * says "erased" is always true. Who goes because their time is over is looked at once more before.
 */
@Component
class ErasureExecution {

    private static final Actor SELF = Actor.automation("crm.erasure.execution");
    private static final Logger LOG = LoggerFactory.getLogger(ErasureExecution.class);

    private final Erasures erasures;
    private final KeyRing keys;
    private final Commands commands;
    private final ErasureRegister register;
    private final StillDue stillDue;
    private final CaughtUp caughtUp;

    ErasureExecution(
            Erasures erasures,
            KeyRing keys,
            Commands commands,
            ErasureRegister register,
            StillDue stillDue,
            LedgerReader ledger,
            ObjectProvider<Processors> processors) {
        this.erasures = erasures;
        this.keys = keys;
        this.commands = commands;
        this.register = register;
        this.stillDue = stillDue;
        this.caughtUp = new CaughtUp(ledger, processors);
    }

    void eraseApproved() {
        var approved = erasures.approved();
        approved.stream().filter(erasure -> erasure.expiry() == null).forEach(this::eraseAll);
        expire(approved.stream().filter(erasure -> erasure.expiry() != null).toList());
    }

    private void eraseAll(Erasures.Row erasure) {
        for (var person : erasure.personIds()) {
            try {
                erase(erasure, person);
            } catch (RuntimeException e) {
                LOG.warn("Person {} is not erased yet; tried again with the next round", person, e);
                // In their order: the last one says that all are erased.
                break;
            }
        }
    }

    private void expire(List<Erasures.Row> expired) {
        if (expired.isEmpty()) {
            return;
        }
        var known = caughtUp.pass();
        if (known.isPresent()) {
            expired.forEach(erasure -> expireAll(erasure, known.getAsLong()));
        }
    }

    private void expireAll(Erasures.Row erasure, long known) {
        var spared = erasures.spared(erasure.id()).stream()
                .map(Erasures.Spared::personId)
                .collect(Collectors.toSet());
        for (var person : erasure.personIds()) {
            try {
                // What kept them may be gone by now, but not what the ledger says.
                if (!spared.contains(person) && !settle(erasure, person, known)) {
                    break;
                }
            } catch (RuntimeException e) {
                LOG.warn("Person {} has not expired yet; tried again with the next round", person, e);
                break;
            }
        }
    }

    /** @return false when something about this person is too new to be known here, so that the next round must look again */
    private boolean settle(Erasures.Row erasure, String person, long known) {
        var expiry = erasure.expiry();
        // Whose key is gone already cannot be spared any more.
        if (expiry != null && keys.decryptionKey(person).isPresent()) {
            var because = stillDue.whyKept(erasure, expiry, person);
            if (because.isPresent()) {
                commands.send(
                        new RecordSpared(erasure.id(), erasure.brandId(), person, because.get()),
                        SELF,
                        "spared " + person);
                return true;
            }
            if (stillDue.isNamedAfter(known, person)) {
                return false;
            }
        }
        erase(erasure, person);
        return true;
    }

    private void erase(Erasures.Row erasure, String person) {
        // First outside the database, so that no restored backup brings back whom the register does not
        // know.
        register.add(person);
        keys.erase(person);
        commands.send(new RecordErased(erasure.id(), erasure.brandId(), person), SELF, "erased " + person);
    }
}
