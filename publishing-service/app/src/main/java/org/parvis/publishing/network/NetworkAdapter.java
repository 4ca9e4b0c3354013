package org.parvis.publishing.network;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;

/**
 * One network, reduced to what delivering needs. No call throws for what the network does, none tries twice, and only
 * {@link Preparation.Ready#send} has an effect that others can see.
 */
public interface NetworkAdapter {

    Network network();

    /** What a network offers against sending twice; on some it depends on the account, or on whether it is a reply or a post. */
    DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing);

    /** The settings that must be given; the rest of them may be. */
    Set<String> requiredSettings();

    /** All settings it understands. */
    Set<String> knownSettings();

    /**
     * Of the settings those that say neither where the secrets are sent nor as whom. When any other changes, the secrets must be given anew: they
     * were given for another place.
     */
    default Set<String> placelessSettings() {
        return Set.of();
    }

    /** Where the secrets are sent, and as whom. */
    default Map<String, String> place(Map<String, String> settings) {
        var place = new TreeMap<>(settings);
        place.keySet().removeAll(placelessSettings());
        return place;
    }

    /** The secrets that must be given. */
    Set<String> requiredCredentials();

    /** A fresh key for a message; called once in the life of a delivery. */
    String clientKey(String deliveryId, Instant now);

    Preparation prepare(Message message, Account account);

    /**
     * Searches for the message: by its key where the network takes keys, else among our own newest items.
     *
     * @param since nothing older can be it
     * @param notThese items that are known to be something else of ours
     */
    LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese);

    /** Looks at one item: is it there, word for word? */
    LookUp readBack(Message message, Account account, Remote remote);

    SignIn trySignIn(Account account);

    /** Whether the network can be searched at all. */
    default boolean canLook() {
        return true;
    }
}
