package org.parvis.publishing.network.wordpress;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Reading;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.network.Standing;

/**
 * Writes posts and, as replies, comments. A post is first a draft, which nobody sees; the attempt says "published" to that very draft, and
 * saying it again changes nothing. A comment is there at once, under no key of ours. See ADR 0009.
 */
public final class WordPressAdapter implements NetworkAdapter {

    private final Posts posts;
    private final Comments comments;
    private final WordPressApi api;

    public WordPressAdapter(Fetcher fetcher) {
        this.api = new WordPressApi(fetcher);
        this.posts = new Posts(api, fetcher);
        this.comments = new Comments(api, fetcher);
    }

    @Override
    public Network network() {
        return Network.WORDPRESS;
    }

    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return outgoing == Outgoing.POST ? DeliveryClass.A : DeliveryClass.C;
    }

    @Override
    public Set<String> requiredSettings() {
        return Set.of("url");
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("url", "user");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of("applicationPassword");
    }

    /** The last part of a post's address. */
    @Override
    public String clientKey(String deliveryId, Instant now) {
        return deliveryId;
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        if (account.settings().getOrDefault("user", "").isEmpty()) {
            return new Preparation.NotSetUp("USER_MISSING");
        }
        return message.parentRemoteId() == null
                ? posts.prepare(message, account)
                : comments.prepare(message, message.parentRemoteId(), account);
    }

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        return message.parentRemoteId() == null
                ? posts.lookUp(message, account)
                : comments.lookUp(message, message.parentRemoteId(), account, since, notThese);
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return message.parentRemoteId() == null
                ? posts.look(message, account, remote.remoteId())
                : comments.look(message, account, remote.remoteId());
    }

    @Override
    public SignIn trySignIn(Account account) {
        return switch (api.get(account, "/wp/v2/users/me", Map.of("context", "edit"))) {
            case Reading.Answer(var me) -> {
                var name = Json.text(me, "username").isEmpty() ? Json.text(me, "name") : Json.text(me, "username");
                var mayPublish = me.path("capabilities").path("publish_posts").asBoolean(false);
                yield name.isEmpty()
                        ? new SignIn.NotReached("PROTOCOL: no account in the answer")
                        : new SignIn.Works(
                                name, new Standing(null, mayPublish ? Set.of() : Set.of("publish_posts"), null));
            }
            case Reading.Problem(var status, var problem) ->
                (status == 401 || status == 403) && !Json.text(problem, "code").isEmpty()
                        ? new SignIn.NotAccepted(HtmlMessage.of(problem))
                        : new SignIn.NotReached("STATUS_" + status);
            case Reading.Nothing(var cause) -> new SignIn.NotReached(cause);
        };
    }
}
