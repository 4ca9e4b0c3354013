package org.parvis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    @Test
    void saysWhatTheServiceSaysOfItself() throws IOException {
        var status = new AtomicInteger(200);
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/actuator/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        service.start();
        var port = Integer.toString(service.getAddress().getPort());

        assertThat(HealthCheck.isWell(port)).isTrue();
        status.set(503);
        assertThat(HealthCheck.isWell(port)).isFalse();
        service.stop(0);
        assertThat(HealthCheck.isWell(port)).isFalse();
        assertThat(HealthCheck.isWell("no port")).isFalse();
    }
}
