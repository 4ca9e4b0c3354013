package org.parvis.standalone;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param format of the directory; grows when it changes
 * @param schemas by service, the migrations that had made its tables
 * @param entries of the ledger, and {@code root} over their leaves
 * @param keysUntil when the copy of the people's keys is to be destroyed
 * @param left processing groups whose tables were left out, because words of people stand in them; they are read again from the ledger
 */
record BackupManifest(
        int format,
        Instant madeAt,
        Map<String, List<String>> schemas,
        long entries,
        String root,
        Instant keysUntil,
        List<Part> parts,
        Map<String, Long> sequences,
        Map<String, List<String>> left) {

    static final int FORMAT = 1;
    static final String FILE = "manifest.json";
    static final String KEYS = "keys";
    static final String REGISTER = "erased.register";

    /** One table: its rows lie in {@code file}, in PostgreSQL's binary copy format, compressed. */
    record Part(String schema, String table, List<String> columns, String file, long rows, String sha256) {}
}
