package org.parvis.moderation.rota;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.fetcher.WebhookSignature;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Reading;
import org.springframework.stereotype.Component;

/** What leads do with the webhook of a rota, the same from a page and from a program. */
@Component
class WebhookDesk {

    private static final int LONGEST = 500;

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Rotas rotas;
    private final RotaWebhooks webhooks;

    WebhookDesk(Access access, Reading reading, Commands commands, Rotas rotas, RotaWebhooks webhooks) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.rotas = rotas;
        this.webhooks = webhooks;
    }

    /** @return the secret, which is never shown again */
    String set(String rotaId, @Nullable String url) {
        var rota = requireToChange(rotaId);
        var address = address(url);
        var secret = WebhookSignature.newSecret();
        commands.send(new SetRotaWebhook(rotaId, rota.brandId(), address));
        webhooks.keep(rotaId, rota.brandId(), secret);
        Shown.soon(() -> webhooks.find(rotaId)
                .filter(webhook -> webhook.url().equals(address))
                .isPresent());
        return secret;
    }

    void remove(String rotaId) {
        var rota = requireToChange(rotaId);
        commands.send(new SetRotaWebhook(rotaId, rota.brandId(), null));
        Shown.soon(() -> webhooks.find(rotaId).isEmpty());
    }

    private RotaRow requireToChange(String rotaId) {
        var rota = rotas.find(Ids.requireValid(rotaId)).orElseThrow(() -> new NotFound("rota", rotaId));
        reading.requireRota(rota.brandId(), rotaId);
        access.require(Action.MANAGE_ROTA, rota.brandId(), null, "rota:" + rotaId);
        access.requireSecondFactor();
        return rota;
    }

    private static String address(@Nullable String text) {
        try {
            var url = URI.create(Objects.requireNonNullElse(text, "").strip());
            var isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (isWeb
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.toString().length() <= LONGEST) {
                return url.toString();
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new InvalidInput("url", "webhook");
    }
}
