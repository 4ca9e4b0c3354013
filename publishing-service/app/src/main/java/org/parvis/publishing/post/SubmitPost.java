package org.parvis.publishing.post;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.publishing.api.Network;

/**
 * Says that this is to go out.
 *
 * @param networks the network of each channel the post names
 */
public record SubmitPost(@TargetAggregateIdentifier String postId, String brandId, Map<String, Network> networks) {

    public SubmitPost {
        networks = Map.copyOf(networks);
    }
}
