package org.parvis.identity.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a sign-in lasts. The gateway watches the same limits at every request; here they hold whatever a gateway thinks.
 *
 * @param idle a session that nobody used for this long is over
 * @param longest every session is over after this long
 */
@ConfigurationProperties("parvis.identity.session")
record SessionSettings(
        @DefaultValue("PT30M") Duration idle,
        @DefaultValue("PT12H") Duration longest) {}
