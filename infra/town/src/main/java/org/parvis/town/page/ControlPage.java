package org.parvis.town.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parvis.town.api.Stats;
import org.parvis.town.fault.Fault;
import org.parvis.town.fault.FaultDesk;
import org.parvis.town.fault.FaultKind;
import org.parvis.town.fault.FaultRefused;
import org.parvis.town.fault.Operation;
import org.parvis.town.fault.Target;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Handler;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.http.Router;
import org.parvis.town.i18n.Messages;
import org.parvis.town.square.Change;
import org.parvis.town.square.NetworkClass;
import org.parvis.town.square.NetworkRules;
import org.parvis.town.square.Square;
import org.parvis.town.story.Storyteller;

/** Behind the scenes: faults, the class of the network, the story, the counts. */
final class ControlPage {

    private static final String PATH = "/control";
    private static final int LINES_AT_ONCE = 5;
    private static final List<Double> SPEEDS = List.of(0.5, 1.0, 2.0, 5.0, 10.0, 60.0);

    private final Square square;
    private final FaultDesk desk;
    private final Stats stats;
    private final Storyteller storyteller;
    private final Templates templates;

    ControlPage(Square square, FaultDesk desk, Stats stats, Storyteller storyteller, Templates templates) {
        this.square = square;
        this.desk = desk;
        this.stats = stats;
        this.storyteller = storyteller;
        this.templates = templates;
    }

    /** A choice in a list. */
    record Choice(String value, String word, String hint, boolean chosen) {}

    /** A fault that is on. */
    record FaultRow(String id, String kind, String scope, String often, String details) {}

    /** A fault one click away. */
    record Preset(String id, String kind, String on, String next, String seconds, String status, String word) {}

    /** One figure. */
    record Figure(String word, String value) {}

    private static final List<Preset> PRESETS = List.of(
            new Preset("lose-next-answer", "LOST_RESPONSE", "WRITE", "1", "", "", "preset-lost-response"),
            new Preset("fail-after-next", "ERROR_AFTER", "WRITE", "1", "", "", "preset-error-after"),
            new Preset("refuse-duplicates", "DUPLICATE_REFUSED", "WRITE", "", "", "", "preset-duplicate"),
            new Preset("slow", "SLOW", "ANY", "", "3", "", "preset-slow"),
            new Preset("rate-limit", "RATE_LIMIT", "WRITE", "3", "20", "", "preset-rate-limit"),
            new Preset("outage", "OUTAGE", "ANY", "", "30", "", "preset-outage"));

    void addTo(Router router, UnaryOperator<Handler> guarded) {
        router.get(PATH, guarded.apply(this::show))
                .post(PATH + "/faults", guarded.apply(this::setFault))
                .post(PATH + "/faults/clear", guarded.apply(this::clearFaults))
                .post(PATH + "/network", guarded.apply(this::setNetwork))
                .post(PATH + "/story", guarded.apply(this::setStory));
    }

    private Answer show(Request request) {
        var messages = Messages.in(request.language());
        var model = Model.of(request, "control", messages.get("control-title"));
        var faults = rows(messages);
        var progress = storyteller.progress();
        model.put("faults", faults)
                .put("calm", faults.isEmpty())
                .put("presets", presets(messages))
                .put("kinds", kinds(messages))
                .put("targets", targets(messages))
                .put("classes", classes(messages))
                .put("paused", progress.paused())
                .put("telling", progress.said() + progress.toCome() > 0)
                .put("said", messages.count("story-said", progress.said()))
                .put("to-come", messages.count("story-to-come", progress.toCome()))
                .put(
                        "answers",
                        progress.answersWaiting() == 0
                                ? ""
                                : messages.count("story-answers", progress.answersWaiting()))
                .put("speeds", speeds(progress.speed(), messages))
                .put("figures", figures(messages));
        return Response.of(200, "text/html; charset=utf-8", templates.fill("control", model.values()))
                .asAnswer();
    }

    private List<FaultRow> rows(Messages messages) {
        var rows = new ArrayList<FaultRow>();
        desk.faults()
                .forEach((id, fault) -> rows.add(new FaultRow(
                        id,
                        messages.get("fault-" + fault.kind()),
                        messages.get("on-" + fault.on()),
                        often(fault, messages),
                        details(fault, messages))));
        return rows;
    }

    private static String often(Fault fault, Messages messages) {
        if (fault.next() != null) {
            return messages.count("often-next", fault.next());
        }
        return fault.probability() == null
                ? messages.get("often-always")
                : messages.get("often-share", messages.number(Math.round(fault.probability() * 100)));
    }

    private static String details(Fault fault, Messages messages) {
        return switch (fault.kind()) {
            case SLOW, SLOW_RESPONSE, READ_LAG, RATE_LIMIT ->
                messages.get("details-seconds", messages.number(Math.round(fault.seconds())));
            case ERROR_BEFORE, ERROR_AFTER -> "HTTP " + fault.status();
            case OUTAGE -> fault.status() == 0 ? messages.get("details-closed") : "HTTP " + fault.status();
            case LOST_REQUEST, LOST_RESPONSE, DUPLICATE_REFUSED -> "";
        };
    }

    private static List<Preset> presets(Messages messages) {
        return PRESETS.stream()
                .map(preset -> new Preset(
                        preset.id(),
                        preset.kind(),
                        preset.on(),
                        preset.next(),
                        preset.seconds(),
                        preset.status(),
                        messages.get(preset.word())))
                .toList();
    }

    private static List<Choice> kinds(Messages messages) {
        return Arrays.stream(FaultKind.values())
                .map(kind -> new Choice(kind.name(), messages.get("fault-" + kind), "", false))
                .toList();
    }

    private static List<Choice> targets(Messages messages) {
        return Arrays.stream(Target.values())
                .map(target -> new Choice(target.name(), messages.get("on-" + target), "", target == Target.WRITE))
                .toList();
    }

    private List<Choice> classes(Messages messages) {
        var holds = square.rules().networkClass();
        return Arrays.stream(NetworkClass.values())
                .map(each -> new Choice(
                        each.name(), messages.get("class-" + each), messages.get("class-hint-" + each), each == holds))
                .toList();
    }

    private static List<Choice> speeds(double speed, Messages messages) {
        return SPEEDS.stream()
                .map(each -> new Choice(each.toString(), "× " + messages.decimal(each), "", each == speed))
                .toList();
    }

    private List<Figure> figures(Messages messages) {
        var hits = desk.hits().values().stream().mapToInt(Integer::intValue).sum();
        return List.of(
                new Figure(messages.get("figure-reads"), messages.number(stats.requests(Operation.READ))),
                new Figure(messages.get("figure-writes"), messages.number(stats.requests(Operation.WRITE))),
                new Figure(messages.get("figure-created"), messages.number(stats.effects(Change.Kind.CREATED))),
                new Figure(messages.get("figure-replays"), messages.number(stats.replays())),
                new Figure(messages.get("figure-faults"), messages.number(hits)));
    }

    private Answer setFault(Request request) {
        var form = request.form();
        try {
            var kind = FaultKind.valueOf(form.getOrDefault("kind", ""));
            var fault = Fault.of(
                    kind,
                    Target.valueOf(form.getOrDefault("on", "ANY")),
                    share(form),
                    integer(form, "next"),
                    null,
                    decimal(form, "seconds"),
                    integer(form, "status"));
            var id = form.getOrDefault("id", "");
            desk.set(id.isEmpty() ? kind.name().toLowerCase(Locale.ROOT).replace('_', '-') : id, fault);
        } catch (FaultRefused refused) {
            throw new Problem(422, "FAULT_INVALID", refused.field());
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "FORM_INVALID");
        }
        return back();
    }

    /** People think in per cent. */
    private static @Nullable Double share(Map<String, String> form) {
        var percent = decimal(form, "percent");
        return percent == null ? null : percent / 100;
    }

    private static @Nullable Integer integer(Map<String, String> form, String name) {
        var number = decimal(form, name);
        return number == null ? null : (int) Math.round(number);
    }

    private static @Nullable Double decimal(Map<String, String> form, String name) {
        var typed = form.getOrDefault(name, "").strip().replace(',', '.');
        try {
            return typed.isEmpty() ? null : Double.valueOf(typed);
        } catch (NumberFormatException e) {
            throw new Problem(400, "FORM_INVALID");
        }
    }

    private Answer clearFaults(Request request) {
        var id = request.form().getOrDefault("id", "");
        if (id.isEmpty()) {
            desk.clear();
        } else {
            desk.clear(id);
        }
        return back();
    }

    private Answer setNetwork(Request request) {
        try {
            var chosen = NetworkClass.valueOf(request.form().getOrDefault("class", ""));
            square.setRules(rules -> new NetworkRules(chosen, rules.idempotencyLifetime(), rules.duplicateWindow()));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "FORM_INVALID");
        }
        return back();
    }

    private Answer setStory(Request request) {
        var form = request.form();
        switch (form.getOrDefault("do", "")) {
            case "pause" -> storyteller.setPaused(true);
            case "go-on" -> storyteller.setPaused(false);
            case "next" -> storyteller.playNext(LINES_AT_ONCE);
            case "speed" -> setSpeed(form);
            default -> throw new Problem(400, "FORM_INVALID");
        }
        return back();
    }

    private void setSpeed(Map<String, String> form) {
        var speed = decimal(form, "speed");
        if (speed == null || !Storyteller.isSpeed(speed)) {
            throw new Problem(422, "SPEED_INVALID");
        }
        storyteller.setSpeed(speed);
    }

    private static Answer back() {
        return Response.seeOther(PATH).asAnswer();
    }
}
