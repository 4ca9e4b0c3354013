package org.parvis.reporting.loop;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feedback loop for programs. */
@RestController
final class LoopController {

    private final FeedbackLoop loop;
    private final Access access;

    LoopController(FeedbackLoop loop, Access access) {
        this.loop = loop;
        this.access = access;
    }

    record Report(List<FeedbackLoop.Step> steps, List<FeedbackLoop.Item> items) {}

    @GetMapping("/api/reporting/feedback-loop")
    Report report(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(defaultValue = "") String productLine,
            PageRequest page) {
        Brands brands;
        if (brand == null) {
            brands = access.brands(Action.READ_REPORTS);
        } else {
            access.require(Action.READ_REPORTS, brand);
            brands = new Brands(Set.of(brand));
        }
        return new Report(loop.steps(brands, productLine), loop.items(brands, productLine, page.limit()));
    }
}
