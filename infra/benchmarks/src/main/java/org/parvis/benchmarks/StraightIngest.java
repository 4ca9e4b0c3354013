package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.topic.Message;
import org.parvis.listening.topic.StandingQuery;
import org.parvis.listening.topic.TopicMatcher;

/**
 * What one would write without a ledger, as the measure of what it costs: the same posts, the same matching and reading, and for each post
 * one transaction with its three rows, from sixteen connections. Nothing is encrypted, ordered, provable, or known of stories and alerts.
 */
final class StraightIngest {

    private static final int CONNECTIONS = 16;

    private final Database database;
    private final List<IngestPlace> places;
    private final TopicMatcher matcher = new TopicMatcher();
    private final Classifier classifier = new Classifier();

    StraightIngest(Database database, List<StandingQuery> topics, List<IngestPlace> places) {
        this.database = database;
        this.places = places;
        matcher.define(topics);
    }

    Rounds.Measured run(int from, int to) throws SQLException, IOException, InterruptedException, ExecutionException {
        database.execute(
                "drop table if exists straight_room, straight_inbox, straight_figure",
                "create table straight_room (id text primary key, author text, permalink text, body text, topics text[],"
                        + " language text, tone double precision, intent text, published_at timestamptz)",
                "create index on straight_room (published_at desc)",
                "create index on straight_room using gin (topics)",
                "create table straight_inbox (id text primary key, messages int, last_at timestamptz)",
                "create index on straight_inbox (last_at desc)",
                "create table straight_figure (id text primary key, opened_at timestamptz)",
                "checkpoint");
        try (HikariDataSource pool = database.pool(CONNECTIONS);
                var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            double cpu = database.cpuMicros();
            long start = System.nanoTime();
            var all = new ArrayList<Future<?>>();
            for (int lane = 0; lane < CONNECTIONS; lane++) {
                int begin = from + lane;
                all.add(threads.submit(() -> {
                    try (var connection = pool.getConnection()) {
                        connection.setAutoCommit(false);
                        for (int number = begin; number < to; number += CONNECTIONS) {
                            for (var place : places) {
                                take(connection, place.posts.post(number));
                            }
                        }
                    }
                    return null;
                }));
            }
            for (var one : all) {
                one.get();
            }
            int posts = (to - from) * places.size();
            return new Rounds.Measured(posts * 1e9 / (System.nanoTime() - start), (database.cpuMicros() - cpu) / posts);
        }
    }

    private void take(Connection connection, CollectedItem post) throws SQLException {
        var read = classifier.classify(post.text(), Optional.empty());
        var topics = matcher.topics(
                new Message(post.text(), read.language(), post.author().handle(), post.permalink()));
        if (topics.isEmpty()) {
            return;
        }
        var at = Timestamp.from(post.publishedAt());
        var thread =
                post.scope() + "/" + post.threadRemoteId() + "/" + post.author().id();
        try (var room = connection.prepareStatement(
                        "insert into straight_room values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing");
                var inbox = connection.prepareStatement("insert into straight_inbox as i values (?, 1, ?)"
                        + " on conflict (id) do update set messages = i.messages + 1, last_at = excluded.last_at");
                var figure = connection.prepareStatement(
                        "insert into straight_figure values (?, ?) on conflict do nothing")) {
            room.setString(1, post.permalink());
            room.setString(2, post.author().handle());
            room.setString(3, post.permalink());
            room.setString(4, post.text());
            room.setArray(5, connection.createArrayOf("text", topics.toArray()));
            room.setString(6, read.language());
            room.setDouble(7, read.tone());
            room.setString(8, read.intent().name());
            room.setTimestamp(9, at);
            room.executeUpdate();
            inbox.setString(1, thread);
            inbox.setTimestamp(2, at);
            inbox.executeUpdate();
            figure.setString(1, thread);
            figure.setTimestamp(2, at);
            figure.executeUpdate();
        }
        connection.commit();
    }
}
