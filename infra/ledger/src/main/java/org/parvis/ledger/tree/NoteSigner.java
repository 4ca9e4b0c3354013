package org.parvis.ledger.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs notes with an Ed25519 key kept in a PKCS#8 file that only its owner can read. */
public final class NoteSigner {

    private static final Logger log = LoggerFactory.getLogger(NoteSigner.class);
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final NoteKey key;
    private final PrivateKey privateKey;

    private NoteSigner(String name, byte type, KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        this.key = new NoteKey(name, type, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        this.privateKey = pair.getPrivate();
    }

    /** The ledger's own signer; its name is the checkpoint's origin. Makes a key when the file does not exist. */
    public static NoteSigner ofLedger(String origin, Path keyFile) {
        return new NoteSigner(origin, NoteKey.ED25519, loadOrCreate(keyFile));
    }

    /** A witness's signer. Makes a key when the file does not exist. */
    public static NoteSigner ofWitness(String name, Path keyFile) {
        return new NoteSigner(name, NoteKey.COSIGNATURE, loadOrCreate(keyFile));
    }

    static NoteSigner fromSeed(String name, byte type, byte[] seed) {
        return new NoteSigner(name, type, pair(seed));
    }

    /** What others need to check this signer's signatures. */
    public NoteKey key() {
        return key;
    }

    /** Signs a text that ends with a newline. */
    public SignedNote sign(String text) {
        if (key.type() != NoteKey.ED25519) {
            throw new IllegalStateException("A witness cosigns, it does not sign");
        }
        return new SignedNote(text, List.of(new SignedNote.Line(key.name(), key.id(), raw(text))));
    }

    /** The line by which a witness says that it saw this head, consistent with all before, at this time. */
    public SignedNote.Line cosign(String text, Instant time) {
        if (key.type() != NoteKey.COSIGNATURE) {
            throw new IllegalStateException("Only a witness cosigns");
        }
        long seconds = time.getEpochSecond();
        byte[] signature = ByteBuffer.allocate(72)
                .putLong(seconds)
                .put(raw(NoteKey.cosigned(seconds, text)))
                .array();
        return new SignedNote.Line(key.name(), key.id(), signature);
    }

    private byte[] raw(String message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message.getBytes(UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    private static KeyPair loadOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            warnWhenOthersCanRead(file);
            String pem = Files.readString(file);
            int begin = pem.indexOf(BEGIN);
            int end = pem.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException(file + " is not a PKCS#8 key in PEM form");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!(key instanceof EdECPrivateKey ed)) {
                throw new IllegalArgumentException(file + " is not an Ed25519 key");
            }
            return pair(ed.getBytes().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key " + file + " cannot be read or made", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " does not hold an Ed25519 key", e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem =
                BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n" + END + "\n";
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            channel.write(ByteBuffer.wrap(pem.getBytes(UTF_8)));
            log.info("Made a new signing key in {}; keep a copy where only the people in charge can reach it", file);
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker; its key is as good.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void warnWhenOthersCanRead(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file, new LinkOption[0]).stream()
                        .anyMatch(permission -> permission == PosixFilePermission.OTHERS_READ
                                || permission == PosixFilePermission.GROUP_WRITE
                                || permission == PosixFilePermission.OTHERS_WRITE)) {
            log.warn("The signing key {} can be read or changed by others; set its mode to 600", file);
        }
    }

    /** The platform has no public call from seed to public key; a generator fed with the seed makes exactly that pair. */
    private static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new FixedBytes(seed));
            KeyPair pair = generator.generateKeyPair();
            var made = (EdECPrivateKey) pair.getPrivate();
            if (!Arrays.equals(made.getBytes().orElseThrow(), seed)) {
                throw new IllegalStateException("The platform's Ed25519 generator does not take a seed");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform has no Ed25519", e);
        }
    }

    @SuppressWarnings("serial") // never serialized
    private static final class FixedBytes extends SecureRandom {

        private final byte[] bytes;

        FixedBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
