package org.parvis.listening.source;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.listening.source.SourceCommand.MakeHookSecret;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How the network of a source tells us that there is something new, for whoever manages sources. */
@Component
class HookDesk {

    private final SourceDesk desk;
    private final HookSecrets secrets;
    private final Hooks hooks;
    private final Commands commands;
    private final Access access;
    private final URI publicUrl;

    HookDesk(
            SourceDesk desk,
            HookSecrets secrets,
            Hooks hooks,
            Commands commands,
            Access access,
            @Value("${parvis.listening.public-url}") URI publicUrl) {
        this.desk = desk;
        this.secrets = secrets;
        this.hooks = hooks;
        this.commands = commands;
        this.access = access;
        this.publicUrl = publicUrl;
    }

    /**
     * What is known of it; never the secret.
     *
     * @param address where the network calls
     * @param madeAt when the newest secret was made here; null when none ever was
     * @param earlierUntil how long the one before still counts; null when it counts no more
     * @param lastRefusedAt of a call that was not signed as it must be
     */
    record Standing(
            URI address,
            @Nullable Instant madeAt,
            @Nullable String madeBy,
            @Nullable Instant earlierUntil,
            @Nullable Instant lastAcceptedAt,
            @Nullable Instant lastRefusedAt) {}

    /** A secret in the one moment in which it is shown. */
    record Made(URI address, String secret, @Nullable Instant earlierUntil) {

        @Override
        public String toString() {
            return "Made[hidden]";
        }
    }

    Standing standing(String sourceId) {
        desk.requireReadable(sourceId);
        var made = secrets.standing(sourceId);
        var calls = secrets.calls(sourceId);
        return new Standing(
                address(sourceId),
                made.map(HookSecrets.Standing::madeAt).orElse(null),
                made.map(HookSecrets.Standing::madeBy).orElse(null),
                made.map(HookSecrets.Standing::earlierUntil).orElse(null),
                calls.accepted(),
                calls.refused());
    }

    /** @throws org.parvis.boot.StepUpNeeded like for every secret of this house */
    Made make(String sourceId) {
        var source = desk.require(sourceId);
        access.requireSecondFactor();
        var secret = secrets.next();
        var earlierUntil = secrets.earlierUntil(source);
        commands.send(new MakeHookSecret(sourceId, source.brandId(), earlierUntil));
        secrets.keep(source, secret, CurrentActor.require().id(), earlierUntil);
        hooks.forget(sourceId);
        return new Made(address(sourceId), secret, earlierUntil);
    }

    private URI address(String sourceId) {
        return publicUrl.resolve("/api/listening/hooks/" + sourceId);
    }
}
