package org.parvis.listening.source;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.listening.importing.ImportFormat;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Bringing a file in by hand: choose it, see how far it is, read what became of each line. */
@Controller
@RequestMapping("/listening/sources/{id}/imports")
class ImportPageController {

    private static final int SHOWN = 100;

    private final ImportDesk desk;
    private final SourceDesk sources;
    private final Imports imports;
    private final MemberDirectory members;
    private final Access access;
    private final MessageSource messages;

    ImportPageController(
            ImportDesk desk,
            SourceDesk sources,
            Imports imports,
            MemberDirectory members,
            Access access,
            MessageSource messages) {
        this.desk = desk;
        this.sources = sources;
        this.imports = imports;
        this.members = members;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping
    String all(@PathVariable String id, Model model) {
        return form(id, null, CurrentActor.require().zone().getId(), model);
    }

    @PostMapping
    String bringIn(
            @PathVariable String id,
            @RequestParam("file") MultipartFile file,
            @RequestParam(defaultValue = "") String zone,
            Locale locale,
            HttpServletResponse response,
            Model model)
            throws IOException {
        desk.requireManaged(id);
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try (var content = file.getInputStream()) {
            var importId = desk.begin(id, content, ImportFormat.ofName(name), name, ImportController.zone(zone));
            return "redirect:/listening/sources/" + id + "/imports/" + importId;
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            var text = messages.getMessage(
                    "invalid." + invalid.code(), invalid.arguments().toArray(), locale);
            return form(id, text, zone, model);
        }
    }

    private String form(String id, @Nullable String error, String zone, Model model) {
        var source = sources.requireReadable(id);
        model.addAttribute("source", source);
        model.addAttribute("imports", imports.of(id));
        model.addAttribute("error", error);
        model.addAttribute("zone", zone);
        model.addAttribute("mayManage", access.may(Action.MANAGE_SOURCES, source.brandId()));
        return "listening/imports";
    }

    @GetMapping("/{importId}")
    String one(@PathVariable String id, @PathVariable String importId, Hx hx, Model model) {
        var item = desk.require(id, importId);
        model.addAttribute("source", sources.requireReadable(id));
        model.addAttribute("i", item);
        model.addAttribute("by", members.name(item.startedBy()));
        model.addAttribute("outcomes", List.of(Imports.Outcome.values()));
        model.addAttribute("refused", imports.refused(importId, SHOWN));
        return hx.view("listening/import", "report");
    }

    /** All lines as a file. Nothing of what the lines say is in it, so no cell of it can be a formula. */
    @GetMapping("/{importId}/report.csv")
    void download(@PathVariable String id, @PathVariable String importId, Locale locale, HttpServletResponse response)
            throws IOException {
        desk.require(id, importId);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"import-" + importId + ".csv\"");
        try (var csv = new CSVPrinter(
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), CSVFormat.EXCEL)) {
            csv.printRecord("\uFEFF" + "line", "outcome", "reason", "detail", "mention");
            imports.lines(importId, line -> {
                var problem = line.problem();
                try {
                    csv.printRecord(
                            line.line(),
                            line.outcome(),
                            problem,
                            problem == null
                                    ? null
                                    : messages.getMessage("listening.import.problem." + problem, null, locale),
                            line.mention());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
