package org.parvis.publishing.post;

import java.util.Map;
import org.parvis.axon.Refused;

/** A post's no. */
final class PostRefused extends Refused {

    PostRefused(Category category, PostRefusal reason, String postId) {
        super(category, reason, "post:" + postId);
    }

    PostRefused(Category category, PostRefusal reason, String postId, Map<String, Object> details) {
        super(category, reason, "post:" + postId, details);
    }
}
