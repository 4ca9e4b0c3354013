package org.parvis.listening.source;

import java.time.Clock;
import java.util.HashSet;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Setting;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.source.SourceCommand.PauseSource;
import org.parvis.listening.source.SourceCommand.ResumeSource;
import org.springframework.stereotype.Component;

/** What people and programs do with sources: set up (the entry, the sealed credentials, the first fetch), fetch, pause, resume. */
@Component
class SourceDesk {

    /** Of one brand, so that one is not asked for all of a house's. */
    private static final int MOST_LISTENED_TO = 500;

    private final Commands commands;
    private final Sources sources;
    private final Connectors connectors;
    private final Access access;
    private final Clock clock;

    SourceDesk(Commands commands, Sources sources, Connectors connectors, Access access, Clock clock) {
        this.commands = commands;
        this.sources = sources;
        this.connectors = connectors;
        this.access = access;
        this.clock = clock;
    }

    /** Sets a source up or changes it; true when it is new. Without secrets in the form those that are kept stay as they are. */
    boolean connect(String id, SourceForm form) {
        access.require(Action.MANAGE_SOURCES, form.brandId(), null, "source:" + id);
        var known = sources.find(id);
        var own = known.filter(source ->
                source.brandId().equals(form.brandId()) && source.connector().equals(form.connector()));
        var command = form.command(
                id,
                connectors,
                settings -> own.map(source -> kept(source, settings)).orElse(Credentials.NONE));
        if (known.isEmpty()) {
            requireRoom(command.brandId());
        }
        var given = form.given().values();
        if (!given.isEmpty()) {
            access.requireSecondFactor();
        }
        commands.send(command);
        if (!given.isEmpty()) {
            var place = connectors.of(command.connector()).place(new SourceSettings(command.settings()));
            sources.keep(id, command.brandId(), place, given);
        }
        Shown.soon(() -> sources.find(id)
                .filter(shown -> shown.settings().equals(command.settings()))
                .isPresent());
        sources.wake(id, clock.instant());
        return known.isEmpty();
    }

    /** Those that are paused cost nothing, and what is there may always change. */
    private void requireRoom(String brandId) {
        if (sources.listenedTo(brandId) >= MOST_LISTENED_TO) {
            throw new InvalidInput("brand", "too-many-sources", MOST_LISTENED_TO);
        }
    }

    /**
     * Whoever may name another server is not whom the secret was told. Somebody else may change the source in this very moment; that is why
     * its credentials know their place too.
     */
    private Credentials kept(Sources.Item source, SourceSettings settings) {
        return sources.credentials(source, settings).orElseThrow(() -> {
            var secret = connectors.of(source.connector()).settings().stream()
                    .filter(Setting::secret)
                    .findFirst()
                    .orElseThrow();
            return new InvalidInput("credentials." + secret.name(), "secret-of-another-place");
        });
    }

    /** Whoever connects a source asks for it next; when the read model takes longer than a moment, it is connected all the same. */
    void untilShown(String id) {
        Shown.soon(() -> sources.find(id).isPresent());
    }

    /** A source that the signed-in member may manage. */
    Sources.Item require(String id) {
        var source = sources.find(id).orElseThrow(() -> new NotFound("source", id));
        access.require(Action.MANAGE_SOURCES, source.brandId(), null, "source:" + id);
        return source;
    }

    /** A source that the signed-in member may look at; auditors look at how everything is connected. */
    Sources.Item requireReadable(String id) {
        return sources.find(id)
                .filter(source -> access.may(Action.READ_AUDIT, source.brandId()))
                .orElseGet(() -> require(id));
    }

    /** For the list as a whole. */
    void requireReader() {
        if (readable().ids().isEmpty()) {
            access.requireAnywhere(Action.MANAGE_SOURCES);
        }
    }

    Brands readable() {
        var ids = new HashSet<>(access.brands(Action.MANAGE_SOURCES).ids());
        ids.addAll(access.brands(Action.READ_AUDIT).ids());
        return new Brands(ids);
    }

    void fetch(String id) {
        require(id);
        sources.wake(id, clock.instant());
    }

    void pause(String id) {
        commands.send(new PauseSource(id, require(id).brandId()));
    }

    void resume(String id) {
        var source = require(id);
        if (source.paused()) {
            requireRoom(source.brandId());
        }
        commands.send(new ResumeSource(id, source.brandId()));
        sources.wake(id, clock.instant());
    }
}
