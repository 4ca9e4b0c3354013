package org.parvis.identity.factor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the second factor is asked for.
 *
 * @param life for how long after it was shown acts go through without asking again
 * @param tries wrong codes of one member before they wait
 * @param pause how long a row of wrong codes is remembered
 */
@ConfigurationProperties("parvis.identity.step-up")
record FactorSettings(
        @DefaultValue("PT10M") Duration life,
        @DefaultValue("5") int tries,
        @DefaultValue("PT15M") Duration pause) {}
