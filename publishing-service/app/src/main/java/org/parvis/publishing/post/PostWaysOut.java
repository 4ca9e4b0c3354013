package org.parvis.publishing.post;

import java.util.List;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.Variant;
import org.parvis.publishing.delivery.WaysOut;

/** A post goes out through the channels of its variants, anything else through one. */
final class PostWaysOut implements WaysOut {

    private final Posts posts;

    PostWaysOut(Posts posts) {
        this.posts = posts;
    }

    @Override
    public List<String> of(DeliveryIntended intent) {
        if (intent.outgoing() != Outgoing.POST) {
            return List.of(intent.channelId());
        }
        return posts.find(intent.outgoingId()).orElseThrow().variants().stream()
                .map(Variant::channelId)
                .toList();
    }
}
