package org.parvis.reporting.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Cursor;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit for people: the ledger as paving stones on a line, the proof beside it. */
@Controller
final class AuditPageController {

    private static final int RECENT = 60;
    private static final int ON_A_PAGE = 500;

    private final AuditTrail trail;
    private final AuditSearch search;
    private final Proof proof;
    private final AuditTitle title;
    private final MemberDirectory members;
    private final AuditSight sight;
    private final Access access;

    AuditPageController(
            AuditTrail trail,
            AuditSearch search,
            Proof proof,
            AuditTitle title,
            MemberDirectory members,
            AuditSight sight,
            Access access) {
        this.sight = sight;
        this.trail = trail;
        this.search = search;
        this.proof = proof;
        this.title = title;
        this.members = members;
        this.access = access;
    }

    @GetMapping("/reporting/audit")
    String audit(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            Locale locale) {
        if (subject == null || subject.isBlank()) {
            access.requireAnywhere(Action.READ_AUDIT);
        }
        var brands = access.brands(Action.READ_AUDIT);
        var wanted = subject != null && !subject.isBlank() ? subject : search.subjectOf(q, brands);
        model.addAttribute("q", q == null ? "" : q);
        if (wanted == null) {
            model.addAttribute("recent", trail.recentReplies(brands.all(), brands.array(), RECENT, locale));
            model.addAttribute("nothingFound", q != null && !q.isBlank());
            return "reporting/audit-list";
        }
        var found = sight.read(wanted);
        model.addAttribute("audits", found.brands().stream().anyMatch(brand -> access.may(Action.READ_AUDIT, brand)));
        var page = new PageRequest(ON_A_PAGE, after == null ? null : Cursor.decode(after));
        var entries = trail.told(found, page, locale);
        model.addAttribute("subject", wanted);
        model.addAttribute("heading", title.of(found, locale));
        model.addAttribute("entries", entries.items());
        model.addAttribute("next", entries.next());
        model.addAttribute("from", after);
        model.addAttribute("refusalsLeftOut", found.refusalsLeftOut());
        model.addAttribute("cut", found.cut());
        model.addAttribute("proof", proof.of(found));
        model.addAttribute(
                "permalink",
                found.entries().stream()
                        .map(LedgerEvents.Read::event)
                        .filter(DeliveryConfirmed.class::isInstance)
                        .map(e -> ((DeliveryConfirmed) e).permalink())
                        .findFirst()
                        .orElse(null));
        Shown.in(found.entries()).ifPresent(shown -> {
            model.addAttribute("shown", shown);
            model.addAttribute("shownTo", members.name(shown.memberId()));
        });
        return "reporting/audit";
    }
}
