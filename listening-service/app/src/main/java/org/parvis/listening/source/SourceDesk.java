package org.parvis.listening.source;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.source.SourceCommand.ConnectSource;
import org.parvis.listening.source.SourceCommand.PauseSource;
import org.parvis.listening.source.SourceCommand.ResumeSource;
import org.springframework.stereotype.Component;

/** What people and programs do with sources: set up (the entry, the sealed credentials, the first fetch), fetch, pause, resume. */
@Component
class SourceDesk {

    private final Commands commands;
    private final Sources sources;
    private final Access access;
    private final Clock clock;

    SourceDesk(Commands commands, Sources sources, Access access, Clock clock) {
        this.commands = commands;
        this.sources = sources;
        this.access = access;
        this.clock = clock;
    }

    /** @param credentials null leaves those that are kept as they are */
    void connect(ConnectSource command, @Nullable Map<String, String> credentials) {
        commands.send(command);
        if (credentials != null && !credentials.isEmpty()) {
            sources.keep(command.sourceId(), command.brandId(), credentials);
        }
        sources.wake(command.sourceId(), clock.instant());
        untilShown(command.sourceId());
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
        commands.send(new ResumeSource(id, require(id).brandId()));
        sources.wake(id, clock.instant());
    }
}
