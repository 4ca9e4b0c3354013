package org.parvis.axon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.protocols.AUTH;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;

class MembershipProofTest {

    private final Address newcomer = UUID.randomUUID();
    private final Address other = UUID.randomUUID();

    private static SecretKey key(int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static MembershipProof of(SecretKey key, Address address) {
        var proof = new MembershipProof(key);
        proof.setAuth(new AUTH() {
            @Override
            public Address getAddress() {
                return address;
            }
        });
        return proof;
    }

    /** As it arrives on the other side. */
    private static MembershipProof sent(MembershipProof proof) throws Exception {
        return Util.streamableFromByteBuffer(MembershipProof::new, Util.streamableToByteBuffer(proof));
    }

    private static Message from(Address address) {
        return new Message().setSrc(address);
    }

    @Test
    void showsThatTheNewcomerKnowsTheKeyAndNothingElse() throws Exception {
        var member = of(key(1), other);

        assertThat(member.authenticate(sent(of(key(1), newcomer)), from(newcomer)))
                .isTrue();
        assertThat(member.authenticate(sent(of(key(2), newcomer)), from(newcomer)))
                .as("another key")
                .isFalse();
        assertThat(member.authenticate(sent(of(key(1), newcomer)), from(other)))
                .as("a proof that somebody else showed")
                .isFalse();
        assertThat(member.authenticate(new MembershipProof(), from(newcomer)))
                .as("no proof")
                .isFalse();
    }

    @Test
    void aMemberBelievesItselfWhenPartsOfTheClusterMerge() {
        var member = of(key(1), other);

        assertThat(member.authenticate(member, from(other))).isTrue();
    }
}
