package org.parvis.moderation.calling;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.SendRequest;
import org.parvis.fetcher.SendResult;
import org.parvis.fetcher.WebhookSignature;
import org.parvis.moderation.escalation.Call;
import org.parvis.moderation.escalation.EscalationRow;
import org.parvis.moderation.escalation.Escalations;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.rota.RotaWebhooks;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a program of a call, signed as Standard Webhooks says. The id of a call is the same for every try, so a receiver that remembers ids
 * wakes nobody twice.
 */
@Component
class WebhookCaller {

    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;
    private static final int OURS_FAILED = 500;

    private final Letters letters;
    private final RotaWebhooks webhooks;
    private final Escalations escalations;
    private final Members members;
    private final MailSettings settings;
    private final Fetcher fetcher;
    private final JsonMapper json;
    private final Clock clock;

    WebhookCaller(
            Letters letters,
            RotaWebhooks webhooks,
            Escalations escalations,
            Members members,
            MailSettings settings,
            Fetcher fetcher,
            JsonMapper json,
            Clock clock) {
        this.letters = letters;
        this.webhooks = webhooks;
        this.escalations = escalations;
        this.members = members;
        this.settings = settings;
        this.fetcher = fetcher;
        this.json = json;
        this.clock = clock;
    }

    Postman.Outcome deliver(Letter letter) {
        var webhook = letters.rotaOf(letter.escalationId()).flatMap(webhooks::find);
        if (webhook.isEmpty()) {
            return new Postman.Outcome.Rejected("no webhook any more");
        }
        var secret = webhook.get().secret();
        var matter = escalations.find(letter.escalationId());
        var call = escalations.calls(letter.escalationId()).stream()
                .filter(one -> one.step() == letter.step())
                .findFirst();
        if (secret == null || matter.isEmpty() || call.isEmpty()) {
            return new Postman.Outcome.NotHandedOver("not everything is known yet");
        }
        var signature = WebhookSignature.with(secret);
        if (signature.isEmpty()) {
            return new Postman.Outcome.Rejected("the secret cannot sign");
        }
        var body = Body.of(json.writeValueAsString(content(matter.get(), call.get())));
        var second = clock.instant().getEpochSecond();
        return outcome(fetcher.send(SendRequest.post(webhook.get().url(), "application/json", body)
                .header("Webhook-Id", letter.letterId())
                .header("Webhook-Timestamp", Long.toString(second))
                .header("Webhook-Signature", signature.get().of(letter.letterId(), second, body))
                .within(LIMIT)));
    }

    private Map<String, Object> content(EscalationRow matter, Call call) {
        var data = new LinkedHashMap<String, Object>();
        data.put("escalation", matter.escalationId());
        data.put("brand", matter.brandId());
        data.put("subject", matter.subject());
        data.put("reason", matter.reason());
        data.put("rota", matter.rotaId());
        data.put("step", call.step());
        data.put("level", call.level());
        data.put("members", people(call.members()));
        data.put("url", link(matter.escalationId()).toString());
        var content = new LinkedHashMap<String, Object>();
        content.put("type", "escalation.called");
        content.put("timestamp", call.at().toString());
        content.put("data", data);
        return content;
    }

    private List<Map<String, String>> people(List<String> ids) {
        return ids.stream()
                .map(id -> Map.of("id", id, "name", members.nameOf(id)))
                .toList();
    }

    private URI link(String escalationId) {
        return settings.publicUrl().resolve("/moderation/escalations/" + escalationId);
    }

    private static Postman.Outcome outcome(SendResult result) {
        return switch (result) {
            case SendResult.Answered a when a.status() >= 200 && a.status() < 300 -> new Postman.Outcome.Taken();
            case SendResult.Answered a
            when a.status() >= OURS_FAILED || a.status() == TOO_MANY ->
                new Postman.Outcome.NotHandedOver("status " + a.status());
            case SendResult.Answered a -> new Postman.Outcome.Rejected("status " + a.status());
            case SendResult.Refused r -> new Postman.Outcome.Rejected(r.reason() + ": " + r.detail());
            case SendResult.NotSent n -> new Postman.Outcome.NotHandedOver(n.kind() + ": " + n.detail());
            case SendResult.Unknown u -> new Postman.Outcome.Unknown(u.kind() + ": " + u.detail());
        };
    }
}
