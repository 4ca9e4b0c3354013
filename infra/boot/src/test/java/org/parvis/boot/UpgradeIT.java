package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.parvis.boot.sample.SampleApplication;
import org.parvis.boot.testing.RunningService;

class UpgradeIT {

    /** The sample's own first table is older than the house's third, as it is in every installation of the first version. */
    @Test
    void makesATableOfTheHouseThatCameAfterTheServicesOwn() {
        try (var service = RunningService.start(SampleApplication.class)) {
            service.jdbc().sql("drop table forgotten_person").update();
            assertThat(service.jdbc()
                            .sql("delete from flyway_schema_history where version = '0.3'")
                            .update())
                    .isEqualTo(1);

            ServiceMigrations.run(service.bean(DataSource.class), "sample", true);

            assertThat(service.jdbc()
                            .sql("select count(*) from forgotten_person")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }
}
