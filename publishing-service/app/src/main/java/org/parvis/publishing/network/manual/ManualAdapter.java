package org.parvis.publishing.network.manual;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.HtmlText;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SameText;
import org.parvis.publishing.network.SignIn;

/** Sends nothing. What a person says they posted is read at its address where that can be read; what is seen there is evidence, no condition. */
public final class ManualAdapter implements NetworkAdapter {

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9_:.-]{1,40})");

    private final Fetcher fetcher;

    public ManualAdapter(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public Network network() {
        return Network.MANUAL;
    }

    /** Two people can post the same words twice. */
    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return DeliveryClass.C;
    }

    @Override
    public Set<String> requiredSettings() {
        return Set.of();
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("url");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of();
    }

    @Override
    public String clientKey(String deliveryId, Instant now) {
        return deliveryId;
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        return new Preparation.ByHand();
    }

    @Override
    public boolean canLook() {
        return false;
    }

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        return new LookUp.Failed("NO_SEARCH");
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return switch (fetcher.fetch(FetchRequest.get(remote.permalink()).header("Accept", "text/html, text/plain"))) {
            case FetchResult.Fetched page ->
                SameText.contains(HtmlText.of(page.body().text(charset(page))), message.text())
                        ? new LookUp.Found(remote)
                        : new LookUp.Different(remote);
            case FetchResult.HttpError error ->
                error.status() == 404 || error.status() == 410
                        ? new LookUp.Absent(0)
                        : new LookUp.Failed("STATUS_" + error.status());
            case FetchResult.NotModified ignored -> new LookUp.Failed("NOT_MODIFIED");
            case FetchResult.Refused refused -> new LookUp.Failed(refused.reason() + ": " + refused.detail());
            case FetchResult.Failed failed -> new LookUp.Failed(failed.kind() + ": " + failed.detail());
        };
    }

    private static Charset charset(FetchResult.Fetched page) {
        var named = CHARSET.matcher(page.headers().first("content-type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public SignIn trySignIn(Account account) {
        return new SignIn.Works("");
    }
}
