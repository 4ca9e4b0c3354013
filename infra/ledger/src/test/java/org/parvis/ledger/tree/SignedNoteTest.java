package org.parvis.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNoteTest {

    /** Vectors of golang.org/x/mod/sumdb/note, where the format comes from. */
    private static final String KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String KNOWN_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String OTHER_KEY = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String KNOWN_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @TempDir
    Path folder;

    @Test
    void verifiesAKnownNote() {
        SignedNote note = SignedNote.parse(KNOWN_NOTE);
        assertThat(note.isSignedBy(NoteKey.parse(KNOWN_KEY))).isTrue();
        assertThat(note.isSignedBy(NoteKey.parse(OTHER_KEY))).isFalse();
        assertThat(note.toString()).isEqualTo(KNOWN_NOTE);
    }

    @Test
    void signsTheKnownNoteWithTheSameBytes() {
        byte[] typed = Base64.getDecoder().decode(KNOWN_SEED);
        NoteSigner signer = NoteSigner.fromSeed("PeterNeumann", typed[0], Arrays.copyOfRange(typed, 1, 33));
        assertThat(signer.key().text()).isEqualTo(KNOWN_KEY);
        assertThat(signer.sign(SignedNote.parse(KNOWN_NOTE).text()).toString()).isEqualTo(KNOWN_NOTE);
    }

    @Test
    void refusesAKeyWhoseHashDoesNotFit() {
        assertThatThrownBy(() -> NoteKey.parse(KNOWN_KEY.replace("c74f20a3", "c74f20a4")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.parse("nothing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAChangedTextAndAChangedSignature() {
        NoteKey key = NoteKey.parse(KNOWN_KEY);
        assertThat(SignedNote.parse(KNOWN_NOTE.replace("problem is", "problem was"))
                        .isSignedBy(key))
                .isFalse();
        assertThat(SignedNote.parse(KNOWN_NOTE.replace("BwJnAM=", "BwJnAQ=")).isSignedBy(key))
                .isFalse();
    }

    @Test
    void isSpoiledByABadSignatureOfAKnownKeyEvenBesideAGoodOne() {
        NoteKey key = NoteKey.parse(KNOWN_KEY);
        String good = KNOWN_NOTE.lines().reduce((a, b) -> b).orElseThrow();
        String bad = good.replace("ZJkuBS9UG", "ZJkuBS9UH");
        assertThat(SignedNote.parse(KNOWN_NOTE + bad + "\n").isSignedBy(key)).isFalse();
    }

    @Test
    void ignoresLinesOfStrangers() {
        SignedNote note = SignedNote.parse(KNOWN_NOTE + "— stranger.example AAAAAAAAAAA=\n");
        assertThat(note.isSignedBy(NoteKey.parse(KNOWN_KEY))).isTrue();
    }

    @Test
    void refusesWhatIsNoNote() {
        for (String text : List.of(
                "", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n- a AAAAAAA=\n", "te\tx\n\n— a AAAAAAAAAAA=\n")) {
            assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void cosignsWithATime() throws IOException {
        NoteSigner ledger = NoteSigner.ofLedger("ledger.example/x", folder.resolve("ledger.pem"));
        NoteSigner witness = NoteSigner.ofWitness("witness.example/w", folder.resolve("witness.pem"));
        SignedNote note = ledger.sign(new Checkpoint("ledger.example/x", 3, new byte[32]).body());
        var line = witness.cosign(note.text(), Instant.parse("2026-01-01T00:00:00Z"));
        SignedNote both = SignedNote.parse(note + line.toString());
        assertThat(both.isSignedBy(ledger.key())).isTrue();
        assertThat(both.isSignedBy(witness.key())).isTrue();
        assertThat(both.isSignedBy(NoteSigner.ofWitness("witness.example/w", folder.resolve("x.pem"))
                        .key()))
                .isFalse();
        assertThat(new SignedNote(note.text().replace("3", "4"), both.signatures()).isSignedBy(witness.key()))
                .isFalse();
    }

    @Test
    void keepsItsKeyInAFileForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("keys/ledger.pem");
        NoteSigner made = NoteSigner.ofLedger("ledger.example/x", file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(NoteSigner.ofLedger("ledger.example/x", file).key()).isEqualTo(made.key());
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> NoteSigner.ofLedger("ledger.example/x", file))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsCheckpointsStrictly() {
        var checkpoint = new Checkpoint("example.com/log", 42, new byte[32]);
        assertThat(Checkpoint.parse(checkpoint.body())).isEqualTo(checkpoint);
        for (String bad : List.of(
                "example.com/log\n042\n" + "A".repeat(43) + "=\n",
                "example.com/log\n-1\n" + "A".repeat(43) + "=\n",
                "example.com/log\n1\n\n",
                "example.com/log\n1\nAAAA\n",
                "two words\n1\n" + "A".repeat(43) + "=\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
