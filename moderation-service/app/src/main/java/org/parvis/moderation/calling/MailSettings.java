package org.parvis.moderation.calling;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where letters go out.
 *
 * @param host of the SMTP server; empty when there is none
 * @param publicUrl where links in letters lead
 */
@ConfigurationProperties("moderation.mail")
record MailSettings(
        String host, int port, String username, String password, boolean startTls, String from, URI publicUrl) {

    boolean canSend() {
        return !host.isBlank();
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return canSend() ? "SMTP through " + host + ":" + port : "no SMTP server";
    }
}
