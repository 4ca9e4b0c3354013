package org.parvis.axon.cluster;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The table through which the members of the bus find each other. It says where they are; getting in takes the keys. */
public final class ClusterSchema {

    private ClusterSchema() {}

    /** @param roles who may take part */
    public static void install(DataSource owner, List<String> roles) {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists cluster");
            statement.execute("""
                    create table if not exists cluster.member (
                      own_addr varchar(200) not null,
                      cluster_name varchar(200) not null,
                      ping_data bytea,
                      primary key (own_addr, cluster_name)
                    )
                    """);
            for (var role : roles) {
                statement.execute("grant usage on schema cluster to " + role);
                statement.execute("grant select, insert, delete on cluster.member to " + role);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The table of the command bus cannot be made", e);
        }
    }
}
