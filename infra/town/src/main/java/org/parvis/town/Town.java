package org.parvis.town;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.parvis.town.api.ControlApi;
import org.parvis.town.api.Faulty;
import org.parvis.town.api.Links;
import org.parvis.town.api.OwnHouse;
import org.parvis.town.api.PublicApi;
import org.parvis.town.api.Stats;
import org.parvis.town.fault.FaultDesk;
import org.parvis.town.feed.Feeds;
import org.parvis.town.hook.Hooks;
import org.parvis.town.http.Router;
import org.parvis.town.http.TownServer;
import org.parvis.town.page.Pages;
import org.parvis.town.square.NetworkRules;
import org.parvis.town.square.Square;
import org.parvis.town.story.Story;
import org.parvis.town.story.Storyteller;

/** A running town: a public social network on this machine, with people in it. */
public final class Town implements AutoCloseable {

    private final Square square;
    private final TownServer server;
    private final URI url;
    private @Nullable Storyteller storyteller;
    private @Nullable Faulty faulty;
    private @Nullable Hooks hooks;
    private boolean closed;

    private Town(Square square, TownServer server, URI url) {
        this.square = square;
        this.server = server;
        this.url = url;
    }

    /**
     * Opens a town.
     *
     * @param port on the loopback address; 0 for any free one
     * @param dataDir where its journal is kept; null: it forgets everything when it closes
     */
    public static Town start(int port, @Nullable Path dataDir, TownOptions options) {
        var router = new Router();
        // The port first: a taken one must not leave a founded town behind.
        var server = TownServer.bind(port, router, Pages::problem);
        try {
            var own = URI.create("http://127.0.0.1:" + server.port());
            var town = new Town(Square.open(dataDir, options.clock(), options.maxPosts()), server, own);
            try {
                town.open(router, options);
                return town;
            } catch (RuntimeException e) {
                town.close();
                throw e;
            }
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void open(Router router, TownOptions options) {
        var offered = options.networkClass();
        if (offered != null) {
            square.setRules(rules -> new NetworkRules(offered, rules.idempotencyLifetime(), rules.duplicateWindow()));
        }
        var publicUrl = options.publicUrl() == null ? url : options.publicUrl();
        var links = new Links(publicUrl);
        var house = new OwnHouse(publicUrl);
        var desk = new FaultDesk(options.seed());
        var stats = new Stats();
        var story = options.script() ? Story.ofTheAirline() : Story.SILENT;
        var teller = new Storyteller(square, story, options.clock(), options.speed());
        var guard = new Faulty(square, desk, stats);
        storyteller = teller;
        faulty = guard;
        new PublicApi(square, guard, stats, links, options.clock()).addTo(router);
        var calls = new Hooks(options.seed());
        hooks = calls;
        square.onChange(calls::changed);
        new ControlApi(square, desk, stats, calls, teller, links, house).addTo(router);
        new Feeds(square, links, guard).addTo(router);
        new Pages(square, desk, stats, teller, house, options.clock()).addTo(router);
        server.start();
        teller.start();
    }

    /** Where it is, without a slash at the end. */
    public URI url() {
        return url;
    }

    public int port() {
        return server.port();
    }

    /** The token of an account, which is created when it is unknown. */
    public String accountToken(String handle) {
        return square.token(handle);
    }

    /** Closes the doors; what was said is kept in the journal. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (faulty != null) {
            faulty.close();
        }
        if (storyteller != null) {
            storyteller.close();
        }
        if (hooks != null) {
            hooks.close();
        }
        server.close();
        square.close();
    }
}
