package org.parvis.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the service in this container how it is: an image without a shell's tools has nothing else to ask with. */
public final class HealthCheck {

    private static final int PATIENCE_MILLIS = 4_000;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        System.exit(isWell(System.getenv().getOrDefault("SERVER_PORT", "8080")) ? 0 : 1);
    }

    static boolean isWell(String port) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
