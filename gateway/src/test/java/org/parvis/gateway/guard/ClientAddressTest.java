package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class ClientAddressTest {

    @Test
    void believesNoHeaderOfAStranger() {
        assertThat(addresses().of(request("203.0.113.9", "198.51.100.1"))).isEqualTo("203.0.113.9");
    }

    @Test
    void believesWhatTheLastTrustedProxyWroteAndNothingBefore() {
        var addresses = addresses("10.0.0.0/8");
        assertThat(addresses.of(request("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2")))
                .isEqualTo("198.51.100.1");
        assertThat(addresses.of(request("203.0.113.9", "198.51.100.1"))).isEqualTo("203.0.113.9");
        assertThat(addresses.of(request("10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void countsAHouseOnceHoweverManyAddressesItHas() {
        var addresses = addresses("10.0.0.0/8");
        assertThat(addresses.networkOf(request("2001:db8:1:2:3:4:5:6"))).isEqualTo("20010db800010002/64");
        assertThat(addresses.networkOf(request("10.0.0.1", "2001:db8:1:2::9"))).isEqualTo("20010db800010002/64");
        assertThat(addresses.networkOf(request("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(addresses().networkOf(request("nobody:knows"))).isEqualTo("nobody:knows");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        var addresses = addresses("10.0.0.0/8");
        assertThat(addresses.of(request("10.0.0.1", "198.51.100.1, localhost"))).isEqualTo("10.0.0.1");
        assertThat(addresses.of(request("10.0.0.1", "<script>"))).isEqualTo("10.0.0.1");
    }

    private static ClientAddress addresses(String... trusted) {
        return new ClientAddress(new GatewaySettings(
                null,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                1,
                1,
                List.of(trusted)));
    }

    private static MockHttpServletRequest request(String from, String... forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(from);
        for (var value : forwarded) {
            request.addHeader("X-Forwarded-For", value);
        }
        return request;
    }
}
