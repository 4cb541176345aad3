package org.maslin.curate.pii;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds IPv4 addresses and tells the public ones: those that the IANA special-purpose registry does
 * not reserve. As in datatrove, an address may touch other digits or dots.
 */
final class PublicAddresses {

    static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";

    static final Pattern PATTERN = Pattern.compile("(?:OCTET\\.){3}OCTET".replace("OCTET", OCTET));

    /** An address block of the registry (RFC 6890 and its successors). */
    private record Block(int address, int bits) {

        static Block of(int a, int b, int c, int d, int bits) {
            return new Block(a << 24 | b << 16 | c << 8 | d, bits);
        }

        boolean holds(int other) {
            return (address ^ other) >>> (32 - bits) == 0;
        }
    }

    private static final List<Block> RESERVED =
            List.of(
                    Block.of(0, 0, 0, 0, 8),
                    Block.of(10, 0, 0, 0, 8),
                    Block.of(100, 64, 0, 0, 10),
                    Block.of(127, 0, 0, 0, 8),
                    Block.of(169, 254, 0, 0, 16),
                    Block.of(172, 16, 0, 0, 12),
                    Block.of(192, 0, 0, 0, 24),
                    Block.of(192, 0, 2, 0, 24),
                    Block.of(192, 168, 0, 0, 16),
                    Block.of(198, 18, 0, 0, 15),
                    Block.of(198, 51, 100, 0, 24),
                    Block.of(203, 0, 113, 0, 24),
                    Block.of(240, 0, 0, 0, 4));

    /** Anycast services inside 192.0.0.0/24 that the whole net can reach. */
    private static final List<Block> EXCEPTIONS =
            List.of(Block.of(192, 0, 0, 9, 32), Block.of(192, 0, 0, 10, 32));

    private PublicAddresses() {}

    /** Whether a text has a dot between two digits; most have none, and need no search. */
    static boolean mayHoldOne(String text) {
        for (int at = text.indexOf('.', 1); at > 0; at = text.indexOf('.', at + 1)) {
            if (isDigit(text.charAt(at - 1))
                    && at + 1 < text.length()
                    && isDigit(text.charAt(at + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether four decimal octets are an address (no leading zeros), and a public one. */
    static boolean isPublic(String octets) {
        int address = 0;
        for (String octet : octets.split("\\.")) {
            if (octet.length() > 1 && octet.startsWith("0")) {
                return false;
            }
            address = address << 8 | Integer.parseInt(octet);
        }
        int found = address;
        return EXCEPTIONS.stream().anyMatch(block -> block.holds(found))
                || RESERVED.stream().noneMatch(block -> block.holds(found));
    }

    /** Whether four decimal octets are an address at all. */
    static boolean isAddress(String octets) {
        for (String octet : octets.split("\\.")) {
            if (octet.length() > 1 && octet.startsWith("0")) {
                return false;
            }
        }
        return true;
    }
}
