package org.parvis.moderation.rota;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks of rotas for programs. */
@RestController
@RequestMapping("/api/moderation/rotas/{id}/webhook")
class WebhookApiController {

    record Form(@Nullable String url) {}

    /** @param secret what calls are signed with (Standard Webhooks); never shown again */
    record Answer(String url, String secret) {}

    private final WebhookDesk desk;
    private final RotaWebhooks webhooks;

    WebhookApiController(WebhookDesk desk, RotaWebhooks webhooks) {
        this.desk = desk;
        this.webhooks = webhooks;
    }

    /** Tells the calls of a rota to a program, under a new secret each time. */
    @PutMapping
    Answer set(@PathVariable String id, @RequestBody Form form) {
        var secret = desk.set(id, form.url());
        return new Answer(webhooks.find(id).map(RotaWebhooks.Webhook::url).orElse(""), secret);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        desk.remove(id);
    }
}
