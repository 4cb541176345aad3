package org.maslin.server.plumbing.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;

class EgressRulesTest {

    private final EgressRules rules = new EgressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.9.9.9",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "fec0::1",
                "5f00::1"
            })
    void addressesInside_areRefused(String address) {
        assertThat(rules.permits("host", InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "169.253.0.1",
                "::ffff:1.1.1.1",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "2001:200::1"
            })
    void publicAddresses_pass(String address) {
        assertThat(rules.permits("host", InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void listedRangesAndHosts_pass_andNothingBesideThem() {
        var listed = new EgressRules(List.of("10.1.0.0/16", "fd00:1::/32", "Store.example.org"));
        assertThat(listed.permits("x", InetAddress.ofLiteral("10.1.255.1"))).isTrue();
        assertThat(listed.permits("x", InetAddress.ofLiteral("10.2.0.1"))).isFalse();
        assertThat(listed.permits("x", InetAddress.ofLiteral("fd00:1::9"))).isTrue();
        assertThat(listed.permits("store.EXAMPLE.org", InetAddress.ofLiteral("127.0.0.1")))
                .isTrue();
        assertThat(listed.permits("other.example.org", InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "http://x", "a b", "", "fd00::/129"})
    void entriesThatAreNeither_areRefused(String entry) {
        assertThatThrownBy(() -> new EgressRules(List.of(entry)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--allow-egress");
    }
}
