package org.parvis.web.live;

import java.util.Set;
import org.parvis.web.SignedIn;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Where a projection says that something changed: {@code live.changed("inbox", brandId, conversationId)}.
 *
 * <p>Never blocks and never fails: telling a page late or not at all must not disturb a projection. What is told is only that a
 * thing changed; the page asks for the content itself, under its own rights.
 */
public interface Live {

    /**
     * Tells the open pages that follow this topic and may see this brand.
     *
     * @param topic what pages name in {@code data-live}, for instance {@code inbox}
     * @param item id of the changed thing, so that a page counts a thing that changed twice once
     */
    void changed(String topic, String brandId, String item);

    /** A stream for one open page; for {@link LiveController} and tests. */
    SseEmitter open(SignedIn member, Set<String> topics, String lastSeen);
}
