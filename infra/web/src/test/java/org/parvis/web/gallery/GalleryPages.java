package org.parvis.web.gallery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Hx;
import org.parvis.web.live.Live;
import org.parvis.web.view.ClockFace;
import org.parvis.web.view.Curve;
import org.parvis.web.view.DayLine;
import org.parvis.web.view.Option;
import org.parvis.web.view.Spark;
import org.parvis.web.view.Tab;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The pages of the gallery; their texts are sample data, so they stand here and not in a message file. */
@Controller
final class GalleryPages {

    private static final Instant NOW = GalleryApplication.MORNING;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Live live;
    private final List<String> drafts = new ArrayList<>();

    GalleryPages(Live live) {
        this.live = live;
    }

    @GetMapping("/gallery/states")
    String states(Model model) {
        model.addAttribute("calm", running(28));
        model.addAttribute("calmer", running(58));
        model.addAttribute("soon", running(82));
        model.addAttribute("breached", ClockFace.running(minutes(-106), minutes(-6), NOW));
        model.addAttribute("paused", ClockFace.paused(Instant.parse("2026-11-24T07:00:00Z")));
        model.addAttribute("met", ClockFace.met(Duration.ofMinutes(22)));
        model.addAttribute("until", NOW.plusSeconds(14));
        model.addAttribute(
                "options",
                List.of(new Option("week", "Week"), new Option("month", "Month"), new Option("list", "List")));
        model.addAttribute(
                "tabs",
                List.of(
                        new Tab("#", "Mine", 12L, true),
                        new Tab("#", "Team", 1038L, false),
                        new Tab("#", "Nobody", null, false)));
        model.addAttribute("spark", Spark.of(List.of(0, 0, 3, 2, 2, 6, 11, 11, 11, 7)));
        return "gallery/states";
    }

    @GetMapping("/gallery/today")
    String today() {
        return "gallery/today";
    }

    @GetMapping("/gallery/today/{owner}")
    String section(@PathVariable String owner, Model model) {
        if (owner.equals("down")) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        model.addAttribute("late", ClockFace.running(minutes(-106), minutes(-6), NOW));
        model.addAttribute("soon", ClockFace.running(minutes(-82), minutes(18), NOW));
        model.addAttribute("calm", ClockFace.running(minutes(-65), minutes(47), NOW));
        model.addAttribute("calmer", ClockFace.running(minutes(-36), minutes(94), NOW));
        return "gallery/sections :: " + owner;
    }

    @GetMapping("/gallery/line")
    String line(Model model) {
        model.addAttribute(
                "line",
                DayLine.of(
                        LocalDate.of(2026, 11, 23),
                        PARIS,
                        NOW,
                        List.of(
                                item("06:02", "help-octagon", "c-3", "Neige à Lyon", "inconnue", true),
                                item("06:30", "hand-stop", "c-warn", "Lisbonne dès 59 €", "retenu", true),
                                item(
                                        "08:00",
                                        "circle-check",
                                        "c-3",
                                        "Cabine : 4 conseils de pliage",
                                        "prêt · Bluesky France",
                                        false),
                                item(
                                        "09:00",
                                        "circle-check",
                                        "c-3",
                                        "Lyon–Porto, tous les jours",
                                        "prêt · Blog, puis 2 annonces",
                                        false),
                                item(
                                        "10:00",
                                        "hourglass",
                                        "c-warn",
                                        "Voyager avec un instrument",
                                        "attend votre relecture · Blog",
                                        false),
                                item(
                                        "11:30",
                                        "circle-check",
                                        "c-3",
                                        "Sondage : le repas du soir",
                                        "prêt · Bluesky France",
                                        false),
                                new DayLine.Item(
                                        at("12:15"),
                                        "#",
                                        "circle-dashed",
                                        "c-3",
                                        "Rien de 13:15 à 15:00",
                                        "3 propositions dans la réserve",
                                        105,
                                        false,
                                        true),
                                item(
                                        "14:00",
                                        "circle-check",
                                        "c-3",
                                        "Morning, New York",
                                        "prêt · Bluesky US, 09:00 EST",
                                        false),
                                item(
                                        "16:45",
                                        "ticket",
                                        "c-3",
                                        "Concours Solstice, clôture",
                                        "programmée · Forum",
                                        false))));
        return "gallery/sections :: line";
    }

    @GetMapping("/gallery/alert")
    String alert(Model model) {
        model.addAttribute("curve", outcry());
        return "gallery/alert";
    }

    @GetMapping("/gallery/queue")
    String queue(@RequestParam(defaultValue = "0") int from, Hx hx, Model model) {
        var rows = new ArrayList<Integer>();
        for (var n = from; n < from + 5; n++) {
            rows.add(n);
        }
        model.addAttribute("rows", rows);
        model.addAttribute("next", from < 10 ? "/gallery/queue?from=" + (from + 5) : null);
        return hx.view("gallery/queue", "rows");
    }

    @PostMapping("/gallery/change")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestParam String brand, @RequestParam String item) {
        live.changed("queue", brand, item);
    }

    @PostMapping("/gallery/refuse")
    ResponseEntity<ProblemDetail> refuse() {
        return refusal(
                HttpStatus.CONFLICT,
                "The reply was not submitted",
                "Margaux wrote meanwhile. Your text is kept, nothing was sent.",
                "CONVERSATION_MOVED_ON");
    }

    @PostMapping("/gallery/unfit")
    ResponseEntity<ProblemDetail> unfit() {
        return refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "This cannot be used as it is",
                "The note is too long.",
                "NOTE_TOO_LONG");
    }

    private static ResponseEntity<ProblemDetail> refusal(HttpStatus status, String title, String detail, String code) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        problem.setProperty("code", code);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @PostMapping("/gallery/done")
    String done() {
        return "gallery/queue :: done";
    }

    @PutMapping("/gallery/drafts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(@PathVariable String id, @RequestParam String text) {
        if (text.contains("fail")) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        drafts.add(text);
    }

    @GetMapping("/gallery/drafts")
    @ResponseBody
    List<String> drafts() {
        return drafts;
    }

    @GetMapping("/gallery/fail/{status}")
    String fail(@PathVariable int status) {
        throw new ResponseStatusException(HttpStatus.valueOf(status));
    }

    @GetMapping("/gallery/break")
    String breakDown(Model model) {
        return model.asMap().keySet().stream()
                .filter("a secret that must not reach the page"::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a secret that must not reach the page"));
    }

    private static ClockFace running(int gone) {
        return ClockFace.running(minutes(-gone), minutes(100 - gone), NOW);
    }

    private static Instant minutes(int fromNow) {
        return NOW.plus(Duration.ofMinutes(fromNow));
    }

    private static Instant at(String utc) {
        return Instant.parse("2026-11-23T" + utc + ":00Z");
    }

    private static DayLine.Item item(String utc, String icon, String tone, String title, String meta, boolean done) {
        return new DayLine.Item(at(utc), "#", icon, tone, title, meta, null, done, false);
    }

    private static Curve outcry() {
        var figures = new ArrayList<Curve.Figure>();
        var start = Instant.parse("2026-11-21T13:00:00Z");
        var seen = List.of(
                18, 16, 18, 13, 14, 19, 13, 17, 12, 13, 11, 18, 13, 19, 15, 19, 17, 15, 21, 18, 22, 18, 17, 19, 23, 20,
                24, 21, 22, 17, 24, 16, 22, 21, 15, 20, 17, 20, 31, 48, 59, 77, 96);
        for (var n = 0; n < seen.size(); n++) {
            var wave = 24 + 5 * Math.sin(n / 7.0);
            figures.add(
                    new Curve.Figure(start.plus(Duration.ofMinutes(14L * n)), seen.get(n), wave - 14, wave, wave + 9));
        }
        return Curve.drawing()
                .figures(figures)
                .gaps(List.of(
                        new Curve.Gap(start.plusSeconds(7800), start.plusSeconds(9240), "Forum silent 24 min"),
                        new Curve.Gap(start.plusSeconds(29100), start.plusSeconds(31200), "Mastodon silent 35 min")))
                .events(List.of(new Curve.Event(start.plusSeconds(29400), "22:10 app 8.2.0 released")))
                .in(PARIS)
                .saying("Mentions per quarter of an hour from 14:00 to midnight; 96 at the end, 9 to 31 are usual.");
    }
}
