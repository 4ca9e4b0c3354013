package org.parvis.listening.topic;

import java.util.Locale;
import java.util.Map;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Topics for programs. */
@RestController
@RequestMapping("/api/listening/topics")
class TopicController {

    private final TopicDesk desk;
    private final Topics topics;
    private final TopicVersions versions;
    private final TopicDays days;
    private final Access access;
    private final MessageSource messages;

    TopicController(
            TopicDesk desk,
            Topics topics,
            TopicVersions versions,
            TopicDays days,
            Access access,
            MessageSource messages) {
        this.desk = desk;
        this.topics = topics;
        this.versions = versions;
        this.days = days;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping
    Listing<Topics.Item> list(PageRequest page) {
        return topics.page(access.brands(Action.READ_MENTIONS), page);
    }

    @GetMapping("/{id}")
    Topics.Item one(@PathVariable String id) {
        var topic = topics.find(id).orElseThrow(() -> new NotFound("topic", id));
        access.require(Action.READ_MENTIONS, topic.brandId(), null, "topic:" + id);
        return topic;
    }

    /** What it asked for when, the newest first, with how much of what it found was right. */
    @GetMapping("/{id}/versions")
    Listing<TopicVersions.Item> versions(@PathVariable String id) {
        return new Listing<>(versions.of(one(id).topicId()), null);
    }

    /** What it found in thirty days, with what is known to be missing and where it began to ask for something else. */
    @GetMapping("/{id}/days")
    TopicDays.Stretch days(@PathVariable String id) {
        return days.of(one(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<Map<String, String>> define(@PathVariable String id, @RequestBody TopicForm form) {
        return ResponseEntity.status(desk.define(Ids.requireValid(id), form) ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Map.of("id", id));
    }

    /** What a query would have found in the last thirty days, and a sample of it to judge; nothing is saved. */
    @PostMapping("/trial")
    Preview tryOut(@RequestBody TopicForm form) {
        return desk.tryOut(form);
    }

    @DeleteMapping("/{id}")
    void archive(@PathVariable String id) {
        desk.archive(id);
    }

    /** A query that cannot be understood: 422 with the position of the trouble, from 0, and the reason. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(QueryRefused refused, Locale locale) {
        var problem = ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        problem.setTitle(messages.getMessage("problem.422.title", null, locale));
        problem.setDetail(messages.getMessage("listening.query." + refused.reason(), null, locale));
        problem.setProperty("code", "QUERY_REFUSED");
        problem.setProperty("field", "query");
        problem.setProperty("reason", refused.reason().name());
        problem.setProperty("position", refused.position());
        return ResponseEntity.unprocessableContent()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
