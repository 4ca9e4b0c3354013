package org.parvis.crm.productline;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.ProductLineDefined;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the product lines as they stand. */
@Component
@ProcessingGroup("crm.productline.lines")
@ReadModel(tables = "product_line")
final class ProductLineProjection {

    private final JdbcClient jdbc;

    ProductLineProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ProductLineDefined event, @SequenceNumber Long version) {
        jdbc.sql("""
                insert into product_line (product_line_id, brand_id, name, managers, version) values (?, ?, ?, ?, ?)
                on conflict (product_line_id) do update set name = excluded.name, managers = excluded.managers,
                  version = excluded.version
                """)
                .param(event.productLineId())
                .param(event.brandId())
                .param(event.name())
                .param(event.managers().toArray(String[]::new))
                .param(version)
                .update();
    }
}
