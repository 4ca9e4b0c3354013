package org.parvis.town.page;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.parvis.town.api.OwnHouse;
import org.parvis.town.api.Problems;
import org.parvis.town.api.Stats;
import org.parvis.town.fault.FaultDesk;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Handler;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.http.Router;
import org.parvis.town.i18n.Messages;
import org.parvis.town.square.Account;
import org.parvis.town.square.Post;
import org.parvis.town.square.PostText;
import org.parvis.town.square.Search;
import org.parvis.town.square.Square;
import org.parvis.town.square.SquareRefused;
import org.parvis.town.story.Storyteller;

/** The pages people look at. */
public final class Pages {

    private static final int POSTS_PER_PAGE = 30;
    private static final int TAGS_SHOWN = 7;
    private static final int POSTS_FOR_TAGS = 400;
    private static final int PEOPLE_PROPOSED = 4;
    private static final int PEOPLE_SHOWN = 500;
    private static final int LONGEST_SEARCH = 200;
    private static final Templates TEMPLATES = new Templates();
    private static final String HTML = "text/html; charset=utf-8";

    private final Square square;
    private final OwnHouse house;
    private final PostCards cards;
    private final Composer composer;
    private final ControlPage control;

    public Pages(Square square, FaultDesk desk, Stats stats, Storyteller storyteller, OwnHouse house, Clock clock) {
        this.square = square;
        this.house = house;
        this.cards = new PostCards(square, clock);
        this.composer = new Composer(square, stats, clock);
        this.control = new ControlPage(square, desk, stats, storyteller, TEMPLATES);
    }

    /** Somebody as a list shows them. */
    record PersonCard(String handle, String name, String kind, String kindWord, String bio, String followers) {}

    /** A tag and how often it was used lately. */
    record TagCount(String tag, String count) {}

    public void addTo(Router router) {
        router.get("/", page(this::home))
                .get("/posts/{id}", page(this::thread))
                .get("/people", page(this::people))
                .get("/people/{handle}", page(this::profile))
                .get("/tags/{tag}", page(this::tag))
                .get("/search", page(this::search))
                .get("/live/timeline", page(request -> live(request, post -> true)))
                .get("/live/tags/{tag}", page(request -> live(request, tagged(request))))
                .get("/live/people/{handle}", page(request -> live(request, by(request.variable("handle")))))
                .get("/live/posts/{id}", page(this::liveThread))
                .post("/compose", house.only(page(composer::say)))
                .post("/preferences", house.only(page(Preferences::change)))
                .get("/avatars/{file}", page(this::avatar))
                .get("/assets/{name}", Assets::serve);
        control.addTo(router, handler -> house.only(page(handler)));
    }

    private static Handler page(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (SquareRefused refused) {
                throw new Problem(refused.reason().status(), refused.reason().name());
            }
        };
    }

    /** Tells a program what went wrong as problem details, a person as a page. */
    public static Response problem(Request request, Problem problem) {
        var forPeople = request.header("Accept").orElse("").contains("text/html")
                && !request.path().startsWith("/api/")
                && !request.path().startsWith("/control/api/");
        if (!forPeople) {
            return Problems.json(request, problem);
        }
        var messages = Messages.in(request.language());
        var title = messages.get("problem." + problem.code());
        var model = Model.of(request, "", title)
                .put("heading", title)
                .put("detail", messages.get("problem." + problem.code() + ".detail", problem.given()));
        return html(problem.status(), "problem", model);
    }

    private static Response html(int status, String template, Model model) {
        return Response.of(status, HTML, TEMPLATES.fill(template, model.values()));
    }

    private Answer home(Request request) {
        var messages = Messages.in(request.language());
        var model = Model.of(request, "home", messages.get("home-title"))
                .put("first", request.query("before").isEmpty())
                .put("live", "/live/timeline");
        return list(request, model, post -> true, "/?");
    }

    private Answer tag(Request request) {
        var tag = request.variable("tag").toLowerCase(Locale.ROOT);
        var model = Model.of(request, "search", "#" + tag)
                .put("heading", "#" + tag)
                .put("first", false)
                .put("feed", request.rawPath() + "/feed")
                .put("live", "/live" + request.rawPath());
        return list(request, model, tagged(request), request.rawPath() + "?");
    }

    private static Predicate<Post> tagged(Request request) {
        var tag = request.variable("tag").toLowerCase(Locale.ROOT);
        return post -> PostText.hashtags(post.text()).contains(tag);
    }

    private static Predicate<Post> by(String handle) {
        return post -> post.author().equals(handle);
    }

    private Answer list(Request request, Model model, Predicate<Post> wanted, String address) {
        var before = before(request);
        var after = square.lastSequence();
        var posts = square.newest(before, POSTS_PER_PAGE + 1, wanted);
        return list(request, model, posts, address, before == Long.MAX_VALUE ? after : -1);
    }

    private Answer list(Request request, Model model, List<Post> posts, String address, long after) {
        var shown = posts.stream().limit(POSTS_PER_PAGE).toList();
        model.put("posts", cards.of(shown, model.messages()))
                .put("empty", shown.isEmpty())
                .put("after", after)
                .put("refreshes", after >= 0)
                .put(
                        "older",
                        posts.size() > POSTS_PER_PAGE
                                ? address + "before=" + shown.getLast().sequence()
                                : "");
        return html(200, "timeline", withSides(model, request)).asAnswer();
    }

    private Model withSides(Model model, Request request) {
        model.values().putIfAbsent("heading", "");
        model.values().putIfAbsent("query", "");
        model.values().putIfAbsent("searching", false);
        model.values().putIfAbsent("profile", "");
        var speakers = composer.speakers(request);
        return model.put("tags", tags(model.messages()))
                .put("proposed", proposed(model.messages()))
                .put("speakers", speakers)
                .put("anybody", !speakers.isEmpty())
                .put("inReplyTo", "")
                .put("replyingTo", "");
    }

    private static long before(Request request) {
        try {
            return request.query("before").map(Long::parseLong).orElse(Long.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw new Problem(400, "PARAMETER_INVALID", "before");
        }
    }

    private List<TagCount> tags(Messages messages) {
        var counts = new HashMap<String, Integer>();
        for (var post : square.newest(Long.MAX_VALUE, POSTS_FOR_TAGS, post -> true)) {
            PostText.hashtags(post.text()).forEach(tag -> counts.merge(tag, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TAGS_SHOWN)
                .map(entry -> new TagCount(entry.getKey(), messages.count("messages", entry.getValue())))
                .toList();
    }

    private List<PersonCard> proposed(Messages messages) {
        return square.accounts().stream()
                .sorted(Comparator.comparingInt(Account::followers).reversed())
                .limit(PEOPLE_PROPOSED)
                .map(account -> card(account, messages))
                .toList();
    }

    private static PersonCard card(Account account, Messages messages) {
        var kind = account.kind().name().toLowerCase(Locale.ROOT);
        return new PersonCard(
                account.handle(),
                account.displayName(),
                kind,
                kind.equals("person") ? "" : messages.get("kind-" + kind),
                account.bio(),
                messages.count("followers", account.followers()));
    }

    private Answer thread(Request request) {
        var id = request.variable("id");
        var posts = square.thread(id);
        var messages = Messages.in(request.language());
        var root = posts.getFirst();
        var focused = square.postOrTombstone(id);
        var title = messages.get(
                "thread-title", square.account(root.author()).displayName(), PostCards.excerpt(root.text()));
        var model = withSides(Model.of(request, "home", title), request)
                .put("posts", cards.ofThread(posts, id.equals(root.id()) ? "" : id, messages))
                .put("after", square.lastSequence())
                .put("refreshes", true)
                .put("live", "/live/posts/" + root.id());
        if (focused != null && !focused.deleted()) {
            model.put("inReplyTo", id)
                    .put("replyingTo", square.account(focused.author()).displayName());
        } else {
            model.put("anybody", false);
        }
        return html(200, "thread", model).asAnswer();
    }

    private Answer people(Request request) {
        var messages = Messages.in(request.language());
        var people = square.accounts().stream()
                .sorted(Comparator.comparing(Account::displayName))
                .limit(PEOPLE_SHOWN)
                .map(account -> card(account, messages))
                .toList();
        var model = withSides(Model.of(request, "people", messages.get("people-title")), request)
                .put("people", people)
                .put("empty", people.isEmpty());
        return html(200, "people", model).asAnswer();
    }

    private Answer profile(Request request) {
        var handle = request.variable("handle");
        var account = square.account(handle);
        var model = Model.of(request, "people", account.displayName())
                .put("first", false)
                .put("live", "/live/people/" + handle);
        model.put("profile", card(account, model.messages()));
        return list(request, model, by(handle), request.path() + "?");
    }

    private Answer search(Request request) {
        var typed = request.query("q").orElse("").strip();
        if (typed.length() > LONGEST_SEARCH) {
            throw new Problem(400, "PARAMETER_INVALID", "q");
        }
        var messages = Messages.in(request.language());
        var posts = typed.isEmpty()
                ? List.<Post>of()
                : square.newest(Long.MAX_VALUE, POSTS_PER_PAGE, Search.of(typed, null, null));
        var model = Model.of(request, "search", messages.get("search-title"))
                .put("query", typed)
                .put("searching", true)
                .put("first", false)
                .put("live", "");
        return list(request, model, posts, "", -1);
    }

    private Answer live(Request request, Predicate<Post> wanted) {
        var after = after(request);
        var newest = square.lastSequence();
        var posts = square.newest(Long.MAX_VALUE, POSTS_PER_PAGE, post -> post.sequence() > after && wanted.test(post));
        var messages = Messages.in(request.language());
        return fragment(request, cards.of(posts, messages), newest);
    }

    private Answer liveThread(Request request) {
        var after = after(request);
        var newest = square.lastSequence();
        var posts = square.thread(request.variable("id")).stream()
                .filter(post -> post.sequence() > after)
                .toList();
        return fragment(request, cards.ofThread(posts, "", Messages.in(request.language())), newest);
    }

    private Answer fragment(Request request, List<PostCard> posts, long newest) {
        var model = Model.of(request, "", "").put("posts", posts);
        return html(200, "posts", model)
                .with("Town-After", String.valueOf(newest))
                .asAnswer();
    }

    private static long after(Request request) {
        try {
            return request.query("after").map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException e) {
            throw new Problem(400, "PARAMETER_INVALID", "after");
        }
    }

    private Answer avatar(Request request) {
        var file = request.variable("file");
        if (!file.endsWith(".svg")) {
            throw new Problem(404, "PAGE_UNKNOWN");
        }
        var account = square.account(file.substring(0, file.length() - ".svg".length()));
        // Opened by itself a drawing is a document: it may do nothing there.
        return Response.of(200, "image/svg+xml", Avatars.svg(account))
                .with("Content-Security-Policy", "default-src 'none'; sandbox")
                .with("Cache-Control", "max-age=300")
                .asAnswer();
    }
}
