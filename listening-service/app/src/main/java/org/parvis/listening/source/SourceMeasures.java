package org.parvis.listening.source;

import org.parvis.boot.Measured;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How well the sources are heard, for those who run the house. */
@Configuration(proxyBeanMethods = false)
class SourceMeasures {

    @Bean
    Measured sourcesFailing() {
        return new Measured(
                "sources.failing",
                "sources whose last polls failed",
                "select count(*) from source join source_state using (source_id) where failing and not paused");
    }

    @Bean
    Measured sourcesSilent() {
        return new Measured("sources.silent", "sources that did not answer for two of their periods", """
                select count(*) from source join source_state using (source_id)
                where not paused and %s
                  and last_success_at < now() - make_interval(secs => 2 * every_seconds + 30)""".formatted(
                        Sources.IS_ASKED));
    }

    @Bean
    Measured sourceOverdue() {
        return new Measured(
                "source.overdue.seconds", "how long ago the most overdue source should have been polled", """
                select coalesce(greatest(0, extract(epoch from now() - min(next_poll_at))), 0)
                from source join source_state using (source_id) where not paused and not failing
                  and (asked_until is null or asked_until <= now())""");
    }
}
