package org.parvis.publishing.post;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Urgent;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.web.CancelForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Posts for programs. */
@RestController
@RequestMapping("/api/publishing/posts")
class PostCommandController {

    private final PostDesk desk;
    private final PostList list;
    private final Access access;

    PostCommandController(PostDesk desk, PostList list, Access access) {
        this.desk = desk;
        this.list = list;
        this.access = access;
    }

    @PutMapping("/{id}")
    ResponseEntity<PostAnswer> write(@PathVariable String id, @RequestBody PostForm form) {
        var isNew = desk.write(id, form, null);
        return answer(id, isNew ? HttpStatus.CREATED : HttpStatus.OK);
    }

    @PostMapping("/{id}/submit")
    ResponseEntity<PostAnswer> submit(@PathVariable String id) {
        desk.submit(id);
        return answer(id, HttpStatus.OK);
    }

    @Urgent
    @PostMapping("/{id}/hold")
    ResponseEntity<PostAnswer> hold(@PathVariable String id, Actor actor) {
        desk.hold(id, actor);
        return answer(id, HttpStatus.OK);
    }

    @PostMapping("/{id}/publish-now")
    ResponseEntity<PostAnswer> publishNow(@PathVariable String id) {
        desk.publishNow(id);
        return answer(id, HttpStatus.OK);
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<PostAnswer> cancel(
            @PathVariable String id, @RequestBody(required = false) @Nullable CancelForm form, Actor actor) {
        desk.cancel(id, CancelForm.reasonOf(form), actor);
        return answer(id, HttpStatus.OK);
    }

    @GetMapping("/{id}")
    ResponseEntity<PostAnswer> read(@PathVariable String id) {
        return answer(id, HttpStatus.OK);
    }

    @GetMapping
    Listing<PostList.Item> list(@RequestParam(required = false) @Nullable String brand, PageRequest page) {
        return list.list(PostDesk.readable(access), brand, page);
    }

    private ResponseEntity<PostAnswer> answer(String id, HttpStatus status) {
        var post = desk.read(id);
        return ResponseEntity.status(status).eTag(Long.toString(post.version())).body(post);
    }
}
