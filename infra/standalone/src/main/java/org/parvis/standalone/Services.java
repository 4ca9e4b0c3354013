package org.parvis.standalone;

import java.util.List;
import org.parvis.crm.CrmApplication;
import org.parvis.gateway.GatewayApplication;
import org.parvis.identity.IdentityApplication;
import org.parvis.listening.ListeningApplication;
import org.parvis.moderation.ModerationApplication;
import org.parvis.publishing.PublishingApplication;
import org.parvis.reporting.ReportingApplication;

/** The applications of the product, in the order in which they start: identity has the keys, the gateway must know all addresses. */
final class Services {

    static final List<Class<?>> DOMAIN = List.of(
            ListeningApplication.class,
            CrmApplication.class,
            PublishingApplication.class,
            ModerationApplication.class,
            ReportingApplication.class);

    static final Class<?> IDENTITY = IdentityApplication.class;

    static final Class<?> GATEWAY = GatewayApplication.class;

    private Services() {}
}
