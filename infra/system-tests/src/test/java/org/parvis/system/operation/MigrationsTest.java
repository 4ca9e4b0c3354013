package org.parvis.system.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A house that ran a migration refuses to start with another one of its number: what was handed out once stays as it is. */
class MigrationsTest {

    @Test
    void whatAHouseMayHaveRunIsNotChanged() throws Exception {
        var found = new TreeSet<String>();
        var resources = new PathMatchingResourcePatternResolver();
        for (var place : new String[] {"classpath*:db/*/V*__*.sql", "classpath*:org/parvis/*/schema/V*__*.sql"}) {
            for (var migration : resources.getResources(place)) {
                found.add(line(migration));
            }
        }
        assertThat(found).hasSizeGreaterThan(60);
        var handedOut = new ClassPathResource("operation/migrations.txt").getContentAsString(UTF_8);
        assertThat(found)
                .as(
                        "a new migration gets a line of its own in operation/migrations.txt; a changed one becomes a new one")
                .containsExactlyInAnyOrderElementsOf(handedOut.lines().toList());
    }

    private static String line(Resource migration) throws Exception {
        var path = migration.getURL().getPath();
        var end = path.lastIndexOf('/');
        var place = path.substring(path.lastIndexOf('/', end - 1) + 1);
        var hash = MessageDigest.getInstance("SHA-256").digest(migration.getContentAsByteArray());
        return place + " " + HexFormat.of().formatHex(hash);
    }
}
