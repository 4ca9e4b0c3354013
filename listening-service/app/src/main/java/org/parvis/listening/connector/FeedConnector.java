package org.parvis.listening.connector;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Validators;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.feed.Feed;
import org.parvis.listening.feed.FeedItem;
import org.parvis.listening.feed.FeedReader;
import org.parvis.listening.feed.FeedRefused;

/** Reads feeds. A feed is a window over the newest entries, so each reading overlaps the last one by itself. */
public final class FeedConnector implements Connector {

    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json;q=0.9,"
            + " application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";

    private final Fetcher fetcher;
    private final Clock clock;

    public FeedConnector(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "FEED";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("url"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        return Setting.missing(settings(), settings, credentials);
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return scope(remoteId, settings.required("url"));
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        var url = settings.required("url");
        var known = new Validators(cursor.mark("etag"), cursor.mark("lastModified"));
        var request = FetchRequest.get(url).header("Accept", ACCEPT).ifChangedSince(known);
        return switch (fetcher.fetch(request)) {
            case FetchResult.Fetched fetched -> read(fetched, cursor);
            case FetchResult.NotModified same -> Batch.of(List.of(), marked(cursor, same.validators()));
            case FetchResult.HttpError error -> Outcomes.of(error);
            case FetchResult.Refused refused -> Outcomes.of(refused);
            case FetchResult.Failed failed -> Outcomes.of(failed);
        };
    }

    private PollResult read(FetchResult.Fetched fetched, Cursor cursor) {
        Feed feed;
        try {
            feed = FeedReader.read(
                    fetched.body().bytes(),
                    fetched.headers().first("content-type").orElse(""),
                    fetched.url());
        } catch (FeedRefused e) {
            var feeds = e.feedsOfPage().stream().map(URI::toString).collect(Collectors.joining(" "));
            return Outcomes.failure(Problem.BAD_CONTENT, "listening.feed." + e.reason(), feeds);
        }
        var now = clock.instant();
        var items = feed.items().stream()
                // An entry without words and without a page says nothing.
                .filter(item -> !item.title().isEmpty()
                        || !item.text().isEmpty()
                        || item.link().isPresent())
                .map(item -> collected(item, feed, fetched.url(), now))
                .sorted(Comparator.comparing(CollectedItem::publishedAt))
                .toList();
        return new Batch(
                items,
                marked(cursor, fetched.validators()),
                false,
                false,
                fetched.movedTo().map(URI::toString));
    }

    private static Cursor marked(Cursor cursor, Validators validators) {
        return cursor.with("etag", validators.etag()).with("lastModified", validators.lastModified());
    }

    private static CollectedItem collected(FeedItem item, Feed feed, URI url, Instant now) {
        var host = item.link().map(URI::getHost).orElse(url.getHost());
        var name = item.author().isEmpty() ? feed.title() : item.author();
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                scope(item.remoteId(), url.toString()),
                item.remoteId(),
                new Author(host + "/" + name.toLowerCase(Locale.ROOT), name.isEmpty() ? host : name, name),
                Optional.of(item.title()).filter(title -> !title.isEmpty()),
                item.text().isEmpty() ? item.title() : item.text(),
                item.link().map(URI::toString).orElse(""),
                item.publishedAt().filter(date -> date.isBefore(now)).orElse(now),
                Optional.empty(),
                item.remoteId(),
                item.language());
    }

    /** Names that are addresses are the same message in every feed that carries it; others mean something in their feed only. */
    private static String scope(String remoteId, String url) {
        return remoteId.contains("://") || remoteId.startsWith("urn:") || remoteId.startsWith("tag:")
                ? "feed"
                : "feed " + url;
    }
}
