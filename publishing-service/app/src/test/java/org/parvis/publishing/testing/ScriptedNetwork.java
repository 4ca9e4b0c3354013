package org.parvis.publishing.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;

/** A network inside the test: what is there is a list, and what happens to a request is a function. */
public final class ScriptedNetwork implements NetworkAdapter {

    /** One thing that is live there. */
    public record Live(String key, String text) {}

    /** Everything that ever became live, doubles included. */
    public final List<Live> live = new CopyOnWriteArrayList<>();

    private volatile Runnable whilePreparing = () -> {};
    private volatile Function<Message, SendOutcome> sending = this::takes;
    private volatile Predicate<Message> hiding = message -> false;
    private volatile boolean crowded;
    private volatile SignIn signingIn = new SignIn.Works("helianthe");

    /** The request arrives and is answered. */
    public SendOutcome takes(Message message) {
        arrives(message);
        return new SendOutcome.Live(remote(message.clientKey()));
    }

    /** The request arrives, whatever is answered then. */
    public void arrives(Message message) {
        live.add(new Live(message.clientKey(), message.text()));
    }

    public long copies(String text) {
        return live.stream().filter(item -> item.text().equals(text)).count();
    }

    public void whilePreparing(Runnable meanwhile) {
        whilePreparing = meanwhile;
    }

    public void sending(Function<Message, SendOutcome> outcome) {
        sending = outcome;
    }

    public void behaves() {
        whilePreparing = () -> {};
        sending = this::takes;
        hiding = message -> false;
        crowded = false;
        signingIn = new SignIn.Works("helianthe");
    }

    /** What cannot be looked up at the moment. */
    public void hiding(Predicate<Message> hidden) {
        hiding = hidden;
    }

    /** So much is live that nobody looks through all of it. */
    public void crowded() {
        crowded = true;
    }

    public void signingIn(SignIn outcome) {
        signingIn = outcome;
    }

    @Override
    public Network network() {
        return Network.TOWN;
    }

    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return deliveryClass(settings);
    }

    private static DeliveryClass deliveryClass(Map<String, String> settings) {
        return DeliveryClass.valueOf(settings.getOrDefault("class", "A"));
    }

    @Override
    public Set<String> requiredSettings() {
        return Set.of();
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("class", "address");
    }

    @Override
    public Set<String> placelessSettings() {
        return Set.of("class");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of("token");
    }

    @Override
    public String clientKey(String deliveryId, Instant now) {
        return deliveryId;
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        whilePreparing.run();
        return (Preparation.Ready) (Duration limit) -> {
            var byKey = Set.of(DeliveryClass.A, DeliveryClass.B).contains(deliveryClass(account.settings()));
            if (byKey && live.stream().anyMatch(item -> item.key().equals(message.clientKey()))) {
                return new SendOutcome.Live(remote(message.clientKey()));
            }
            return sending.apply(message);
        };
    }

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        if (hiding.test(message)) {
            return new LookUp.Failed("TIMEOUT: no answer within 10 s");
        }
        if (crowded) {
            return new LookUp.TooMany(1_000);
        }
        return live.stream()
                .filter(item -> item.text().equals(message.text()) && !notThese.contains(item.key()))
                .findFirst()
                .<LookUp>map(item -> new LookUp.Found(remote(item.key())))
                .orElseGet(() -> new LookUp.Absent(live.size()));
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return new LookUp.Found(remote);
    }

    @Override
    public SignIn trySignIn(Account account) {
        return signingIn;
    }

    private static Remote remote(String key) {
        return new Remote(key, "http://town/posts/" + key);
    }
}
