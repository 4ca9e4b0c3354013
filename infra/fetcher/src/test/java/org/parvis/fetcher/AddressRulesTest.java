package org.parvis.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, PUBLIC",
        "9.255.255.255, PUBLIC",
        "11.0.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.0, PUBLIC",
        "192.0.1.0, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.20.0.0, PUBLIC",
        "223.255.255.255, PUBLIC",
        "2606:2800:220:1::1, PUBLIC",
        "2a00:1450:4007:80e::2004, PUBLIC",
        "2001:200::1, PUBLIC",
        "100.64.0.0, CARRIER_NAT",
        "100.127.255.255, CARRIER_NAT",
        "239.255.255.255, MULTICAST",
        "255.255.255.255, BROADCAST",
        "254.0.0.1, RESERVED",
        "4000::1, RESERVED",
        "2001:2::1, RESERVED",
        "2001:10::1, RESERVED",
        "3fff:fff::1, RESERVED",
        "fd00::1, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "2001::1, EMBEDDED_IPV4",
        "2002:a00:1::, EMBEDDED_IPV4",
        "64:ff9b::808:808, EMBEDDED_IPV4",
        "::7f00:1, EMBEDDED_IPV4",
        "::2, EMBEDDED_IPV4",
        "::, UNSPECIFIED",
        "::1, LOOPBACK",
    })
    void tellsWhatAnAddressIsFor(String address, AddressClass expected) {
        assertThat(AddressClass.of(InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @Test
    void allowsAddressesNetworksAndPorts() {
        var list = AllowList.parse(" 127.0.0.1:8081 , 10.2.0.0/15,[::1]:9000, fd00::/8 ,192.168.1.1,10.9.0.0/16:443,");

        assertThat(list.allows(InetAddress.ofLiteral("127.0.0.1"), 8081)).isTrue();
        assertThat(list.allows(InetAddress.ofLiteral("127.0.0.1"), 8082)).isFalse();
        assertThat(list.allows(InetAddress.ofLiteral("10.3.255.255"), 1)).isTrue();
        assertThat(list.allows(InetAddress.ofLiteral("10.4.0.0"), 1)).isFalse();
        assertThat(list.allows(InetAddress.ofLiteral("::1"), 9000)).isTrue();
        assertThat(list.allows(InetAddress.ofLiteral("::1"), 9001)).isFalse();
        assertThat(list.allows(InetAddress.ofLiteral("fd12::1"), 80)).isTrue();
        assertThat(list.allows(InetAddress.ofLiteral("fe12::1"), 80)).isFalse();
        assertThat(list.allows(InetAddress.ofLiteral("192.168.1.1"), 65535)).isTrue();
        assertThat(list.allows(InetAddress.ofLiteral("10.9.1.1"), 443)).isTrue();
        assertThat(list.allows(InetAddress.ofLiteral("10.9.1.1"), 80)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "10.0.0.0/33", "10.0.0.1:http", "127.0.0.1:70000", "10.0.0", "fd00::/129", "*"})
    void refusesAnAllowListThatCannotBeMeant(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowList.parse("10.0.0.1," + text))
                .withMessageContaining("\"" + text + "\"");
    }
}
