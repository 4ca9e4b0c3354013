package org.parvis.publishing.delivery;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an administrator may set about delivering; the defaults are the protocol's.
 *
 * @param poll how often to look for what is due when nobody rings
 * @param workers how many deliveries may be on their way at once in one process
 * @param workersPerBrand how many of them may be of one brand, and half of that of one channel
 * @param sendsPerMinute how often one channel may be used
 * @param breakerOpen how long a channel is left alone after its network failed again and again
 * @param replyExpires how long after its time a reply may still leave; its approval is old then
 * @param postExpires the same for a post
 */
@ConfigurationProperties("publishing.delivery")
record DeliverySettings(
        @DefaultValue({"PT15S", "PT30S", "PT1M", "PT2M", "PT5M"})
        List<Duration> settle,

        @DefaultValue("PT1M") Duration sendLimit,
        @DefaultValue("PT2M") Duration lease,
        @DefaultValue("PT1H") Duration keyLife,
        @DefaultValue("PT5S") Duration retryPause,
        @DefaultValue("PT1H") Duration lookUpPatience,
        @DefaultValue("PT30M") Duration handLimit,
        @DefaultValue("PT2M") Duration clocksDiffer,
        @DefaultValue("PT0.5S") Duration poll,
        @DefaultValue("32") int workers,
        @DefaultValue("8") int workersPerBrand,
        @DefaultValue("60") int sendsPerMinute,
        @DefaultValue("PT30S") Duration breakerOpen,
        @DefaultValue("PT2H") Duration replyExpires,
        @DefaultValue("PT6H") Duration postExpires) {

    DeliveryRules rules() {
        return new DeliveryRules(
                settle, sendLimit, lease, keyLife, 2, retryPause, lookUpPatience, handLimit, clocksDiffer);
    }
}
