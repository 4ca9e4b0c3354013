package org.parvis.publishing.stop;

import org.parvis.axon.Refused.Category;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which brand has which id of a stop. The stops of each brand are a stream of their own, which cannot see the ids of another; two stops of
 * one id would be one on the board, and the other in force for ever. The claim is made before the command.
 */
final class StopIds {

    private final JdbcClient jdbc;

    StopIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws StopRefused when a stop of another brand has the id */
    void claim(String stopId, String brandId) {
        jdbc.sql("insert into stop_id (stop_id, brand_id) values (?, ?) on conflict do nothing")
                .params(stopId, brandId)
                .update();
        var isOurs = jdbc.sql("select exists (select from stop_id where stop_id = ? and brand_id = ?)")
                .params(stopId, brandId)
                .query(Boolean.class)
                .single();
        if (!isOurs) {
            throw new StopRefused(Category.CONFLICT, StopRefusal.ALREADY_EXISTS_DIFFERENT, stopId);
        }
    }
}
