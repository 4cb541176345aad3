package org.maslin.server.plumbing.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses with the same first bits, written {@code 10.0.0.0/8} or {@code fc00::/7}. */
record AddressRange(InetAddress network, int bits) {

    /** The range of a text, or null if it is none; one address is a range of its own. */
    static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.contains(":") && !address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return null;
        }
        try {
            InetAddress network = InetAddress.ofLiteral(address);
            int longest = 8 * network.getAddress().length;
            int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > longest ? null : new AddressRange(network, bits);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >>> (8 - rest) == 0;
    }

    /** The IPv4 address in four bytes of an IPv6 address. */
    static InetAddress embedded(InetAddress address, int from) {
        byte[] all = address.getAddress();
        try {
            return InetAddress.getByAddress(
                    new byte[] {all[from], all[from + 1], all[from + 2], all[from + 3]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
