package org.parvis.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One key per person, wrapped by the key of the brand, wrapped by the {@link MasterKey}. Every call uses a connection of its own with
 * autocommit: a key must be durable before the entry that needs it, whatever becomes of the caller's transaction.
 */
public final class KeyRing {

    /** The keeper of keys of people who belong to no brand, such as members. */
    public static final String HOUSE = "-";

    /** Begins with a control character, which no network lets anybody write. */
    private static final String SEALED = "\u0001sealed:";

    private final DataSource dataSource;
    private final MasterKey master;
    private final Cache<String, Optional<SecretKey>> subjects;
    private final Cache<String, SecretKey> brands;
    private final Cache<String, String> aliases;

    public KeyRing(DataSource dataSource, MasterKey master) {
        this(dataSource, master, new KnownKeys());
    }

    /** @param known what several services of one process remember together */
    public KeyRing(DataSource dataSource, MasterKey master, KnownKeys known) {
        this.dataSource = dataSource;
        this.master = master;
        this.subjects = known.subjects;
        this.brands = known.brands;
        this.aliases = known.aliases;
    }

    /** The key to encrypt with, made when the person is new. Fails when the person was erased: nothing new may be stored. */
    public SecretKey encryptionKey(String brandId, String subjectId) {
        var known = subjects.getIfPresent(subjectId);
        if (known != null && known.isPresent()) {
            return known.get();
        }
        var fresh = Envelope.newKey();
        var wrapped = Envelope.seal(brandKey(brandId), fresh.getEncoded(), bytes("subject|" + subjectId));
        update(
                "insert into privacy.subject_key (subject_id, brand_id, wrapped) values (?, ?, ?) on conflict do nothing",
                subjectId,
                brandId,
                wrapped);
        subjects.invalidate(subjectId);
        return decryptionKey(subjectId).orElseThrow(() -> new ErasedPersonException(subjectId));
    }

    /** The key to read with; empty when the person was erased. */
    public Optional<SecretKey> decryptionKey(String subjectId) {
        return subjects.get(subjectId, this::load);
    }

    /**
     * The person an account outside is kept as. Whoever was erased and comes again is somebody new: what binds an account to a person is a
     * row under a keyed digest, and erasure deletes it.
     */
    public String subjectOf(String brandId, String... account) {
        var pseudonym = pseudonym(brandId, account);
        return aliases.get(brandId + "|" + pseudonym, key -> loadOrMakeAlias(brandId, pseudonym));
    }

    /**
     * Meets many accounts at once, with a few statements for all: whoever is asked for one by one right after is remembered by then, and has
     * a key. An account that somebody else meets at the same time is left to that.
     */
    public void meet(String brandId, Collection<List<String>> accounts) {
        var pseudonyms = accounts.stream()
                .map(account -> pseudonym(brandId, account.toArray(String[]::new)))
                .distinct()
                .filter(pseudonym -> aliases.getIfPresent(brandId + "|" + pseudonym) == null)
                .toList();
        if (pseudonyms.isEmpty()) {
            return;
        }
        var known = new HashMap<String, String>();
        pairs(
                known,
                "select pseudonym, subject_id from privacy.subject_alias where brand_id = ? and pseudonym = any(?)",
                brandId,
                array(pseudonyms));
        var strangers = pseudonyms.stream().filter(p -> !known.containsKey(p)).toList();
        if (!strangers.isEmpty()) {
            pairs(
                    known,
                    """
                    insert into privacy.subject_alias (brand_id, pseudonym, subject_id)
                    select ?, p, coalesce(k.subject_id, s) from unnest(?, ?) n (p, s)
                      left join privacy.subject_key k on k.subject_id = 'p-' || p and k.wrapped is not null
                    on conflict do nothing returning pseudonym, subject_id""",
                    brandId,
                    array(strangers),
                    array(strangers.stream().map(p -> "p-" + UUID.randomUUID()).toList()));
        }
        known.forEach((pseudonym, subjectId) -> aliases.put(brandId + "|" + pseudonym, subjectId));
        makeKeys(
                brandId,
                known.values().stream()
                        .distinct()
                        .filter(subjectId -> subjects.getIfPresent(subjectId) == null)
                        .toList());
    }

    private void makeKeys(String brandId, List<String> subjectIds) {
        if (subjectIds.isEmpty()) {
            return;
        }
        var fresh = new HashMap<String, SecretKey>();
        var wrapped = new ArrayList<byte[]>();
        for (var subjectId : subjectIds) {
            var key = Envelope.newKey();
            fresh.put(subjectId, key);
            wrapped.add(Envelope.seal(brandKey(brandId), key.getEncoded(), bytes("subject|" + subjectId)));
        }
        var made = new HashMap<String, String>();
        pairs(made, """
                insert into privacy.subject_key (subject_id, brand_id, wrapped) select s, ?, w from unnest(?, ?) n (s, w)
                on conflict do nothing returning subject_id, brand_id""", brandId, array(subjectIds), wrapped.toArray(byte[][]::new));
        fresh.keySet().retainAll(made.keySet());
        fresh.forEach((subjectId, key) -> subjects.put(subjectId, Optional.of(key)));
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private void pairs(Map<String, String> into, String sql, Object... arguments) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case String text -> statement.setString(i + 1, text);
                    case byte[][] bytes -> statement.setArray(i + 1, connection.createArrayOf("bytea", bytes));
                    case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                    default -> throw new IllegalArgumentException("Not expected: " + arguments[i]);
                }
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    into.put(rows.getString(1), rows.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The key ring cannot be used", e);
        }
    }

    private String loadOrMakeAlias(String brandId, String pseudonym) {
        var known = findAlias(brandId, pseudonym);
        if (known == null) {
            // Before there were aliases a person was called after their digest; who is known so stays so.
            var first = "p-" + pseudonym;
            var subjectId = load(first).isPresent() ? first : "p-" + UUID.randomUUID();
            update(
                    "insert into privacy.subject_alias (brand_id, pseudonym, subject_id) values (?, ?, ?) on conflict do nothing",
                    brandId,
                    pseudonym,
                    subjectId);
            known = findAlias(brandId, pseudonym);
        }
        if (known == null) {
            throw new IllegalStateException("An account of brand " + brandId + " was erased while it was met");
        }
        return known;
    }

    private @Nullable String findAlias(String brandId, String pseudonym) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(
                        "select subject_id from privacy.subject_alias where brand_id = ? and pseudonym = ?")) {
            statement.setString(1, brandId);
            statement.setString(2, pseudonym);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The key ring cannot be read", e);
        }
    }

    /**
     * Destroys the key of a person and what binds their accounts to it; may be repeated. Only the service that was allowed to in the
     * database can do it.
     */
    public void erase(String subjectId) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("select privacy.erase_subject(?)")) {
            statement.setString(1, subjectId);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The key of " + subjectId + " cannot be destroyed", e);
        }
        forget(subjectId);
    }

    /** Drops what is remembered here of a person who was erased. */
    public void forget(String subjectId) {
        subjects.invalidate(subjectId);
        aliases.asMap().values().removeIf(subjectId::equals);
    }

    /** Seals a text about a person for one place, as text; {@link Erased#TEXT} once they were erased. */
    public String sealText(String brandId, String subjectId, String place, String text) {
        if (Erased.is(text)) {
            return text;
        }
        try {
            var key = encryptionKey(brandId, subjectId);
            return SEALED
                    + Base64.getEncoder()
                            .encodeToString(Envelope.seal(key, bytes(text), bytes(place + "|" + subjectId)));
        } catch (ErasedPersonException e) {
            return Erased.TEXT;
        }
    }

    /** Opens what {@link #sealText} sealed for the same place; a text that was never sealed is returned as it stands. */
    public String openText(String subjectId, String place, String text) {
        if (!text.startsWith(SEALED)) {
            return text;
        }
        var sealed = Base64.getDecoder().decode(text.substring(SEALED.length()));
        return decryptionKey(subjectId)
                .map(key ->
                        new String(Envelope.open(key, sealed, bytes(place + "|" + subjectId)), StandardCharsets.UTF_8))
                .orElse(Erased.TEXT);
    }

    /** Keyed digest of a handle or remote id: finds a person again without storing who it is. 128 bits, hexadecimal. */
    public String pseudonym(String brandId, String... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(brandKey(brandId).getEncoded(), "HmacSHA256"));
            var digest = mac.doFinal(bytes(String.join("\u0000", parts)));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not usable in this Java runtime", e);
        }
    }

    /** Seals credentials of a source or channel for one place; opens nowhere else. */
    public byte[] sealFor(String brandId, String place, byte[] plain) {
        return Envelope.seal(brandKey(brandId), plain, bytes(brandId + "|" + place));
    }

    /** Opens what {@link #sealFor} sealed for the same place. */
    public byte[] openFor(String brandId, String place, byte[] sealed) {
        return Envelope.open(brandKey(brandId), sealed, bytes(brandId + "|" + place));
    }

    private Optional<SecretKey> load(String subjectId) {
        var row = queryRow(
                "select brand_id, wrapped from privacy.subject_key where subject_id = ? and wrapped is not null",
                subjectId);
        if (row == null) {
            return Optional.empty();
        }
        return Optional.of(
                Envelope.key(Envelope.open(brandKey(row.brandId()), row.wrapped(), bytes("subject|" + subjectId))));
    }

    private SecretKey brandKey(String brandId) {
        return brands.get(brandId, this::loadOrMakeBrandKey);
    }

    private SecretKey loadOrMakeBrandKey(String brandId) {
        var place = bytes("brand|" + brandId);
        var sql = "select brand_id, wrapped from privacy.brand_key where brand_id = ?";
        var row = queryRow(sql, brandId);
        if (row == null) {
            update(
                    "insert into privacy.brand_key (brand_id, wrapped) values (?, ?) on conflict do nothing",
                    brandId,
                    Envelope.seal(master.key(), Envelope.newKey().getEncoded(), place));
            row = queryRow(sql, brandId);
        }
        if (row == null) {
            throw new IllegalStateException("The key of brand " + brandId + " vanished while it was made");
        }
        return Envelope.key(Envelope.open(master.key(), row.wrapped(), place));
    }

    private record Row(String brandId, byte[] wrapped) {}

    private @Nullable Row queryRow(String sql, String id) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? new Row(rows.getString(1), rows.getBytes(2)) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The key ring cannot be read", e);
        }
    }

    private void update(String sql, Object... arguments) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The key ring cannot be written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
