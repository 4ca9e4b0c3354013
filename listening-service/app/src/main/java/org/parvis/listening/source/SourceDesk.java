package org.parvis.listening.source;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.listening.source.SourceCommand.ConnectSource;
import org.springframework.stereotype.Component;

/** Sets up sources: the entry, the sealed credentials, the first fetch. */
@Component
class SourceDesk {

    private final Commands commands;
    private final Sources sources;
    private final Clock clock;

    SourceDesk(Commands commands, Sources sources, Clock clock) {
        this.commands = commands;
        this.sources = sources;
        this.clock = clock;
    }

    /** @param credentials null leaves those that are kept as they are */
    void connect(ConnectSource command, @Nullable Map<String, String> credentials) {
        commands.send(command);
        if (credentials != null && !credentials.isEmpty()) {
            sources.keep(command.sourceId(), command.brandId(), credentials);
        }
        sources.wake(command.sourceId(), clock.instant());
    }
}
