package org.parvis.axon.cluster;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals whole messages, headers and all, with AES-256 in Galois counter mode. JGroups' own encryption leaves the headers open (who joins, who
 * leaves, who proves what) and does not notice when somebody changed a message on the way. What was not sealed with the key is dropped.
 */
final class SealedMessages extends Protocol {

    private static final Logger LOG = LoggerFactory.getLogger(SealedMessages.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Address self;

    SealedMessages(SecretKey key) {
        this.key = key;
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.SET_LOCAL_ADDRESS) {
            self = event.getArg();
        }
        return down_prot.down(event);
    }

    @Override
    public Object down(Message message) {
        if (message.getSrc() == null) {
            message.setSrc(self);
        }
        try {
            return down_prot.down(message.copy(false, false).setBuffer(seal(Util.streamableToByteBuffer(message))));
        } catch (IOException e) {
            throw new IllegalStateException("A message cannot be written", e);
        }
    }

    @Override
    public @Nullable Object up(Message message) {
        var opened = open(message);
        return opened == null ? null : up_prot.up(opened);
    }

    @Override
    public void up(MessageBatch batch) {
        var all = new ArrayList<Message>();
        batch.forEach((message, whole) -> {
            // What a protocol below has dealt with leaves a hole.
            if (message != null) {
                all.add(message);
            }
        });
        batch.clear();
        for (var message : all) {
            var opened = open(message);
            if (opened != null) {
                batch.add(opened);
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private byte[] seal(byte[] plain) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            var sealed = new byte[NONCE + plain.length + TAG];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + CIPHER, e);
        }
    }

    /** The message inside; null when it was sealed with another key, not at all, or says that somebody else sent it. */
    private @Nullable Message open(Message sealed) {
        var bytes = sealed.getRawBuffer();
        if (bytes == null || sealed.getLength() < NONCE + TAG) {
            return dropped(sealed, "is not sealed");
        }
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, bytes, sealed.getOffset(), NONCE));
            var plain = cipher.doFinal(bytes, sealed.getOffset() + NONCE, sealed.getLength() - NONCE);
            Message message = Util.streamableFromByteBuffer(Message::new, plain);
            if (message.getDest() == null) {
                message.setDest(sealed.getDest());
            }
            return message.getSrc() != null && message.getSrc().equals(sealed.getSrc())
                    ? message
                    : dropped(sealed, "was sent by somebody else");
        } catch (GeneralSecurityException e) {
            return dropped(sealed, "was sealed with another key, or changed on the way");
        } catch (Exception e) {
            return dropped(sealed, "cannot be read");
        }
    }

    private static @Nullable Message dropped(Message message, String why) {
        LOG.debug("A message from {} {}; it was dropped", message.getSrc(), why);
        return null;
    }
}
