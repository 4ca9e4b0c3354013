package org.parvis.crm.productline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Component;

/** Describing product lines, with the right it takes; the same for programs and pages. */
@Component
class ProductLineActs {

    private final ProductLines lines;
    private final Commands commands;
    private final Access access;
    private final MemberDirectory members;

    ProductLineActs(ProductLines lines, Commands commands, Access access, MemberDirectory members) {
        this.lines = lines;
        this.commands = commands;
        this.access = access;
        this.members = members;
    }

    /** Members who can be given a line: those who may decide about suggestions of the brand. */
    List<MemberDirectory.Entry> possibleManagers(String brandId) {
        return members.allowed(Action.DECIDE_SUGGESTION, brandId);
    }

    long define(String id, String brandId, String name, List<String> managers, @Nullable Long expectedVersion) {
        Ids.requireValid(id);
        Ids.requireValid("brand", brandId);
        access.require(Action.MANAGE_PRODUCT_LINES, brandId, null, "product-line:" + id);
        for (var manager : managers) {
            if (members.find(manager).isEmpty()) {
                throw new InvalidInput("managers", "member-unknown", manager);
            }
        }
        if (!(commands.send(new DefineProductLine(id, brandId, name, managers, expectedVersion))
                instanceof Long reached)) {
            return lines.find(id).map(ProductLines.Line::version).orElse(0L);
        }
        Shown.soon(
                () -> lines.find(id).filter(line -> line.version() >= reached).isPresent());
        return reached;
    }
}
