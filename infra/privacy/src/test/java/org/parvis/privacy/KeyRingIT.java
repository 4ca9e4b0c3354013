package org.parvis.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeyRingIT {

    private static final String BRAND = "helianthe";

    private static EmbeddedPostgres server;
    private static DataSource owner;
    private static KeyRing keys;
    private static KeyRing others;

    record Said(
            String brandId,
            @Subject String personId,
            @Protected String text) {}

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
        owner = server.getPostgresDatabase();
        execute("create role crm login; create role listening login");
        PrivacySchema.install(owner);
        // A second start finds everything there.
        PrivacySchema.install(owner);
        PrivacySchema.grant(owner, "crm");
        PrivacySchema.grant(owner, "listening");
        PrivacySchema.grantErasure(owner, "crm");
        var master = new MasterKey(Envelope.newKey());
        keys = new KeyRing(server.getDatabase("crm", "postgres"), master);
        others = new KeyRing(server.getDatabase("listening", "postgres"), master);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void anAccountIsOnePersonEverywhereUntilTheyAreErasedAndThenSomebodyNew() {
        var first = others.subjectOf(BRAND, "TOWN", "zita");
        assertThat(keys.subjectOf(BRAND, "TOWN", "zita")).isEqualTo(first);
        assertThat(keys.subjectOf("other-brand", "TOWN", "zita")).isNotEqualTo(first);
        assertThat(first).doesNotContain("zita");
        keys.encryptionKey(BRAND, first);

        keys.erase(first);
        others.forget(first);
        var again = others.subjectOf(BRAND, "TOWN", "zita");
        assertThat(again).isNotEqualTo(first);
        assertThat(keys.subjectOf(BRAND, "TOWN", "zita")).isEqualTo(again);
        assertThat(keys.decryptionKey(first)).isEmpty();
        others.encryptionKey(BRAND, again);
        assertThat(keys.decryptionKey(again)).isPresent();
    }

    @Test
    void whoWasKnownBeforeThereWereAliasesStaysWhoTheyAre() {
        var before = "p-" + keys.pseudonym(BRAND, "TOWN", "older");
        keys.encryptionKey(BRAND, before);
        assertThat(others.subjectOf(BRAND, "TOWN", "older")).isEqualTo(before);
        keys.erase(before);
        others.forget(before);
        assertThat(others.subjectOf(BRAND, "TOWN", "older")).isNotEqualTo(before);
    }

    @Test
    void whoIsMetWithManyIsWhoTheyWouldHaveBeenAlone() {
        var known = keys.subjectOf(BRAND, "TOWN", "known");
        var early = "p-" + keys.pseudonym(BRAND, "TOWN", "early");
        keys.encryptionKey(BRAND, early);
        var erased = keys.subjectOf(BRAND, "TOWN", "erased");
        keys.encryptionKey(BRAND, erased);
        keys.erase(erased);

        var accounts = Stream.of("known", "early", "erased", "new", "new", "newer")
                .map(handle -> List.of("TOWN", handle))
                .toList();
        others.meet(BRAND, accounts);
        assertThat(others.subjectOf(BRAND, "TOWN", "known")).isEqualTo(known);
        assertThat(others.subjectOf(BRAND, "TOWN", "early")).isEqualTo(early);
        assertThat(others.subjectOf(BRAND, "TOWN", "erased")).isNotEqualTo(erased);
        var stranger = others.subjectOf(BRAND, "TOWN", "new");
        assertThat(others.subjectOf(BRAND, "TOWN", "newer")).isNotEqualTo(stranger);
        for (var handle : List.of("known", "early", "erased", "new", "newer")) {
            var subject = others.subjectOf(BRAND, "TOWN", handle);
            assertThat(keys.subjectOf(BRAND, "TOWN", handle)).isEqualTo(subject);
            assertThat(keys.decryptionKey(subject)).contains(others.encryptionKey(BRAND, subject));
        }
        keys.meet(BRAND, accounts);
        assertThat(keys.subjectOf(BRAND, "TOWN", "new")).isEqualTo(stranger);
        assertThat(keys.decryptionKey(erased)).isEmpty();
    }

    @Test
    void whatIsWrittenAfterErasureHoldsTheMarkAndNoWord() {
        var json =
                JsonMapper.builder().addModule(new ProtectedFieldsModule(keys)).build();
        var written = json.writeValueAsString(new Said(BRAND, "p-late", "hello"));
        assertThat(written).contains("\"s\"").doesNotContain("hello");
        assertThat(json.readValue(written, Said.class).text()).isEqualTo("hello");

        keys.erase("p-late");
        assertThat(json.readValue(written, Said.class).text()).isEqualTo(Erased.TEXT);
        var late = json.writeValueAsString(new Said(BRAND, "p-late", "a secret"));
        assertThat(late).doesNotContain("secret");
        assertThat(json.readValue(late, Said.class).text()).isEqualTo(Erased.TEXT);
    }

    @Test
    void aSealedTextOpensForItsPersonAndPlaceOnly() {
        var sealed = keys.sealText(BRAND, "p-sealed", "summary", "more legroom");
        assertThat(sealed).doesNotContain("legroom");
        assertThat(others.openText("p-sealed", "summary", sealed)).isEqualTo("more legroom");
        assertThatThrownBy(() -> keys.openText("p-sealed", "elsewhere", sealed)).isInstanceOf(TamperedException.class);
        assertThat(keys.openText("p-sealed", "summary", "never sealed")).isEqualTo("never sealed");
        keys.erase("p-sealed");
        assertThat(keys.openText("p-sealed", "summary", sealed)).isEqualTo(Erased.TEXT);
        assertThat(keys.sealText(BRAND, "p-sealed", "summary", "again")).isEqualTo(Erased.TEXT);
    }

    @Test
    void onlyWhoMayEraseDestroysAKeyAndNobodyDestroysThatOfAMember() {
        keys.encryptionKey(BRAND, "p-kept");
        assertThatThrownBy(() -> others.erase("p-kept")).isInstanceOf(IllegalStateException.class);
        assertThat(others.decryptionKey("p-kept")).isPresent();
        keys.encryptionKey(KeyRing.HOUSE, "ines");
        keys.erase("ines");
        assertThat(others.decryptionKey("ines")).isPresent();
    }

    private static void execute(String sql) {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
