package org.parvis.crm.erasure;

import org.parvis.axon.Commands;
import org.parvis.crm.erasure.ErasureCommand.ExpirePersons;
import org.parvis.crm.retention.Expiring;
import org.parvis.identity.rights.Actor;
import org.springframework.stereotype.Component;

/** Whose retention time is over is erased like everybody else: the same key, the same forgetting, the same register. */
@Component
final class ExpireWithErasure implements Expiring {

    private static final Actor SELF = Actor.automation("crm.retention.expiry");

    private final Commands commands;

    ExpireWithErasure(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void expire(Expired expired) {
        commands.send(
                new ExpirePersons(
                        expired.erasureId(),
                        expired.brandId(),
                        expired.personIds(),
                        expired.policyVersion(),
                        expired.cutOff().neverAnswered(),
                        expired.cutOff().inConversation(),
                        expired.proposerId(),
                        expired.adopterId()),
                SELF,
                "expire " + expired.erasureId());
    }
}
