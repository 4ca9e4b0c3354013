package org.parvis.axon.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.auth.AuthToken;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/** Shows that a newcomer knows the members' key, without showing the key; good for the newcomer's own address only. */
public final class MembershipProof extends AuthToken {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final @Nullable SecretKey key;
    private byte[] proof = new byte[BYTES];

    /** For JGroups, which reads the others' proofs into it. */
    public MembershipProof() {
        this.key = null;
    }

    MembershipProof(SecretKey key) {
        this.key = key;
    }

    @Override
    public String getName() {
        return MembershipProof.class.getName();
    }

    @Override
    public int size() {
        return BYTES;
    }

    @Override
    public boolean authenticate(AuthToken shown, Message message) {
        return key != null
                && shown instanceof MembershipProof other
                && MessageDigest.isEqual(other.shownBy(message.getSrc()), of(key, message.getSrc()));
    }

    /** What a member asks of itself, when two parts of the cluster merge, was never written and read. */
    private byte[] shownBy(Address address) {
        return key == null ? proof : of(key, address);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.write(key == null ? proof : of(key, auth.getAddress()));
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        proof = new byte[BYTES];
        in.readFully(proof);
    }

    private static byte[] of(SecretKey key, Address address) {
        try {
            var said = new ByteArrayOutputStream();
            said.write("parvis command bus member ".getBytes(StandardCharsets.US_ASCII));
            Util.writeAddress(address, new DataOutputStream(said));
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(said.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
