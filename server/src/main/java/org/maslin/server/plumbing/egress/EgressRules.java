package org.maslin.server.plumbing.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.maslin.core.BadInputException;

/**
 * Which addresses the server may talk to: public ones, and those that the administrator listed by
 * range or by name. An IPv6 address that carries an IPv4 one is judged by what it carries.
 */
final class EgressRules {

    /** IPv4 outside the public network: RFC 6890 and successors, and a cloud's host agent. */
    private static final List<AddressRange> CLOSED_4 =
            ranges(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4");

    private static final AddressRange PUBLIC_6 = range("2000::/3");

    /** What of {@link #PUBLIC_6} is not: protocol assignments, Teredo, documentation. */
    private static final List<AddressRange> CLOSED_6 =
            ranges("2001::/23", "2001:db8::/32", "3fff::/20");

    private static final AddressRange NAT_64 = range("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = range("2002::/16");

    private final List<AddressRange> listed = new ArrayList<>();
    private final Set<String> listedHosts = new HashSet<>();

    /**
     * @param allowed addresses, ranges and host names
     * @throws BadInputException if one of them is neither
     */
    EgressRules(List<String> allowed) {
        for (String entry : allowed) {
            AddressRange range = AddressRange.parse(entry);
            if (range != null) {
                listed.add(range);
            } else if (entry.matches("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?")
                    && !entry.matches("[0-9.]+")) {
                listedHosts.add(entry.toLowerCase(Locale.ROOT));
            } else {
                throw new BadInputException(
                        "--allow-egress",
                        "\"" + entry + "\"",
                        "a range such as 10.1.0.0/16 or a host such as store.example.org",
                        "Give the option once for each range or host.");
            }
        }
    }

    /** Whether the server may talk to this address, which this host name led to. */
    boolean permits(String host, InetAddress address) {
        return listedHosts.contains(host.toLowerCase(Locale.ROOT))
                || listed.stream().anyMatch(range -> range.contains(address))
                || isPublic(address);
    }

    private boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return CLOSED_4.stream().noneMatch(range -> range.contains(address));
        }
        if (NAT_64.contains(address)) {
            return isPublic(AddressRange.embedded(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(AddressRange.embedded(address, 2));
        }
        return PUBLIC_6.contains(address)
                && CLOSED_6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return java.util.Arrays.stream(texts).map(EgressRules::range).toList();
    }

    private static AddressRange range(String text) {
        return Objects.requireNonNull(AddressRange.parse(text));
    }
}
