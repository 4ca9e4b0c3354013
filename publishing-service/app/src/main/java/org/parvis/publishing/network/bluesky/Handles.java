package org.parvis.publishing.network.bluesky;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.parvis.fetcher.Json;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Reading;

/** Finds the accounts behind the handles that a text names. */
final class Handles {

    private final Xrpc xrpc;
    private final Account account;
    private final Session session;

    Handles(Xrpc xrpc, Account account, Session session) {
        this.xrpc = xrpc;
        this.account = account;
        this.session = session;
    }

    /** What became of looking. */
    sealed interface Result {}

    /** The accounts by handle; a handle that is not in here is nobody's. */
    record Known(Map<String, String> accounts) implements Result {}

    /** The network could not be asked; taking everybody for nobody would leave out who is to be notified. */
    record NotReached(String cause) implements Result {}

    Result find(Set<String> handles) {
        var accounts = new HashMap<String, String>();
        for (var handle : handles) {
            switch (xrpc.query(account, session, "com.atproto.identity.resolveHandle", Map.of("handle", handle))) {
                case Reading.Answer(var content) -> {
                    var did = Json.text(content, "did");
                    if (did.startsWith("did:")) {
                        accounts.put(handle, did);
                    }
                }
                case Reading.Problem(var status, var problem)
                when Xrpc.mayPass(status) -> {
                    return new NotReached("STATUS_" + status + " " + Json.text(problem, "error"));
                }
                case Reading.Problem nobody -> {
                    // The words stand there all the same, as plain text.
                }
                case Reading.Nothing(var cause) -> {
                    return new NotReached(cause);
                }
            }
        }
        return new Known(Map.copyOf(accounts));
    }
}
