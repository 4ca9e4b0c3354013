package org.parvis.crm.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Copies of what is kept of a person, for people and for programs. Links work for who has the right, while the copy is kept. */
@Controller
class AccessExportController {

    private final AccessExportDesk desk;
    private final MessageSource messages;

    AccessExportController(AccessExportDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    record Json(
            String id,
            String person,
            Instant requestedAt,
            @Nullable Instant readyAt,
            @Nullable Instant expiresAt,
            @Nullable String failure) {

        static Json of(AccessExports.Row row) {
            return new Json(row.id(), row.personId(), row.requestedAt(), row.readyAt(), row.expiresAt(), row.failure());
        }
    }

    @PostMapping("/api/crm/people/{person}/exports")
    @ResponseBody
    ResponseEntity<Json> request(@PathVariable String person) {
        return ResponseEntity.accepted().body(Json.of(desk.request(person)));
    }

    @GetMapping("/api/crm/exports/{id}")
    @ResponseBody
    Json get(@PathVariable String id) {
        return Json.of(desk.find(id));
    }

    @GetMapping({"/api/crm/exports/{id}/content", "/crm/exports/{id}"})
    @ResponseBody
    ResponseEntity<byte[]> download(@PathVariable String id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("parvis-" + id + ".zip")
                                .build()
                                .toString())
                .body(desk.download(id));
    }

    @PostMapping("/crm/people/{person}/exports")
    String request(@PathVariable String person, Locale locale, RedirectAttributes redirect) {
        desk.request(person);
        redirect.addFlashAttribute(
                "pvDone", Objects.requireNonNull(messages.getMessage("crm.export.done.requested", null, "", locale)));
        return "redirect:/crm/people/" + person;
    }
}
