package org.parvis.publishing.delivery;

import java.util.List;
import org.parvis.publishing.api.DeliveryIntended;

/** The channels that something goes out through, all of them: a delivery knows its own only. */
@FunctionalInterface
public interface WaysOut {

    /** One for each delivery, the given one's among them. */
    List<String> of(DeliveryIntended intent);
}
