package org.parvis.standalone;

import java.util.List;
import java.util.stream.Stream;
import org.parvis.crm.CrmApplication;
import org.parvis.gateway.GatewayApplication;
import org.parvis.identity.IdentityApplication;
import org.parvis.listening.ListeningApplication;
import org.parvis.moderation.ModerationApplication;
import org.parvis.publishing.PublishingApplication;
import org.parvis.reporting.ReportingApplication;

/** The applications of the product. */
final class Services {

    /** Each at a loopback port of its own; in this order they stop last to first. */
    static final List<Class<?>> BEHIND_THE_GATEWAY = List.of(
            IdentityApplication.class,
            ListeningApplication.class,
            CrmApplication.class,
            PublishingApplication.class,
            ModerationApplication.class,
            ReportingApplication.class);

    /** The only door. */
    static final Class<?> GATEWAY = GatewayApplication.class;

    private Services() {}

    static List<Class<?>> all() {
        return Stream.concat(BEHIND_THE_GATEWAY.stream(), Stream.of(GATEWAY)).toList();
    }
}
