package org.parvis.crm.suggestion;

import org.parvis.crm.productline.ProductLines;
import org.springframework.stereotype.Component;

/** Knows the managers from the product lines. */
@Component
class ManagersOfLines implements LineManagers {

    private final ProductLines lines;

    ManagersOfLines(ProductLines lines) {
        this.lines = lines;
    }

    @Override
    public boolean manages(String memberId, String productLineId) {
        return lines.find(productLineId)
                .filter(line -> line.managers().contains(memberId))
                .isPresent();
    }
}
