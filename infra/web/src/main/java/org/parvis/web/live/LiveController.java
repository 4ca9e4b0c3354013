package org.parvis.web.live;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.web.WhoIsThere;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of the running service, {@code /<service>/live?topics=inbox,reviews}. */
@RestController
final class LiveController {

    private static final int TOPICS_AT_MOST = 16;
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9-]{1,64}");

    private final Live live;
    private final WhoIsThere who;

    LiveController(Live live, WhoIsThere who) {
        this.live = live;
        this.who = who;
    }

    @GetMapping(path = "/${spring.application.name}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            @RequestParam String topics,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
            @RequestParam(defaultValue = "") String after,
            HttpServletResponse response) {
        var member =
                who.current().orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "not signed in"));
        // A proxy that collects the answer before passing it on would make a stream useless.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        return live.open(member, topics(topics), lastEventId.isEmpty() ? after : lastEventId);
    }

    private static Set<String> topics(String text) {
        return Stream.of(text.split(","))
                .filter(topic -> TOPIC.matcher(topic).matches())
                .limit(TOPICS_AT_MOST)
                .collect(Collectors.toUnmodifiableSet());
    }
}
