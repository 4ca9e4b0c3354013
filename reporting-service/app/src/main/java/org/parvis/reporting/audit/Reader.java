package org.parvis.reporting.audit;

import org.parvis.boot.Brands;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * For whom a story is told. What they may not read takes no room in it.
 *
 * @param brands whose entries they may read
 * @param house whether they may read what the house has on each member
 * @param memberId whose own account they may read
 */
record Reader(Brands brands, boolean house, String memberId) {

    /** Condition for {@code audit_entry e}; binds with {@link #bind}. */
    static final String READS = """
            (case when e.brand_id is null then :house or e.stream = :account or e.stream not like 'Member/%'
                  else :all or e.brand_id = any(:brands) end)""";

    StatementSpec bind(StatementSpec statement) {
        return statement
                .param("house", house)
                .param("account", account())
                .param("all", brands.all())
                .param("brands", brands.array());
    }

    /** When somebody signed in or changed their password is for whoever audits the house, not for each brand that gave them a right. */
    boolean reads(LedgerEvents.Read read) {
        var brand = read.brandId();
        var stream = read.entry().aggregateId();
        return brand == null
                ? house || stream.equals(account()) || !stream.startsWith("Member/")
                : brands.contains(brand);
    }

    private String account() {
        return "Member/" + memberId;
    }
}
