import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Verifies a bundle of ledger entries, offline, trusting nobody but the key it is given.
 *
 * <p>One file, nothing but the JDK (17 or later): {@code java Verifier.java bundle.zip --key KEY --head FILE}.
 * The formats are described in the bundle's README.txt. It is written to be read: from top to bottom it says what is
 * checked. It has no class in common with the software that writes bundles.
 *
 * <p>Letters outside ASCII are escaped, because Java 17 reads source files in the system's encoding.
 */
public final class Verifier {

    // Exit codes.
    static final int OK = 0;
    static final int DAMAGED = 1; // wrong use, or not a bundle
    static final int LEAF = 2; // an entry is not what its leaf says
    static final int INCLUSION = 3; // an entry is not in the signed tree
    static final int CONSISTENCY = 4; // the ledger was rewritten or shortened since the given head
    static final int SIGNATURE = 5; // wrong key, origin or signature
    static final int MISSING = 6; // an entry is missing
    static final int WITNESS = 7; // too few witnesses
    static final int RULE = 8; // a business rule was broken

    /** A manifest that does not fit often follows from another fault, which is then the better answer; exits with 5. */
    private static final int MANIFEST = 105;

    // A bundle beyond these limits is refused before it can hurt.
    static final long MOST_BYTES = 32L << 30;
    static final int LONGEST_LINE = 64 << 20;
    static final int LONGEST_NOTE = 64 << 10;
    static final int MOST_FILES = 5_000_000;
    static final int DEEPEST_JSON = 32;
    static final int MOST_SHOWN = 20;
    static final int LONGEST_SHOWN = 500;

    private static final Pattern NUMBERED_FILE =
            Pattern.compile("proofs/[1-9][0-9]{0,17}\\.tlog-proof|content/[0-9a-f]{64}");
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,8}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final PrintStream out;
    private final boolean french;
    private final TreeMap<Integer, List<String>> faults = new TreeMap<>();
    private final List<String> passed = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private long bytesRead;
    private final byte[] room = new byte[65_536];

    private Verifier(PrintStream out, boolean french) {
        this.out = out;
        this.french = french;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /** Does everything but leaving the JVM; returns the exit code. */
    public static int run(String[] args, OutputStream to) {
        PrintStream out = new PrintStream(to, true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            print(out, e.getMessage());
            print(out, "java Verifier.java BUNDLE.zip [--key KEY] [--head FILE] [--witness KEY]... [--quorum N] [--lang fr|en]");
            return DAMAGED;
        }
        Verifier verifier = new Verifier(out, options.french);
        try {
            return verifier.verify(options);
        } catch (Damaged e) {
            print(out, verifier.say("DAMAGED: ", "ENDOMMAG\u00c9\u00a0: ") + e.getMessage());
            return DAMAGED;
        } catch (IOException | IllegalArgumentException e) {
            print(out, verifier.say("DAMAGED: the file cannot be read: ", "ENDOMMAG\u00c9\u00a0: le fichier est illisible\u00a0: ")
                    + e.getMessage());
            return DAMAGED;
        }
    }

    // ------------------------------------------------------------------------------------------------ the checks

    private int verify(Options options) throws IOException {
        try (ZipFile zip = open(options.bundle)) {
            Bundle bundle = new Bundle(zip);
            checkLayout(options.bundle, zip.size());
            Map<String, List<String>> keysFile = keysFile(bundle.text("keys.txt", LONGEST_NOTE));
            Key key = ledgerKey(options, keysFile);
            String checkpoint = bundle.text("checkpoint", LONGEST_NOTE);
            Note note = Note.parse(checkpoint);
            Head head = Head.parse(note.text);
            checkSignature(note, head, key);
            Note manifestNote = Note.parse(bundle.text("manifest", LONGEST_LINE));
            Manifest manifest = Manifest.parse(manifestNote.text);
            Entries entries = checkEntries(bundle, head, checkpoint, manifest);
            checkCompleteness(manifest, entries);
            checkConsistency(options, bundle, head, key);
            checkManifest(manifestNote, manifest, head, entries, key);
            checkWitnesses(options, keysFile, note);
            checkAttachments(bundle);
            checkFiles(bundle, manifest, entries);
            return report(options, head, entries);
        }
    }

    /** Which key to believe: the one on the command line, or, with a warning, the bundle's own. */
    private Key ledgerKey(Options options, Map<String, List<String>> keysFile) {
        List<String> own = keysFile.getOrDefault("log", List.of());
        if (options.key != null) {
            return Key.parse(options.key);
        }
        if (own.size() != 1) {
            throw new Damaged(say("keys.txt names no ledger key", "keys.txt ne nomme pas de cl\u00e9 du registre"));
        }
        limits.add(say(
                "The key came from the bundle itself: this shows that the bundle is consistent, not whose it is. Give --key.",
                "La cl\u00e9 vient de l\u2019archive elle-m\u00eame\u00a0: cela montre que l\u2019archive est coh\u00e9rente, pas de qui elle vient. Donnez --key."));
        return Key.parse(own.get(0));
    }

    private void checkSignature(Note note, Head head, Key key) {
        if (!head.origin.equals(key.name)) {
            fault(SIGNATURE, say("The head is of ", "La t\u00eate est celle de ") + head.origin
                    + say(", the key is of ", ", la cl\u00e9 celle de ") + key.name);
        } else if (!note.signedBy(key)) {
            fault(SIGNATURE, say("The head is not signed by the key of ", "La t\u00eate n\u2019est pas sign\u00e9e par la cl\u00e9 de ")
                    + key.name);
        } else {
            passed.add(say("The head of " + head.size + " entries is signed by ",
                    "La t\u00eate de " + head.size + " \u00e9critures est sign\u00e9e par ") + key);
        }
    }

    /** Every entry: its bytes give its leaf, and its leaf is in the signed tree. */
    private Entries checkEntries(Bundle bundle, Head head, String checkpoint, Manifest manifest)
            throws IOException {
        Entries seen = new Entries();
        Climb climb = new Climb(head.size, head.root);
        Conduct conduct = new Conduct(aggregate ->
                manifest.from == 1 || (aggregate != null && manifest.complete.containsKey(aggregate)));
        try (Lines lines = new Lines(bundle.stream("entries.jsonl"), seen.digest)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Entry entry = entry(line, seen.count + 1);
                if (entry.position <= seen.lastPosition) {
                    throw new Damaged(say("entries.jsonl is not in the order of positions at ",
                            "entries.jsonl n\u2019est pas dans l\u2019ordre des positions \u00e0 ") + entry.position);
                }
                seen.add(entry);
                byte[] leaf = entry.leaf();
                if (!HexFormat.of().formatHex(leaf).equals(entry.statedLeaf)) {
                    fault(LEAF, say("The entry at position " + entry.position + " is not what was recorded (",
                            "L\u2019\u00e9criture \u00e0 la position " + entry.position + " n\u2019est pas ce qui fut inscrit (")
                            + entry.type + ")");
                    continue;
                }
                checkInclusion(bundle, entry, leaf, climb, checkpoint);
                conduct.see(entry);
            }
        }
        if (!faults.containsKey(LEAF)) {
            passed.add(say(seen.count + " entries are, byte for byte, what their leaves say",
                    seen.count + " \u00e9critures sont, octet pour octet, ce que disent leurs feuilles"));
        }
        if (!faults.containsKey(INCLUSION) && !faults.containsKey(LEAF)) {
            passed.add(say("All of them are in the signed tree, at their positions",
                    "Toutes sont dans l\u2019arbre sign\u00e9, \u00e0 leurs positions"));
        }
        checkConduct(conduct);
        return seen;
    }

    /** The rules of the business, replayed over the entries whose leaves are right. */
    private void checkConduct(Conduct conduct) {
        conduct.close();
        conduct.found.forEach(finding -> fault(RULE, finding.text(french)));
        List<Finding> open = conduct.unjudged;
        for (Finding finding : open.subList(0, Math.min(open.size(), MOST_SHOWN))) {
            limits.add(say("Could not be judged: ", "N\u2019a pas pu \u00eatre jug\u00e9\u00a0: ") + finding.text(french));
        }
        if (open.size() > MOST_SHOWN) {
            limits.add(say("Could not be judged either: ", "N\u2019ont pas pu \u00eatre jug\u00e9s non plus\u00a0: ")
                    + (open.size() - MOST_SHOWN));
        }
        if (conduct.judged() > 0 && conduct.found.isEmpty()) {
            passed.add(say("Attempts to publish: " + conduct.judged() + ", none against a rule of the business",
                    "Tentatives de publication\u00a0: " + conduct.judged() + ", aucune contre une r\u00e8gle du m\u00e9tier"));
        }
    }

    private Entry entry(String line, long number) {
        try {
            return Entry.parse(line);
        } catch (Damaged e) {
            throw new Damaged(say("line " + number + " of entries.jsonl is not an entry of a ledger (",
                    "la ligne " + number + " de entries.jsonl n\u2019est pas une \u00e9criture de registre (") + e.getMessage() + ")");
        }
    }

    private void checkInclusion(Bundle bundle, Entry entry, byte[] leaf, Climb climb, String checkpoint)
            throws IOException {
        String name = "proofs/" + entry.position + ".tlog-proof";
        if (!bundle.has(name)) {
            fault(INCLUSION, say("There is no proof for position ", "Il manque la preuve de la position ")
                    + entry.position);
            return;
        }
        String text = bundle.text(name, LONGEST_NOTE);
        if (text.startsWith(Proof.HEADER + "\nextra ")) {
            // The format has room there for anything; our proofs say nothing in it, so whatever stands there is somebody else's.
            fault(INCLUSION, say("There is more than a proof in the file ", "Il y a plus qu\u2019une preuve dans le fichier ") + name);
            return;
        }
        Proof proof = Proof.parse(text, climb.before);
        climb.before = proof;
        boolean good = proof != null
                && proof.checkpoint.equals(checkpoint)
                && proof.index == entry.position - 1
                && climb.reachesRoot(leaf, proof.index, proof.path);
        if (!good) {
            fault(INCLUSION, say("The entry at position " + entry.position + " is not in the signed tree",
                    "L\u2019\u00e9criture \u00e0 la position " + entry.position + " n\u2019est pas dans l\u2019arbre sign\u00e9"));
        }
    }

    /** What the bundle claims to hold completely, it must hold completely. */
    private void checkCompleteness(Manifest manifest, Entries entries) {
        if (manifest.count != entries.count) {
            fault(MISSING, say("The manifest names " + manifest.count + " entries, the bundle holds " + entries.count,
                    "Le manifeste annonce " + manifest.count + " \u00e9critures, l\u2019archive en contient " + entries.count));
        }
        if (manifest.from > 0) {
            long expected = manifest.to - manifest.from + 1;
            if (entries.count != expected || entries.firstPosition != manifest.from || entries.lastPosition != manifest.to) {
                fault(MISSING, say("Positions " + manifest.from + " to " + manifest.to + " are claimed, but some are missing",
                        "Les positions " + manifest.from + " \u00e0 " + manifest.to + " sont annonc\u00e9es, mais il en manque"));
            } else {
                passed.add(say("Every entry from position " + manifest.from + " to " + manifest.to + " is here",
                        "Toutes les \u00e9critures de la position " + manifest.from + " \u00e0 " + manifest.to + " sont l\u00e0"));
            }
        }
        for (Map.Entry<String, Long> claim : manifest.complete.entrySet()) {
            Sequences found = entries.aggregates.get(claim.getKey());
            long count = found == null ? 0 : found.count;
            boolean whole = count == claim.getValue() + 1
                    && (found == null || (found.first == 0 && found.last == claim.getValue() && found.unbroken));
            if (!whole) {
                fault(MISSING, say("Aggregate " + claim.getKey() + " is claimed to be complete from 0 to "
                                + claim.getValue() + ", but holds " + count + " entries",
                        "L\u2019agr\u00e9gat " + claim.getKey() + " est annonc\u00e9 complet de 0 \u00e0 " + claim.getValue()
                                + ", mais compte " + count + " \u00e9critures"));
            }
        }
        if (manifest.from > 0) {
            for (Map.Entry<String, Sequences> aggregate : entries.aggregates.entrySet()) {
                if (!aggregate.getValue().unbroken) {
                    fault(MISSING, say("The sequence numbers of aggregate ", "Les num\u00e9ros de l\u2019agr\u00e9gat ")
                            + aggregate.getKey() + say(" have a hole", " ont un trou"));
                }
            }
        }
        if (!manifest.complete.isEmpty() && !faults.containsKey(MISSING)) {
            passed.add(say(manifest.complete.size() + " aggregates have all sequence numbers from 0",
                    manifest.complete.size() + " agr\u00e9gats ont tous leurs num\u00e9ros depuis 0"));
            limits.add(say("Whether anything follows an aggregate\u2019s last entry, only a range up to the head can show.",
                    "Seule une plage allant jusqu\u2019\u00e0 la t\u00eate peut montrer que rien ne suit la derni\u00e8re \u00e9criture d\u2019un agr\u00e9gat."));
        }
        if (manifest.from == 0 && manifest.complete.isEmpty()) {
            limits.add(say("This is a selection: nothing is said about entries that are not in it.",
                    "C\u2019est une s\u00e9lection\u00a0: rien n\u2019est dit des \u00e9critures absentes."));
        }
    }

    /** Nothing that was there at the auditor's last visit has been changed or removed. */
    private void checkConsistency(Options options, Bundle bundle, Head head, Key key) throws IOException {
        if (options.head == null) {
            limits.add(say("No earlier head was given (--head): that the end was not cut off cannot be seen.",
                    "Aucune t\u00eate ant\u00e9rieure donn\u00e9e (--head)\u00a0: on ne peut pas voir si la fin a \u00e9t\u00e9 coup\u00e9e."));
            return;
        }
        if (Files.size(options.head) > LONGEST_NOTE) {
            throw new Damaged(say("The head file is too large", "Le fichier de t\u00eate est trop grand"));
        }
        Note oldNote = Note.parse(Files.readString(options.head, StandardCharsets.UTF_8));
        Head old = Head.parse(oldNote.text);
        if (!old.origin.equals(key.name) || !oldNote.signedBy(key)) {
            fault(SIGNATURE, say("Your head is not signed by the key of ", "Votre t\u00eate n\u2019est pas sign\u00e9e par la cl\u00e9 de ")
                    + key.name);
            return;
        }
        if (old.size > head.size) {
            fault(CONSISTENCY, say("Your head has " + old.size + " entries, the ledger now has " + head.size
                            + ": it was shortened, or this bundle is older than your head",
                    "Votre t\u00eate compte " + old.size + " \u00e9critures, le registre n\u2019en a plus que " + head.size
                            + "\u00a0: il a \u00e9t\u00e9 raccourci, ou cette archive est plus ancienne que votre t\u00eate"));
            return;
        }
        List<byte[]> path = List.of();
        if (old.size != head.size) {
            if (!bundle.has("consistency.txt")) {
                fault(CONSISTENCY, say("The bundle does not show how it continues your head; ask for one since "
                                + old.size, "L\u2019archive ne montre pas comment elle prolonge votre t\u00eate\u00a0; demandez-en une depuis "
                                + old.size));
                return;
            }
            List<String> lines = bundle.text("consistency.txt", LONGEST_NOTE).lines().toList();
            path = lines.isEmpty() || !lines.get(0).equals("old " + old.size) ? null : hashes(lines.subList(1, lines.size()));
        }
        if (path == null || !consistent(old.size, old.root, head.size, head.root, path)) {
            fault(CONSISTENCY, say("The ledger of " + head.size + " entries does not continue your head of " + old.size
                            + ": it was rewritten", "Le registre de " + head.size + " \u00e9critures ne prolonge pas votre t\u00eate de "
                            + old.size + "\u00a0: il a \u00e9t\u00e9 r\u00e9\u00e9crit"));
        } else {
            passed.add(say("Nothing of the " + old.size + " entries of your head was changed or removed",
                    "Rien des " + old.size + " \u00e9critures de votre t\u00eate n\u2019a \u00e9t\u00e9 chang\u00e9 ni retir\u00e9"));
        }
    }

    /** The manifest's claims are the exporter's own: signed, for this head, over exactly these entries. */
    private void checkManifest(Note manifestNote, Manifest manifest, Head head, Entries entries, Key key) {
        boolean good = manifestNote.signedBy(key)
                && manifest.origin.equals(head.origin)
                && manifest.size == head.size
                && manifest.digest.equals(entries.digest());
        if (good) {
            passed.add(say("The manifest is signed and fits the entries", "Le manifeste est sign\u00e9 et correspond aux \u00e9critures"));
        } else {
            fault(MANIFEST, say("The manifest is not signed by the ledger\u2019s key, or is of other entries",
                    "Le manifeste n\u2019est pas sign\u00e9 par la cl\u00e9 du registre, ou porte sur d\u2019autres \u00e9critures"));
        }
    }

    private void checkWitnesses(Options options, Map<String, List<String>> keysFile, Note note) {
        if (options.witnesses.isEmpty()) {
            long known = keysFile.getOrDefault("witness", List.of()).stream()
                    .map(Key::parse)
                    .filter(note::signedBy)
                    .count();
            limits.add(say("No witness was required (--witness). According to keys.txt " + known + " confirmed this head.",
                    "Aucun t\u00e9moin n\u2019\u00e9tait exig\u00e9 (--witness). Selon keys.txt, " + known + " ont confirm\u00e9 cette t\u00eate."));
            return;
        }
        int confirmed = 0;
        Set<String> names = new HashSet<>();
        for (String text : options.witnesses) {
            Key witness = Key.parse(text);
            if (names.add(witness.name) && note.signedBy(witness)) {
                confirmed++;
            }
        }
        int needed = options.quorum == 0 ? names.size() : options.quorum;
        String figure = confirmed + "/" + names.size();
        if (confirmed < needed) {
            fault(WITNESS, say("Too few witnesses confirmed the head: ", "Trop peu de t\u00e9moins ont confirm\u00e9 la t\u00eate\u00a0: ")
                    + figure);
        } else {
            passed.add(say("Witnesses who confirmed the head: ", "T\u00e9moins qui ont confirm\u00e9 la t\u00eate\u00a0: ") + figure);
        }
    }

    /** Files under content/ are named by their SHA-256. */
    private void checkAttachments(Bundle bundle) throws IOException {
        for (String name : bundle.names) {
            if (name.startsWith("content/")) {
                if (!name.equals("content/" + digestOf(bundle, name))) {
                    fault(LEAF, say("The file ", "Le fichier ") + name + say(" is not what its name says",
                            " n\u2019est pas ce que dit son nom"));
                }
            }
        }
    }

    /** Every other file is the one that the signer of the manifest put there. Proofs were checked each by itself. */
    private void checkFiles(Bundle bundle, Manifest manifest, Entries entries) throws IOException {
        if (manifest.files.isEmpty()) {
            limits.add(say("An older bundle, whose manifest does not name its other files: README.txt and Verifier.java in it may be anybody\u2019s",
                    "Une archive ancienne, dont le manifeste ne nomme pas les autres fichiers\u00a0: README.txt et Verifier.java peuvent y \u00eatre de n\u2019importe qui"));
            return;
        }
        int before = faults.getOrDefault(MANIFEST, List.of()).size();
        Set<String> names = new TreeSet<>(manifest.files.keySet());
        long proofs = 0;
        for (String name : bundle.names) {
            if (name.startsWith("proofs/")) {
                proofs++;
            } else if (!name.equals("manifest") && !name.equals("entries.jsonl")) {
                names.add(name);
            }
        }
        for (String name : names) {
            String digest = manifest.files.get(name);
            if (digest == null) {
                fault(MANIFEST, say("The manifest does not name the file ", "Le manifeste ne nomme pas le fichier ") + name);
            } else if (!bundle.has(name)) {
                fault(MANIFEST, say("A file that the manifest names is not here: ",
                        "Il manque un fichier que nomme le manifeste\u00a0: ") + name);
            } else if (!digest.equals(digestOf(bundle, name))) {
                fault(MANIFEST, say("The file is not the one that the manifest names: ",
                        "Le fichier n\u2019est pas celui que nomme le manifeste\u00a0: ") + name);
            }
        }
        if (proofs > entries.count) {
            fault(MANIFEST, say("There are proofs of entries that are not here", "Il y a des preuves d\u2019\u00e9critures qui n\u2019y sont pas"));
        }
        if (faults.getOrDefault(MANIFEST, List.of()).size() == before) {
            passed.add(say("README.txt, Verifier.java and all other files are those that the manifest names",
                    "README.txt, Verifier.java et tous les autres fichiers sont ceux que nomme le manifeste"));
        }
    }

    private static String digestOf(Bundle bundle, String name) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = bundle.stream(name)) {
            byte[] buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private int report(Options options, Head head, Entries entries) {
        print(out, String.valueOf(options.bundle.getFileName()));
        print(out, say("  ledger   ", "  registre   ") + head.origin);
        print(out, say("  head     ", "  t\u00eate       ") + head.size + " " + Base64.getEncoder().encodeToString(head.root));
        print(out, say("  entries  ", "  \u00e9critures  ") + entries.count);
        for (String line : passed) {
            print(out, "  + " + line);
        }
        for (String line : limits) {
            print(out, "  ~ " + line);
        }
        int code = OK;
        for (int candidate :
                new int[] {SIGNATURE, LEAF, INCLUSION, MISSING, CONSISTENCY, MANIFEST, WITNESS, RULE}) {
            List<String> found = faults.getOrDefault(candidate, List.of());
            for (String line : found.subList(0, Math.min(found.size(), MOST_SHOWN))) {
                print(out, "  ! " + line);
            }
            if (found.size() > MOST_SHOWN) {
                print(out, "  ! " + say("and more: ", "et d\u2019autres\u00a0: ") + (found.size() - MOST_SHOWN));
            }
            if (code == OK && !found.isEmpty()) {
                code = candidate == MANIFEST ? SIGNATURE : candidate;
            }
        }
        print(out, code == OK
                ? say("VERIFIED", "V\u00c9RIFI\u00c9")
                : say("NOT VERIFIED (", "NON V\u00c9RIFI\u00c9 (") + code + ")");
        return code;
    }

    // ------------------------------------------------------------------------------------------- business rules

    /** The rules of the business, by the numbers under which README.txt explains them. */
    enum Rule {
        APPROVED,
        FOUR_EYES,
        APPROVER,
        CONTENT,
        TIME,
        STOPPED,
        ONCE,
        TWO_PEOPLE,
        REASON;

        int number() {
            return ordinal() + 1;
        }
    }

    /** What was found at a position: against a rule, or what kept a rule from being judged. */
    record Finding(Rule rule, long position, String english, String french) {

        String text(boolean inFrench) {
            return inFrench
                    ? "r\u00e8gle " + rule.number() + ", position " + position + "\u00a0: " + french
                    : "rule " + rule.number() + ", position " + position + ": " + english;
        }
    }

    /**
     * Replays what happened and judges every attempt to publish by what the ledger said at that moment. An attempt stands in
     * the ledger before a byte leaves, and the conditions are looked at once more after it stands there; so whatever came
     * before it counts against it, unless the next word on it is that nothing was sent.
     *
     * <p>It judges only by what is in the bundle: in a part of the ledger the absence of an entry proves nothing.
     */
    static final class Conduct {

        private static final Set<String> READ = Set.of(
                "ReplyDrafted", "ReplyRevised", "ReplySubmitted", "ReplyReleased", "ReplyReturned", "ReplyHeld",
                "ReplyCancelled", "PostDrafted", "PostRevised", "PostSubmitted", "PostReleased", "PostReturned",
                "PostHeld", "PostCancelled", "ReviewOpened", "ReviewNotNeeded", "ReviewApproved",
                "ReviewApprovedWithEdit", "ReviewRefused", "DeliveryIntended", "AttemptStarted", "AttemptNotSent",
                "OutcomeUnknown", "DeliveryConfirmed", "DeliveryRejected", "DeliveryParked", "DeliveryHeld",
                "DeliveryResumed", "DeliveryCancelled", "SendAgainProposed", "SendAgainAgreed", "StopDeclared",
                "StopLifted", "ChannelDisabled", "ChannelEnabled", "GrantGiven", "GrantWithdrawn",
                "EscalationClosed");

        /** The roles that may approve. */
        private static final Set<String> APPROVING = Set.of("LEAD");

        private static final String EVERY_BRAND = "*";

        /** Two people who agree to send again give it this much longer. */
        private static final long SECOND_CHANCE_SECONDS = 3_600;

        /** A reply or post on its way to a release. */
        private static final class Draft {
            boolean begun;
            boolean released;
            String hash;
            final Map<String, Long> writers = new HashMap<>();
            final Set<String> variants = new HashSet<>();

            void wrote(String member, long position) {
                if (member != null) {
                    writers.putIfAbsent(member, position);
                }
            }
        }

        private static final class Review {
            String reviewedId;
            String openedHash;
            String channel;
            final Set<String> involved = new HashSet<>();
            boolean opened;
            Approval decision;
        }

        /** The last word of a review; without an approver when none was needed. */
        private record Approval(
                long position,
                String reviewedId,
                String hash,
                String approver,
                String actor,
                String kind,
                String role,
                boolean heldRight) {}

        private static final class Delivery {
            String brand;
            boolean intended;
            String channel;
            String outgoing;
            String outgoingId;
            String hash;
            String review;
            String kind;
            Instant notBefore;
            Instant expiresAt;
            boolean held;
            boolean cancelled;
            boolean over;
            boolean parked;
            boolean inDoubt;
            String proposer;
            final List<Attempt> attempts = new ArrayList<>();
        }

        private enum End {
            OPEN,
            NOT_SENT,
            LOST,
            OUT
        }

        /** Broken for certain, broken unless the second look stopped it, and what could not be judged. */
        private static final class Attempt {
            final long number;
            final long position;
            End end = End.OPEN;
            final List<Finding> broken = new ArrayList<>();
            final List<Finding> unlessStopped = new ArrayList<>();
            final List<Finding> unjudged = new ArrayList<>();

            Attempt(long number, long position) {
                this.number = number;
                this.position = position;
            }
        }

        private record Grant(String role, String brand, String channel, Instant until) {}

        private record Stop(String brand, String channel) {}

        private final Predicate<String> isComplete;
        private final Map<String, Draft> drafts = new HashMap<>();
        private final Map<String, Review> reviews = new HashMap<>();
        private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
        private final Map<String, Map<String, Grant>> grants = new HashMap<>();
        private final Map<String, Stop> stops = new LinkedHashMap<>();
        private final Map<String, String> stopStreams = new HashMap<>();
        private final Map<String, String> channelsOff = new HashMap<>();
        private final List<Finding> found = new ArrayList<>();
        private final List<Finding> unjudged = new ArrayList<>();

        /** @param isComplete whether the bundle holds all of an aggregate; asked with null: all of the ledger */
        Conduct(Predicate<String> isComplete) {
            this.isComplete = isComplete;
        }

        /** How many attempts to publish were seen. */
        long judged() {
            return deliveries.values().stream().mapToLong(d -> d.attempts.size()).sum();
        }

        void see(Entry entry) {
            String kind = entry.type.substring(entry.type.lastIndexOf('.') + 1);
            if (!READ.contains(kind) || !(entry.json() instanceof Map<?, ?> event)) {
                return;
            }
            switch (kind) {
                case "ReplyDrafted", "ReplyRevised", "ReplySubmitted", "ReplyReleased", "ReplyReturned", "ReplyHeld",
                        "ReplyCancelled" -> draft(entry, kind.substring(5), event, "REPLY", text(event, "replyId"));
                case "PostDrafted", "PostRevised", "PostSubmitted", "PostReleased", "PostReturned", "PostHeld",
                        "PostCancelled" -> draft(entry, kind.substring(4), event, "POST", text(event, "postId"));
                case "ReviewOpened", "ReviewNotNeeded", "ReviewApproved", "ReviewApprovedWithEdit", "ReviewRefused" ->
                        review(entry, kind, event);
                case "StopDeclared" -> {
                    reasoned(entry, event, "reason", "a stop without a reason", "un arr\u00eat sans raison");
                    stops.put(text(event, "stopId"), new Stop(text(event, "brandId"), text(event, "channelId")));
                    stopStreams.put(text(event, "stopId"), entry.aggregateId);
                }
                case "StopLifted" -> stops.remove(text(event, "stopId"));
                case "ChannelDisabled" -> channelsOff.put(text(event, "channelId"), entry.aggregateId);
                case "ChannelEnabled" -> channelsOff.remove(text(event, "channelId"));
                case "GrantGiven" -> grants.computeIfAbsent(text(event, "memberId"), m -> new HashMap<>())
                        .put(
                                text(event, "grantId"),
                                new Grant(
                                        text(event, "role"),
                                        text(event, "brandId"),
                                        text(event, "channelId"),
                                        instant(text(event, "until"))));
                case "GrantWithdrawn" -> grants.getOrDefault(text(event, "memberId"), new HashMap<>())
                        .remove(text(event, "grantId"));
                case "EscalationClosed" -> reasoned(entry, event, "outcome", "an escalation closed without saying how",
                        "une escalade close sans dire comment");
                default -> delivery(entry, kind, event);
            }
        }

        private void reasoned(Entry entry, Map<?, ?> event, String field, String english, String french) {
            String reason = text(event, field);
            if (reason == null || reason.isBlank()) {
                found.add(new Finding(Rule.REASON, entry.position, english, french));
            }
        }

        // -- drafts

        private void draft(Entry entry, String step, Map<?, ?> event, String outgoing, String id) {
            Draft draft = drafts.computeIfAbsent(outgoing + " " + id, key -> new Draft());
            draft.begun |= step.equals("Drafted");
            draft.released = step.equals("Released");
            switch (step) {
                case "Drafted" -> draft.wrote(text(event, "authorId"), entry.position);
                case "Revised" -> draft.wrote(text(event, "editorId"), entry.position);
                case "Submitted" -> {
                    draft.wrote(text(event, "authorId"), entry.position);
                    texts(event.get("editors")).forEach(editor -> draft.wrote(editor, entry.position));
                }
                default -> { }
            }
            if (text(event, "contentHash") != null) {
                draft.hash = text(event, "contentHash");
            } else if (step.equals("Revised") || step.equals("Drafted")) {
                draft.hash = null;
            }
            if (event.get("variants") instanceof List<?> variants) {
                draft.variants.clear();
                for (Object variant : variants) {
                    if (variant instanceof Map<?, ?> words) {
                        draft.variants.add(text(words, "channelId") + " " + text(words, "contentHash"));
                    }
                }
            }
        }

        // -- reviews

        private void review(Entry entry, String kind, Map<?, ?> event) {
            Review review = reviews.computeIfAbsent(text(event, "reviewId"), id -> new Review());
            switch (kind) {
                case "ReviewOpened" -> {
                    review.opened = true;
                    review.decision = null;
                    review.openedHash = text(event, "contentHash");
                    review.reviewedId = text(event, "reviewedId");
                    review.channel = text(event, "channelId");
                    review.involved.clear();
                    review.involved.add(text(event, "authorId"));
                    review.involved.addAll(texts(event.get("editors")));
                }
                case "ReviewNotNeeded" -> review.decision = new Approval(
                        entry.position, text(event, "reviewedId"), text(event, "contentHash"), null,
                        entry.about("actor"), entry.about("actorKind"), null, true);
                case "ReviewRefused" -> {
                    review.decision = null;
                    reasoned(entry, event, "reason", "a refusal without a reason", "un refus sans raison");
                    reasoned(entry, event, "guidelineId", "a refusal without a guideline", "un refus sans consigne");
                }
                default -> {
                    String approver = text(event, "approverId");
                    review.decision = new Approval(
                            entry.position, text(event, "reviewedId"), text(event, "contentHash"), approver,
                            entry.about("actor"), entry.about("actorKind"), entry.about("role"),
                            mayApprove(approver, text(event, "brandId"), review.channel, entry.instant()));
                    String judged = kind.equals("ReviewApproved") ? "contentHash" : "previousHash";
                    if (review.opened && !Objects.equals(text(event, judged), review.openedHash)) {
                        found.add(new Finding(Rule.CONTENT, entry.position,
                                approver + " approved other words than were submitted",
                                approver + " a approuv\u00e9 d\u2019autres mots que ceux qui furent soumis"));
                    }
                    if (review.involved.contains(approver)) {
                        found.add(new Finding(Rule.FOUR_EYES, entry.position,
                                approver + " approved what " + approver + " had written",
                                approver + " a approuv\u00e9 ce que " + approver + " avait \u00e9crit"));
                    }
                }
            }
        }

        private boolean mayApprove(String member, String brand, String channel, Instant at) {
            return grants.getOrDefault(member, Map.of()).values().stream()
                    .anyMatch(grant -> APPROVING.contains(grant.role)
                            && (grant.brand.equals(EVERY_BRAND) || grant.brand.equals(brand))
                            && (grant.channel == null || channel == null || grant.channel.equals(channel))
                            && (grant.until == null || at == null || at.isBefore(grant.until)));
        }

        // -- deliveries

        private void delivery(Entry entry, String kind, Map<?, ?> event) {
            Delivery delivery = deliveries.computeIfAbsent(text(event, "deliveryId"), id -> new Delivery());
            delivery.brand = text(event, "brandId");
            switch (kind) {
                case "DeliveryIntended" -> {
                    delivery.intended = true;
                    delivery.channel = text(event, "channelId");
                    delivery.outgoing = text(event, "outgoing");
                    delivery.outgoingId = text(event, "outgoingId");
                    delivery.hash = text(event, "contentHash");
                    delivery.review = text(event, "reviewId");
                    delivery.kind = text(event, "deliveryClass");
                    delivery.notBefore = instant(text(event, "notBefore"));
                    delivery.expiresAt = instant(text(event, "expiresAt"));
                }
                case "AttemptStarted" -> attempt(entry, event, delivery);
                case "AttemptNotSent" -> end(delivery, event, End.NOT_SENT);
                case "OutcomeUnknown" -> {
                    delivery.inDoubt = true;
                    end(delivery, event, "WORKER_LOST".equals(text(event, "cause")) ? End.LOST : End.OUT);
                }
                case "DeliveryConfirmed" -> confirmed(entry, event, delivery);
                case "DeliveryRejected" -> {
                    delivery.over = true;
                    end(delivery, event, End.OUT);
                }
                case "DeliveryParked" -> {
                    delivery.parked = true;
                    delivery.held = false;
                    delivery.proposer = null;
                }
                case "DeliveryHeld" -> delivery.held = true;
                case "DeliveryResumed" -> delivery.held = false;
                case "DeliveryCancelled" -> {
                    reasoned(entry, event, "reason", "a delivery cancelled without a reason",
                            "un envoi annul\u00e9 sans raison");
                    delivery.cancelled = true;
                    delivery.held = false;
                }
                case "SendAgainProposed" -> {
                    delivery.proposer = text(event, "memberId");
                    reasoned(entry, event, "reason", "sending again was proposed without a reason",
                            "un nouvel envoi fut propos\u00e9 sans raison");
                    ownAct(entry, text(event, "memberId"));
                }
                case "SendAgainAgreed" -> agreed(entry, event, delivery);
                default -> throw new IllegalStateException(kind);
            }
        }

        private void agreed(Entry entry, Map<?, ?> event, Delivery delivery) {
            String second = text(event, "memberId");
            String first = text(event, "proposerId");
            boolean proposed = delivery.proposer == null
                    ? !isComplete.test(entry.aggregateId)
                    : delivery.proposer.equals(first);
            if (second == null || second.equals(first) || !proposed) {
                found.add(new Finding(Rule.TWO_PEOPLE, entry.position,
                        "sending again was agreed by " + second + " without a second person",
                        "le nouvel envoi fut accept\u00e9 par " + second + " sans seconde personne"));
            }
            ownAct(entry, second);
            delivery.parked = false;
            delivery.inDoubt = false;
            Instant longer = entry.instant() == null ? null : entry.instant().plusSeconds(SECOND_CHANCE_SECONDS);
            if (delivery.expiresAt == null || longer == null || longer.isAfter(delivery.expiresAt)) {
                delivery.expiresAt = longer;
            }
        }

        /** Only a person decides to send again, and only for herself. */
        private void ownAct(Entry entry, String member) {
            if (!"HUMAN".equals(entry.about("actorKind")) || !Objects.equals(member, entry.about("actor"))) {
                found.add(new Finding(Rule.TWO_PEOPLE, entry.position,
                        member + " did not decide this in person",
                        member + " n\u2019en a pas d\u00e9cid\u00e9 en personne"));
            }
        }

        private void end(Delivery delivery, Map<?, ?> event, End end) {
            for (Attempt attempt : delivery.attempts) {
                if (Objects.equals(event.get("attempt"), attempt.number)) {
                    attempt.end = end;
                }
            }
        }

        private void confirmed(Entry entry, Map<?, ?> event, Delivery delivery) {
            delivery.over = true;
            delivery.held = false;
            boolean attempted =
                    delivery.attempts.stream().anyMatch(a -> Objects.equals(event.get("attempt"), a.number));
            end(delivery, event, End.OUT);
            String id = text(event, "deliveryId");
            if (!attempted && isComplete.test(entry.aggregateId)) {
                found.add(new Finding(Rule.APPROVED, entry.position,
                        "delivery " + id + " was confirmed without an attempt on record",
                        "l\u2019envoi " + id + " fut confirm\u00e9 sans tentative inscrite"));
            } else if (!attempted) {
                unjudged.add(new Finding(Rule.APPROVED, entry.position,
                        "the attempt of delivery " + id + " is not in the bundle",
                        "la tentative de l\u2019envoi " + id + " n\u2019est pas dans l\u2019archive"));
            }
            if (delivery.hash != null && !delivery.hash.equals(text(event, "contentHash"))) {
                found.add(new Finding(Rule.CONTENT, entry.position,
                        "delivery " + id + " confirms other content than it was to carry",
                        "l\u2019envoi " + id + " confirme un autre contenu que celui qu\u2019il devait porter"));
            }
        }

        private void attempt(Entry entry, Map<?, ?> event, Delivery delivery) {
            String id = text(event, "deliveryId");
            Attempt attempt = new Attempt(event.get("attempt") instanceof Long n ? n : -1, entry.position);
            Attempt last = delivery.attempts.isEmpty() ? null : delivery.attempts.get(delivery.attempts.size() - 1);
            if (delivery.cancelled) {
                broken(attempt, Rule.STOPPED, "delivery " + id + " had been cancelled", "l\u2019envoi " + id + " avait \u00e9t\u00e9 annul\u00e9");
            }
            if (delivery.held) {
                broken(attempt, Rule.STOPPED, "delivery " + id + " was held back", "l\u2019envoi " + id + " \u00e9tait retenu");
            }
            if (delivery.parked) {
                broken(attempt, Rule.TWO_PEOPLE, "delivery " + id + " was parked, and two people had not agreed",
                        "l\u2019envoi " + id + " \u00e9tait de c\u00f4t\u00e9, et deux personnes n\u2019\u00e9taient pas d\u2019accord");
            }
            if (delivery.over) {
                broken(attempt, Rule.ONCE, "delivery " + id + " was over", "l\u2019envoi " + id + " \u00e9tait termin\u00e9");
            }
            if (last != null && last.end == End.OPEN) {
                broken(attempt, Rule.ONCE, "the end of attempt " + last.number + " of delivery " + id + " was not known",
                        "l\u2019issue de la tentative " + last.number + " de l\u2019envoi " + id + " n\u2019\u00e9tait pas connue");
            }
            boolean noKey = "C".equals(delivery.kind) || "C2".equals(delivery.kind);
            if (noKey && delivery.inDoubt) {
                broken(attempt, Rule.ONCE, "delivery " + id + " may have arrived, and its network cannot tell doubles",
                        "l\u2019envoi " + id + " \u00e9tait peut-\u00eatre arriv\u00e9, et son r\u00e9seau ne reconna\u00eet pas les doubles");
            }
            delivery.attempts.add(attempt);
            if (!delivery.intended) {
                if (isComplete.test(entry.aggregateId)) {
                    broken(attempt, Rule.APPROVED, "delivery " + id + " was never intended", "l\u2019envoi " + id + " n\u2019\u00e9tait pas pr\u00e9vu");
                } else {
                    open(attempt, Rule.APPROVED, "the beginning of delivery " + id + " is not in the bundle",
                            "le d\u00e9but de l\u2019envoi " + id + " n\u2019est pas dans l\u2019archive");
                }
                return;
            }
            if (!Objects.equals(delivery.hash, text(event, "contentHash"))) {
                broken(attempt, Rule.CONTENT, "delivery " + id + " sent other content than it was to carry",
                        "l\u2019envoi " + id + " porte un autre contenu que celui pr\u00e9vu");
            }
            moment(entry, attempt, delivery);
            stopped(attempt, delivery);
            words(attempt, delivery);
            approval(entry, attempt, delivery);
        }

        private void moment(Entry entry, Attempt attempt, Delivery delivery) {
            Instant at = entry.instant();
            if (at == null || delivery.notBefore == null || delivery.expiresAt == null) {
                open(attempt, Rule.TIME, "a time cannot be read", "une heure est illisible");
                return;
            }
            if (at.isBefore(delivery.notBefore.truncatedTo(ChronoUnit.MICROS))) {
                attempt.unlessStopped.add(new Finding(Rule.TIME, attempt.position,
                        "it left before " + delivery.notBefore, "il est parti avant " + delivery.notBefore));
            }
            if (!at.isBefore(delivery.expiresAt)) {
                attempt.unlessStopped.add(new Finding(Rule.TIME, attempt.position,
                        "it had expired at " + delivery.expiresAt, "il avait expir\u00e9 \u00e0 " + delivery.expiresAt));
            }
        }

        private void stopped(Attempt attempt, Delivery delivery) {
            for (Map.Entry<String, Stop> stop : stops.entrySet()) {
                boolean over = Objects.equals(stop.getValue().brand, delivery.brand)
                        && (stop.getValue().channel == null || stop.getValue().channel.equals(delivery.channel));
                if (over) {
                    Finding finding = new Finding(Rule.STOPPED, attempt.position,
                            "stop " + stop.getKey() + " was in force", "l\u2019arr\u00eat " + stop.getKey() + " \u00e9tait en vigueur");
                    unlessLifted(attempt, finding, stopStreams.get(stop.getKey()));
                }
            }
            if (channelsOff.containsKey(delivery.channel)) {
                Finding finding = new Finding(Rule.STOPPED, attempt.position,
                        "channel " + delivery.channel + " was off", "le canal " + delivery.channel + " \u00e9tait coup\u00e9");
                unlessLifted(attempt, finding, channelsOff.get(delivery.channel));
            }
        }

        /** What would end it may be among the entries that are not in the bundle. */
        private void unlessLifted(Attempt attempt, Finding finding, String stream) {
            (isComplete.test(stream) ? attempt.unlessStopped : attempt.unjudged).add(finding);
        }

        /** The words that leave are still the released ones. */
        private void words(Attempt attempt, Delivery delivery) {
            String name = delivery.outgoing + " " + delivery.outgoingId;
            Draft draft = drafts.get(name);
            if (draft == null || !draft.begun) {
                absent(attempt, Rule.CONTENT, name, isComplete.test(null));
                return;
            }
            boolean same = "POST".equals(delivery.outgoing)
                    ? draft.variants.contains(delivery.channel + " " + delivery.hash)
                    : Objects.equals(draft.hash, delivery.hash);
            if (!same) {
                attempt.unlessStopped.add(new Finding(Rule.CONTENT, attempt.position,
                        name + " had other words by then", name + " avait d\u2019autres mots \u00e0 ce moment"));
            }
            if (!draft.released) {
                attempt.unlessStopped.add(new Finding(Rule.STOPPED, attempt.position,
                        name + " was not released or had been taken back", name + " n\u2019\u00e9tait pas lib\u00e9r\u00e9 ou avait \u00e9t\u00e9 repris"));
            }
        }

        private void approval(Entry entry, Attempt attempt, Delivery delivery) {
            String name = delivery.outgoing + " " + delivery.outgoingId;
            Draft draft = drafts.get(name);
            Review review = reviews.get(delivery.review);
            if (review == null) {
                absent(attempt, Rule.APPROVED, "review " + delivery.review, isComplete.test(null) || delivery.review == null);
                return;
            }
            Approval approval = review.decision;
            if (approval == null || !Objects.equals(approval.reviewedId, delivery.outgoingId)) {
                broken(attempt, Rule.APPROVED, name + " was sent without an approval", name + " est parti sans approbation");
                return;
            }
            String expected = "POST".equals(delivery.outgoing) ? (draft == null ? null : draft.hash) : delivery.hash;
            if (expected == null) {
                open(attempt, Rule.CONTENT, "what was submitted of " + name + " is not in the bundle",
                        "ce qui fut soumis de " + name + " n\u2019est pas dans l\u2019archive");
            } else if (!expected.equals(approval.hash)) {
                broken(attempt, Rule.CONTENT, name + " was sent without an approval of this content",
                        name + " est parti sans approbation de ce contenu");
            }
            if (approval.approver == null) {
                if (!"AUTOMATION".equals(approval.kind)) {
                    broken(attempt, Rule.APPROVED, "that no approval was needed was not said by the policy",
                            "ce n\u2019est pas la politique qui a dit qu\u2019aucune approbation n\u2019\u00e9tait n\u00e9cessaire");
                }
                return;
            }
            approver(entry, attempt, delivery, draft, review);
        }

        private void approver(Entry entry, Attempt attempt, Delivery delivery, Draft draft, Review review) {
            Approval approval = review.decision;
            String who = approval.approver;
            long wrote = draft == null ? Long.MAX_VALUE : draft.writers.getOrDefault(who, Long.MAX_VALUE);
            if (wrote < approval.position || review.involved.contains(who)) {
                broken(attempt, Rule.FOUR_EYES, "approved by " + who + ", who had written it",
                        "approuv\u00e9 par " + who + ", qui l\u2019avait \u00e9crit");
            }
            if (!review.opened) {
                absent(attempt, Rule.FOUR_EYES, "the opening of review " + delivery.review, isComplete.test(null));
            }
            if (!"HUMAN".equals(approval.kind) || !who.equals(approval.actor)) {
                broken(attempt, Rule.APPROVER, who + " did not approve in person", who + " n\u2019a pas approuv\u00e9 en personne");
            }
            if (!APPROVING.contains(String.valueOf(approval.role))) {
                broken(attempt, Rule.APPROVER, who + " approved in a role that may not: " + approval.role,
                        who + " a approuv\u00e9 dans un r\u00f4le qui ne le peut pas\u00a0: " + approval.role);
            }
            if (!approval.heldRight) {
                absent(attempt, Rule.APPROVER, "the right of " + who + " to approve then", isComplete.test(null));
            } else if (!mayApprove(who, delivery.brand, delivery.channel, entry.instant())) {
                Finding lost = new Finding(Rule.APPROVER, attempt.position,
                        who + " might no longer approve when it left", who + " ne pouvait plus approuver au d\u00e9part");
                (isComplete.test(null) ? attempt.unlessStopped : attempt.unjudged).add(lost);
            }
        }

        /** Something a rule needs is not there: a breach when everything is, otherwise only not to be judged. */
        private static void absent(Attempt attempt, Rule rule, String what, boolean breach) {
            if (breach) {
                broken(attempt, rule, "there is no trace of " + what, "aucune trace de " + what);
            } else {
                open(attempt, rule, what + " is not in the bundle", what + " n\u2019est pas dans l\u2019archive");
            }
        }

        private static void broken(Attempt attempt, Rule rule, String english, String french) {
            attempt.broken.add(new Finding(rule, attempt.position, english, french));
        }

        private static void open(Attempt attempt, Rule rule, String english, String french) {
            attempt.unjudged.add(new Finding(rule, attempt.position, english, french));
        }

        // -- the outcome

        /** Looks back once everything was seen. */
        void close() {
            for (Delivery delivery : deliveries.values()) {
                for (Attempt attempt : delivery.attempts) {
                    if (attempt.end == End.NOT_SENT) {
                        continue;
                    }
                    found.addAll(attempt.broken);
                    (attempt.end == End.OUT ? found : unjudged).addAll(attempt.unlessStopped);
                    unjudged.addAll(attempt.unjudged);
                }
            }
            found.sort(Comparator.comparingLong(Finding::position));
            unjudged.sort(Comparator.comparingLong(Finding::position));
        }

        private static String text(Map<?, ?> event, String name) {
            return event.get(name) instanceof String text ? text : null;
        }

        private static List<String> texts(Object list) {
            List<String> texts = new ArrayList<>();
            if (list instanceof List<?> items) {
                items.forEach(item -> texts.add(String.valueOf(item)));
            }
            return texts;
        }
    }

    /** A time as it stands in entries; null when there is none, or it is none. */
    static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    // ------------------------------------------------------------------------------------------------- the tree

    /**
     * RFC 9162, 2.1.3.2, leaf after leaf. Neighbours share most of their way to the root: as soon as a leaf has come to a place where the
     * one before came by with the same hash, and the same hashes are still to be joined to it, it has come to the same root.
     */
    static final class Climb {

        private final long size;
        private final byte[] root;
        private Proof before;

        // The last way that led to the root: where it was and with which hash, by the number of steps left.
        private final long[] nodes = new long[64];
        private final long[] lasts = new long[64];
        private final byte[][] hashes = new byte[64][];
        private final byte[][] siblings = new byte[64][];
        private int known;

        Climb(long size, byte[] root) {
            this.size = size;
            this.root = root;
        }

        boolean reachesRoot(byte[] leaf, long index, List<byte[]> path) {
            int walked = known;
            known = 0;
            if (index < 0 || index >= size) {
                return false;
            }
            long node = index;
            long last = size - 1;
            byte[] hash = leaf;
            for (int left = path.size(); left > 0; left--) {
                if (left <= walked
                        && nodes[left] == node
                        && lasts[left] == last
                        && Arrays.equals(hashes[left], hash)
                        && sameSiblings(left, path)) {
                    known = path.size();
                    return true;
                }
                if (last == 0) {
                    return false;
                }
                byte[] sibling = path.get(path.size() - left);
                nodes[left] = node;
                lasts[left] = last;
                hashes[left] = hash;
                siblings[left] = sibling;
                if ((node & 1) == 1 || node == last) {
                    hash = node(sibling, hash);
                    while (node != 0 && (node & 1) == 0) {
                        node >>= 1;
                        last >>= 1;
                    }
                } else {
                    hash = node(hash, sibling);
                }
                node >>= 1;
                last >>= 1;
            }
            if (last != 0 || !Arrays.equals(hash, root)) {
                return false;
            }
            known = path.size();
            return true;
        }

        private boolean sameSiblings(int left, List<byte[]> path) {
            for (int i = left; i > 0; i--) {
                if (!Arrays.equals(siblings[i], path.get(path.size() - i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** RFC 9162, 2.1.4.2. */
    static boolean consistent(long old, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
        if (old == size) {
            return proof.isEmpty() && Arrays.equals(oldRoot, root);
        }
        if (old == 0) {
            return proof.isEmpty() && Arrays.equals(oldRoot, sha256().digest());
        }
        if (old < 0 || old > size) {
            return false;
        }
        List<byte[]> path = new ArrayList<>();
        if (Long.bitCount(old) == 1) {
            path.add(oldRoot);
        }
        path.addAll(proof);
        if (path.isEmpty()) {
            return false;
        }
        long node = old - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] oldHash = path.get(0);
        byte[] newHash = path.get(0);
        for (byte[] sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = node(sibling, oldHash);
                newHash = node(sibling, newHash);
                while (node != 0 && (node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(oldHash, oldRoot) && Arrays.equals(newHash, root);
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** One hash per line; null when a line is not a hash. */
    static List<byte[]> hashes(List<String> lines) {
        return hashes(lines, List.of(), List.of());
    }

    /** As above; from the end on, lines that are known need not be decoded again. */
    private static List<byte[]> hashes(List<String> lines, List<String> knownLines, List<byte[]> known) {
        if (lines.size() > 63) {
            return null;
        }
        List<byte[]> hashes = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            int same = knownLines.size() - lines.size() + i;
            byte[] hash = same >= 0 && lines.get(i).equals(knownLines.get(same)) ? known.get(same) : base64(lines.get(i));
            if (hash == null || hash.length != 32) {
                return null;
            }
            hashes.add(hash);
        }
        return hashes;
    }

    record Proof(long index, List<String> lines, List<byte[]> path, String checkpoint) {

        static final String HEADER = "c2sp.org/tlog-proof@v1";

        /** Reads a tlog-proof; null when it is none. The proof read before, if any, spares decoding what stands there again. */
        static Proof parse(String text, Proof before) {
            int blank = text.indexOf("\n\n");
            if (blank < 0) {
                return null;
            }
            List<String> all = Arrays.asList(text.substring(0, blank).split("\n", -1));
            if (all.size() < 2 || !all.get(0).equals(HEADER) || !INDEX.matcher(all.get(1)).matches()) {
                return null;
            }
            List<String> lines = all.subList(2, all.size());
            List<byte[]> path = before == null ? hashes(lines) : hashes(lines, before.lines, before.path);
            if (path == null) {
                return null;
            }
            return new Proof(Long.parseLong(all.get(1).substring(6)), lines, path, text.substring(blank + 2));
        }
    }

    record Head(String origin, long size, byte[] root) {

        static Head parse(String text) {
            List<String> lines = text.lines().toList();
            byte[] root = lines.size() < 3 ? null : base64(lines.get(2));
            if (root == null || root.length != 32 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
                throw new Damaged("checkpoint?");
            }
            return new Head(lines.get(0), Long.parseLong(lines.get(1)), root);
        }
    }

    // ------------------------------------------------------------------------------------------------ signatures

    /** A text and the signature lines under it. */
    record Note(String text, List<String[]> lines) {

        static Note parse(String note) {
            int end = note.lastIndexOf("\n\n");
            if (end < 0 || !note.endsWith("\n") || note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
                throw new Damaged("signed note?");
            }
            List<String[]> lines = new ArrayList<>();
            for (String line : note.substring(end + 2).lines().toList()) {
                String[] parts = line.split(" ", -1);
                if (parts.length != 3 || !parts[0].equals("\u2014") || lines.size() >= 64) {
                    throw new Damaged("signature line?");
                }
                lines.add(parts);
            }
            return new Note(note.substring(0, end + 1), lines);
        }

        /** At least one line is of this key, and all lines under its name and id are good. */
        boolean signedBy(Key key) {
            boolean found = false;
            for (String[] line : lines) {
                byte[] bytes = base64(line[2]);
                boolean own = line[1].equals(key.name)
                        && bytes != null
                        && bytes.length > 4
                        && Arrays.equals(Arrays.copyOf(bytes, 4), key.id());
                if (own && !key.verifies(text, Arrays.copyOfRange(bytes, 4, bytes.length))) {
                    return false;
                }
                found |= own;
            }
            return found;
        }
    }

    /** A public key, written name+hash+base64(type and 32 bytes). */
    record Key(String name, byte type, byte[] bytes) {

        static Key parse(String text) {
            String[] parts = text.strip().split("\\+", 3);
            byte[] typed = parts.length == 3 ? base64(parts[2]) : null;
            if (typed == null || typed.length != 33 || (typed[0] != 1 && typed[0] != 4)) {
                throw new Damaged("key? " + text.strip());
            }
            Key key = new Key(parts[0], typed[0], Arrays.copyOfRange(typed, 1, 33));
            if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
                throw new Damaged("key hash? " + text.strip());
            }
            return key;
        }

        byte[] id() {
            MessageDigest digest = sha256();
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(type);
            return Arrays.copyOf(digest.digest(bytes), 4);
        }

        boolean verifies(String text, byte[] signature) {
            String message = text;
            byte[] raw = signature;
            if (type == 4) {
                // A witness's line also says when: eight bytes of seconds before the signature.
                if (signature.length != 72) {
                    return false;
                }
                long time = ByteBuffer.wrap(signature).getLong();
                message = "cosignature/v1\ntime " + time + "\n" + text;
                raw = Arrays.copyOfRange(signature, 8, 72);
            }
            if (raw.length != 64) {
                return false;
            }
            try {
                byte[] der = ByteBuffer.allocate(44)
                        .put(HexFormat.of().parseHex("302a300506032b6570032100"))
                        .put(bytes)
                        .array();
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
                verifier.update(message.getBytes(StandardCharsets.UTF_8));
                return verifier.verify(raw);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            byte[] typed = ByteBuffer.allocate(33).put(type).put(bytes).array();
            return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed);
        }
    }

    // --------------------------------------------------------------------------------------------------- entries

    /** One entry as it stands in entries.jsonl. */
    static final class Entry {

        long position;
        String eventId;
        String aggregateType;
        String aggregateId;
        long sequence;
        String type;
        String revision;
        String timestamp;
        String statedLeaf;
        byte[] payload;
        byte[] metadata;

        static Entry parse(String line) {
            if (!(Json.parse(line) instanceof Map<?, ?> json)) {
                throw new Damaged("entries.jsonl?");
            }
            Entry entry = new Entry();
            entry.position = number(json, "position", 1);
            entry.eventId = text(json, "eventId");
            entry.aggregateType = text(json, "aggregateType");
            entry.aggregateId = text(json, "aggregateId");
            entry.sequence = number(json, "seq", 0);
            entry.type = text(json, "type");
            entry.revision = json.get("revision") == null ? null : text(json, "revision");
            entry.timestamp = text(json, "timestamp");
            entry.statedLeaf = text(json, "leaf");
            entry.payload = base64(text(json, "payload"));
            entry.metadata = base64(text(json, "metadata"));
            if (entry.payload == null || entry.metadata == null) {
                throw new Damaged("base64? " + entry.position);
            }
            return entry;
        }

        /** SHA-256(0x00 || record), the record being one line of RFC 8785 JSON. */
        byte[] leaf() {
            MessageDigest digest = sha256();
            String payloadHash = HexFormat.of().formatHex(digest.digest(payload));
            String metadataHash = HexFormat.of().formatHex(digest.digest(metadata));
            String record = "{\"aggregateId\":" + Json.quote(aggregateId)
                    + ",\"aggregateType\":" + Json.quote(aggregateType)
                    + ",\"eventId\":" + Json.quote(eventId)
                    + ",\"metadata\":\"" + metadataHash
                    + "\",\"payload\":\"" + payloadHash
                    + "\",\"revision\":" + (revision == null ? "null" : Json.quote(revision))
                    + ",\"seq\":" + sequence
                    + ",\"timestamp\":" + Json.quote(timestamp)
                    + ",\"type\":" + Json.quote(type)
                    + ",\"v\":1}";
            digest.update((byte) 0);
            return digest.digest(record.getBytes(StandardCharsets.UTF_8));
        }

        /** When it was recorded; null when that is no time. */
        Instant instant() {
            return Verifier.instant(timestamp);
        }

        /** What the metadata says: actor, actorKind, role. */
        String about(String name) {
            try {
                return Json.parse(utf8(metadata)) instanceof Map<?, ?> json && json.get(name) instanceof String text
                        ? text
                        : null;
            } catch (Damaged e) {
                return null;
            }
        }

        /** The payload read as JSON (maps, lists, strings, numbers, booleans), or null when it is not JSON. */
        Object json() {
            try {
                return Json.parse(utf8(payload));
            } catch (Damaged e) {
                return null;
            }
        }

        private static String text(Map<?, ?> json, String name) {
            if (json.get(name) instanceof String text) {
                return text;
            }
            throw new Damaged("entries.jsonl: " + name + "?");
        }

        private static long number(Map<?, ?> json, String name, long least) {
            if (json.get(name) instanceof Long number && number >= least) {
                return number;
            }
            throw new Damaged("entries.jsonl: " + name + "?");
        }
    }

    /** What is known of one aggregate's sequence numbers, seen in the order of positions. */
    static final class Sequences {
        long first = -1;
        long last = -1;
        long count;
        boolean unbroken = true;

        void add(long sequence) {
            if (count == 0) {
                first = sequence;
            } else if (sequence != last + 1) {
                unbroken = false;
            }
            last = sequence;
            count++;
        }
    }

    static final class Entries {
        final MessageDigest digest = sha256();
        final Map<String, Sequences> aggregates = new HashMap<>();
        long count;
        long firstPosition;
        long lastPosition;
        private String finished;

        void add(Entry entry) {
            if (count == 0) {
                firstPosition = entry.position;
            }
            lastPosition = entry.position;
            count++;
            aggregates.computeIfAbsent(entry.aggregateId, id -> new Sequences()).add(entry.sequence);
        }

        String digest() {
            if (finished == null) {
                finished = HexFormat.of().formatHex(digest.digest());
            }
            return finished;
        }
    }

    /** What the bundle claims to hold. */
    static final class Manifest {
        String origin = "";
        long size = -1;
        long count = -1;
        String digest = "";
        long from;
        long to;
        final Map<String, Long> complete = new LinkedHashMap<>();
        final Map<String, String> files = new HashMap<>();

        static Manifest parse(String text) {
            Manifest manifest = new Manifest();
            List<String> lines = text.lines().toList();
            if (lines.isEmpty() || !lines.get(0).equals("parvis.org/bundle@v1")) {
                throw new Damaged("manifest?");
            }
            try {
                for (String line : lines.subList(1, lines.size())) {
                    String[] words = line.split(" ", 3);
                    switch (words[0]) {
                        case "origin" -> manifest.origin = words[1];
                        case "size" -> manifest.size = Long.parseLong(words[1]);
                        case "entries" -> {
                            manifest.count = Long.parseLong(words[1]);
                            manifest.digest = words[2];
                        }
                        case "range" -> {
                            manifest.from = Long.parseLong(words[1]);
                            manifest.to = Long.parseLong(words[2]);
                        }
                        case "complete" ->
                                manifest.complete.put((String) Json.parse(words[2]), Long.parseLong(words[1]));
                        case "file" -> manifest.files.put(words[2], words[1]);
                        case "aggregates", "selection" -> { }
                        default -> throw new Damaged("manifest: " + words[0] + "?");
                    }
                }
            } catch (IndexOutOfBoundsException | NumberFormatException | ClassCastException e) {
                throw new Damaged("manifest?");
            }
            return manifest;
        }
    }

    // ---------------------------------------------------------------------------------------------- reading a zip

    private ZipFile open(Path bundle) throws IOException {
        if (!Files.isRegularFile(bundle)) {
            throw new Damaged(say("There is no file ", "Il n\u2019y a pas de fichier ") + bundle);
        }
        return new ZipFile(bundle.toFile());
    }

    /**
     * Whoever unpacks a zip while it arrives never sees its directory and meets one file after the other instead. They must meet what the
     * directory lists, which is what is verified here: byte after byte, with nothing before, between or behind, and nothing but plain files.
     */
    private void checkLayout(Path bundle, int files) throws IOException {
        try (FileChannel channel = FileChannel.open(bundle)) {
            checkKind(channel);
            long end = channel.size() - 22;
            Bytes last = new Bytes(channel, end);
            last.expect(0x06054b50L, 4);
            last.expect(0, 4);
            long here = last.number(2);
            last.expect(here, 2);
            long size = last.number(4);
            long start = last.number(4);
            last.expect(0, 2);
            long listed = here;
            if (here == 0xffff || size == 0xffffffffL || start == 0xffffffffL) {
                Bytes way = new Bytes(channel, end - 20);
                way.expect(0x07064b50L, 4);
                way.expect(0, 4);
                way.expect(end - 20 - 56, 8);
                way.expect(1, 4);
                end -= 20 + 56;
                Bytes wide = new Bytes(channel, end);
                wide.expect(0x06064b50L, 4);
                wide.expect(44, 8);
                wide.number(4);
                wide.expect(0, 8);
                listed = wide.number(8);
                wide.expect(listed, 8);
                size = same(size, 4, wide.number(8));
                start = same(start, 4, wide.number(8));
                same(here, 2, listed);
            }
            if (listed != files || start < 0 || size < 0 || start + size != end) {
                throw otherFiles();
            }
            Bytes directory = new Bytes(channel, start);
            Bytes met = new Bytes(channel, 0);
            long unpacked = 0;
            Inflater inflater = new Inflater(true);
            try {
                for (long i = 0; i < listed; i++) {
                    Listed file = listed(directory);
                    unpacked += file.size;
                    if (file.at != met.at() || file.size < 0 || file.packed < 0 || unpacked > MOST_BYTES) {
                        throw otherFiles();
                    }
                    meet(met, file, inflater);
                }
            } catch (DataFormatException e) {
                throw otherFiles();
            } finally {
                inflater.end();
            }
            if (met.at() != start || directory.at() != end) {
                throw otherFiles();
            }
        }
    }

    /**
     * What a file is, some programs that unpack (tar of macOS and Windows) tell by bytes behind its beginning: a zip can be packed so that
     * they take it for a tape archive or a disk, with files of its own.
     */
    private void checkKind(FileChannel channel) throws IOException {
        boolean isTape = false;
        if (channel.size() >= 512) {
            byte[] block = new Bytes(channel, 0).bytes(512);
            String stated = new String(block, 148, 8, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
            int sum = 0;
            int signed = 0;
            for (int i = 0; i < block.length; i++) {
                byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
                sum += b & 0xff;
                signed += b;
            }
            Matcher octal = OCTAL.matcher(stated);
            if (octal.lookingAt()) {
                int number = Integer.parseInt(octal.group(), 8);
                isTape = number == sum || number == signed;
            }
        }
        boolean isDisk = channel.size() >= 32_774
                && new String(new Bytes(channel, 32_769).bytes(5), StandardCharsets.ISO_8859_1).equals("CD001");
        if (isTape || isDisk) {
            throw new Damaged(say("The zip is an archive of another kind as well, with other files",
                    "Le zip est aussi une archive d\u2019une autre sorte, avec d\u2019autres fichiers"));
        }
    }

    /** A file as the directory lists it. */
    private static final class Listed {
        byte[] name;
        int flags;
        int method;
        long crc;
        long packed;
        long size;
        long at;
    }

    private Listed listed(Bytes in) throws IOException {
        Listed file = new Listed();
        in.expect(0x02014b50L, 4);
        in.number(4);
        file.flags = (int) in.number(2);
        file.method = (int) in.number(2);
        in.number(4);
        file.crc = in.number(4);
        file.packed = in.number(4);
        file.size = in.number(4);
        int name = (int) in.number(2);
        int extra = (int) in.number(2);
        in.expect(0, 4);
        in.number(2);
        long attributes = in.number(4);
        file.at = in.number(4);
        file.name = in.bytes(name);
        long[] wide = wide(in, extra, elsewhere(file.size) + elsewhere(file.packed) + elsewhere(file.at));
        int w = 0;
        if (file.size == 0xffffffffL) {
            file.size = wide[w++];
        }
        if (file.packed == 0xffffffffL) {
            file.packed = wide[w++];
        }
        if (file.at == 0xffffffffL) {
            file.at = wide[w];
        }
        long mode = attributes >>> 16;
        // Plain files of Unix, without the bits that lend rights, or of systems that say nothing of it.
        boolean isPlain = (mode & 0170000) == 0100000 || (mode & 0170000) == 0;
        if (!isPlain || (mode & 07000) != 0 || (attributes & 0xffd8) != 0) {
            throw new Damaged(say("Something else than a plain file: ", "Autre chose qu\u2019un simple fichier\u00a0: ")
                    + new String(file.name, StandardCharsets.UTF_8));
        }
        // What it takes to read: data descriptors, names in UTF-8, hints of how well it was packed.
        if ((file.flags & ~(8 | 2048 | 6)) != 0 || file.method != 0 && file.method != 8) {
            throw otherFiles();
        }
        return file;
    }

    private static int elsewhere(long number) {
        return number == 0xffffffffL ? 1 : 0;
    }

    /**
     * What stands for so many numbers that are too large for their place: that and no more, for some readers take a file to be large because
     * it has such an extra. Extras that give a file another name or nature are not taken.
     */
    private long[] wide(Bytes in, int length, int numbers) throws IOException {
        long[] wide = new long[numbers];
        boolean found = numbers == 0;
        long end = in.at() + length;
        while (in.at() < end) {
            int kind = (int) in.number(2);
            int size = (int) in.number(2);
            if (kind == 1 && !found && size == 8 * numbers) {
                found = true;
                for (int i = 0; i < numbers; i++) {
                    wide[i] = in.number(8);
                }
            } else if ((kind == 0x5455 || kind == 0x7875) && size <= 32) {
                in.bytes(size); // times, owners
            } else {
                throw otherFiles();
            }
        }
        if (in.at() != end || !found) {
            throw otherFiles();
        }
        return wide;
    }

    /** The file that stands here must be the one that is listed, and end where that one ends. */
    private void meet(Bytes in, Listed file, Inflater inflater) throws IOException, DataFormatException {
        in.expect(0x04034b50L, 4);
        in.number(2);
        in.expect(file.flags, 2);
        in.expect(file.method, 2);
        in.number(4);
        long crc = in.number(4);
        long packed = in.number(4);
        long size = in.number(4);
        int name = (int) in.number(2);
        int extra = (int) in.number(2);
        if (!Arrays.equals(in.bytes(name), file.name)) {
            throw otherFiles();
        }
        if (elsewhere(size) != elsewhere(packed)) {
            throw otherFiles();
        }
        long[] wide = wide(in, extra, 2 * elsewhere(size));
        boolean isSaidBehind = (file.flags & 8) != 0;
        if (isSaidBehind) {
            // Nothing is said in front, so the file must end by itself. One that is only stored does not: whoever reads from the front takes
            // the first bytes in it that look like its end for its end, and what follows them for other files.
            if (file.method != 8 || wide.length != 0 || crc != 0 || packed != 0 || size != 0) {
                throw otherFiles();
            }
        } else if (crc != file.crc
                || (wide.length == 0 ? packed : wide[1]) != file.packed
                || (wide.length == 0 ? size : wide[0]) != file.size) {
            throw otherFiles();
        }
        contents(in, file, inflater);
        if (isSaidBehind) {
            int width = file.packed >= 0xffffffffL || file.size >= 0xffffffffL ? 8 : 4;
            in.expect(0x08074b50L, 4);
            in.expect(file.crc, 4);
            in.expect(file.packed, width);
            in.expect(file.size, width);
        }
    }

    private void contents(Bytes in, Listed file, Inflater inflater) throws IOException, DataFormatException {
        CRC32 crc = new CRC32();
        long left = file.packed;
        long size = 0;
        inflater.reset();
        while (file.method == 0 ? left > 0 : !inflater.finished()) {
            int n;
            if (file.method == 0) {
                n = in.some(left);
                crc.update(in.buffer, in.taken, n);
                left -= n;
            } else {
                if (inflater.needsInput()) {
                    int more = in.some(left);
                    inflater.setInput(in.buffer, in.taken, more);
                    left -= more;
                }
                n = inflater.inflate(room);
                crc.update(room, 0, n);
                if (n == 0 && inflater.needsDictionary()) {
                    throw otherFiles();
                }
            }
            size += n;
            if (size > file.size) {
                throw otherFiles();
            }
        }
        if (left != 0 || inflater.getRemaining() != 0 || size != file.size || crc.getValue() != file.crc) {
            throw otherFiles();
        }
    }

    /** What stands in a place of this width, or, where it says that it is too large for it, elsewhere. */
    private long same(long narrow, int width, long wide) {
        if (narrow != (1L << 8 * width) - 1 && narrow != wide) {
            throw otherFiles();
        }
        return wide;
    }

    private Damaged otherFiles() {
        return new Damaged(say(
                "The zip holds other bytes than the files that its directory lists, one behind the other",
                "Le zip contient autre chose que les fichiers de son r\u00e9pertoire, l\u2019un derri\u00e8re l\u2019autre"));
    }

    /** Reads on from a place in a file. */
    private final class Bytes {

        private final FileChannel file;
        final byte[] buffer = new byte[65_536];
        /** Where in the buffer that begins which {@link #some} gave. */
        int taken;
        private int start;
        private int end;
        private long behind;

        Bytes(FileChannel file, long at) {
            if (at < 0) {
                throw otherFiles();
            }
            this.file = file;
            this.behind = at;
        }

        long at() {
            return behind - (end - start);
        }

        /** At most so many of the next bytes, and one at least; they stay where they are until more are asked for. */
        int some(long most) throws IOException {
            if (most <= 0) {
                throw otherFiles();
            }
            if (start == end) {
                int n = file.read(ByteBuffer.wrap(buffer), behind);
                if (n <= 0) {
                    throw otherFiles();
                }
                behind += n;
                start = 0;
                end = n;
            }
            int n = (int) Math.min(most, end - start);
            taken = start;
            start += n;
            return n;
        }

        byte[] bytes(int length) throws IOException {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; ) {
                int n = some(length - i);
                System.arraycopy(buffer, taken, bytes, i, n);
                i += n;
            }
            return bytes;
        }

        /** The lowest byte comes first. */
        long number(int width) throws IOException {
            long number = 0;
            for (int i = 0; i < width; i++) {
                some(1);
                number |= (buffer[taken] & 0xffL) << 8 * i;
            }
            return number;
        }

        void expect(long number, int width) throws IOException {
            if (number(width) != number) {
                throw otherFiles();
            }
        }
    }

    /** The files of the bundle. Nothing is ever unpacked to disk; names are only looked up. */
    private final class Bundle {

        private final ZipFile zip;
        private final Set<String> names;
        private final byte[] note = new byte[LONGEST_NOTE + 1];

        Bundle(ZipFile zip) {
            this.zip = zip;
            if (zip.size() > MOST_FILES) {
                throw new Damaged(say("Too many files: ", "Trop de fichiers\u00a0: ") + zip.size());
            }
            names = new HashSet<>(zip.size() * 2);
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                boolean known = switch (name) {
                    case "entries.jsonl", "checkpoint", "consistency.txt", "manifest", "keys.txt", "README.txt",
                            "Verifier.java" -> true;
                    default -> NUMBERED_FILE.matcher(name).matches();
                };
                if (!known || !names.add(name)) {
                    throw new Damaged(say("A file that does not belong in a bundle, or is there twice: ",
                            "Un fichier \u00e9tranger \u00e0 une archive, ou pr\u00e9sent deux fois\u00a0: ") + name);
                }
            }
        }

        boolean has(String name) {
            return names.contains(name);
        }

        InputStream stream(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new Damaged(say("The bundle has no ", "L\u2019archive n\u2019a pas de ") + name);
            }
            return new Counted(zip.getInputStream(entry));
        }

        String text(String name, int most) throws IOException {
            try (InputStream in = stream(name)) {
                byte[] bytes = note;
                int length = in.readNBytes(note, 0, Math.min(most + 1, note.length));
                if (length == note.length && most >= length) {
                    bytes = new SequenceInputStream(new ByteArrayInputStream(note), in).readNBytes(most + 1);
                    length = bytes.length;
                }
                if (length > most) {
                    throw new Damaged(say("Too large: ", "Trop grand\u00a0: ") + name);
                }
                return utf8(bytes, length);
            }
        }
    }

    /** Stops reading when a bundle unpacks to more than any bundle may. */
    private final class Counted extends InputStream {

        private final InputStream in;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            count(n < 0 ? 0 : n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private void count(int n) {
            bytesRead += n;
            if (bytesRead > MOST_BYTES) {
                throw new Damaged(say("The bundle unpacks to too much", "L\u2019archive d\u00e9compress\u00e9e est trop grande"));
            }
        }
    }

    /** Lines of bounded length, with the digest of all bytes. */
    private static final class Lines implements AutoCloseable {

        private final InputStream in;
        private final MessageDigest digest;
        private final byte[] buffer = new byte[65_536];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(2_048);
        private int start;
        private int end;

        Lines(InputStream in, MessageDigest digest) {
            this.in = in;
            this.digest = digest;
        }

        String next() throws IOException {
            line.reset();
            while (true) {
                for (int i = start; i < end; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, start, i - start);
                        start = i + 1;
                        return utf8(line.toByteArray());
                    }
                }
                line.write(buffer, start, end - start);
                if (line.size() > LONGEST_LINE) {
                    throw new Damaged("entries.jsonl: line > " + LONGEST_LINE);
                }
                end = in.read(buffer);
                start = 0;
                if (end < 0) {
                    end = 0;
                    return line.size() == 0 ? null : utf8(line.toByteArray());
                }
                digest.update(buffer, 0, end);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static Map<String, List<String>> keysFile(String text) {
        Map<String, List<String>> keys = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 2);
            if (words.length == 2) {
                keys.computeIfAbsent(words[0], word -> new ArrayList<>()).add(words[1]);
            }
        }
        return keys;
    }

    // ------------------------------------------------------------------------------------------------------ JSON

    /** A strict, small reader: no duplicate keys, bounded depth. */
    static final class Json {

        private final String text;
        private int at;
        /** The first one that still lies ahead; below 0 when there is none. */
        private int backslash;

        private Json(String text) {
            this.text = text;
            this.backslash = text.indexOf('\\');
        }

        static Object parse(String text) {
            Json json = new Json(text);
            Object value = json.value(0);
            json.blanks();
            if (json.at != text.length()) {
                throw json.bad();
            }
            return value;
        }

        static String quote(String text) {
            StringBuilder json = new StringBuilder(text.length() + 2).append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> json.append("\\\"");
                    case '\\' -> json.append("\\\\");
                    case '\b' -> json.append("\\b");
                    case '\f' -> json.append("\\f");
                    case '\n' -> json.append("\\n");
                    case '\r' -> json.append("\\r");
                    case '\t' -> json.append("\\t");
                    default -> {
                        if (c < 0x20) {
                            json.append(String.format("\\u%04x", (int) c));
                        } else {
                            json.append(c);
                        }
                    }
                }
            }
            return json.append('"').toString();
        }

        private Object value(int depth) {
            if (depth > DEEPEST_JSON) {
                throw bad();
            }
            blanks();
            if (at >= text.length()) {
                throw bad();
            }
            return switch (text.charAt(at)) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> string();
                case 't' -> word("true", Boolean.TRUE);
                case 'f' -> word("false", Boolean.FALSE);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            blanks();
            if (take('}')) {
                return object;
            }
            do {
                blanks();
                if (at >= text.length() || text.charAt(at) != '"') {
                    throw bad();
                }
                String name = string();
                blanks();
                if (!take(':') || object.containsKey(name)) {
                    throw bad();
                }
                object.put(name, value(depth + 1));
                blanks();
            } while (take(','));
            if (!take('}')) {
                throw bad();
            }
            return object;
        }

        private List<Object> array(int depth) {
            List<Object> array = new ArrayList<>();
            at++;
            blanks();
            if (take(']')) {
                return array;
            }
            do {
                array.add(value(depth + 1));
                blanks();
            } while (take(','));
            if (!take(']')) {
                throw bad();
            }
            return array;
        }

        private String string() {
            int quote = text.indexOf('"', ++at);
            if (backslash < at && backslash >= 0) {
                backslash = text.indexOf('\\', at);
            }
            if (quote >= 0 && (backslash < 0 || quote < backslash)) {
                String whole = text.substring(at, quote);
                at = quote + 1;
                for (int i = 0; i < whole.length(); i++) {
                    if (whole.charAt(i) < 0x20) {
                        throw bad();
                    }
                }
                return whole;
            }
            StringBuilder string = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return string.toString();
                }
                if (c < 0x20) {
                    throw bad();
                }
                string.append(c == '\\' ? escape() : c);
            }
            throw bad();
        }

        private char escape() {
            if (at >= text.length()) {
                throw bad();
            }
            char c = text.charAt(at++);
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                        throw bad();
                    }
                    at += 4;
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
                default -> throw bad();
            };
        }

        private Object number() {
            int from = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String number = text.substring(from, at);
            if (number.length() > 40 || !NUMBER.matcher(number).matches()) {
                throw bad();
            }
            if (WHOLE_NUMBER.matcher(number).matches()) {
                return Long.parseLong(number);
            }
            return Double.parseDouble(number);
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) {
                throw bad();
            }
            at += word.length();
            return value;
        }

        private boolean take(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private Damaged bad() {
            return new Damaged("JSON? " + at);
        }
    }

    // ---------------------------------------------------------------------------------------------------- basics

    /** The bundle (or what was typed) is not something that can be verified at all. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    static final class Options {
        Path bundle;
        String key;
        Path head;
        final List<String> witnesses = new ArrayList<>();
        int quorum;
        boolean french = Locale.getDefault().getLanguage().equals("fr");

        static Options parse(String[] args) {
            Options options = new Options();
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--key" -> options.key = value(args, ++i);
                    case "--head" -> options.head = Path.of(value(args, ++i));
                    case "--witness" -> options.witnesses.add(value(args, ++i));
                    case "--quorum" -> options.quorum = Integer.parseInt(value(args, ++i));
                    case "--lang" -> options.french = value(args, ++i).equals("fr");
                    default -> {
                        if (args[i].startsWith("--") || options.bundle != null) {
                            throw new IllegalArgumentException("? " + args[i]);
                        }
                        options.bundle = Path.of(args[i]);
                    }
                }
            }
            if (options.bundle == null) {
                throw new IllegalArgumentException("BUNDLE.zip?");
            }
            if (options.quorum < 0 || options.quorum > options.witnesses.size()) {
                throw new IllegalArgumentException("--quorum?");
            }
            return options;
        }

        private static String value(String[] args, int i) {
            if (i >= args.length) {
                throw new IllegalArgumentException(args[i - 1] + "?");
            }
            return args[i];
        }
    }

    private String say(String english, String inFrench) {
        return french ? inFrench : english;
    }

    private void fault(int code, String message) {
        // There may be millions of faults, each with a text as long as the bundle's maker liked: what no line shows is not kept.
        faults.computeIfAbsent(code, c -> new ArrayList<>()).add(printable(message));
    }

    /** The one way to the terminal. What is said there may come from a bundle in any place, also where something cannot be read. */
    private static void print(PrintStream out, String line) {
        out.println(printable(line));
    }

    /** What comes from a bundle must not steer the terminal it is shown on. */
    private static String printable(String line) {
        StringBuilder safe = new StringBuilder();
        String.valueOf(line).codePoints().limit(LONGEST_SHOWN + 1).forEach(c -> safe.appendCodePoint(
                switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> '?';
                    default -> c;
                }));
        if (safe.codePointCount(0, safe.length()) > LONGEST_SHOWN) {
            safe.setLength(safe.offsetByCodePoints(0, LONGEST_SHOWN - 1));
            safe.append('\u2026');
        }
        return safe.toString();
    }

    /** The decoded bytes; null when it is not base64 in its one canonical form. */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String utf8(byte[] bytes) {
        return utf8(bytes, bytes.length);
    }

    private static String utf8(byte[] bytes, int length) {
        // Much quicker than a decoder; it puts U+FFFD where something is wrong, and then the decoder says whether it was.
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf(0xfffd) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Damaged("UTF-8?");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
