package org.parvis.identity.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may be wrong.
 *
 * @param tries wrong passwords for one member, and from one address, before both wait
 * @param pause how long a row of wrong passwords is remembered
 */
@ConfigurationProperties("parvis.identity")
record ThrottleSettings(
        @DefaultValue("5") int tries, @DefaultValue("PT15M") Duration pause) {}
