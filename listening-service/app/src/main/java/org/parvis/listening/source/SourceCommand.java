package org.parvis.listening.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a source. */
sealed interface SourceCommand {

    String sourceId();

    String brandId();

    /** Sets a source up, or changes it. */
    record ConnectSource(
            @TargetAggregateIdentifier String sourceId,
            String brandId,
            String connector,
            String name,
            Map<String, String> settings,
            Duration every)
            implements SourceCommand {
        public ConnectSource {
            settings = Map.copyOf(settings);
        }
    }

    record PauseSource(@TargetAggregateIdentifier String sourceId, String brandId) implements SourceCommand {}

    record ResumeSource(@TargetAggregateIdentifier String sourceId, String brandId) implements SourceCommand {}

    /** From now on calls are signed with another secret; it travels apart. */
    record MakeHookSecret(
            @TargetAggregateIdentifier String sourceId,
            String brandId,
            @Nullable Instant earlierUntil) implements SourceCommand {}

    /** Messages are brought in from a file; what they say travels apart. */
    record StartImport(
            @TargetAggregateIdentifier String sourceId, String brandId, String importId, String sha256, long bytes)
            implements SourceCommand {}

    /** It stopped answering; {@code lastSuccessAt} is where the gap begins. */
    record NoticeFailure(
            @TargetAggregateIdentifier String sourceId,
            String brandId,
            String code,
            String detail,
            Instant lastSuccessAt)
            implements SourceCommand {}

    /** It answers again. */
    record NoticeRecovery(@TargetAggregateIdentifier String sourceId, String brandId, Instant at)
            implements SourceCommand {}
}
