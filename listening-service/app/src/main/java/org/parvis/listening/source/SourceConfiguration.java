package org.parvis.listening.source;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.parvis.axon.AggregateOf;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.BlueskyConnector;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.DiscourseConnector;
import org.parvis.listening.connector.FeedConnector;
import org.parvis.listening.connector.GhostConnector;
import org.parvis.listening.connector.ImapConnector;
import org.parvis.listening.connector.ManualConnector;
import org.parvis.listening.connector.MastodonConnector;
import org.parvis.listening.connector.MediaWikiConnector;
import org.parvis.listening.connector.TownConnector;
import org.parvis.listening.connector.WalineConnector;
import org.parvis.listening.connector.WebhookConnector;
import org.parvis.listening.connector.WordPressConnector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractResourceBasedMessageSource;

/** The connectors, the client they fetch with, and the job that asks what is due. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    /** Why an address cannot be fetched is said in the fetcher's own words. */
    SourceConfiguration(MessageSource words) {
        if (words instanceof AbstractResourceBasedMessageSource own) {
            own.addBasenames("i18n/fetcher");
        }
    }

    @Bean
    AggregateOf<Source> sourceAggregate() {
        return AggregateOf.type(Source.class);
    }

    @Bean(destroyMethod = "close")
    Fetcher sourceFetcher(@Value("${parvis.listening.allow:}") String allowed, Clock clock) {
        return new Fetcher(FetchPolicy.standard().allowing(AllowList.parse(allowed)), clock);
    }

    /** The town runs on this very machine, so its address is allowed to its own connector and to no other. */
    @Bean(destroyMethod = "close")
    Fetcher townFetcher(@Value("${parvis.town.url:}") String town, Clock clock) {
        var allowed = town.isEmpty()
                ? AllowList.EMPTY
                : AllowList.parse("127.0.0.1:" + URI.create(town).getPort());
        return new Fetcher(FetchPolicy.standard().allowing(allowed), clock);
    }

    /** @param others what whoever starts the service brings along */
    @Bean
    Connectors connectors(
            @Qualifier("sourceFetcher") Fetcher fetcher,
            @Qualifier("townFetcher") Fetcher townFetcher,
            @Value("${parvis.town.url:}") String town,
            Clock clock,
            ObjectProvider<Connector> others) {
        var known = Stream.of(
                new FeedConnector(fetcher, clock),
                new BlueskyConnector(fetcher, clock),
                new MastodonConnector(fetcher, clock),
                new WordPressConnector(fetcher, clock),
                new DiscourseConnector(fetcher, clock),
                new MediaWikiConnector(fetcher, clock),
                new GhostConnector(fetcher, clock),
                new WalineConnector(fetcher, clock),
                new ImapConnector(fetcher, clock),
                new ManualConnector(),
                new WebhookConnector(),
                new TownConnector(
                        townFetcher, town.isEmpty() ? Optional.empty() : Optional.of(URI.create(town)), clock));
        return new Connectors(Stream.concat(known, others.stream()).toList());
    }

    @Bean
    Task<?> sourcePolling(SourcePoller poller, @Value("${parvis.listening.look-every:PT1S}") Duration every) {
        return Tasks.recurring("listening.source.polling", FixedDelay.of(every))
                .execute((instance, context) -> poller.poll());
    }
}
